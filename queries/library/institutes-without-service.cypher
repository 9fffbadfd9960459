// title: 未载服务对象的检测机构 | Testing institutes without a service on record
// about: 有记录却没有算数地服务任何环节、产业链或联合体的检测机构；fields 为其业务领域，set_aside 为在录而不计入的服务数（规划、依据不明）。自身在规划等状态的不列。 | Testing institutes that serve no stage, chain or consortium on record in a way that counts; fields says what they work in, set_aside how many services are recorded and do not count (planned, unclear). Institutes that are planned themselves are left out.
// family: quality
// returns: institute, name, fields, relations, set_aside, sources
// example:
MATCH (i:TestingInstitute)
WHERE NOT coalesce(i.status, '') IN $idle
  AND NOT EXISTS { MATCH (i)-[r:TESTS_FOR]->(t)
    WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(t.status, '') IN $idle
      AND NOT coalesce(r.service_basis, '') IN $unclear }
RETURN i.id AS institute, i.name AS name, coalesce(i.fields, []) AS fields, COUNT { (i)--() } AS relations,
  COUNT { (i)-[:TESTS_FOR]->() } AS set_aside, i.sources AS sources
ORDER BY institute
