// title: 跨环节的企业 | Firms in several stages
// about: 从事 n 个以上环节的企业;chains 是这些环节所属的产业链。 | Firms that work in at least n stages; chains are those that the stages belong to.
// family: chains
// param at_least: integer = 2 — 至少几个环节 | how many stages at least
// returns: company, name, stage_count, stages, chains
// example: at_least=3
MATCH (b:Company)-[:OPERATES_IN]->(s:Stage)
WITH b, s ORDER BY s.id
WITH b, collect(DISTINCT s.name) AS stages, collect(DISTINCT s) AS found
WHERE size(found) >= $at_least
UNWIND found AS s
OPTIONAL MATCH (s)-[:PART_OF]->(c:IndustryChain)
WITH b, stages, size(found) AS stage_count, c ORDER BY c.name
RETURN b.id AS company, b.name AS name, stage_count, stages, collect(DISTINCT c.name) AS chains
ORDER BY stage_count DESC, company
