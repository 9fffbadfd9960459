// title: 指标与数值 | Measures and figures
// about: 产能、产量、比率等指标在各节点、各年的数值（MEASURED），附单位与来源；规划等状态的不计。 | Figures of capacity, output, ratios and the like for nodes and years (MEASURED), with unit and sources; what is planned or over is left out.
// family: evidence
// param node: node = — 节点；空为全部 | node; empty for all
// param measure: node = — 指标；空为全部 | measure; empty for all
// returns: node, type, name, measure_name, kind, value, in_unit, year, scope, sources
// example:
MATCH (n)-[r:MEASURED]->(m:Measure)
WHERE ($node = '' OR n.id = $node) AND ($measure = '' OR m.id = $measure) AND NOT coalesce(r.status, '') IN $idle
RETURN n.id AS node, labels(n)[0] AS type, n.name AS name, m.name AS measure_name, coalesce(m.kind, '') AS kind,
  r.value AS value, coalesce(r.unit, '') AS in_unit, coalesce(r.year, '') AS year, coalesce(r.scope, '') AS scope,
  r.sources AS sources
ORDER BY node, measure_name, year, scope
