// title: 项目及其主管 | Projects and who oversees them
// about: 质量提升等项目，适用于哪条链或环节、由谁主管。 | Projects, of quality improvement for one, with what they apply to and who oversees them.
// family: innovation
// returns: project, name, kind, applies_to, agencies, sources
// example:
MATCH (p:Project)
OPTIONAL MATCH (p)-[:APPLIES_TO]->(t)
WITH p, t ORDER BY t.name
WITH p, collect(t.name) AS applies_to
OPTIONAL MATCH (p)<-[:OVERSEES]-(a:Agency)
WITH p, applies_to, a ORDER BY a.name
RETURN p.id AS project, p.name AS name, coalesce(p.kind, '') AS kind, applies_to, collect(a.name) AS agencies,
  p.sources AS sources
ORDER BY project
