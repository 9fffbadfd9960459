// title: 依赖一家单位的环节、产品、客户与技术 | What depends on one body
// about: 与该单位相关的各项,及其他单位数;others 为 0 即只此一家。 | What it works in, makes, supplies, researches or serves, and how many others do the same; others = 0: nobody else.
// family: hubs
// param body: body — 单位 | body
// returns: relation, type, id, name, others
// example: body=company:nata
MATCH (b:Agency|Association|Company|Consortium|ResearchInstitute|TestingInstitute|University {id: $body})
MATCH (b)-[r:OPERATES_IN|PRODUCES|SUPPLIES|BREAKS_THROUGH|TESTS_FOR|RESEARCHES|LEADS|COORDINATES|HOLDS]->(o)
WITH DISTINCT b, type(r) AS relation, o
OPTIONAL MATCH (o)<-[x:OPERATES_IN|PRODUCES|SUPPLIES|BREAKS_THROUGH|TESTS_FOR|RESEARCHES|LEADS|COORDINATES|HOLDS]-(other)
WHERE type(x) = relation AND other.id <> b.id
RETURN relation, labels(o)[0] AS type, o.id AS id, o.name AS name, count(DISTINCT other) AS others
ORDER BY others, relation, id
