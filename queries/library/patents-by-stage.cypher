// title: 各环节企业的专利 | Patents by stage
// about: 在环节从业或研究的单位所持专利数;同一专利在多个环节都计。 | How many patents the bodies of a stage hold; one patent counts in each of their stages.
// family: innovation
// param chain: chain = — 产业链;空为全部 | chain; empty for all
// returns: chain, stage, name, patents, granted, holders
// example:
MATCH (c:IndustryChain)<-[:PART_OF]-(s:Stage)<-[:OPERATES_IN|RESEARCHES]-(b)-[:HOLDS]->(p:Patent)
WHERE $chain = '' OR c.id = $chain
WITH c, s, b, p ORDER BY b.name
WITH c, s, collect(DISTINCT p) AS found, collect(DISTINCT b.name) AS holders
RETURN c.name AS chain, s.id AS stage, s.name AS name, size(found) AS patents,
  size([p IN found WHERE p.status = 'granted']) AS granted, holders
ORDER BY patents DESC, stage, chain
