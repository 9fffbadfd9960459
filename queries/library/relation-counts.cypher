// title: 各类关系数（按两端） | How many relations of each type, by their ends
// about: 图谱实际的结构：何类节点以何关系连向何类节点，多少条。 | The graph as it is: which type of node is tied to which, how, and how often.
// family: data
// returns: from, relation, to, relation_count
// example:
MATCH (a)-[r]->(b)
RETURN labels(a)[0] AS from, type(r) AS relation, labels(b)[0] AS to, count(*) AS relation_count
ORDER BY relation, from, to
