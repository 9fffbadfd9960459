// title: 联合体之间的重叠 | Consortia that share bodies
// about: 每两个联合体共有的牵头、成员、主管、协会与技术机构；规划等状态与依据不明的不算。 | For each two consortia the leads, members, agencies, associations and institutes that they share; what is planned or unclear is left out.
// family: hubs
// param consortium: node = — 只列与该联合体成对者；空为全部 | only pairs with this one; empty for all
// returns: consortium, name, other, other_name, body_count, bodies
// example: consortium=consortium:optoelectronics
MATCH (k:Consortium)<-[r:LEADS|MEMBER_OF|OVERSEES|COORDINATES|TESTS_FOR]-(b)
WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
  AND NOT coalesce(r.service_basis, '') IN $unclear
MATCH (b)-[x:LEADS|MEMBER_OF|OVERSEES|COORDINATES|TESTS_FOR]->(o:Consortium)
WHERE k.id < o.id AND ($consortium = '' OR $consortium IN [k.id, o.id]) AND NOT coalesce(x.status, '') IN $idle
  AND NOT coalesce(x.service_basis, '') IN $unclear
WITH k, o, b ORDER BY b.name
WITH k, o, collect(DISTINCT b.name) AS bodies
RETURN k.id AS consortium, k.name AS name, o.id AS other, o.name AS other_name, size(bodies) AS body_count, bodies
ORDER BY body_count DESC, consortium, other
