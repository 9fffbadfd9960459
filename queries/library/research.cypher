// title: 高校院所的研究方向 | What universities and institutes do research on
// about: 研究产业链、环节或技术的单位，含方向与下属单位；规划等状态的不列。 | Who does research on a chain, a stage or a technology, with topics and unit; what is planned or over is left out.
// family: innovation
// param chain: chain = — 只列该链及其环节；空为全部 | only this chain and its stages; empty for all
// returns: body, type, name, target, target_name, topics, unit, date, sources
// example: chain=医疗器械
MATCH (t:IndustryChain|Stage|Technology)<-[r:RESEARCHES]-(b)
WHERE ($chain = '' OR EXISTS { (t)-[:PART_OF*0..1]->(:IndustryChain {id: $chain}) })
  AND NOT coalesce(t.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
  AND NOT coalesce(b.status, '') IN $idle
RETURN b.id AS body, labels(b)[0] AS type, b.name AS name, t.id AS target, t.name AS target_name,
  coalesce(r.topics, []) AS topics, coalesce(r.unit, '') AS unit, r.date AS date, r.sources AS sources
ORDER BY body, target
