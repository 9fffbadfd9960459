// title: 没有企业的环节 | Stages without a firm
// about: 没有任何从业企业记录的环节;searched 为是否查过(查证记录数)。没有记录不等于没有。 | Stages where no firm is on record; searched counts the search records. No record does not mean none.
// family: gaps
// param chain: chain = — 产业链;空为全部 | chain; empty for all
// returns: chain, stage, name, position, searched
// example:
MATCH (s:Stage)-[p:PART_OF]->(c:IndustryChain)
WHERE ($chain = '' OR c.id = $chain) AND NOT EXISTS { (s)<-[:OPERATES_IN]-(:Company) }
OPTIONAL MATCH (q:Search {slot: 'suppliers', subject: s.id})
RETURN c.name AS chain, s.id AS stage, s.name AS name, coalesce(p.position, '') AS position, count(q) AS searched
ORDER BY chain, stage
