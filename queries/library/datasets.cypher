// title: 各数据集的陈述 | Statements by dataset
// about: 每个数据集对各类节点说了多少条陈述、涉及多少节点。 | How many statements each dataset makes about each type of node, and about how many nodes.
// family: evidence
// returns: dataset, type, nodes, statements
// example:
MATCH (n) WHERE n.statements IS NOT NULL
UNWIND n.statements AS text
WITH split(split(text, '"dataset":"')[1], '","date":')[0] AS dataset, labels(n)[0] AS type, n.id AS node
RETURN dataset, type, count(DISTINCT node) AS nodes, count(*) AS statements
ORDER BY dataset, type
