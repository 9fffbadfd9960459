// title: 各产业链的行业协会 | Associations by chain
// about: 协调产业链或其联合体的协会、商会、联盟与标委会。 | Associations, chambers, alliances and committees that coordinate a chain or its consortium.
// family: bodies
// param chain: chain = — 产业链;空为全部 | chain; empty for all
// returns: chain, association, name, target, role, basis, date, sources
// example: chain=光电
MATCH (a:Association)-[r:COORDINATES]->(t)-[:PART_OF|SERVES*0..1]->(c:IndustryChain) WHERE $chain = '' OR c.id = $chain
RETURN c.name AS chain, a.id AS association, a.name AS name, t.name AS target, coalesce(r.role, '') AS role,
  coalesce(r.basis, '') AS basis, r.date AS date, r.sources AS sources
ORDER BY chain, association, r.id
