// title: 产业链之间的共同企业 | Firms that two chains share
// about: 每两条产业链之间同时在两边从业的企业（只计算数的）；只有一家时它是在录唯一的纽带。 | For each two chains the firms that work in both (those that count); where there is one only, it is the sole tie on record.
// family: chains
// param chain: chain = — 只列与该链成对者；空为全部 | only pairs with this chain; empty for all
// returns: chain, other_chain, firm_count, firms
// example:
MATCH (c:IndustryChain)<-[p:PART_OF]-(s:Stage)<-[r:OPERATES_IN]-(b:Company)
WHERE NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle AND coalesce(r.role, '') IN $roles
  AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
MATCH (b)-[x:OPERATES_IN]->(t:Stage)-[o:PART_OF]->(d:IndustryChain)
WHERE c.id < d.id AND ($chain = '' OR c.id = $chain OR d.id = $chain)
  AND coalesce(x.role, '') IN $roles AND NOT coalesce(x.status, '') IN $idle AND NOT coalesce(t.status, '') IN $idle
  AND NOT coalesce(o.status, '') IN $idle
WITH c, d, b ORDER BY b.name
WITH c, d, collect(DISTINCT b.name) AS firms
RETURN c.name AS chain, d.name AS other_chain, size(firms) AS firm_count, firms
ORDER BY firm_count DESC, chain, other_chain
