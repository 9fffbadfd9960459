// title: 来源支撑了多少陈述 | How much rests on each source
// about: 每个来源支撑的节点与关系数，以及唯有它支撑的（sole）；0 即未用。 | Nodes and relations that rest on each source, and those that rest on it alone; 0 is unused.
// family: evidence
// param at_most: integer 0.. = 1000000000 — 最多支撑几项；0 只列未用者 | at most so many uses; 0 lists the unused
// param limit: integer 1.. = 50 — 最多几行 | rows at most
// returns: source, title, reliability, nodes, relations, sole
// example: limit=10
CALL {
  MATCH (n) WHERE n.sources IS NOT NULL
  UNWIND n.sources AS source
  RETURN source, 1 AS node, 0 AS relation, CASE WHEN size(n.sources) = 1 THEN 1 ELSE 0 END AS alone
  UNION ALL
  MATCH ()-[r]->()
  UNWIND r.sources AS source
  RETURN source, 0 AS node, 1 AS relation, CASE WHEN size(r.sources) = 1 THEN 1 ELSE 0 END AS alone
  UNION ALL
  MATCH (s:Source)
  RETURN s.id AS source, 0 AS node, 0 AS relation, 0 AS alone
}
WITH source, sum(node) AS nodes, sum(relation) AS relations, sum(alone) AS sole
WHERE nodes + relations <= $at_most
WITH source, nodes, relations, sole ORDER BY nodes + relations DESC, source LIMIT $limit
OPTIONAL MATCH (s:Source {id: source})
RETURN source, coalesce(s.title, '') AS title, coalesce(s.reliability, '') AS reliability, nodes, relations, sole
ORDER BY nodes + relations DESC, source
