// title: 存疑与说法不一 | Doubts and conflicting readings
// about: 标明存疑或说法不一的节点。 | Nodes marked as doubtful or read differently by sources.
// family: evidence
// returns: node, type, name, conflict, doubt, sources
// example:
MATCH (n) WHERE n.conflict IS NOT NULL OR n.doubt IS NOT NULL
RETURN n.id AS node, labels(n)[0] AS type, n.name AS name, coalesce(n.conflict, '') AS conflict,
  coalesce(n.doubt, '') AS doubt, n.sources AS sources
ORDER BY type, node
