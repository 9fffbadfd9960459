// title: 各国各地区的份额 | Shares of countries and regions
// about: 国家或地区在一个环节或产品中的份额（PROVIDES），按年份；规划等状态的不计。 | The share of a country or region in a stage or product (PROVIDES), by year; what is planned or over is left out.
// family: regions
// param of: node = — 环节或产品；空为全部 | stage or product; empty for all
// returns: target, target_name, target_type, region, region_name, share, measured_by, amount, in_unit, year, sources
// example:
MATCH (g:Region)-[r:PROVIDES]->(t)
WHERE ($of = '' OR t.id = $of) AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(t.status, '') IN $idle
RETURN t.id AS target, t.name AS target_name, labels(t)[0] AS target_type, g.id AS region, g.name AS region_name,
  r.share AS share, coalesce(r.measure, '') AS measured_by, r.amount AS amount, coalesce(r.unit, '') AS in_unit,
  coalesce(r.year, '') AS year, r.sources AS sources
ORDER BY target, year DESC, share DESC, region, measured_by
