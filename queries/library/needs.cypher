// title: 需求 | Needs
// about: 企业、环节或产业链提出的需求（NEEDS），如政策、资金、人才；规划等状态的不计。 | What firms, stages or chains ask for (NEEDS), such as policies, capital or people; what is planned or over is left out.
// family: bodies
// param kind: code need_kind = — 只列该类；空为全部 | only this kind; empty for all
// returns: need, need_name, kind, node, type, name, sources
// example:
MATCH (n)-[r:NEEDS]->(d:Need)
WHERE ($kind = '' OR d.kind = $kind) AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(d.status, '') IN $idle
  AND NOT coalesce(n.status, '') IN $idle
RETURN d.id AS need, d.name AS need_name, coalesce(d.kind, '') AS kind, n.id AS node, labels(n)[0] AS type,
  n.name AS name, r.sources AS sources
ORDER BY kind, need, node
