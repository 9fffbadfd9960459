// title: 产品的类别与品种 | Kinds of products
// about: 哪种产品是哪种产品的一种（KIND_OF）；kind 为材料、零部件、设备等，makers 为算数的生产者数。规划等状态的不计。 | Which product is a kind of which (KIND_OF); kind says material, part, equipment and so on, makers counts the makers that count. What is planned or over is left out.
// family: innovation
// param of: node = — 上位产品；空为全部 | the wider product; empty for all
// returns: product, product_name, kind, wider, wider_name, makers, sources
// example:
MATCH (p:Product)-[r:KIND_OF]->(w:Product)
WHERE ($of = '' OR w.id = $of) AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(p.status, '') IN $idle
RETURN p.id AS product, p.name AS product_name, coalesce(p.kind, '') AS kind, w.id AS wider, w.name AS wider_name,
  COUNT {
    MATCH (p)<-[x:PRODUCES]-(b)
    WHERE NOT coalesce(x.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS makers, r.sources AS sources
ORDER BY wider, product
