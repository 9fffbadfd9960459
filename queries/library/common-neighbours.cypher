// title: 两个节点共同联系的节点 | What two nodes have in common
// about: 与两者都有关系的节点；地区也列出，type 可区分。规划等状态的关系与节点不算。 | Nodes tied to both; regions are listed too, see type. What is planned or over is no tie.
// family: hubs
// param from: node — 一端 | one
// param to: node — 另一端 | the other
// returns: node, type, name, from_relations, to_relations
// example: from=沙钢集团 ; to=永钢集团
MATCH (a:Agency|Association|Award|Company|Consortium|Expert|IndustryChain|Measure|Need|Patent|Product|Project|Region|ResearchInstitute|Stage|Standard|Technology|TestingInstitute|University {id: $from})
MATCH (a)-[r]-(o)-[s]-(b {id: $to})
WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(o.status, '') IN $idle
  AND NOT coalesce(s.status, '') IN $idle
WITH o, type(r) AS r, type(s) AS s ORDER BY r, s
WITH o, collect(DISTINCT r) AS from_relations, collect(DISTINCT s) AS to_relations
RETURN o.id AS node, labels(o)[0] AS type, o.name AS name, from_relations, to_relations
ORDER BY type, node
