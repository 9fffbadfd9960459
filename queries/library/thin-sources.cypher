// title: 来源不足的节点 | Nodes with few sources
// about: 来源不超过 n 个的节点；0 即无来源。 | Nodes with at most n sources; 0 is none.
// family: data
// param type: node type — 节点类型 | node type
// param at_most: integer 0.. = 1 — 最多几个来源 | sources at most
// returns: node, name, reliability, sources
// example: type=Consortium
MATCH (n) WHERE $type IN labels(n) AND size(n.sources) <= $at_most
RETURN n.id AS node, n.name AS name, n.reliability AS reliability, n.sources AS sources
ORDER BY size(n.sources), node
