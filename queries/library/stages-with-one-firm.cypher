// title: 只有一家企业的环节 | Stages with one firm only
// about: 从业企业只有一家的环节;该企业若不在事实状态(规划等),见 status。 | Stages with a single firm on record; status says when it is planned only.
// family: gaps
// param chain: chain = — 产业链;空为全部 | chain; empty for all
// returns: chain, stage, name, company, company_name, home, status
// example: chain=光电
MATCH (s:Stage)-[:PART_OF]->(c:IndustryChain)
WHERE ($chain = '' OR c.id = $chain) AND COUNT { (s)<-[:OPERATES_IN]-(:Company) } = 1
MATCH (s)<-[r:OPERATES_IN]-(b:Company)
RETURN c.name AS chain, s.id AS stage, s.name AS name, b.id AS company, b.name AS company_name,
  coalesce(b.home, '') AS home, coalesce(r.status, 'fact') AS status
ORDER BY chain, stage
