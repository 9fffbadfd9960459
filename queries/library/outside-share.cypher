// title: 各链的域外占比 | Outside share by chain
// about: 各产业链上（环节、联合体或全链）除所在地外都算数的主体中，域外主体的占比；unknown 为所在地未载或只知在更大地区的，不算域外；percent_of_known 只在所在地已知者（bodies 减 unknown）中计，一个也不知道则为空。unknown 多时，这个占比说明不了什么。域外怎么定见 outside-bodies。 | Of the bodies of each chain (of its stages, its consortia or the whole) that count but for their seat, how many sit outside the region; unknown are those without a seat on record, or with one in a wider region, who are not outside. percent_of_known is the share among those whose place is known (bodies less unknown), empty where none is known; where many are unknown it says little. Who is outside is in outside-bodies.
// family: regions
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// param type: node type = — 只计该类主体，如 Company；空为全部 | only this type, e.g. Company; empty for all
// returns: chain, name, bodies, outside, unknown, percent_of_known
// example: type=Company
MATCH (c:IndustryChain)<-[m:PART_OF|SERVES*0..1]-(t)
WHERE ($chain = '' OR c.id = $chain) AND all(each IN m WHERE NOT coalesce(each.status, '') IN $idle)
  AND NOT coalesce(t.status, '') IN $idle AND (NOT t:Consortium OR t.kind IN $kinds)
MATCH (t)<-[r:OPERATES_IN|TESTS_FOR|RESEARCHES|COORDINATES|LEADS]-(b)
WHERE ($type = '' OR $type IN labels(b)) AND NOT coalesce(r.status, '') IN $idle
  AND NOT coalesce(b.status, '') IN $idle AND NOT coalesce(r.service_basis, '') IN $unclear
  AND (NOT type(r) = 'OPERATES_IN' OR coalesce(r.role, '') IN $roles)
WITH DISTINCT c, b
WITH c, CASE
    WHEN $outside[b.id] IS NOT NULL THEN 'outside'
    WHEN b.home = 'inside' OR EXISTS {
      MATCH (b)-[l:LOCATED_IN]->(g:Region)
      WHERE NOT g.id IN $away AND NOT g.id IN $around AND NOT coalesce(l.status, '') IN $idle
    } THEN 'inside'
    ELSE 'unknown'
  END AS seat
WITH c, count(*) AS bodies, sum(CASE seat WHEN 'outside' THEN 1 ELSE 0 END) AS outside,
  sum(CASE seat WHEN 'unknown' THEN 1 ELSE 0 END) AS unknown
RETURN c.id AS chain, c.name AS name, bodies, outside, unknown,
  CASE WHEN bodies > unknown THEN round(100.0 * outside / (bodies - unknown), 1) END AS percent_of_known
ORDER BY coalesce(percent_of_known, -1) DESC, chain
