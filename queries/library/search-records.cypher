// title: 查证记录 | Search records
// about: 谁在何时、以什么方式为哪条产业链或环节的哪个格位找过，结果如何。 | Who looked, when, how, for which slot of which chain or stage, and with what result.
// family: gaps
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: id, subject, slot, method, result, date, by, queries, pages_read, note_zh, note_en, dataset
// example: chain=羊绒羊毛制品
MATCH (t)-[:PART_OF|SERVES*0..1]->(c:IndustryChain) WHERE $chain = '' OR c.id = $chain
WITH DISTINCT t.id AS target
MATCH (s:Search {subject: target})
RETURN s.id AS id, s.subject AS subject, s.slot AS slot, s.method AS method, s.result AS result, s.date AS date,
  s.by AS by, s.queries AS queries, s.pages_read AS pages_read, s.note_zh AS note_zh, s.note_en AS note_en,
  s.dataset AS dataset
ORDER BY subject, slot, date DESC, id
