// title: 参与标准最多的单位 | Bodies that draft most standards
// about: 主体按参与起草的标准数排列;draft 状态的另计。 | Bodies by the number of standards they took part in; drafts counted apart.
// family: quality
// param limit: integer = 20 — 最多几行 | rows at most
// returns: body, type, name, issued, drafts, standards
// example:
MATCH (s:Standard)<-[:DRAFTED]-(b)
WITH b, s ORDER BY s.name
WITH b, collect(DISTINCT s) AS found
RETURN b.id AS body, labels(b)[0] AS type, b.name AS name,
  size([s IN found WHERE NOT coalesce(s.status, 'fact') IN ['draft', 'planned', 'candidate', 'retired']]) AS issued,
  size([s IN found WHERE s.status = 'draft']) AS drafts, [s IN found | s.name] AS standards
ORDER BY issued DESC, drafts DESC, body
LIMIT $limit
