// title: 各链的集中度（按家） | Concentration by house
// about: 每条产业链中，每一家（母子公司、依托单位合计）在多少个环节有算数的企业；of_stages 为该链有企业在录的环节数，percent 为其占比，alone 为在录只有这一家的环节数。按环节数，不是市场份额（份额见 supplies）。 | For each chain in how many stages each house (owner, subsidiaries and hosted bodies together) has a firm that counts; of_stages is the number of stages of the chain with a firm on record, percent its share of them, alone the stages that have this house only on record. By stages, not by market share (shares are in supplies).
// family: hubs
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// param at_least: integer 0.. = 1 — 至少几个环节 | how many stages at least
// returns: chain, house, name, firms, stages, stage_count, of_stages, percent, alone
// example: chain=光电 ; at_least=2
MATCH (c:IndustryChain)<-[p:PART_OF]-(s:Stage)<-[r:OPERATES_IN]-(b:Company)
WHERE ($chain = '' OR c.id = $chain) AND NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
  AND coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
  AND $outside[b.id] IS NULL
WITH c, s, collect(DISTINCT coalesce($houses[b.id], b.id)) AS heads
WITH c, count(s) AS of_stages, collect({stage: s.id, heads: heads}) AS held
MATCH (c)<-[p:PART_OF]-(s:Stage)<-[r:OPERATES_IN]-(b:Company)
WHERE NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle AND coalesce(r.role, '') IN $roles
  AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
WITH c, of_stages, held, coalesce($houses[b.id], b.id) AS house, s, b ORDER BY s.id, b.id
WITH c, of_stages, held, house, collect(DISTINCT s.name) AS stages, collect(DISTINCT b) AS found, count(DISTINCT s) AS stage_count
WHERE stage_count >= $at_least
RETURN c.name AS chain, house,
  CASE
    WHEN any(each IN found WHERE each.id = house) THEN head([each IN found WHERE each.id = house | each.name])
    ELSE head(COLLECT { MATCH (h:Agency|Association|Company|Consortium|ResearchInstitute|TestingInstitute|University {id: house}) RETURN h.name })
  END AS name, [each IN found | each.name] AS firms, stages, stage_count, of_stages,
  round(100.0 * stage_count / of_stages, 1) AS percent,
  size([each IN held WHERE each.heads = [house] | each.stage]) AS alone
ORDER BY chain, stage_count DESC, alone DESC, house
