// title: 一个地区的单位 | Bodies in a region
// about: 所在地为该地区或其下属地区的单位;chains 是它联系的产业链数。 | Bodies seated in a region or in one below it; chains counts the chains they are tied to.
// family: regions
// param region: region — 地区 | region
// param type: node type = — 只列该类;空为全部 | only this type; empty for all
// returns: body, type, name, region, region_name, chains
// example: region=吴江 ; type=Company
MATCH (:Region {id: $region})<-[:LOCATED_IN*0..4]-(r:Region)
WITH DISTINCT r
MATCH (r)<-[:LOCATED_IN]-(b) WHERE NOT b:Region AND ($type = '' OR $type IN labels(b))
RETURN b.id AS body, labels(b)[0] AS type, b.name AS name, r.id AS region, r.name AS region_name,
  COUNT { MATCH (b)-->()-[:PART_OF|SERVES*0..1]->(c:IndustryChain) RETURN DISTINCT c } AS chains
ORDER BY type, body, region
