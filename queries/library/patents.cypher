// title: 专利及其持有者 | Patents and their holders
// about: 专利、状态、申请年、发明人与持有单位；申请中（filed）不算授权。 | Patents with status, year of filing, inventor and holders; filed ones are not granted.
// family: innovation
// param status: code patent_status = — 只列该状态；空为全部 | only this status; empty for all
// param holder: body = — 持有单位；空为全部 | holder; empty for all
// returns: patent, name, status, filed, inventor, holders, applies_to, sources
// example:
MATCH (p:Patent)
WHERE ($status = '' OR coalesce(p.status, 'fact') = $status)
  AND ($holder = '' OR EXISTS { (p)<-[:HOLDS]-({id: $holder}) })
OPTIONAL MATCH (p)<-[:HOLDS]-(b)
WITH p, b ORDER BY b.name
WITH p, collect(b.name) AS holders
OPTIONAL MATCH (p)-[:APPLIES_TO]->(t)
WITH p, holders, t ORDER BY t.name
WITH p, holders, collect(t.name) AS applies_to
RETURN p.id AS patent, p.name AS name, coalesce(p.status, 'fact') AS status, coalesce(p.filed, '') AS filed,
  coalesce(p.inventor, '') AS inventor, holders, applies_to, p.sources AS sources
ORDER BY patent
