// title: 各产业链的行业协会 | Associations by chain
// about: 协调产业链或其联合体的协会、商会、联盟与标委会；set_aside 为不计入的原因（规划、其他类型联合体、域外），空为计入。 | Associations, chambers, alliances and committees that coordinate a chain or its consortium; set_aside says why one does not count (planned, another kind of consortium, outside), empty where it does.
// family: bodies
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: chain, association, name, target, role, basis, set_aside, date, sources
// example: chain=光电
MATCH (a:Association)-[r:COORDINATES]->(t)-[m:PART_OF|SERVES*0..1]->(c:IndustryChain)
WHERE $chain = '' OR c.id = $chain
RETURN c.name AS chain, a.id AS association, a.name AS name, t.name AS target, coalesce(r.role, '') AS role,
  coalesce(r.basis, '') AS basis,
  CASE
    WHEN t:Consortium AND NOT t.kind IN $kinds THEN 'other_kind'
    WHEN coalesce(t.status, '') IN $idle THEN t.status
    WHEN coalesce(a.status, '') IN $idle THEN a.status
    WHEN coalesce(r.status, '') IN $idle THEN r.status
    WHEN any(each IN m WHERE coalesce(each.status, '') IN $idle) THEN m[0].status
    WHEN $outside[a.id] IS NOT NULL THEN 'outside'
    ELSE ''
  END AS set_aside, r.date AS date, r.sources AS sources
ORDER BY chain, association, r.id
