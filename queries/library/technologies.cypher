// title: 关键技术：谁攻克、谁研究 | Key technologies: who broke through, who does research
// about: 每项技术此前由谁掌握、谁已攻克、谁在研究；planned 为攻克只是规划或目标的单位。 | For each technology who held it before, who broke through, who does research on it; planned lists those for whom it is a plan or target only.
// family: innovation
// returns: technology, name, formerly_held_by, breakers, planned, researchers, sources
// example:
MATCH (t:Technology)
RETURN t.id AS technology, t.name AS name, coalesce(t.formerly_held_by, '') AS formerly_held_by,
  COLLECT {
    MATCH (t)<-[r:BREAKS_THROUGH]-(b)
    WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
    RETURN b.name ORDER BY b.name
  } AS breakers,
  COLLECT {
    MATCH (t)<-[r:BREAKS_THROUGH]-(b)
    WHERE NOT (NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle)
    RETURN b.name ORDER BY b.name
  } AS planned,
  COLLECT {
    MATCH (t)<-[r:RESEARCHES]-(b) WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
    RETURN b.name ORDER BY b.name
  } AS researchers,
  t.sources AS sources
ORDER BY technology
