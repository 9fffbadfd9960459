// title: 某单位参与起草的标准 | Standards drafted by a body
// about: 起草或参与制修订的标准，草案在 status 注明。 | Standards that a body drafted or took part in; drafts say so in status.
// family: quality
// param body: node — 单位名称或 id | name or id of the body
// returns: standard, name, number, status, role, applies_to, date, sources
// example: body=亨通光电
MATCH (b:Agency|Association|Company|Consortium|ResearchInstitute|TestingInstitute|University {id: $body})
MATCH (b)-[r:DRAFTED]->(s:Standard)
RETURN s.id AS standard, s.name AS name, coalesce(s.number, '') AS number, coalesce(s.status, '') AS status,
  coalesce(r.role, '') AS role, COLLECT { MATCH (s)-[:APPLIES_TO]->(t) RETURN t.name ORDER BY t.name } AS applies_to, r.date AS date, r.sources AS sources
ORDER BY standard, r.id
