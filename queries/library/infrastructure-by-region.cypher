// title: 各地区的质量基础设施 | Quality infrastructure by region
// about: 各地区（登记的所在地，不上卷）提供计量、标准、检验检测、认证的机构数；规划等状态与依据不明的不计，域外地区照列。 | How many bodies seated in a region (as recorded, not rolled up) give each service; what is planned or unclear is left out, regions outside are listed.
// family: quality
// returns: region, region_name, service, bodies, names
// example:
MATCH (b)-[t:TESTS_FOR]->(o)
WHERE NOT coalesce(b.status, '') IN $idle AND NOT coalesce(t.status, '') IN $idle
  AND NOT coalesce(o.status, '') IN $idle AND NOT coalesce(t.service_basis, '') IN $unclear
WITH DISTINCT b, t.service AS service
MATCH (b)-[l:LOCATED_IN]->(r:Region) WHERE NOT coalesce(l.status, '') IN $idle
WITH r, service, b ORDER BY b.name
WITH r, service, collect(DISTINCT b) AS found
RETURN r.id AS region, r.name AS region_name, service, size(found) AS bodies, [b IN found | b.name] AS names
ORDER BY region, service
