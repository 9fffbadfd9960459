// title: 跨地区的联系 | Ties across regions
// about: 供应、控股、成员、牵头、技术服务关系中两端登记在不同地区的；规划等状态的关系、主体与所在地不算。 | Supplies, capital, membership, lead and service between bodies seated in different regions; relations, bodies and seats that are planned or over are left out.
// family: regions
// param relation: relation type = — 只列该类关系；空为全部 | only this type of relation; empty for all
// returns: relation, from, from_name, from_region, to, to_name, to_region
// example:
MATCH (a)-[r:SUPPLIES|PARENT_OF|MEMBER_OF|LEADS|TESTS_FOR]->(b)
WHERE ($relation = '' OR type(r) = $relation) AND NOT coalesce(a.status, '') IN $idle
  AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
MATCH (a)-[l:LOCATED_IN]->(x:Region) WHERE NOT coalesce(l.status, '') IN $idle
MATCH (b)-[m:LOCATED_IN]->(y:Region) WHERE x.id <> y.id AND NOT coalesce(m.status, '') IN $idle
WITH DISTINCT type(r) AS relation, a, x, b, y
RETURN relation, a.id AS from, a.name AS from_name, x.name AS from_region, b.id AS to, b.name AS to_name,
  y.name AS to_region
ORDER BY relation, from, to, from_region, to_region
