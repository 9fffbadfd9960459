// title: 一个环节的下游 | All that a stage feeds
// about: 它直接或经其他环节供给的环节，最多六步；一处断供在录波及到哪里由此可见。firms 为算数的从业企业数，规划等状态的供给与环节不算。 | The stages that it feeds, directly or by others, six steps at most: how far a break would reach, on record. firms counts those that count; relations and stages that are planned or over are none.
// family: chains
// param stage: stage — 环节 | stage
// param steps: integer 1..6 = 6 — 最多几步 | steps at most
// returns: stage, name, steps, firms
// example: stage=stage:aerospace/design-rd
MATCH (s:Stage {id: $stage})
MATCH p = (s)-[:FEEDS*1..6]->(d:Stage)
WHERE all(each IN relationships(p) WHERE NOT coalesce(each.status, '') IN $idle)
  AND all(each IN nodes(p) WHERE NOT coalesce(each.status, '') IN $idle)
WITH s, d, min(length(p)) AS steps
WHERE steps <= $steps AND d.id <> s.id
RETURN d.id AS stage, d.name AS name, steps,
  COUNT {
    MATCH (d)<-[r:OPERATES_IN]-(b:Company)
    WHERE coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS firms
ORDER BY steps, stage
