// title: 环节之间的供给 | Which stage feeds which
// about: 一条产业链内外的供给关系，含两端的位置与从业企业数（只计算数的）；规划等状态的供给与环节不列。 | The FEEDS relations of a chain, with the number of firms that count at both ends; relations and stages that are planned or over are left out.
// family: chains
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: chain, from, from_name, from_firms, to, to_name, to_firms, sources
// example: chain=航空航天
MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
MATCH (c)<-[p:PART_OF]-(a:Stage)-[r:FEEDS]->(b:Stage)
WHERE NOT coalesce(p.status, '') IN $idle AND NOT coalesce(a.status, '') IN $idle
  AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
RETURN c.id AS chain, a.id AS from, a.name AS from_name,
  COUNT {
    MATCH (a)<-[o:OPERATES_IN]-(f:Company)
    WHERE coalesce(o.role, '') IN $roles AND NOT coalesce(o.status, '') IN $idle
      AND NOT coalesce(f.status, '') IN $idle AND $outside[f.id] IS NULL
    RETURN DISTINCT f
  } AS from_firms,
  b.id AS to, b.name AS to_name,
  COUNT {
    MATCH (b)<-[o:OPERATES_IN]-(f:Company)
    WHERE coalesce(o.role, '') IN $roles AND NOT coalesce(o.status, '') IN $idle
      AND NOT coalesce(f.status, '') IN $idle AND $outside[f.id] IS NULL
    RETURN DISTINCT f
  } AS to_firms, r.sources AS sources
ORDER BY chain, from, to
