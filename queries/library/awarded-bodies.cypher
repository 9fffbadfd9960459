// title: 获奖最多的单位 | Bodies with most awards
// about: 按质量类、荣誉、专利、认证分别计数；候选不计入 awards，规划等不计入的单位与获奖不列。 | Bodies by number of awards, by kind; candidates are not counted in awards, and bodies or awards that do not count are left out.
// family: innovation
// param limit: integer 1.. = 20 — 最多几行 | rows at most
// returns: body, type, name, awards, quality, honour, patent, certification, candidate
// example: limit=10
MATCH (a:Award)<-[r:RECEIVED]-(b)
WHERE NOT coalesce(a.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
  AND NOT coalesce(b.status, '') IN $idle
WITH b, a.kind AS kind
WITH b, sum(CASE WHEN kind = 'quality-candidate' THEN 0 ELSE 1 END) AS awards,
  sum(CASE kind WHEN 'quality' THEN 1 ELSE 0 END) AS quality,
  sum(CASE kind WHEN 'honour' THEN 1 ELSE 0 END) AS honour,
  sum(CASE kind WHEN 'patent' THEN 1 ELSE 0 END) AS patent,
  sum(CASE WHEN kind IN ['certification', 'type-certificate'] THEN 1 ELSE 0 END) AS certification,
  sum(CASE kind WHEN 'quality-candidate' THEN 1 ELSE 0 END) AS candidate
RETURN b.id AS body, labels(b)[0] AS type, b.name AS name, awards, quality, honour, patent, certification, candidate
ORDER BY awards DESC, body
LIMIT $limit
