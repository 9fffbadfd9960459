// title: 谁依赖这家单位：环节、产品、客户与技术 | Who hangs on this body: stages, products, customers, technologies
// about: 该单位从事、生产、供应、研究、服务的各项；other_houses 为另有几家（同一家只算一次）算数地做同样的事，0 即在录只此一家，不等于真的只此一家。what 为服务或所供产品。规划、使用方、域外等不计。它自己依赖谁见 suppliers-of，谁能替代见 substitutes。 | What it works in, makes, supplies, researches or serves, and in other_houses how many others (by house) do the same and count; 0 is nobody else on record, which is not nobody else. what is the service or the product supplied. Planned ones, users and those from outside are not counted. Whom it depends on itself is in suppliers-of, who could stand in for it in substitutes.
// family: hubs
// param body: body — 单位 | body
// returns: relation, type, id, name, what, other_houses
// example: body=company:nata
MATCH (b:Agency|Association|Company|Consortium|ResearchInstitute|TestingInstitute|University {id: $body})
MATCH (b)-[r:OPERATES_IN|PRODUCES|SUPPLIES|BREAKS_THROUGH|TESTS_FOR|RESEARCHES|LEADS|COORDINATES|HOLDS]->(o)
WHERE NOT coalesce(b.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
  AND NOT coalesce(o.status, '') IN $idle AND NOT coalesce(r.service_basis, '') IN $unclear
  AND (NOT type(r) = 'OPERATES_IN' OR coalesce(r.role, '') IN $roles)
WITH DISTINCT b, type(r) AS relation, coalesce(r.service, r.product, '') AS what, o
RETURN relation, labels(o)[0] AS type, o.id AS id, o.name AS name, what,
  COUNT {
    MATCH (o)<-[x:OPERATES_IN|PRODUCES|SUPPLIES|BREAKS_THROUGH|TESTS_FOR|RESEARCHES|LEADS|COORDINATES|HOLDS]-(a)
    WHERE type(x) = relation AND coalesce(x.service, x.product, '') = what AND NOT coalesce(x.status, '') IN $idle
      AND NOT coalesce(a.status, '') IN $idle AND NOT coalesce(x.service_basis, '') IN $unclear
      AND (NOT type(x) = 'OPERATES_IN' OR coalesce(x.role, '') IN $roles)
      AND coalesce($houses[a.id], a.id) <> coalesce($houses[b.id], b.id)
      AND (type(x) = 'SUPPLIES' OR $outside[a.id] IS NULL)
    RETURN DISTINCT coalesce($houses[a.id], a.id) AS house
  } AS other_houses
ORDER BY other_houses, relation, id, what
