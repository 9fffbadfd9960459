// title: 一家企业的客户(至多四级) | Customers of a firm, up to four tiers
// about: 它直接与间接供应的企业;tier 为最短级数。 | Firms that it supplies, directly or by others; tier is the shortest way.
// family: chains
// param company: company — 企业 | firm
// param tiers: integer = 4 — 最多几级(1 至 4) | tiers at most (1 to 4)
// returns: customer, name, tier, home
// example: company=company:huguang
MATCH (c:Company {id: $company})
MATCH p = (c)-[:SUPPLIES*1..4]->(k:Company)
WHERE length(p) <= $tiers AND k.id <> c.id
WITH k, min(length(p)) AS tier
RETURN k.id AS customer, k.name AS name, tier, coalesce(k.home, '') AS home
ORDER BY tier, customer
