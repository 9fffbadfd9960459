// title: 环节之间的供给 | Which stage feeds which
// about: 一条产业链内外的供给关系,含两端的位置与从业企业数。 | The FEEDS relations of a chain, with the position and the number of firms at both ends.
// family: chains
// param chain: chain = — 产业链;空为全部 | chain; empty for all
// returns: chain, from, from_name, from_firms, to, to_name, to_firms, sources
// example: chain=航空航天
MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
MATCH (c)<-[:PART_OF]-(a:Stage)-[r:FEEDS]->(b:Stage)
RETURN c.id AS chain, a.id AS from, a.name AS from_name, COUNT { (a)<-[:OPERATES_IN]-(:Company) } AS from_firms,
  b.id AS to, b.name AS to_name, COUNT { (b)<-[:OPERATES_IN]-(:Company) } AS to_firms, r.sources AS sources
ORDER BY chain, from, to
