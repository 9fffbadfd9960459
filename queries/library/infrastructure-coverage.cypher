// title: 质量基础设施覆盖 | Coverage of the quality infrastructure
// about: 每条产业链的计量、标准、检验检测、认证各有多少机构（直接、经环节或经联合体）；规划等状态、依据不明与域外的分开计。 | How many bodies give each chain metrology, standards, testing, certification (directly, by a stage or a consortium); planned (or over), unclear and outside ones counted apart.
// family: quality
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: chain, service, bodies, planned, unclear, outside
// example: chain=光电
MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
MATCH (c)<-[m:PART_OF|SERVES*0..1]-(t) WHERE NOT t:Consortium OR t.kind IN $kinds
MATCH (t)<-[r:TESTS_FOR]-(b)
WITH c.name AS chain, r.service AS service, b.id AS body,
  CASE
    WHEN any(each IN m WHERE coalesce(each.status, '') IN $idle) OR coalesce(t.status, '') IN $idle
      OR coalesce(r.status, '') IN $idle OR coalesce(b.status, '') IN $idle THEN 'planned'
    WHEN coalesce(r.service_basis, '') IN $unclear THEN 'unclear'
    WHEN $outside[b.id] IS NOT NULL THEN 'outside'
    ELSE 'counts'
  END AS how
RETURN chain, service,
  count(DISTINCT CASE WHEN how = 'counts' THEN body END) AS bodies,
  count(DISTINCT CASE WHEN how = 'planned' THEN body END) AS planned,
  count(DISTINCT CASE WHEN how = 'unclear' THEN body END) AS unclear,
  count(DISTINCT CASE WHEN how = 'outside' THEN body END) AS outside
ORDER BY chain, service
