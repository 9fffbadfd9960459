// title: 两个主体之间的最短路径 | Shortest paths between two bodies
// about: 不经地区与奖项（同在一地、同获一奖不算联系）；最多六步。statuses 为各关系的状态，其中有 planned 等者只是规划。 | Not by way of a region or an award (the same town or prize is no tie); six steps at most. statuses are those of the relations: a way with a planned one is planned only.
// family: hubs
// param from: node — 起点名称或 id | name or id of the start
// param to: node — 终点名称或 id | name or id of the end
// returns: steps, names, relations, statuses, ids
// example: from=亨通集团 ; to=苏州市计量测试院
MATCH (a:Agency|Association|Award|Company|Consortium|Expert|IndustryChain|Measure|Need|Patent|Product|Project|Region|ResearchInstitute|Stage|Standard|Technology|TestingInstitute|University {id: $from})
MATCH (b:Agency|Association|Award|Company|Consortium|Expert|IndustryChain|Measure|Need|Patent|Product|Project|Region|ResearchInstitute|Stage|Standard|Technology|TestingInstitute|University {id: $to})
MATCH p = allShortestPaths((a)-[:PART_OF|FEEDS|SERVES|LEADS|MEMBER_OF|OPERATES_IN|PRODUCES|SUPPLIES|TESTS_FOR|ADVISES|COORDINATES|RESEARCHES|BREAKS_THROUGH|DRAFTED|APPLIES_TO|HOLDS|AFFILIATED_WITH|PARENT_OF|OVERSEES|MADE_FROM|KIND_OF|WITHIN|INVENTED|CITES*..6]-(b))
RETURN length(p) AS steps, [n IN nodes(p) | n.name] AS names, [r IN relationships(p) | type(r)] AS relations,
  [r IN relationships(p) | coalesce(r.status, 'fact')] AS statuses, [n IN nodes(p) | n.id] AS ids
ORDER BY ids
LIMIT 25
