// title: 全部格位及其状态 | All cells and their states
// about: 每行一个格位（产业链 × 环节 × 支撑，stage 为空即全链），按缺口的计数规则：state 为 present 已有、inherited 由全链提供、not_found 查过未见（即缺口）、not_found_whole 就全链查过未见、unknown 未知（不是缺口）；count 为算数的家数、人数或项数，result 为起作用的查证的结果，searches 为查证记录数。只到状态为止：判断、下一步、上下游缺口、--known-by、不适用的格位与自己的模板见 gaps 命令。 | One row a cell (chain × stage × slot, no stage for the whole chain), by the counting rule of the gaps: state is present, inherited (from the chain), not_found (a gap), not_found_whole (searched for the whole chain) or unknown, which is no gap; count is how many houses, bodies or things count, result what the search that speaks says, searches counts the search records. States are all it gives: verdicts, next steps, links, --known-by, slots that do not fit and a template of one's own are in the command gaps.
// family: gaps
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// param state: one of present inherited not_found not_found_whole unknown = — 只列该状态；空为全部 | only this state; empty for all
// returns: chain, chain_name, stage, stage_name, slot, state, count, result, searches
// example: chain=婚纱
CALL {
  CALL {
    MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
    MATCH (c)<-[m:PART_OF|SERVES*0..1]-(t)
    MATCH (t)<-[r]-(x) WHERE type(r) IN [each IN $fillers | each.relation]
    RETURN c, m, t, '' AS way, r AS tie, x AS b, r, x, true AS outward
    UNION ALL
    MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
    MATCH (c)<-[m:PART_OF|SERVES*0..1]-(t)
    MATCH (t)<-[tie]-(b) WHERE type(tie) IN [each IN $fillers | each.way]
    MATCH (b)-[r]-(x) WHERE type(r) IN [each IN $fillers WHERE each.way <> '' | each.relation]
    RETURN c, m, t, type(tie) AS way, tie, b, r, x, startNode(r).id = b.id AS outward
    UNION ALL
    MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
    MATCH (c)<-[m:SERVES*1..1]-(t:Consortium)
    MATCH (t)-[r]-(x) WHERE type(r) IN [each IN $fillers WHERE each.way = 'itself' | each.relation]
    RETURN c, m, t, 'itself' AS way, r AS tie, t AS b, r, x, startNode(r).id = t.id AS outward
  }
  WITH c, m, t, way, tie, b, r, x, outward
  WHERE all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
    AND (NOT t:Consortium OR t.kind IN $kinds) AND NOT coalesce(tie.status, '') IN $idle
    AND NOT coalesce(b.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
    AND NOT coalesce(x.status, '') IN $idle AND NOT coalesce(r.service_basis, '') IN $unclear
    AND $outside[b.id] IS NULL
  WITH c, t, b, r, x, way, outward, labels(x)[0] AS kind, labels(t)[0] AS place
  UNWIND $fillers AS f
  WITH c, t, b, r, x, way, f, kind, place, outward
  WHERE f.way = way AND f.relation = type(r) AND kind IN f.types AND place IN f.to
    AND (way = '' OR f.outward = outward)
    AND all(each IN f.where WHERE coalesce(toString(r[each.key]), toString(x[each.key]), '') IN each.values)
  WITH DISTINCT c, CASE place WHEN 'Stage' THEN t.id ELSE '' END AS at, f.slot AS slot,
    f.count + ' ' + CASE
      WHEN f.count <> 'house' THEN x.id
      WHEN kind IN ['Agency', 'Association', 'Company', 'Consortium', 'ResearchInstitute', 'TestingInstitute', 'University']
        THEN coalesce($houses[x.id], x.id)
      WHEN way <> '' THEN coalesce($houses[b.id], b.id)
      ELSE x.id
    END AS unit
  UNWIND [''] + CASE at WHEN '' THEN COLLECT {
    MATCH (c)<-[p:PART_OF]-(s:Stage) WHERE NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
    RETURN s.id ORDER BY s.id
  } ELSE [at] END AS stage
  RETURN c, stage, slot, unit, stage <> '' AND at = '' AS lent, 0 AS cell, null AS q, false AS whole
  UNION ALL
  MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
  UNWIND [''] + COLLECT {
    MATCH (c)<-[p:PART_OF]-(s:Stage) WHERE NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
    RETURN s.id ORDER BY s.id
  } AS stage
  UNWIND $slots AS rule
  WITH c, stage, rule WHERE (stage = '' AND rule.of_chain) OR (stage <> '' AND rule.of_stage)
  RETURN c, stage, rule.slot AS slot, '' AS unit, false AS lent, 1 AS cell, null AS q, false AS whole
  UNION ALL
  MATCH (q:Search)
  MATCH (s:Stage {id: q.subject})-[:PART_OF]->(c:IndustryChain) WHERE $chain = '' OR c.id = $chain
  RETURN c, s.id AS stage, q.slot AS slot, '' AS unit, false AS lent, 0 AS cell, q, false AS whole
  UNION ALL
  MATCH (q:Search)
  MATCH (c:IndustryChain {id: q.subject}) WHERE $chain = '' OR c.id = $chain
  UNWIND [''] + COLLECT {
    MATCH (c)<-[p:PART_OF]-(s:Stage) WHERE NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
    RETURN s.id ORDER BY s.id
  } AS stage
  RETURN c, stage, q.slot AS slot, '' AS unit, false AS lent, 0 AS cell, q, stage <> '' AS whole
}
WITH c, stage, slot, max(cell) AS cell,
  count(DISTINCT CASE WHEN NOT lent AND unit <> '' THEN unit END) AS own,
  count(DISTINCT CASE WHEN lent THEN unit END) AS lends,
  collect(DISTINCT CASE WHEN NOT whole THEN q END) AS looked, collect(DISTINCT CASE WHEN whole THEN q END) AS looked_whole
WHERE cell = 1
WITH c, stage, slot, own, lends, looked, looked_whole, head([each IN $slots WHERE each.slot = slot]) AS rule
WITH c, stage, slot, own, lends, rule, size(looked) AS searches,
  COLLECT {
    UNWIND looked AS q
    WITH q, head([each IN rule.methods WHERE each.method = q.method]) AS how, last(split(q.date, '/')) AS day
    WITH q, how, day + CASE size(day) WHEN 4 THEN '-12-31' WHEN 7 THEN '-31' ELSE '' END AS day
    WITH q, how, day, size(q.queries) < how.queries OR q.pages_read < how.pages AS slight
    WHERE day = '' OR day >= how.since
    WITH q, how, day, slight,
      CASE WHEN slight AND q.result IN ['none_found', 'complete'] THEN 'partial' ELSE q.result END AS said
    RETURN said
    ORDER BY slight, how.rank, day DESC, CASE said
      WHEN 'found' THEN 0 WHEN 'complete' THEN 1 WHEN 'partial' THEN 2 WHEN 'not_stated' THEN 3 ELSE 4 END, q.id
    LIMIT 1
  } AS said,
  COLLECT {
    UNWIND looked_whole AS q
    WITH q, head([each IN rule.methods WHERE each.method = q.method]) AS how, last(split(q.date, '/')) AS day
    WITH q, how, day + CASE size(day) WHEN 4 THEN '-12-31' WHEN 7 THEN '-31' ELSE '' END AS day
    WITH q, how, day, size(q.queries) < how.queries OR q.pages_read < how.pages AS slight
    WHERE day = '' OR day >= how.since
    WITH q, how, day, slight,
      CASE WHEN slight AND q.result IN ['none_found', 'complete'] THEN 'partial' ELSE q.result END AS said
    RETURN said
    ORDER BY slight, how.rank, day DESC, CASE said
      WHEN 'found' THEN 0 WHEN 'complete' THEN 1 WHEN 'partial' THEN 2 WHEN 'not_stated' THEN 3 ELSE 4 END, q.id
    LIMIT 1
  } AS of_chain
WITH c, stage, slot, searches, own, CASE WHEN rule.of_chain THEN lends ELSE 0 END AS lent,
  coalesce(head(said), '') AS result, CASE WHEN rule.of_chain THEN coalesce(head(of_chain), '') ELSE '' END AS whole
WITH c, stage, slot, searches, CASE WHEN own > 0 THEN own ELSE lent END AS count,
  CASE
    WHEN own > 0 THEN 'present'
    WHEN result = 'none_found' THEN 'not_found'
    WHEN lent > 0 THEN 'inherited'
    WHEN result = '' AND whole = 'none_found' THEN 'not_found_whole'
    ELSE 'unknown'
  END AS state, result, whole
WITH c, stage, slot, searches, state, CASE state WHEN 'not_found' THEN 0 ELSE count END AS count,
  CASE WHEN result = '' AND state IN ['not_found_whole', 'unknown'] THEN whole ELSE result END AS result
WHERE $state = '' OR state = $state
RETURN c.id AS chain, c.name AS chain_name, stage,
  coalesce(head(COLLECT { MATCH (s:Stage {id: stage}) RETURN s.name }), '') AS stage_name, slot, state, count, result,
  searches
ORDER BY chain, stage, slot
