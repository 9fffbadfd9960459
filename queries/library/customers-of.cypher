// title: 一家企业的客户（至多四级） | Customers of a firm, up to four tiers
// about: 它直接与间接供应的企业；tier 为最短级数。规划等状态的供应与供应企业不算。 | Firms that it supplies, directly or by others; tier is the shortest way. Supplies and suppliers that are planned or over are none.
// family: chains
// param company: company — 企业 | firm
// param tiers: integer 1..4 = 4 — 最多几级 | tiers at most
// returns: customer, name, tier, home
// example: company=company:huguang
MATCH (c:Company {id: $company})
MATCH p = (c)-[:SUPPLIES*1..4]->(k:Company)
WHERE length(p) <= $tiers AND k.id <> c.id
  AND all(each IN relationships(p) WHERE NOT coalesce(each.status, '') IN $idle)
  AND all(each IN nodes(p)[..-1] WHERE NOT coalesce(each.status, '') IN $idle)
WITH k, min(length(p)) AS tier
RETURN k.id AS customer, k.name AS name, tier, coalesce(k.home, '') AS home
ORDER BY tier, customer
