// title: 未载服务对象的检测机构 | Testing institutes without a service on record
// about: 有记录却没有服务任何环节、产业链或联合体的检测机构;fields 为其业务领域。 | Testing institutes on record that serve no stage, chain or consortium; fields says what they work in.
// family: quality
// returns: institute, name, fields, relations, sources
// example:
MATCH (i:TestingInstitute) WHERE NOT EXISTS { (i)-[:TESTS_FOR]->() }
RETURN i.id AS institute, i.name AS name, coalesce(i.fields, []) AS fields, COUNT { (i)--() } AS relations,
  i.sources AS sources
ORDER BY institute
