// title: 域外企业及其所在环节 | Firms from outside and their stages
// about: 域外企业从事的环节;inside_firms 为该环节的其他企业数,0 即全靠域外。 | Stages that firms from outside work in; inside_firms counts the others, 0 means outside only.
// family: regions
// returns: chain, stage, name, outside_firms, inside_firms
// example:
MATCH (b:Company {home: 'outside'})-[:OPERATES_IN]->(s:Stage)
WITH DISTINCT s
MATCH (s)<-[:OPERATES_IN]-(b:Company)
OPTIONAL MATCH (s)-[:PART_OF]->(c:IndustryChain)
RETURN c.name AS chain, s.id AS stage, s.name AS name,
  count(DISTINCT CASE WHEN b.home = 'outside' THEN b.id END) AS outside_firms,
  count(DISTINCT CASE WHEN coalesce(b.home, '') <> 'outside' THEN b.id END) AS inside_firms
ORDER BY inside_firms, chain, stage
