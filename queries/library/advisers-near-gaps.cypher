// title: 两步之内够得着缺口的协会与专家 | Associations and experts within two steps of a gap
// about: 缺口（查过未见且无算数者）的环节或全链，由哪些协会、专家一步或经一处两步即可到达：可以请教谁。by 为经过何处（一步则空），relations 为所经关系；规划等状态的不算，地区、奖项、指标、需求与主管部门不作中间。只列两步之内的；没有列出的缺口在录两步之内无人可问。 | Which associations and experts reach the stage or chain of a gap (searched, none found, nobody who counts) in one step, or in two by way of something else: whom to ask. by says by way of what (empty for one step), relations by which ones; what is planned or over is no way, nor is a region, an award, a measure, a need or an agency. A gap that is not listed has nobody within two steps on record.
// family: gaps
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// param slot: text = — 只列该支撑的缺口，如 suppliers；空为全部 | only gaps of this slot, e.g. suppliers; empty for all
// returns: chain, stage, slot, adviser, type, name, steps, by, relations
// example:
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
WHERE own = 0 AND ($slot = '' OR slot = $slot)
WITH c, stage, slot, rule, looked,
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
  } AS said
WHERE head(said) = 'none_found'
WITH c, stage, slot, CASE stage WHEN '' THEN c ELSE head(COLLECT { MATCH (s:Stage {id: stage}) RETURN s }) END AS o
CALL {
  WITH o
  MATCH (a:Association|Expert)-[r:COORDINATES|ADVISES]->(o)
  WHERE NOT coalesce(a.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
  RETURN a, '' AS by, [type(r)] AS relations
  UNION
  WITH o
  MATCH (a:Association|Expert)-[r]-(x)-[f]-(o)
  WHERE x.id <> o.id AND NOT coalesce(a.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
    AND NOT coalesce(x.status, '') IN $idle AND NOT coalesce(f.status, '') IN $idle
    AND NOT (x:Region OR x:Award OR x:Agency OR x:Measure OR x:Need) AND NOT type(f) = 'FEEDS'
  RETURN a, x.name AS by, [type(r), type(f)] AS relations
}
WITH DISTINCT c, o, stage, slot, a, by, relations
RETURN c.name AS chain, CASE stage WHEN '' THEN '' ELSE o.name END AS stage, slot,
  a.id AS adviser, labels(a)[0] AS type, a.name AS name, size(relations) AS steps, by, relations
ORDER BY chain, stage, slot, steps, type, adviser, by, relations
