// title: 独此一家的单位 | Bodies without which something is nobody's
// about: 环节、产品、客户的供应、技术中只有一家的,按单位计数;最多列 limit 家。 | How many stages, products, customers and technologies have this body only; at most `limit` bodies.
// family: hubs
// param limit: integer = 20 — 最多几行 | rows at most
// returns: body, name, sole_count, relations, things
// example:
MATCH (o:Stage|Product|Technology|Company)<-[r:OPERATES_IN|PRODUCES|BREAKS_THROUGH|SUPPLIES]-(b)
WITH o, type(r) AS relation, collect(DISTINCT b) AS found
WHERE size(found) = 1
WITH found[0] AS b, relation, o ORDER BY o.id
WITH b, count(*) AS sole_count, collect(DISTINCT relation) AS unsorted, collect(o.name) AS things
UNWIND unsorted AS relation
WITH b, sole_count, things, relation ORDER BY relation
WITH b, sole_count, things, collect(relation) AS relations
RETURN b.id AS body, b.name AS name, sole_count, relations, things
ORDER BY sole_count DESC, body
LIMIT $limit
