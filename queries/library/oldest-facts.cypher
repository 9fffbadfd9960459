// title: 最旧的关系 | The oldest facts
// about: 日期最早的关系，宜重查是否仍成立；只知终止日期的（../2019）不列。 | Relations with the earliest dates: look again whether they still hold. Those with an end only (../2019) are left out.
// family: evidence
// param before: text = 9999 — 早于，如 2015 | earlier than, e.g. 2015
// param limit: integer 1.. = 50 — 最多几行 | rows at most
// returns: date, relation, from, from_name, to, to_name, sources
// example: before=2012
MATCH (a)-[r]->(b) WHERE r.date <> '' AND r.date < $before AND NOT r.date STARTS WITH '.'
RETURN r.date AS date, type(r) AS relation, a.id AS from, a.name AS from_name, b.id AS to, b.name AS to_name,
  r.sources AS sources
ORDER BY date, relation, from, to, r.id
LIMIT $limit
