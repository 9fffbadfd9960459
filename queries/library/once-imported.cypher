// title: 曾依赖进口或受制于人的产品与技术 | Products and technologies once held by others
// about: 曾进口的产品与此前由他人掌握的技术;by 为现在生产或攻克的单位,空即尚无。 | Products once imported and technologies formerly held by others; by lists who makes or broke through them now, empty is nobody.
// family: gaps
// returns: type, id, name, formerly_held_by, by
// example:
CALL {
  MATCH (t:Technology) WHERE t.formerly_held_by <> ''
  OPTIONAL MATCH (t)<-[:BREAKS_THROUGH]-(b)
  WITH t, b ORDER BY b.name
  RETURN 'Technology' AS type, t.id AS id, t.name AS name, t.formerly_held_by AS formerly_held_by,
    collect(b.name) AS by
  UNION ALL
  MATCH (p:Product {was_imported: true})
  OPTIONAL MATCH (p)<-[:PRODUCES]-(b)
  WITH p, b ORDER BY b.name
  RETURN 'Product' AS type, p.id AS id, p.name AS name, '' AS formerly_held_by, collect(b.name) AS by
}
RETURN type, id, name, formerly_held_by, by
ORDER BY type, id
