// title: 未载某项服务的环节 | Stages without a service on record
// about: 没有算数的机构直接提供某项服务（计量、标准、检验检测、认证）记录的环节；firms 为算数的企业数，whole_chain 为全链或其联合体的该项服务机构数，set_aside 为在录而不计入的机构数（规划、依据不明、域外），searched 为查证记录数。没有记录不等于没有。 | Stages to which no body that counts gives a service directly, on record; firms counts those that count, whole_chain those that give it to the chain or its consortium, set_aside bodies on record that do not count (planned, unclear, outside), searched the search records. No record does not mean none.
// family: gaps
// param service: code service — 服务 | service
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: chain, stage, name, firms, whole_chain, set_aside, searched
// example: service=metrology ; chain=光电
WITH COLLECT { MATCH (q:Search) WHERE q.slot = $service RETURN q.subject } AS looked
MATCH (s:Stage)-[p:PART_OF]->(c:IndustryChain)
WHERE ($chain = '' OR c.id = $chain) AND NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
  AND NOT EXISTS {
    MATCH (s)<-[r:TESTS_FOR {service: $service}]-(b)
    WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
      AND NOT coalesce(r.service_basis, '') IN $unclear AND $outside[b.id] IS NULL
  }
RETURN c.name AS chain, s.id AS stage, s.name AS name,
  COUNT {
    MATCH (s)<-[r:OPERATES_IN]-(b:Company)
    WHERE coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS firms,
  COUNT {
    MATCH (c)<-[m:SERVES*0..1]-(t)<-[r:TESTS_FOR {service: $service}]-(b)
    WHERE all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
      AND (NOT t:Consortium OR t.kind IN $kinds) AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND NOT coalesce(r.service_basis, '') IN $unclear
      AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS whole_chain,
  COUNT { MATCH (s)<-[:TESTS_FOR {service: $service}]-(b) RETURN DISTINCT b } AS set_aside,
  size([each IN looked WHERE each IN [s.id, c.id]]) AS searched
ORDER BY chain, stage
