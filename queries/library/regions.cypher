// title: 地区一览 | Regions
// about: 各地区的上级与登记在此的企业、机构、高校院所数（不上卷）；规划等状态的单位与所在地不计。 | Each region with the one above it and the firms, institutes and research bodies seated there (not rolled up); bodies and seats that are planned or over are left out.
// family: regions
// returns: region, name, within, companies, institutes, research, others
// example:
MATCH (r:Region)
OPTIONAL MATCH (r)-[:LOCATED_IN]->(up:Region)
WITH r, up ORDER BY up.name
WITH r, collect(up.name) AS within
OPTIONAL MATCH (r)<-[l:LOCATED_IN]-(b)
WHERE NOT b:Region AND NOT coalesce(l.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
WITH r, within, collect(DISTINCT b) AS found
RETURN r.id AS region, r.name AS name, within, size([b IN found WHERE b:Company]) AS companies,
  size([b IN found WHERE b:TestingInstitute]) AS institutes,
  size([b IN found WHERE b:ResearchInstitute OR b:University]) AS research,
  size([b IN found WHERE b:Association OR b:Agency OR b:Consortium]) AS others
ORDER BY region
