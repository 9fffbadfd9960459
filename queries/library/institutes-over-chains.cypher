// title: 服务多条产业链的检测机构 | Testing institutes over several chains
// about: 至少服务 n 条产业链的机构,直接、经环节或经联合体。 | Institutes that serve at least n chains, directly, by a stage or a consortium.
// family: quality
// param at_least: integer = 2 — 至少几条 | how many at least
// returns: id, name, chain_count, chains, services
// example: at_least=2
MATCH (i:TestingInstitute)-[r:TESTS_FOR]->(t)-[:PART_OF|SERVES*0..1]->(c:IndustryChain)
WITH i, c, r ORDER BY c.name, r.service
WITH i, collect(DISTINCT c.name) AS chains, collect(DISTINCT r.service) AS found
WHERE size(chains) >= $at_least
UNWIND found AS service
WITH i, chains, service ORDER BY service
WITH i.id AS id, i.name AS name, chains, collect(service) AS services
RETURN id, name, size(chains) AS chain_count, chains, services
ORDER BY chain_count DESC, id
