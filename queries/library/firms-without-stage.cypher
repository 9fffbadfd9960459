// title: 未归入环节的企业 | Firms without a stage on record
// about: 有记录却没有归入任何环节的企业，作使用方也算归入；set_aside 为它规划等不计入的环节数，relations 为它的其他关系数。自身在规划等状态的企业不列。 | Firms that are tied to no stage on record (as a user is tied, too); set_aside counts stages that it is only planned for, relations its other ties. Firms that are planned themselves are left out.
// family: gaps
// returns: company, name, home, relations, set_aside, sources
// example:
MATCH (b:Company)
WHERE NOT coalesce(b.status, '') IN $idle
  AND NOT EXISTS { MATCH (b)-[r:OPERATES_IN]->(s:Stage)
    WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle }
RETURN b.id AS company, b.name AS name, coalesce(b.home, '') AS home, COUNT { (b)--() } AS relations,
  COUNT { MATCH (b)-[:OPERATES_IN]->(s:Stage) RETURN DISTINCT s } AS set_aside, b.sources AS sources
ORDER BY company
