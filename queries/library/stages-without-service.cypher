// title: 缺某项服务的环节 | Stages without a service
// about: 没有机构直接提供某项服务(计量、标准、检验检测、认证)的环节;whole_chain 为全链或其联合体的该项服务机构数。 | Stages to which no body gives a service directly; whole_chain counts those that give it to the chain or its consortium.
// family: gaps
// param service: code service — 服务 | service
// param chain: chain = — 产业链;空为全部 | chain; empty for all
// returns: chain, stage, name, firms, whole_chain
// example: service=metrology ; chain=光电
MATCH (s:Stage)-[:PART_OF]->(c:IndustryChain)
WHERE ($chain = '' OR c.id = $chain) AND NOT EXISTS { (s)<-[:TESTS_FOR {service: $service}]-() }
RETURN c.name AS chain, s.id AS stage, s.name AS name, COUNT { (s)<-[:OPERATES_IN]-(:Company) } AS firms,
  COUNT { MATCH (c)<-[:SERVES*0..1]-(t)<-[:TESTS_FOR {service: $service}]-(b) RETURN DISTINCT b } AS whole_chain
ORDER BY chain, stage
