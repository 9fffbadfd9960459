// title: 产品由什么制成 | What products are made from
// about: 产品与制成它的材料、部件；product 只问一种产品，连同其材料的材料（至多四层，level 为第几层）。规划等状态的不计。 | Products and the materials and parts they are made from; product asks for one, with the materials of its materials (four levels at most, level says which). What is planned or over is left out.
// family: innovation
// param product: node = — 产品；空为全部，各列一层 | product; empty for all, one level each
// returns: level, product, product_name, material, material_name, material_kind, share, amount, in_unit, makers, sources
// example:
CALL {
  MATCH (p:Product)-[r:MADE_FROM]->(m:Product) WHERE $product = '' RETURN 1 AS level, p, r, m
  UNION
  MATCH w = (:Product {id: $product})-[:MADE_FROM*0..3]->(p:Product)
  WHERE all(each IN relationships(w) WHERE NOT coalesce(each.status, '') IN $idle)
  WITH p, min(length(w)) + 1 AS level
  MATCH (p)-[r:MADE_FROM]->(m:Product)
  RETURN level, p, r, m
}
WITH level, p, r, m
WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(p.status, '') IN $idle AND NOT coalesce(m.status, '') IN $idle
RETURN level, p.id AS product, p.name AS product_name, m.id AS material, m.name AS material_name,
  coalesce(m.kind, '') AS material_kind, r.share AS share, r.amount AS amount, coalesce(r.unit, '') AS in_unit,
  COUNT {
    MATCH (m)<-[x:PRODUCES]-(b)
    WHERE NOT coalesce(x.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS makers, r.sources AS sources
ORDER BY level, product, material
