// title: 存疑与说法不一 | Doubts and conflicting readings
// about: 标明存疑或说法不一的节点，以及两个数据集说法不一的节点与关系（differs 列出哪些属性；history 有各自所说）。 | Nodes marked as doubtful or read differently by sources; nodes and relations that two datasets read differently: differs lists the properties, history has both readings.
// family: evidence
// returns: node, type, name, conflict, doubt, differs, sources
// example:
MATCH (n) WHERE n.conflict IS NOT NULL OR n.doubt IS NOT NULL OR n.disputed IS NOT NULL
RETURN n.id AS node, labels(n)[0] AS type, n.name AS name, coalesce(n.conflict, '') AS conflict,
  coalesce(n.doubt, '') AS doubt, coalesce(n.disputed, []) AS differs, n.sources AS sources
ORDER BY type, node
UNION ALL
MATCH (a)-[r]->(b) WHERE r.disputed IS NOT NULL
RETURN r.id AS node, type(r) AS type, a.name + ' → ' + b.name AS name, '' AS conflict,
  '' AS doubt, r.disputed AS differs, r.sources AS sources
ORDER BY type, node
