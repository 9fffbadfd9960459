// title: 在录只有一家企业的环节 | Stages with one house of firms on record
// about: 算数的从业企业在录只有一家的环节（同一家的几个企业合计，列在 firm_names,company 为其第一个）；known_firms 为来源所说至少有几家，set_aside 为在录而不计入的企业数（规划、使用方、域外）。在录只有一家不等于真的只有一家。 | Stages whose firms that count are one house on record (its firms are listed in firm_names, company is the first of them); known_firms is how many a source says there are at least, set_aside counts firms on record that do not count (planned, users, outside). One on record is not one in the world.
// family: gaps
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: chain, stage, name, company, company_name, firm_names, house, home, known_firms, set_aside
// example: chain=光电
MATCH (c:IndustryChain)<-[p:PART_OF]-(s:Stage)<-[r:OPERATES_IN]-(b:Company)
WHERE ($chain = '' OR c.id = $chain) AND NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
  AND coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
  AND $outside[b.id] IS NULL
WITH c, s, b ORDER BY b.id
WITH c, s, collect(DISTINCT b) AS found
WITH c, s, found, head(found) AS first, $houses AS houses
WHERE all(each IN found WHERE coalesce(houses[each.id], each.id) = coalesce(houses[first.id], first.id))
RETURN c.name AS chain, s.id AS stage, s.name AS name, first.id AS company, first.name AS company_name,
  [each IN found | each.name] AS firm_names, coalesce(houses[first.id], first.id) AS house, coalesce(first.home, '') AS home,
  s.known_firms AS known_firms, (COUNT { MATCH (s)<-[:OPERATES_IN]-(f:Company) RETURN DISTINCT f }) - size(found) AS set_aside
ORDER BY chain, stage
