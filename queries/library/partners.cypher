// title: 一家单位的合作者 | Who works together with a body
// about: 与它同在一个联合体、协会、标准或技术上的单位,并列出共同之处。 | Bodies in the same consortium, association, standard or technology, with what they share.
// family: hubs
// param body: body — 单位 | body
// returns: partner, type, name, shared_count, shared, relations
// example: body=亨通光电
MATCH (a:Agency|Association|Company|Consortium|ResearchInstitute|TestingInstitute|University {id: $body})
MATCH (a)-[:MEMBER_OF|LEADS|DRAFTED|BREAKS_THROUGH|HOLDS]->(x)<-[r:MEMBER_OF|LEADS|DRAFTED|BREAKS_THROUGH|HOLDS]-(b)
WHERE b.id <> a.id
WITH b, x, type(r) AS relation ORDER BY x.name, relation
WITH b, collect(DISTINCT x.name) AS shared, collect(DISTINCT relation) AS unsorted
UNWIND unsorted AS relation
WITH b, shared, relation ORDER BY relation
WITH b, shared, collect(relation) AS relations
RETURN b.id AS partner, labels(b)[0] AS type, b.name AS name, size(shared) AS shared_count, shared, relations
ORDER BY shared_count DESC, partner
