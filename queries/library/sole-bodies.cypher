// title: 在录独此一家 | Houses that something has alone on record
// about: 环节、产品、客户所购产品与技术中，在录只有一家（同一家的各单位合计）算数的，按家计数；规划、使用方、域外等不计。在录只有一家不等于真的只有一家。最多列 limit 家。 | How many stages, products, supplies of a product to a firm, and technologies have this house only, on record and counting; planned ones, users and those from outside are none. Alone on record is not alone in the world. At most `limit` houses.
// family: hubs
// param limit: integer 1.. = 20 — 最多几行 | rows at most
// returns: body, name, sole_count, relations, things
// example:
MATCH (o:Stage|Product|Technology|Company)<-[r:OPERATES_IN|PRODUCES|BREAKS_THROUGH|SUPPLIES]-(b)
WHERE (o:Company OR NOT coalesce(o.status, '') IN $idle) AND NOT coalesce(r.status, '') IN $idle
  AND NOT coalesce(b.status, '') IN $idle
  AND (NOT type(r) = 'OPERATES_IN' OR (coalesce(r.role, '') IN $roles
    AND EXISTS { MATCH (o)-[p:PART_OF]->(:IndustryChain) WHERE NOT coalesce(p.status, '') IN $idle }))
  AND (type(r) = 'SUPPLIES' OR $outside[b.id] IS NULL)
WITH o, type(r) AS relation, coalesce(r.product, '') AS what, coalesce($houses[b.id], b.id) AS house
WITH o, relation, what, collect(DISTINCT house) AS found
WHERE size(found) = 1
WITH found[0] AS house, relation, o, what ORDER BY o.id, what
WITH house, count(*) AS sole_count, collect(DISTINCT relation) AS unsorted, collect(DISTINCT o.name) AS things
UNWIND unsorted AS relation
WITH house, sole_count, things, relation ORDER BY relation
WITH house, sole_count, things, collect(relation) AS relations ORDER BY sole_count DESC, house LIMIT $limit
MATCH (b:Agency|Association|Company|Consortium|ResearchInstitute|TestingInstitute|University {id: house})
RETURN b.id AS body, b.name AS name, sole_count, relations, things
ORDER BY sole_count DESC, body
