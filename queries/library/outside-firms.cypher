// title: 域外企业及其所在环节 | Firms from outside and their stages
// about: 域外企业从事的环节（规划、使用方不计）；inside_firms 为该环节的其他企业数，0 为在录全靠域外。所在地未载的不算域外。 | Stages that firms from outside work in (planned ones and users left out); inside_firms counts the others, 0 means outside only, on record. A firm without a seat on record is not outside.
// family: regions
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: chain, stage, name, outside_firms, inside_firms
// example:
MATCH (c:IndustryChain)<-[p:PART_OF]-(s:Stage)<-[r:OPERATES_IN]-(b:Company)
WHERE ($chain = '' OR c.id = $chain) AND coalesce(r.role, '') IN $roles AND NOT coalesce(p.status, '') IN $idle
  AND NOT coalesce(s.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
  AND NOT coalesce(b.status, '') IN $idle
WITH c, s, b.id AS firm, CASE WHEN $outside[b.id] IS NULL THEN 'inside' ELSE 'outside' END AS seat
WITH c, s, count(DISTINCT CASE WHEN seat = 'outside' THEN firm END) AS outside_firms,
  count(DISTINCT CASE WHEN seat = 'inside' THEN firm END) AS inside_firms
WHERE outside_firms > 0
RETURN c.name AS chain, s.id AS stage, s.name AS name, outside_firms, inside_firms
ORDER BY inside_firms, chain, stage
