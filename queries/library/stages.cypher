// title: 产业链环节(按次序) | Stages of a chain in order
// about: 一条产业链的环节,先上游后下游;feeds 是它供给的环节,companies 是从业企业数(不问是否算数)。 | The stages of a chain, upstream first; feeds lists the stages it feeds, companies counts the firms recorded (counting or not).
// family: chains
// param chain: chain = — 产业链;空为全部 | chain; empty for all
// returns: chain, stage, name, name_en, position, position_stated, order, companies, feeds, status, sources
// example: chain=光电
MATCH (s:Stage)-[p:PART_OF]->(c:IndustryChain) WHERE $chain = '' OR c.id = $chain
RETURN c.id AS chain, s.id AS stage, s.name AS name, coalesce(s.name_en, '') AS name_en,
  coalesce(p.position, '') AS position, p.position_stated AS position_stated, p.order AS order,
  COUNT { (s)<-[:OPERATES_IN]-(:Company) } AS companies,
  COLLECT { MATCH (s)-[:FEEDS]->(n:Stage) RETURN n.id ORDER BY n.id } AS feeds, coalesce(p.status, 'fact') AS status, p.sources AS sources
ORDER BY chain, CASE position WHEN 'upstream' THEN 1 WHEN 'midstream' THEN 2 WHEN 'downstream' THEN 3 ELSE 4 END,
  order, stage
