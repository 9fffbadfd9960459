// title: 曾进口而在录无本地生产者的产品 | Products once imported without a local maker on record
// about: 曾依赖进口的产品中，在录没有算数的本地生产者的；域外生产者见 outside_makers，规划等状态的见 planned。local_makers 为算数的本地生产者（所在地未载者也在内）。没有记录不等于没有；only_without=false 时曾进口的产品都列。 | Products once imported for which no local maker that counts is on record; makers outside are in outside_makers, those planned in planned. local_makers are those that count (seats not on record included). No record does not mean none; with only_without=false all products once imported are listed.
// family: gaps
// param only_without: boolean = true — 只列无本地生产者的 | only those without a local maker
// returns: product, name, name_en, local_makers, outside_makers, planned, sources
// example: only_without=false
MATCH (o:Product {was_imported: true})
WITH o,
  COLLECT {
    MATCH (o)<-[r:PRODUCES]-(b)
    WHERE NOT coalesce(o.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN b.name ORDER BY b.id
  } AS local_makers,
  COLLECT {
    MATCH (o)<-[r:PRODUCES]-(b)
    WHERE NOT coalesce(o.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NOT NULL
    RETURN b.name ORDER BY b.id
  } AS outside_makers,
  COLLECT {
    MATCH (o)<-[r:PRODUCES]-(b)
    WHERE NOT (NOT coalesce(o.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle)
    RETURN b.name ORDER BY b.id
  } AS planned
WHERE NOT $only_without OR size(local_makers) = 0
RETURN o.id AS product, o.name AS name, coalesce(o.name_en, '') AS name_en, local_makers, outside_makers, planned,
  o.sources AS sources
ORDER BY product
