// title: 关键技术:谁攻克、谁研究 | Key technologies: who broke through, who does research
// about: 每项技术此前由谁掌握、谁已攻克(含目标)、谁在研究。 | For each technology who held it before, who broke through (targets included), who does research on it.
// family: innovation
// returns: technology, name, formerly_held_by, breakers, researchers, sources
// example:
MATCH (t:Technology)
OPTIONAL MATCH (t)<-[:BREAKS_THROUGH]-(b)
WITH t, b ORDER BY b.name
WITH t, collect(b.name) AS breakers
OPTIONAL MATCH (t)<-[:RESEARCHES]-(u)
WITH t, breakers, u ORDER BY u.name
WITH t, breakers, collect(u.name) AS researchers
RETURN t.id AS technology, t.name AS name, coalesce(t.formerly_held_by, '') AS formerly_held_by, breakers,
  researchers, t.sources AS sources
ORDER BY technology
