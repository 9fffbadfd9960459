// title: 地区 × 环节 | Region by stage
// about: 一条产业链各环节在各地区（登记的所在地，不上卷）的企业、技术服务机构与研究单位数；region 为空即没有登记所在地：in_region 为 false 是已知在域外（home），为 true 是已知在本地，为空是不知在哪里，三者各成一行。规划等状态、使用方与依据不明的不计，域外照列（in_region 为 false）。 | How many firms, bodies that give a service and research bodies of each stage of a chain are seated in each region (as recorded, not rolled up); an empty region is no seat on record: in_region is false for those known to be outside (home), true for those known to be inside, empty for those of whom nobody knows, each in a row of its own. Planned ones, users and unclear ones are left out, those outside are listed (in_region is false).
// family: regions
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// param at: region = — 只列该地区及其下属地区；空为全部 | only this region and those in it; empty for all
// returns: chain, stage, name, region, region_name, in_region, firms, services, research, names
// example: chain=光电
MATCH (c:IndustryChain)<-[p:PART_OF]-(s:Stage)<-[r:OPERATES_IN|TESTS_FOR|RESEARCHES]-(b)
WHERE ($chain = '' OR c.id = $chain) AND NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
  AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
  AND NOT coalesce(r.service_basis, '') IN $unclear
  AND (NOT type(r) = 'OPERATES_IN' OR coalesce(r.role, '') IN $roles)
OPTIONAL MATCH (b)-[l:LOCATED_IN]->(g:Region) WHERE NOT coalesce(l.status, '') IN $idle
WITH c, s, g, r, b
WHERE $at = '' OR g.id = $at OR EXISTS { (g)-[:LOCATED_IN*1..4]->(:Region {id: $at}) }
WITH c, s, g, r, b,
  CASE
    WHEN g IS NOT NULL THEN NOT g.id IN $away
    WHEN b.home = 'outside' THEN false
    WHEN b.home = 'inside' THEN true
  END AS in_region
ORDER BY b.id
WITH c, s, g, in_region, count(DISTINCT CASE type(r) WHEN 'OPERATES_IN' THEN b.id END) AS firms,
  count(DISTINCT CASE type(r) WHEN 'TESTS_FOR' THEN b.id END) AS services,
  count(DISTINCT CASE type(r) WHEN 'RESEARCHES' THEN b.id END) AS research, collect(DISTINCT b.name) AS names
RETURN c.name AS chain, s.id AS stage, s.name AS name, coalesce(g.id, '') AS region, coalesce(g.name, '') AS region_name,
  in_region, firms, services, research, names
ORDER BY chain, stage, firms DESC, region, in_region
