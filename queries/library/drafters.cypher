// title: 参与标准最多的单位 | Bodies that draft most standards
// about: 主体按参与起草的标准数排列；草案等不计入的标准不在 issued 中，drafts 另计；规划等状态的单位与起草不列。 | Bodies by the number of standards they took part in; what does not count yet (drafts) is not in issued, drafts are counted apart; bodies and relations that are planned or over are left out.
// family: quality
// param limit: integer 1.. = 20 — 最多几行 | rows at most
// returns: body, type, name, issued, drafts, standards
// example:
MATCH (s:Standard)<-[r:DRAFTED]-(b) WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
WITH b, s ORDER BY s.name
WITH b, collect(DISTINCT s) AS found
RETURN b.id AS body, labels(b)[0] AS type, b.name AS name,
  size([s IN found WHERE NOT coalesce(s.status, '') IN $idle]) AS issued,
  size([s IN found WHERE s.status = 'draft']) AS drafts, [s IN found | s.name] AS standards
ORDER BY issued DESC, drafts DESC, body
LIMIT $limit
