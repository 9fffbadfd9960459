// title: 无日期的关系 | Relations without a date
// about: 没有说明何时成立的关系。 | Relations that do not say when they held.
// family: evidence
// param relation: relation type — 关系类型 | type of relation
// returns: from, from_name, to, to_name, reliability, sources
// example: relation=COORDINATES
MATCH (a)-[r]->(b) WHERE type(r) = $relation AND r.date = ''
RETURN a.id AS from, a.name AS from_name, b.id AS to, b.name AS to_name, r.reliability AS reliability,
  r.sources AS sources
ORDER BY from, to, r.id
