// title: 规划中的企业（按环节） | Planned firms by stage
// about: 各环节中状态不计入（规划、候选、已撤等）的企业：企业、从事关系或环节本身如此；status 为状态，note 为其说明，firm_count 为该环节算数的企业数，0 即环节只有规划。 | Firms of each stage that do not count for their status (planned, candidate, retired …), be it the firm's, that of its work there or the stage's; status says which, note what is said of it, firm_count how many firms of the stage count: 0 is a stage that is planned only.
// family: gaps
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// param status: code status = — 只列该状态；空为全部不计入者 | only this status; empty for all that do not count
// returns: chain, stage, name, position, company, company_name, status, note, note_en, firm_count, date, sources
// example: chain=光电
MATCH (c:IndustryChain)<-[p:PART_OF]-(s:Stage)<-[r:OPERATES_IN]-(b:Company)
WHERE $chain = '' OR c.id = $chain
WITH c, p, s, r, b,
  head([each IN [p.status, s.status, b.status, r.status] WHERE coalesce(each, '') IN $idle]) AS status
WHERE status IS NOT NULL AND ($status = '' OR status = $status)
RETURN c.name AS chain, s.id AS stage, s.name AS name, coalesce(p.position, '') AS position, b.id AS company,
  b.name AS company_name, status, coalesce(r.status_note, b.status_note, s.status_note, '') AS note,
  coalesce(r.status_note_en, b.status_note_en, s.status_note_en, '') AS note_en,
  COUNT {
    MATCH (s)<-[o:OPERATES_IN]-(f:Company)
    WHERE NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
      AND coalesce(o.role, '') IN $roles AND NOT coalesce(o.status, '') IN $idle
      AND NOT coalesce(f.status, '') IN $idle AND $outside[f.id] IS NULL
    RETURN DISTINCT f
  } AS firm_count, r.date AS date, r.sources AS sources
ORDER BY chain, stage, company
