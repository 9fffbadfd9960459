// title: 跨环节的企业 | Firms in several stages
// about: 从事 n 个以上环节的企业（规划、使用方、域外等不计）；chains 是这些环节所属的产业链。 | Firms that work in at least n stages (planned ones, users and those from outside are left out); chains are those that the stages belong to.
// family: chains
// param at_least: integer 0.. = 2 — 至少几个环节 | how many stages at least
// returns: company, name, stage_count, stages, chains
// example: at_least=3
MATCH (b:Company)-[r:OPERATES_IN]->(s:Stage)
WHERE NOT coalesce(s.status, '') IN $idle AND coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle
  AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
WITH b, s ORDER BY s.id
WITH b, collect(DISTINCT s.name) AS stages, collect(DISTINCT s) AS found
WHERE size(found) >= $at_least
UNWIND found AS s
OPTIONAL MATCH (s)-[p:PART_OF]->(c:IndustryChain) WHERE NOT coalesce(p.status, '') IN $idle
WITH b, stages, size(found) AS stage_count, c ORDER BY c.name
RETURN b.id AS company, b.name AS name, stage_count, stages, collect(DISTINCT c.name) AS chains
ORDER BY stage_count DESC, company
