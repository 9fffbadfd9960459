// title: 未载所在地的单位 | Bodies without a seat on record
// about: 没有所在地记录的单位（规划中与已迁的所在地不算，另计为 set_aside）；企业标明本外地（home）的也列出，自身在规划等状态的不列。 | Bodies without a seat on record (planned and former seats are none, and counted in set_aside); firms that are only marked as inside or outside are listed too, bodies that are planned themselves are not.
// family: regions
// param type: node type = — 只列该类；空为全部 | only this type; empty for all
// returns: body, type, name, home, relations, set_aside, sources
// example: type=Company
MATCH (b:Agency|Association|Company|Consortium|ResearchInstitute|TestingInstitute|University)
WHERE ($type = '' OR $type IN labels(b)) AND NOT coalesce(b.status, '') IN $idle
  AND NOT EXISTS { MATCH (b)-[l:LOCATED_IN]->(:Region) WHERE NOT coalesce(l.status, '') IN $idle }
RETURN b.id AS body, labels(b)[0] AS type, b.name AS name, coalesce(b.home, '') AS home,
  COUNT { (b)--() } AS relations, COUNT { (b)-[:LOCATED_IN]->(:Region) } AS set_aside, b.sources AS sources
ORDER BY type, body
