// title: 缺英文名的节点 | Nodes without an English name
// about: 没有英文名的节点，关系多的在前；英文图上先补这些。 | Nodes without an English name, the best tied first: fill these first for English pictures.
// family: data
// param type: node type = Company — 节点类型 | node type
// param limit: integer 1.. = 50 — 最多几行 | rows at most
// returns: node, name, relations
// example: type=TestingInstitute
MATCH (n) WHERE $type IN labels(n) AND coalesce(n.name_en, '') = ''
WITH n, COUNT { (n)--() } AS relations
RETURN n.id AS node, n.name AS name, relations
ORDER BY relations DESC, node
LIMIT $limit
