// title: 产业链一览 | Chains
// about: 每条产业链的环节、联合体、企业与检测机构数。 | Each chain with the number of its stages, consortia, firms and institutes.
// family: chains
// returns: id, name, name_en, stages, consortia, companies, institutes
// example:
MATCH (c:IndustryChain)
RETURN c.id AS id, c.name AS name, coalesce(c.name_en, '') AS name_en,
  COUNT { (c)<-[:PART_OF]-(:Stage) } AS stages,
  COUNT { (c)<-[:SERVES]-(:Consortium) } AS consortia,
  COUNT { MATCH (c)<-[:PART_OF]-(:Stage)<-[:OPERATES_IN]-(b:Company) RETURN DISTINCT b } AS companies,
  COUNT { MATCH (c)<-[:PART_OF|SERVES*0..1]-(t)<-[:TESTS_FOR]-(i:TestingInstitute) RETURN DISTINCT i } AS institutes
ORDER BY name
