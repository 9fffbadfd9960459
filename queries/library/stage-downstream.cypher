// title: 一个环节的下游 | All that a stage feeds
// about: 它直接或经其他环节供给的环节,最多六步;一处断供波及到哪里由此可见。 | The stages that it feeds, directly or by others, six steps at most: how far a break would reach.
// family: chains
// param stage: stage — 环节 | stage
// param steps: integer = 6 — 最多几步(1 至 6) | steps at most (1 to 6)
// returns: stage, name, steps, firms
// example: stage=stage:aerospace/design-rd
MATCH (s:Stage {id: $stage})
MATCH p = (s)-[:FEEDS*1..6]->(d:Stage)
WITH s, d, min(length(p)) AS steps
WHERE steps <= $steps AND d.id <> s.id
RETURN d.id AS stage, d.name AS name, steps, COUNT { (d)<-[:OPERATES_IN]-(:Company) } AS firms
ORDER BY steps, stage
