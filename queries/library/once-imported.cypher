// title: 曾依赖进口或受制于人的产品与技术 | Products and technologies once held by others
// about: 曾进口的产品与此前由他人掌握的技术；by 为现在生产或攻克而算数的单位，空为在录尚无，set_aside 为不计入的（规划目标、域外）。 | Products once imported and technologies formerly held by others; by lists who makes or broke through them now and counts, empty is nobody on record; set_aside lists those that do not count (targets, outside).
// family: gaps
// returns: type, id, name, formerly_held_by, by, set_aside
// example:
CALL {
  MATCH (o:Technology) WHERE o.formerly_held_by <> '' RETURN o, o.formerly_held_by AS held
  UNION ALL
  MATCH (o:Product {was_imported: true}) RETURN o, '' AS held
}
WITH o, held,
  COLLECT {
    MATCH (o)<-[r:BREAKS_THROUGH|PRODUCES]-(b)
    WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b.name AS name ORDER BY name
  } AS by,
  COLLECT { MATCH (o)<-[:BREAKS_THROUGH|PRODUCES]-(b) RETURN DISTINCT b.name AS name ORDER BY name } AS recorded
RETURN labels(o)[0] AS type, o.id AS id, o.name AS name, held AS formerly_held_by, by,
  [each IN recorded WHERE NOT each IN by] AS set_aside
ORDER BY type, id
