// title: 一家企业的供应商（至多四级） | Suppliers of a firm, up to four tiers
// about: 直接与间接的供应企业（它依赖谁）；tier 为最短级数，via 为其直接供应的企业，products 为直接供应的产品。规划等状态的供应与供应企业不算。 | Firms that supply it, directly or by others: whom it depends on. tier is the shortest way, via the firm that the supplier supplies itself, products what it supplies to that firm. Supplies and suppliers that are planned or over are none.
// family: chains
// param company: company — 企业 | firm
// param tiers: integer 1..4 = 4 — 最多几级 | tiers at most
// returns: supplier, name, tier, via, products, home
// example: company=company:tongding-interconnect
MATCH (c:Company {id: $company})
MATCH p = (s:Company)-[:SUPPLIES*1..4]->(c)
WHERE length(p) <= $tiers AND s.id <> c.id
  AND all(each IN relationships(p) WHERE NOT coalesce(each.status, '') IN $idle)
  AND all(each IN nodes(p)[..-1] WHERE NOT coalesce(each.status, '') IN $idle)
WITH s, nodes(p)[1] AS next, length(p) AS steps ORDER BY steps, next.id
WITH s, collect(next.id)[0] AS near, collect(next.name)[0] AS via, min(steps) AS tier
RETURN s.id AS supplier, s.name AS name, tier, via,
  COLLECT {
    MATCH (s)-[r:SUPPLIES]->(n:Company) WHERE n.id = near AND r.product <> '' AND NOT coalesce(r.status, '') IN $idle
    RETURN DISTINCT r.product AS product ORDER BY product
  } AS products, coalesce(s.home, '') AS home
ORDER BY tier, supplier
