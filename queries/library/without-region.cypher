// title: 未载所在地的单位 | Bodies without a seat on record
// about: 没有所在地的单位;企业标明本外地(home)的也列出。 | Bodies without a region; firms that are only marked as inside or outside are listed too.
// family: regions
// param type: node type = — 只列该类;空为全部 | only this type; empty for all
// returns: body, type, name, home, relations, sources
// example: type=Company
MATCH (b:Agency|Association|Company|Consortium|ResearchInstitute|TestingInstitute|University)
WHERE ($type = '' OR $type IN labels(b)) AND NOT EXISTS { (b)-[:LOCATED_IN]->(:Region) }
RETURN b.id AS body, labels(b)[0] AS type, b.name AS name, coalesce(b.home, '') AS home,
  COUNT { (b)--() } AS relations, b.sources AS sources
ORDER BY type, body
