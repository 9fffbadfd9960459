// title: 谁是一家：股权与依托关系 | Who is one house: ownership and hosting
// about: 每行一条股权（PARENT_OF）或依托（HOSTED_BY）关系；合资、投资方、占比不足一半及规划中的只列出，不并为一家。 | One row per PARENT_OF or HOSTED_BY relation. Joint ventures, investors, shares below a half and planned ties are listed, and make no house.
// family: bodies
// returns: from, from_name, from_name_en, relation, relation_type, kind, share, to, to_name, to_name_en, statuses, date, sources
// example:
MATCH (a)-[r:PARENT_OF|HOSTED_BY]->(b)
RETURN a.id AS from, a.name AS from_name, coalesce(a.name_en, '') AS from_name_en, r.id AS relation, type(r) AS relation_type,
  coalesce(r.kind, '') AS kind, r.share AS share, b.id AS to, b.name AS to_name, coalesce(b.name_en, '') AS to_name_en,
  [coalesce(a.status, 'fact'), coalesce(b.status, 'fact'), coalesce(r.status, 'fact')] AS statuses, r.date AS date,
  r.sources AS sources
ORDER BY from, relation_type, to
