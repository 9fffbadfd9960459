// title: 一个环节的上游 | All that feeds a stage
// about: 直接或经其他环节供给它的环节，最多六步；firms 为算数的从业企业数，零为在录无企业，不等于没有。规划等状态的供给与环节不算。 | The stages that feed it, directly or by others, six steps at most; firms counts those that count, and zero is none on record, which is not none. Relations and stages that are planned or over are left out.
// family: chains
// param stage: stage — 环节 | stage
// param steps: integer 1..6 = 6 — 最多几步 | steps at most
// returns: stage, name, steps, firms
// example: stage=stage:aerospace/final-assembly
MATCH (s:Stage {id: $stage})
MATCH p = (u:Stage)-[:FEEDS*1..6]->(s)
WHERE all(each IN relationships(p) WHERE NOT coalesce(each.status, '') IN $idle)
  AND all(each IN nodes(p) WHERE NOT coalesce(each.status, '') IN $idle)
WITH s, u, min(length(p)) AS steps
WHERE steps <= $steps AND u.id <> s.id
RETURN u.id AS stage, u.name AS name, steps,
  COUNT {
    MATCH (u)<-[r:OPERATES_IN]-(b:Company)
    WHERE coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS firms
ORDER BY steps, stage
