// title: 产业链一览 | Chains
// about: 每条产业链的环节、联合体、企业与检测机构数，只计算数的（规划、使用方、域外等不计）。 | Each chain with the number of its stages, consortia, firms and institutes that count (planned ones, users and those from outside are none).
// family: chains
// returns: id, name, name_en, stages, consortia, companies, institutes
// example:
MATCH (c:IndustryChain)
RETURN c.id AS id, c.name AS name, coalesce(c.name_en, '') AS name_en,
  COUNT {
    MATCH (c)<-[p:PART_OF]-(s:Stage) WHERE NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
    RETURN DISTINCT s
  } AS stages,
  COUNT {
    MATCH (c)<-[v:SERVES]-(k:Consortium)
    WHERE NOT coalesce(v.status, '') IN $idle AND NOT coalesce(k.status, '') IN $idle
    RETURN DISTINCT k
  } AS consortia,
  COUNT {
    MATCH (c)<-[p:PART_OF]-(s:Stage)<-[r:OPERATES_IN]-(b:Company)
    WHERE NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
      AND coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS companies,
  COUNT {
    MATCH (c)<-[m:PART_OF|SERVES*0..1]-(t)<-[r:TESTS_FOR]-(b:TestingInstitute)
    WHERE all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
      AND (NOT t:Consortium OR t.kind IN $kinds) AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND NOT coalesce(r.service_basis, '') IN $unclear
      AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS institutes
ORDER BY name
