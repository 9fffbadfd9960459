// title: 各地区的产业链 | Chains by region
// about: 各产业链的企业在各地区（登记的所在地）的数目；规划等状态与使用方不计，域外地区照列。 | How many firms of each chain are seated in each region (as recorded); planned and the like, and users, are left out, regions outside are listed.
// family: regions
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: chain, region, region_name, firms, stages
// example: chain=冶金
MATCH (c:IndustryChain)<-[p:PART_OF]-(s:Stage)<-[o:OPERATES_IN]-(b:Company)-[l:LOCATED_IN]->(r:Region)
WHERE ($chain = '' OR c.id = $chain) AND coalesce(o.role, '') IN $roles AND NOT coalesce(p.status, '') IN $idle
  AND NOT coalesce(s.status, '') IN $idle AND NOT coalesce(o.status, '') IN $idle
  AND NOT coalesce(b.status, '') IN $idle
  AND NOT coalesce(l.status, '') IN $idle
RETURN c.name AS chain, r.id AS region, r.name AS region_name, count(DISTINCT b) AS firms, count(DISTINCT s) AS stages
ORDER BY chain, firms DESC, region
