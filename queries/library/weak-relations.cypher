// title: 依据薄弱的关系 | Relations with weak evidence
// about: 最好的来源不过某等级、来源数不过 n 的关系；先核实这些。 | Relations whose best source is of a grade and that have at most n sources: verify these first.
// family: evidence
// param relation: relation type — 关系类型 | type of relation
// param reliability: code reliability = C — 等级 | grade
// param at_most: integer 0.. = 1 — 最多几个来源 | sources at most
// returns: from, from_name, to, to_name, date, reliability, sources
// example: relation=SUPPLIES
MATCH (a)-[r]->(b)
WHERE type(r) = $relation AND r.reliability = $reliability AND size(r.sources) <= $at_most
RETURN a.id AS from, a.name AS from_name, b.id AS to, b.name AS to_name, r.date AS date, r.reliability AS reliability,
  r.sources AS sources
ORDER BY from, to, r.id
