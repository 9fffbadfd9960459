// title: 孤立或联系很少的节点 | Isolated and loosely tied nodes
// about: 关系数不超过 n 的节点；0 即孤立。 | Nodes with at most n relations; 0 is isolated.
// family: data
// param at_most: integer 0.. = 0 — 最多几条 | how many at most
// param type: node type = — 只列该类；空为全部 | only this type; empty for all
// returns: node, type, name, relations, sources
// example: at_most=1 ; type=TestingInstitute
MATCH (n) WHERE n.sources IS NOT NULL AND ($type = '' OR $type IN labels(n))
WITH n, COUNT { (n)--() } AS relations WHERE relations <= $at_most
RETURN n.id AS node, labels(n)[0] AS type, n.name AS name, relations, n.sources AS sources
ORDER BY relations, type, node
