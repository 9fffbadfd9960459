// title: 缺口分析的事实 | Facts behind the gaps
// about: 每行是一条可填补格位的事实：谁（filler）凭哪条关系进入哪条产业链的哪个环节、联合体或全链；经由（via）主体的奖项、专利等另列。模板的格位据此匹配；statuses、region 等决定是否算数。 | One row per fact that may fill a slot: who (filler), by which relation, in which stage, consortium or chain; what belongs to a body there (via) is listed as well. The slots of a template are matched with these rows; statuses and region decide whether a row counts.
// family: gaps
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// param region: text = template — 本地区的编号；template 为模板所指，空则不分域内域外 | id of the region; template: that of the template; empty: none, nobody is outside
// param relations: text = LEADS,OPERATES_IN,TESTS_FOR,ADVISES,COORDINATES,RESEARCHES,APPLIES_TO — 进入产业链的关系类型，逗号分隔 | relation types into a chain, with commas
// param via: text = LEADS,OPERATES_IN,RESEARCHES — 经由的关系类型 | relation types of the bodies through which things belong to a chain
// param things: text = HOLDS,RECEIVED — 由主体到物的关系类型 | relation types from such a body to a thing
// param keys: text = service,service_basis,role,kind — 取出的属性 | properties to bring along
// returns: chain, target, target_type, target_kind, via, tie, bearer, bearer_name, bearer_name_en, bearer_type, outward, filler, filler_name, filler_name_en, filler_type, relation, relation_type, relation_values, filler_values, statuses, region, date, reliability, sources
// example: chain=光电
WITH COLLECT {
    MATCH (g:Region) WHERE g.id = $region OR EXISTS { (g)-[:LOCATED_IN*1..5]->(:Region {id: $region}) } RETURN g.id
  } AS within,
  COLLECT { MATCH (:Region {id: $region})-[:LOCATED_IN*1..6]->(g:Region) RETURN g.id } AS around,
  split($relations, ',') AS wanted, split($via, ',') AS ways, split($things, ',') AS further, split($keys, ',') AS keys
CALL {
  WITH wanted
  MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
  MATCH (c)<-[m:PART_OF|SERVES*0..1]-(t)
  MATCH (t)<-[r]-(x) WHERE type(r) IN wanted
  RETURN c, t, '' AS via, '' AS tie, x AS b, r, x, true AS outward,
    [coalesce(t.status, 'fact'), coalesce(x.status, 'fact'), coalesce(r.status, 'fact')]
      + [each IN m | coalesce(each.status, 'fact')] AS statuses
  UNION ALL
  WITH ways, further
  MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
  MATCH (c)<-[m:PART_OF|SERVES*0..1]-(t)
  MATCH (t)<-[f]-(b) WHERE type(f) IN ways
  MATCH (b)-[r]-(x) WHERE type(r) IN further
  RETURN c, t, type(f) AS via, f.id AS tie, b, r, x, startNode(r).id = b.id AS outward,
    [coalesce(t.status, 'fact'), coalesce(b.status, 'fact'), coalesce(f.status, 'fact'), coalesce(x.status, 'fact'),
     coalesce(r.status, 'fact')] + [each IN m | coalesce(each.status, 'fact')] AS statuses
  UNION ALL
  WITH further
  MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
  MATCH (c)<-[m:SERVES]-(t:Consortium)
  MATCH (t)-[r]-(x) WHERE type(r) IN further
  RETURN c, t, 'itself' AS via, '' AS tie, t AS b, r, x, startNode(r).id = t.id AS outward,
    [coalesce(t.status, 'fact'), coalesce(x.status, 'fact'), coalesce(r.status, 'fact'), coalesce(m.status, 'fact')]
      AS statuses
}
WITH c, t, via, tie, b, r, x, outward, statuses, within, around, keys,
  COLLECT {
    MATCH (b)-[l:LOCATED_IN]->(g:Region) WHERE NOT coalesce(l.status, '') IN $idle
    RETURN g.id
  } AS places
RETURN c.id AS chain, t.id AS target, labels(t)[0] AS target_type, coalesce(t.kind, '') AS target_kind, via, tie,
  b.id AS bearer, b.name AS bearer_name, coalesce(b.name_en, '') AS bearer_name_en, labels(b)[0] AS bearer_type, outward,
  x.id AS filler, x.name AS filler_name, coalesce(x.name_en, '') AS filler_name_en, labels(x)[0] AS filler_type,
  r.id AS relation, type(r) AS relation_type,
  [key IN keys | r[key]] AS relation_values, [key IN keys | x[key]] AS filler_values, statuses,
  CASE
    WHEN $region = '' THEN 'none'
    WHEN b.home IS NOT NULL THEN b.home
    WHEN any(each IN places WHERE each IN within) THEN 'inside'
    WHEN size(places) = 0 OR any(each IN places WHERE each IN around) THEN 'unknown'
    ELSE 'outside'
  END AS region,
  r.date AS date, r.reliability AS reliability, r.sources AS sources
ORDER BY chain, target, via, filler, bearer, relation
