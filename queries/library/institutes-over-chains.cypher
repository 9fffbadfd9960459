// title: 服务多条产业链的检测机构 | Testing institutes over several chains
// about: 至少服务 n 条产业链的机构，直接、经环节或经联合体；规划等状态、依据不明与域外的不计。 | Institutes that serve at least n chains, directly, by a stage or a consortium; planned, unclear and outside ones are left out.
// family: quality
// param at_least: integer 0.. = 2 — 至少几条 | how many at least
// returns: id, name, chain_count, chains, services
// example: at_least=2
MATCH (i:TestingInstitute)-[r:TESTS_FOR]->(t)-[m:PART_OF|SERVES*0..1]->(c:IndustryChain)
WHERE all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
  AND (NOT t:Consortium OR t.kind IN $kinds) AND NOT coalesce(r.status, '') IN $idle
  AND NOT coalesce(i.status, '') IN $idle AND NOT coalesce(r.service_basis, '') IN $unclear AND $outside[i.id] IS NULL
WITH i, c, r ORDER BY c.name, r.service
WITH i, collect(DISTINCT c.name) AS chains, collect(DISTINCT r.service) AS found
WHERE size(chains) >= $at_least
UNWIND found AS service
WITH i, chains, service ORDER BY service
WITH i.id AS id, i.name AS name, chains, collect(service) AS services
RETURN id, name, size(chains) AS chain_count, chains, services
ORDER BY chain_count DESC, id
