// title: 一家企业的供应商(至多四级) | Suppliers of a firm, up to four tiers
// about: 直接与间接的供应企业;tier 为最短级数,via 为其直接供应的企业。 | Firms that supply it, directly or by others; tier is the shortest way, via the firm that it supplies itself.
// family: chains
// param company: company — 企业 | firm
// param tiers: integer = 4 — 最多几级(1 至 4) | tiers at most (1 to 4)
// returns: supplier, name, tier, via, home
// example: company=company:tongding-interconnect
MATCH (c:Company {id: $company})
MATCH p = (s:Company)-[:SUPPLIES*1..4]->(c)
WHERE length(p) <= $tiers AND s.id <> c.id
WITH s, nodes(p)[1] AS next, length(p) AS steps ORDER BY steps, next.id
WITH s, collect(next.name)[0] AS via, min(steps) AS tier
RETURN s.id AS supplier, s.name AS name, tier, via, coalesce(s.home, '') AS home
ORDER BY tier, supplier
