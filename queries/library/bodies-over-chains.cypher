// title: 联系多条产业链的单位 | Bodies tied to several chains
// about: 直接、经环节或经联合体与至少 n 条产业链有关系的单位，如跨链的机构、高校、协会；只计算数的主体与关系，域外不计。 | Bodies with a relation to at least n chains, directly, by a stage or a consortium; bodies and relations that count, none from outside.
// family: hubs
// param at_least: integer 0.. = 3 — 至少几条 | how many at least
// returns: body, type, name, chain_count, chains
// example:
MATCH (c:IndustryChain)<-[m:PART_OF|SERVES*0..1]-(t)
WHERE all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
  AND (NOT t:Consortium OR t.kind IN $kinds)
MATCH (t)<-[r:OPERATES_IN|TESTS_FOR|RESEARCHES|COORDINATES|LEADS|MEMBER_OF|OVERSEES]-(b)
WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
  AND NOT coalesce(r.service_basis, '') IN $unclear
  AND (NOT type(r) = 'OPERATES_IN' OR coalesce(r.role, '') IN $roles)
  AND $outside[b.id] IS NULL
WITH b, c ORDER BY c.name
WITH b, collect(DISTINCT c.name) AS chains
WHERE size(chains) >= $at_least
RETURN b.id AS body, labels(b)[0] AS type, b.name AS name, size(chains) AS chain_count, chains
ORDER BY chain_count DESC, body
