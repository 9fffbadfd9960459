// title: 无检测机构的环节 | Stages without a testing institute
// about: 没有机构直接检测、其产业链与联合体也没有检测服务记录的环节;没有记录不等于没有,是否查过见 searched。 | Stages that no institute tests for, directly or for the whole chain. No record does not mean none: searched says whether somebody looked.
// family: gaps
// param chain: chain = — 产业链;空为全部 | chain; empty for all
// returns: chain, stage, name, position, companies, searched
// example: chain=婚纱
MATCH (s:Stage)-[p:PART_OF]->(c:IndustryChain) WHERE ($chain = '' OR c.id = $chain)
  AND NOT EXISTS { (s)<-[:TESTS_FOR {service: 'testing'}]-() }
  AND NOT EXISTS { (c)<-[:SERVES*0..1]-()<-[:TESTS_FOR {service: 'testing'}]-() }
RETURN c.name AS chain, s.id AS stage, s.name AS name, coalesce(p.position, '') AS position,
  COUNT { (s)<-[:OPERATES_IN]-(:Company) } AS companies,
  COUNT { MATCH (q:Search) WHERE q.slot = 'testing' AND q.subject IN [s.id, c.id] RETURN q } AS searched
ORDER BY chain, stage
