// title: 一个环节的企业 | Firms of a stage
// about: 在该环节有记录的企业，含状态、角色、本外地与依据可靠度；set_aside 为不计入的原因（规划、域外、使用方等），空为计入，house 为所属一家。 | The firms on record in a stage, with status, role, seat and reliability of the evidence; set_aside says why one does not count (planned, outside, user), empty where it does; house is the house it belongs to.
// family: chains
// param stage: stage — 环节 | stage
// returns: company, name, status, role, home, set_aside, house, stages, date, reliability, sources
// example: stage=stage:automotive/auto-electronics
MATCH (s:Stage {id: $stage})<-[r:OPERATES_IN]-(b:Company)
RETURN b.id AS company, b.name AS name, coalesce(r.status, 'fact') AS status, coalesce(r.role, '') AS role,
  coalesce(b.home, '') AS home,
  CASE
    WHEN coalesce(s.status, '') IN $idle THEN s.status
    WHEN coalesce(b.status, '') IN $idle THEN b.status
    WHEN coalesce(r.status, '') IN $idle THEN r.status
    WHEN $outside[b.id] IS NOT NULL THEN 'outside'
    WHEN NOT coalesce(r.role, '') IN $roles THEN r.role
    ELSE ''
  END AS set_aside, coalesce($houses[b.id], b.id) AS house,
  COUNT {
    MATCH (b)-[o:OPERATES_IN]->(t:Stage)
    WHERE coalesce(o.role, '') IN $roles AND NOT coalesce(b.status, '') IN $idle
      AND NOT coalesce(o.status, '') IN $idle AND NOT coalesce(t.status, '') IN $idle
    RETURN DISTINCT t
  } AS stages, r.date AS date, r.reliability AS reliability, r.sources AS sources
ORDER BY company
