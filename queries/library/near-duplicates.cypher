// title: 疑似重复的名称 | Names that may be the same
// about: 去掉地名、公司字样与标点后同名的同类节点。 | Nodes of a type whose names are the same once place, form of company and punctuation are taken off.
// family: data
// param type: node type = Company — 节点类型 | node type
// returns: stem, nodes, names
// example: type=Company
MATCH (n) WHERE $type IN labels(n)
WITH n, reduce(name = toLower(n.name), each IN [' ', '(', ')', '（', '）', '·', '江苏', '苏州', '昆山', '中国', '省', '市', '集团', '股份', '有限责任公司', '有限公司', '公司', 'co.', 'ltd', 'inc'] | replace(name, each, '')) AS stem
WHERE stem <> ''
WITH stem, n ORDER BY n.id
WITH stem, collect(n.id) AS nodes, collect(n.name) AS names
WHERE size(nodes) > 1
RETURN stem, nodes, names
ORDER BY stem
