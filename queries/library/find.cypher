// title: 按名称查找 | Find by name
// about: 名称、英文名或别名含有该字样的节点，不分大小写。 | Nodes whose name, English name or an alias contains a word, in any case.
// family: bodies
// param word: text — 字样 | word
// param type: node type = — 只列该类节点；空为全部 | only this type; empty for all
// param limit: integer 1.. = 50 — 最多几行 | rows at most
// returns: id, type, name, name_en, aliases
// example: word=亨通
MATCH (n)
WHERE n.name IS NOT NULL AND ($type = '' OR $type IN labels(n))
  AND any(each IN coalesce(n.aliases, []) + [n.name, coalesce(n.name_en, '')] WHERE toLower(each) CONTAINS toLower($word))
WITH n ORDER BY labels(n)[0], n.id LIMIT $limit
RETURN n.id AS id, labels(n)[0] AS type, n.name AS name, coalesce(n.name_en, '') AS name_en,
  coalesce(n.aliases, []) AS aliases
ORDER BY type, id
