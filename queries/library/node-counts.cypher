// title: 各类节点数 | How many nodes of each type
// about: 各类节点的数目、平均来源数与孤立者数。 | Each type of node: how many, sources on average, and how many are isolated.
// family: data
// returns: type, nodes, sources_on_average, isolated
// example:
MATCH (n) WHERE n.sources IS NOT NULL
RETURN labels(n)[0] AS type, count(*) AS nodes, round(avg(size(n.sources)), 2) AS sources_on_average,
  sum(CASE WHEN EXISTS { (n)--() } THEN 0 ELSE 1 END) AS isolated
ORDER BY type
