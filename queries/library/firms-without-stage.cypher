// title: 未归入环节的企业 | Firms without a stage
// about: 有记录却没有从事任何环节的企业;relations 为它的其他关系数。 | Firms on record that work in no stage; relations counts their other ties.
// family: gaps
// returns: company, name, home, relations, sources
// example:
MATCH (b:Company) WHERE NOT EXISTS { (b)-[:OPERATES_IN]->(:Stage) }
RETURN b.id AS company, b.name AS name, coalesce(b.home, '') AS home, COUNT { (b)--() } AS relations,
  b.sources AS sources
ORDER BY company
