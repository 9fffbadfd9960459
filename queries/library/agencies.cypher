// title: 主管部门及其所管 | Agencies and what they oversee
// about: 各主管部门主管的联合体、项目与协会；规划等不计入的不列。 | The consortia, projects and associations that each agency oversees; what is planned or over is left out.
// family: bodies
// returns: agency, name, target, type, target_name, role, date, sources
// example:
MATCH (a:Agency)-[r:OVERSEES]->(t)
WHERE NOT coalesce(a.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
  AND NOT coalesce(t.status, '') IN $idle
RETURN a.id AS agency, a.name AS name, t.id AS target, labels(t)[0] AS type, t.name AS target_name,
  coalesce(r.role, '') AS role, r.date AS date, r.sources AS sources
ORDER BY agency, target
