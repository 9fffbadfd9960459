// title: 各地区的产业链 | Chains by region
// about: 各产业链的企业在各地区(登记的所在地)的数目。 | How many firms of each chain are seated in each region (as recorded).
// family: regions
// param chain: chain = — 产业链;空为全部 | chain; empty for all
// returns: chain, region, region_name, firms, stages
// example: chain=冶金
MATCH (c:IndustryChain)<-[:PART_OF]-(s:Stage)<-[:OPERATES_IN]-(b:Company)-[:LOCATED_IN]->(r:Region)
WHERE $chain = '' OR c.id = $chain
RETURN c.name AS chain, r.id AS region, r.name AS region_name, count(DISTINCT b) AS firms, count(DISTINCT s) AS stages
ORDER BY chain, firms DESC, region
