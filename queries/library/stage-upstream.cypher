// title: 一个环节的上游 | All that feeds a stage
// about: 直接或经其他环节供给它的环节,最多六步;firms 为从业企业数,零即断点。 | The stages that feed it, directly or by others, six steps at most; firms counts those that work there, and zero is a break.
// family: chains
// param stage: stage — 环节 | stage
// param steps: integer = 6 — 最多几步(1 至 6) | steps at most (1 to 6)
// returns: stage, name, steps, firms
// example: stage=stage:aerospace/final-assembly
MATCH (s:Stage {id: $stage})
MATCH p = (u:Stage)-[:FEEDS*1..6]->(s)
WITH s, u, min(length(p)) AS steps
WHERE steps <= $steps AND u.id <> s.id
RETURN u.id AS stage, u.name AS name, steps, COUNT { (u)<-[:OPERATES_IN]-(:Company) } AS firms
ORDER BY steps, stage
