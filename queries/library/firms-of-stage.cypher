// title: 一个环节的企业 | Firms of a stage
// about: 从事该环节的企业,含状态、本外地与依据可靠度。 | The firms that work in a stage, with status, seat and reliability of the evidence.
// family: chains
// param stage: stage — 环节 | stage
// returns: company, name, status, home, stages, date, reliability, sources
// example: stage=stage:automotive/auto-electronics
MATCH (:Stage {id: $stage})<-[r:OPERATES_IN]-(b:Company)
RETURN b.id AS company, b.name AS name, coalesce(r.status, 'fact') AS status, coalesce(b.home, '') AS home,
  COUNT { (b)-[:OPERATES_IN]->(:Stage) } AS stages, r.date AS date, r.reliability AS reliability, r.sources AS sources
ORDER BY company
