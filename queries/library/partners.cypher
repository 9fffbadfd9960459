// title: 一家单位的合作者 | Who works together with a body
// about: 与它同在一个联合体、协会、标准或技术上的单位，并列出共同之处；规划等状态的不算。 | Bodies in the same consortium, association, standard or technology, with what they share; what is planned or over is left out.
// family: hubs
// param body: body — 单位 | body
// returns: partner, type, name, shared_count, shared, relations
// example: body=亨通光电
MATCH (a:Agency|Association|Company|Consortium|ResearchInstitute|TestingInstitute|University {id: $body})
MATCH (a)-[x:MEMBER_OF|LEADS|DRAFTED|BREAKS_THROUGH|HOLDS]->(o)<-[r:MEMBER_OF|LEADS|DRAFTED|BREAKS_THROUGH|HOLDS]-(b)
WHERE b.id <> a.id AND NOT coalesce(x.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
  AND NOT coalesce(b.status, '') IN $idle
WITH b, o, type(r) AS relation ORDER BY o.name, relation
WITH b, collect(DISTINCT o.name) AS shared, collect(DISTINCT relation) AS unsorted
UNWIND unsorted AS relation
WITH b, shared, relation ORDER BY relation
WITH b, shared, collect(relation) AS relations
RETURN b.id AS partner, labels(b)[0] AS type, b.name AS name, size(shared) AS shared_count, shared, relations
ORDER BY shared_count DESC, partner
