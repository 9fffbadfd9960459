// title: 各环节企业的专利 | Patents by stage
// about: 在环节从业或研究而算数的单位所持专利数，申请中等不计入的另列为 set_aside；同一专利在多个环节都计。 | How many patents the bodies of a stage hold that count; set_aside counts those that do not (filed). One patent counts in each of their stages.
// family: innovation
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: chain, stage, name, patents, granted, set_aside, holders
// example:
MATCH (c:IndustryChain)<-[m:PART_OF]-(s:Stage)<-[r:OPERATES_IN|RESEARCHES]-(b)
WHERE ($chain = '' OR c.id = $chain) AND NOT coalesce(m.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
  AND NOT coalesce(r.status, '') IN $idle AND (NOT type(r) = 'OPERATES_IN' OR coalesce(r.role, '') IN $roles)
  AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
MATCH (b)-[h:HOLDS]->(p:Patent) WHERE NOT coalesce(h.status, '') IN $idle
WITH c, s, b, p ORDER BY b.name
WITH c, s, collect(DISTINCT p) AS found, collect(DISTINCT b.name) AS holders
RETURN c.name AS chain, s.id AS stage, s.name AS name,
  size([p IN found WHERE NOT coalesce(p.status, '') IN $idle]) AS patents,
  size([p IN found WHERE p.status = 'granted']) AS granted,
  size([p IN found WHERE coalesce(p.status, '') IN $idle]) AS set_aside, holders
ORDER BY patents DESC, stage, chain
