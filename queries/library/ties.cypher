// title: 一个节点的全部关系 | All relations of a node
// about: 进与出的每条关系，对端、日期、可靠度与来源数。 | Every relation, coming in or going out, with the other end, date, reliability and number of sources.
// family: bodies
// param node: node — 节点 | node
// param relation: relation type = — 只列该类关系；空为全部 | only this type of relation; empty for all
// returns: relation, direction, other, type, name, status, date, reliability, sources
// example: node=永钢集团
MATCH (n:Agency|Association|Award|Company|Consortium|Expert|IndustryChain|Measure|Need|Patent|Product|Project|Region|ResearchInstitute|Stage|Standard|Technology|TestingInstitute|University {id: $node})-[r]-(o)
WHERE $relation = '' OR type(r) = $relation
RETURN type(r) AS relation, CASE WHEN startNode(r).id = n.id THEN 'out' ELSE 'in' END AS direction, o.id AS other,
  labels(o)[0] AS type, o.name AS name, coalesce(r.status, 'fact') AS status, r.date AS date,
  r.reliability AS reliability, r.sources AS sources
ORDER BY relation, direction, other, r.id
