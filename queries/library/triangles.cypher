// title: 三角关系 | Triangles
// about: 两个单位直接相连（供应、控股、成员、牵头），又同在第三处（环节、标准、联合体、技术、产业链）；规划等状态的关系与主体不算。 | Two bodies tied directly (supply, capital, membership, lead) and both tied to the same third: stage, standard, consortium, technology or chain; what is planned or over is no tie.
// family: hubs
// returns: from, from_name, relation, to, to_name, third, third_name, third_type
// example:
MATCH (a)-[r:SUPPLIES|PARENT_OF|MEMBER_OF|LEADS]->(b)
WHERE NOT coalesce(a.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
  AND NOT coalesce(b.status, '') IN $idle
MATCH (a)-[x:OPERATES_IN|DRAFTED|MEMBER_OF|LEADS|BREAKS_THROUGH|TESTS_FOR|RESEARCHES|COORDINATES]->(c)
WHERE NOT coalesce(x.status, '') IN $idle AND EXISTS {
    MATCH (b)-[y:OPERATES_IN|DRAFTED|MEMBER_OF|LEADS|BREAKS_THROUGH|TESTS_FOR|RESEARCHES|COORDINATES]->(c)
    WHERE NOT coalesce(y.status, '') IN $idle
  }
WITH DISTINCT a, type(r) AS relation, b, c
RETURN a.id AS from, a.name AS from_name, relation, b.id AS to, b.name AS to_name, c.id AS third, c.name AS third_name,
  labels(c)[0] AS third_type
ORDER BY from, to, relation, third
