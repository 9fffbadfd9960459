// title: 在录无企业而供给最多的环节 | Vacant stages that feed most
// about: 没有算数的从业企业记录的环节，按其下游环节数（直接或间接供给，最多六步）从多到少；downstream_firms 为这些下游环节上算数的企业数，set_aside 为在录而不计入的企业数，searched 为查证记录数，result 为其中最近一条的结果。没有记录不等于没有。 | Stages where no firm that counts is on record, by how many stages they feed, directly or by others (six steps at most); downstream_firms counts the firms of those stages that count, set_aside firms on record that do not, searched the search records, result says what the newest of them found. No record does not mean none.
// family: gaps
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// param limit: integer 1.. = 20 — 最多几行 | rows at most
// returns: chain, stage, name, position, feeds, downstream, downstream_firms, known_firms, set_aside, searched, result
// example: limit=5
WITH COLLECT {
    MATCH (q:Search) WHERE q.slot = 'suppliers'
    RETURN {subject: q.subject, result: q.result} ORDER BY q.date DESC, q.id
  } AS looked
MATCH (c:IndustryChain)<-[p:PART_OF]-(s:Stage)
WHERE ($chain = '' OR c.id = $chain) AND NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
  AND NOT EXISTS {
    MATCH (s)<-[r:OPERATES_IN]-(b:Company)
    WHERE coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
  }
WITH c, p, s, [each IN looked WHERE each.subject = s.id | each.result] AS results,
  COLLECT {
    MATCH w = (s)-[:FEEDS*1..6]->(d:Stage)
    WHERE d.id <> s.id AND all(each IN relationships(w) WHERE NOT coalesce(each.status, '') IN $idle)
      AND all(each IN nodes(w) WHERE NOT coalesce(each.status, '') IN $idle)
    RETURN DISTINCT d.id
  } AS below
RETURN c.name AS chain, s.id AS stage, s.name AS name, coalesce(p.position, '') AS position,
  COLLECT {
    MATCH (s)-[f:FEEDS]->(n:Stage) WHERE NOT coalesce(f.status, '') IN $idle AND NOT coalesce(n.status, '') IN $idle
    RETURN n.name ORDER BY n.id
  } AS feeds, size(below) AS downstream,
  COUNT {
    MATCH w = (s)-[:FEEDS*1..6]->(t:Stage)<-[r:OPERATES_IN]-(b:Company)
    WHERE t.id IN below AND coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS downstream_firms, s.known_firms AS known_firms,
  COUNT { MATCH (s)<-[:OPERATES_IN]-(b:Company) RETURN DISTINCT b } AS set_aside,
  size(results) AS searched, coalesce(head(results), '') AS result
ORDER BY downstream DESC, downstream_firms DESC, chain, stage
LIMIT $limit
