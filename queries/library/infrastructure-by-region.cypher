// title: 各地区的质量基础设施 | Quality infrastructure by region
// about: 各地区(登记的所在地,不上卷)提供计量、标准、检验检测、认证的机构数。 | How many bodies seated in a region (as recorded, not rolled up) give each service.
// family: quality
// returns: region, region_name, service, bodies, names
// example:
MATCH (b)-[t:TESTS_FOR]->()
WITH DISTINCT b, t.service AS service
MATCH (b)-[:LOCATED_IN]->(r:Region)
WITH r, service, b ORDER BY b.name
WITH r, service, collect(DISTINCT b.name) AS names
RETURN r.id AS region, r.name AS region_name, service, size(names) AS bodies, names
ORDER BY region, service
