// title: 专家及其单位 | Experts and where they work
// about: 每位专家的任职单位，以及其咨询的联合体、产业链或环节（受邀出谋划策也在内，见 advises_basis）；规划等状态的不列。 | Each expert with the bodies they belong to and what they advise (an invitation to give advice included, see advises_basis); what is planned or over is left out.
// family: bodies
// param advising: boolean = false — 只列有咨询记录者 | only those with a record of advice
// returns: id, name, role_kind, bodies, roles, advises, advises_basis, sources
// example: advising=true
MATCH (e:Expert)
WHERE NOT $advising OR EXISTS { MATCH (e)-[r:ADVISES]->(t)
  WHERE NOT coalesce(e.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
    AND NOT coalesce(t.status, '') IN $idle }
RETURN e.id AS id, e.name AS name, coalesce(e.role_kind, '') AS role_kind,
  COLLECT {
    MATCH (e)-[r:AFFILIATED_WITH]->(b)
    WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
    RETURN b.name ORDER BY b.id
  } AS bodies,
  COLLECT {
    MATCH (e)-[r:AFFILIATED_WITH]->(b)
    WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
    RETURN coalesce(r.role, '') ORDER BY b.id
  } AS roles,
  COLLECT {
    MATCH (e)-[r:ADVISES]->(t)
    WHERE NOT coalesce(e.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(t.status, '') IN $idle
    RETURN t.name ORDER BY t.id
  } AS advises,
  COLLECT {
    MATCH (e)-[r:ADVISES]->(t)
    WHERE NOT coalesce(e.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(t.status, '') IN $idle
    RETURN coalesce(r.basis, '') ORDER BY t.id
  } AS advises_basis,
  e.sources AS sources
ORDER BY id
