// title: 在录无企业的环节 | Stages without a firm on record
// about: 没有算数的从业企业记录的环节；set_aside 为在录而不计入的企业数（规划、使用方、域外），known_firms 为来源所说至少有几家，searched 为查证记录数。没有记录不等于没有。 | Stages where no firm that counts is on record; set_aside counts those that are and do not count (planned, users, outside), known_firms is how many a source says there are at least, searched counts the search records. No record does not mean none.
// family: gaps
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: chain, stage, name, position, known_firms, set_aside, searched
// example:
WITH COLLECT { MATCH (q:Search) WHERE q.slot = 'suppliers' RETURN q.subject } AS looked
MATCH (s:Stage)-[p:PART_OF]->(c:IndustryChain)
WHERE ($chain = '' OR c.id = $chain) AND NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
  AND NOT EXISTS {
    MATCH (s)<-[r:OPERATES_IN]-(b:Company)
    WHERE coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
  }
RETURN c.name AS chain, s.id AS stage, s.name AS name, coalesce(p.position, '') AS position, s.known_firms AS known_firms,
  COUNT { MATCH (s)<-[:OPERATES_IN]-(b:Company) RETURN DISTINCT b } AS set_aside,
  size([each IN looked WHERE each = s.id]) AS searched
ORDER BY chain, stage
