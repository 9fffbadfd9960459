// title: 关系数的分布 | How relations are spread
// about: 各类节点中有多少个节点恰有若干条在录关系（不问是否算数）；degree 为 0 即孤立。 | How many nodes of a type have how many relations on record, counting or not; degree 0 is isolated.
// family: hubs
// param type: node type = Company — 节点类型 | node type
// returns: degree, nodes
// example: type=Company
MATCH (n) WHERE $type IN labels(n)
WITH COUNT { (n)--() } AS degree
RETURN degree, count(*) AS nodes
ORDER BY degree
