// title: 缺口分析的事实 | Facts behind the gaps
// about: 每行是一条可填补格位的事实:谁(filler)凭哪条关系填哪个环节或产业链的哪个格位;statuses、region 等决定是否算数,gaps 命令由这些行重算。 | One row per fact that may fill a slot: who (filler), by which relation, which slot of which target. The gaps command counts these rows; statuses, kinds and region decide whether a row counts.
// family: gaps
// param chain: chain = — 产业链;空为全部 | chain; empty for all
// param region: text = region:suzhou — 模板所指地区 | region of the template
// returns: chain, target, target_type, target_kind, slot, filler, filler_name, filler_name_en, filler_type, filler_kind, bearer, bearer_name, bearer_name_en, relation, relation_type, basis, statuses, region, kin, date, reliability, sources
// example: chain=光电
WITH COLLECT {
    MATCH (g:Region) WHERE g.id = $region OR EXISTS { (g)-[:LOCATED_IN*1..5]->(:Region {id: $region}) } RETURN g.id
  } AS within,
  COLLECT { MATCH (:Region {id: $region})-[:LOCATED_IN*1..6]->(g:Region) RETURN g.id } AS around
CALL {
  MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
  MATCH (c)<-[m:PART_OF|SERVES*0..1]-(t)
  MATCH (t)<-[r:LEADS|OPERATES_IN|TESTS_FOR|ADVISES|COORDINATES|RESEARCHES|APPLIES_TO]-(x)
  RETURN c, t, x, x AS b, r, coalesce(r.service_basis, '') AS basis,
    CASE type(r)
      WHEN 'LEADS' THEN 'lead' WHEN 'OPERATES_IN' THEN 'suppliers' WHEN 'TESTS_FOR' THEN r.service
      WHEN 'ADVISES' THEN 'expert' WHEN 'COORDINATES' THEN 'association' WHEN 'RESEARCHES' THEN 'research'
      ELSE CASE labels(x)[0] WHEN 'Standard' THEN 'standard' WHEN 'Patent' THEN 'patent' ELSE 'quality' END
    END AS slot,
    [coalesce(t.status, 'fact'), coalesce(x.status, 'fact'), coalesce(r.status, 'fact')]
      + [each IN m | coalesce(each.status, 'fact')] AS statuses
  UNION ALL
  MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
  MATCH (c)<-[m:PART_OF|SERVES*0..1]-(t)
  MATCH (t)<-[f:LEADS|OPERATES_IN|RESEARCHES]-(b)
  MATCH (b)-[r:HOLDS]->(x:Patent)
  RETURN c, t, x, b, r, '' AS basis, 'patent' AS slot,
    [coalesce(t.status, 'fact'), coalesce(b.status, 'fact'), coalesce(f.status, 'fact'), coalesce(x.status, 'fact'),
     coalesce(r.status, 'fact')] + [each IN m | coalesce(each.status, 'fact')] AS statuses
  UNION ALL
  MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
  MATCH (c)<-[m:PART_OF|SERVES*0..1]-(t)
  MATCH (t)<-[f:LEADS|OPERATES_IN*0..1]-(b)
  MATCH (b)-[r:RECEIVED]->(x:Award)
  RETURN c, t, x, b, r, '' AS basis, 'quality' AS slot,
    [coalesce(t.status, 'fact'), coalesce(b.status, 'fact'), coalesce(x.status, 'fact'), coalesce(r.status, 'fact')]
      + [each IN f | coalesce(each.status, 'fact')] + [each IN m | coalesce(each.status, 'fact')] AS statuses
}
WITH c, t, x, b, r, basis, slot, statuses, within, around,
  COLLECT { MATCH (b)-[:LOCATED_IN]->(g:Region) RETURN g.id } AS places
RETURN c.id AS chain, t.id AS target, labels(t)[0] AS target_type, coalesce(t.kind, '') AS target_kind, slot,
  x.id AS filler, x.name AS filler_name, coalesce(x.name_en, '') AS filler_name_en, labels(x)[0] AS filler_type,
  coalesce(x.kind, '') AS filler_kind, b.id AS bearer, b.name AS bearer_name,
  coalesce(b.name_en, '') AS bearer_name_en, r.id AS relation, type(r) AS relation_type, basis, statuses,
  CASE
    WHEN b.home IS NOT NULL THEN b.home
    WHEN any(each IN places WHERE each IN within) THEN 'inside'
    WHEN size(places) = 0 OR any(each IN places WHERE each IN around) THEN 'unknown'
    ELSE 'outside'
  END AS region,
  COLLECT { MATCH (b)-[:PARENT_OF*1..6]-(kin) RETURN kin.id ORDER BY kin.id } AS kin,
  r.date AS date, r.reliability AS reliability, r.sources AS sources
ORDER BY chain, target, slot, filler, bearer, relation
