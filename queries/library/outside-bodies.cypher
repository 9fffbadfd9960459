// title: 域外主体 | Bodies from outside
// about: 已知在本地区以外的主体，缺口与各查询的计数都不算它们：先看 home，未填者看所在地（规划中与已迁的不算；在包含本地区的地区者不算域外，所在地未载者也不算）。 | Bodies known to sit outside the region, whom neither the gaps nor the counts of these queries count: by home, else by their seats (planned and former ones aside; a seat in a region around ours, or none on record, is not outside).
// family: regions
// returns: body, type, name, home, regions, sources
// example:
CALL {
  MATCH (b:Agency|Association|Company|Consortium|ResearchInstitute|TestingInstitute|University)
  WHERE b.home = 'outside'
  RETURN b
  UNION
  MATCH (g:Region)<-[l:LOCATED_IN]-(b:Agency|Association|Company|Consortium|ResearchInstitute|TestingInstitute|University)
  WHERE g.id IN $away AND b.home IS NULL AND NOT coalesce(l.status, '') IN $idle
  RETURN b
}
WITH b
WHERE b.home = 'outside'
  OR NOT EXISTS { MATCH (b)-[l:LOCATED_IN]->(g:Region)
    WHERE NOT g.id IN $away AND NOT coalesce(l.status, '') IN $idle }
RETURN b.id AS body, labels(b)[0] AS type, b.name AS name, coalesce(b.home, '') AS home,
  COLLECT {
    MATCH (b)-[l:LOCATED_IN]->(g:Region) WHERE NOT coalesce(l.status, '') IN $idle
    RETURN g.name ORDER BY g.id
  } AS regions, b.sources AS sources
ORDER BY body
