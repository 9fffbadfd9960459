// title: 产业链的产品 | Products of a chain
// about: 在该链环节上算数的企业所生产的产品；makers 是全部算数的生产者，不限于该链。规划中的生产、使用方与域外企业不计。 | What the firms of a chain make; makers counts all makers that count, of other chains too. Planned production, users and firms from outside are left out.
// family: chains
// param chain: chain — 产业链 | chain
// returns: product, name, name_en, was_imported, firms, makers
// example: chain=光电
MATCH (:IndustryChain {id: $chain})<-[o:PART_OF]-(s:Stage)<-[r:OPERATES_IN]-(b:Company)
WHERE NOT coalesce(o.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle AND coalesce(r.role, '') IN $roles
  AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
MATCH (b)-[x:PRODUCES]->(p:Product) WHERE NOT coalesce(x.status, '') IN $idle AND NOT coalesce(p.status, '') IN $idle
WITH p, b ORDER BY b.name
WITH p, collect(DISTINCT b.name) AS firms
RETURN p.id AS product, p.name AS name, coalesce(p.name_en, '') AS name_en, p.was_imported AS was_imported, firms,
  COUNT {
    MATCH (p)<-[x:PRODUCES]-(b)
    WHERE NOT coalesce(x.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS makers
ORDER BY product
