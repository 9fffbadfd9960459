// title: 质量基础设施覆盖 | Coverage of the quality infrastructure
// about: 每条产业链的计量、标准、检验检测、认证各有多少机构(直接、经环节或经联合体);规划中和依据不明的分开计。 | How many bodies give each chain metrology, standards, testing, certification (directly, by a stage or a consortium); planned and unclear ones counted apart.
// family: quality
// param chain: chain = — 产业链;空为全部 | chain; empty for all
// returns: chain, service, bodies, planned, unclear
// example: chain=光电
MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
MATCH (c)<-[:PART_OF|SERVES*0..1]-(t)
MATCH (t)<-[r:TESTS_FOR]-(b)
WITH c.name AS chain, r.service AS service, b.id AS body,
  CASE WHEN coalesce(r.status, 'fact') <> 'fact' OR coalesce(b.status, 'fact') <> 'fact' THEN 'planned'
    WHEN r.service_basis = 'unclear' THEN 'unclear' ELSE 'counts' END AS how
RETURN chain, service,
  count(DISTINCT CASE WHEN how = 'counts' THEN body END) AS bodies,
  count(DISTINCT CASE WHEN how = 'planned' THEN body END) AS planned,
  count(DISTINCT CASE WHEN how = 'unclear' THEN body END) AS unclear
ORDER BY chain, service
