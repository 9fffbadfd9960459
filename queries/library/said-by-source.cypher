// title: 一个来源说了什么 | What a source says
// about: 依据该来源的全部关系；other_sources 为另外几个来源也这样说。 | Every relation that rests on a source; other_sources counts the further sources that say the same.
// family: evidence
// param source: text — 来源编号 | id of the source
// returns: relation, from, from_name, to, to_name, date, reliability, other_sources
// example: source=seed-suzhou-2023
MATCH (a)-[r]->(b) WHERE $source IN r.sources
RETURN type(r) AS relation, a.id AS from, a.name AS from_name, b.id AS to, b.name AS to_name, r.date AS date,
  r.reliability AS reliability, size(r.sources) - 1 AS other_sources
ORDER BY relation, from, to, r.id
