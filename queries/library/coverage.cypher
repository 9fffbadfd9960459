// title: 属性填写率 | How well properties are filled
// about: 一类节点的每个属性有多少个节点填了，占百分之几。 | For a type of node, how many nodes fill each property, and what share in per cent.
// family: data
// param type: node type — 节点类型 | node type
// returns: property, filled, nodes, percent
// example: type=Company
MATCH (n) WHERE $type IN labels(n)
WITH collect(keys(n)) AS all_keys
UNWIND all_keys AS names
UNWIND names AS property
WITH size(all_keys) AS nodes, property WHERE NOT property IN ['id', 'statements', 'sources', 'date', 'reliability']
RETURN property, count(*) AS filled, nodes, round(100.0 * count(*) / nodes, 1) AS percent
ORDER BY filled DESC, property
