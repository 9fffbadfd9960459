// title: 一家供应商的替代者 | Substitutes of a supplier
// about: 在录与该企业做同样事情而算数的其他企业（自家各单位除外）：同一产品的生产或供应见 products，同一环节见 stages，共同客户见 customers。同在一个环节不等于能供同一产品，先看 products。规划、使用方与域外的不计。 | Other firms on record that do the same as a firm and count, its own house aside: products made or supplied by both, stages that both work in, customers of both. Working in the same stage is not making the same product: look at products first. Planned ones, users and firms from outside are left out.
// family: hubs
// param company: company — 企业 | firm
// returns: substitute, name, house, products, stages, customers, home
// example: company=亨通光电
MATCH (b:Company {id: $company})
WITH b,
  COLLECT {
    MATCH (b)-[r:PRODUCES]->(o:Product)
    WHERE NOT coalesce(b.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(o.status, '') IN $idle
    RETURN o.id ORDER BY o.id
  } AS made,
  COLLECT {
    MATCH (b)-[r:SUPPLIES]->(:Company)
    WHERE r.product <> '' AND NOT coalesce(b.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
    RETURN DISTINCT r.product AS product ORDER BY product
  } AS sold,
  COLLECT {
    MATCH (b)-[r:OPERATES_IN]->(o:Stage)
    WHERE coalesce(r.role, '') IN $roles AND NOT coalesce(b.status, '') IN $idle
      AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(o.status, '') IN $idle
    RETURN o.id ORDER BY o.id
  } AS work,
  COLLECT {
    MATCH (b)-[r:SUPPLIES]->(o:Company)
    WHERE NOT coalesce(b.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
    RETURN DISTINCT o.id AS customer ORDER BY customer
  } AS served
CALL {
  WITH b
  MATCH (b)-[:PRODUCES|OPERATES_IN]->()<-[:PRODUCES|OPERATES_IN]-(a:Company)
  RETURN a
  UNION
  WITH sold
  MATCH (a:Company)-[r:SUPPLIES]->(:Company) WHERE r.product IN sold
  RETURN a
}
WITH DISTINCT b, made, sold, work, served, a
WHERE coalesce($houses[a.id], a.id) <> coalesce($houses[b.id], b.id) AND NOT coalesce(a.status, '') IN $idle
  AND $outside[a.id] IS NULL
WITH a, served,
  COLLECT {
    MATCH (a)-[r:PRODUCES]->(o:Product) WHERE o.id IN made AND NOT coalesce(r.status, '') IN $idle
    RETURN DISTINCT o.name AS product
    UNION
    MATCH (a)-[r:SUPPLIES]->(:Company) WHERE r.product IN sold AND NOT coalesce(r.status, '') IN $idle
    RETURN DISTINCT r.product AS product
  } AS unsorted,
  COLLECT {
    MATCH (a)-[r:OPERATES_IN]->(o:Stage)
    WHERE o.id IN work AND coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle
    RETURN o.name ORDER BY o.id
  } AS stages
WITH a, stages, COLLECT { UNWIND unsorted AS each RETURN each ORDER BY each } AS products,
  COLLECT {
    MATCH (a)-[r:SUPPLIES]->(o:Company) WHERE o.id IN served AND NOT coalesce(r.status, '') IN $idle
    RETURN DISTINCT o.name AS customer ORDER BY customer
  } AS customers
WHERE size(products) + size(stages) > 0
RETURN a.id AS substitute, a.name AS name, coalesce($houses[a.id], a.id) AS house, products, stages, customers, coalesce(a.home, '') AS home
ORDER BY size(products) DESC, size(customers) DESC, size(stages) DESC, substitute
