// title: 产业链的产品 | Products of a chain
// about: 在该链环节上的企业所生产的产品;makers 是全部生产者,不限于该链。 | What the firms of a chain make; makers counts all makers, of other chains too.
// family: chains
// param chain: chain — 产业链 | chain
// returns: product, name, name_en, was_imported, firms, makers
// example: chain=光电
MATCH (:IndustryChain {id: $chain})<-[:PART_OF]-(:Stage)<-[:OPERATES_IN]-(b:Company)-[:PRODUCES]->(p:Product)
WITH p, b ORDER BY b.name
WITH p, collect(DISTINCT b.name) AS firms
RETURN p.id AS product, p.name AS name, coalesce(p.name_en, '') AS name_en, p.was_imported AS was_imported, firms,
  COUNT { (p)<-[:PRODUCES]-() } AS makers
ORDER BY product
