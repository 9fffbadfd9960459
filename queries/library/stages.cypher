// title: 产业链环节（按次序） | Stages of a chain in order
// about: 一条产业链在录的全部环节，先上游后下游；status 不是 fact 的不计入；feeds 是它供给的环节，companies 是算数的从业企业数。 | All stages of a chain on record, upstream first; one whose status is not fact does not count; feeds lists the stages it feeds, companies counts the firms that count.
// family: chains
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: chain, stage, name, name_en, position, position_stated, order, companies, feeds, status, sources
// example: chain=光电
MATCH (s:Stage)-[p:PART_OF]->(c:IndustryChain) WHERE $chain = '' OR c.id = $chain
RETURN c.id AS chain, s.id AS stage, s.name AS name, coalesce(s.name_en, '') AS name_en,
  coalesce(p.position, '') AS position, p.position_stated AS position_stated, p.order AS order,
  COUNT {
    MATCH (s)<-[r:OPERATES_IN]-(b:Company)
    WHERE coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS companies,
  COLLECT {
    MATCH (s)-[f:FEEDS]->(n:Stage) WHERE NOT coalesce(f.status, '') IN $idle AND NOT coalesce(n.status, '') IN $idle
    RETURN n.id ORDER BY n.id
  } AS feeds,
  CASE WHEN coalesce(s.status, '') IN $idle THEN s.status ELSE coalesce(p.status, 'fact') END AS status,
  p.sources AS sources
ORDER BY chain, CASE position WHEN 'upstream' THEN 1 WHEN 'midstream' THEN 2 WHEN 'downstream' THEN 3 ELSE 4 END,
  order, stage
