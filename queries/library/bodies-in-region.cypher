// title: 一个地区的单位 | Bodies in a region
// about: 所在地为该地区或其下属地区的单位（规划中与已迁的所在地不算）；status 为单位的状态，chains 是它联系的产业链数。 | Bodies seated in a region or in one below it (planned and former seats aside); status is that of the body, chains counts the chains they are tied to.
// family: regions
// param region: region — 地区 | region
// param type: node type = — 只列该类；空为全部 | only this type; empty for all
// returns: body, type, name, region, region_name, status, chains
// example: region=吴江 ; type=Company
MATCH (:Region {id: $region})<-[:LOCATED_IN*0..4]-(r:Region)
WITH DISTINCT r
MATCH (r)<-[l:LOCATED_IN]-(b)
WHERE NOT b:Region AND ($type = '' OR $type IN labels(b)) AND NOT coalesce(l.status, '') IN $idle
RETURN b.id AS body, labels(b)[0] AS type, b.name AS name, r.id AS region, r.name AS region_name,
  coalesce(b.status, 'fact') AS status,
  COUNT {
    MATCH (b)-[t]->(o)-[m:PART_OF|SERVES*0..1]->(c:IndustryChain)
    WHERE NOT coalesce(b.status, '') IN $idle AND NOT coalesce(t.status, '') IN $idle
      AND NOT coalesce(o.status, '') IN $idle AND all(each IN m WHERE NOT coalesce(each.status, '') IN $idle)
      AND NOT coalesce(t.service_basis, '') IN $unclear
      AND (NOT type(t) = 'OPERATES_IN' OR coalesce(t.role, '') IN $roles)
    RETURN DISTINCT c
  } AS chains
ORDER BY type, body, region
