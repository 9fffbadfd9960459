// title: 检测机构的资质 | Accreditation of testing institutes
// about: 载明资质（如 CNAS、CMA）的机构，及其算数的服务与产业链；未载不等于没有。 | Institutes whose accreditation (CNAS, CMA …) is on record, with the services and chains that count; none on record does not mean none.
// family: quality
// param word: text = — 资质含此字样；空为全部 | the accreditation contains this; empty for all
// returns: institute, name, accreditation, status, services, chains, sources
// example: word=CNAS
MATCH (i:TestingInstitute) WHERE i.accreditation <> '' AND ($word = '' OR i.accreditation CONTAINS $word)
RETURN i.id AS institute, i.name AS name, i.accreditation AS accreditation, coalesce(i.status, 'fact') AS status,
  COLLECT {
    MATCH (i)-[r:TESTS_FOR]->(t)
    WHERE NOT coalesce(i.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(t.status, '') IN $idle AND NOT coalesce(r.service_basis, '') IN $unclear
    RETURN DISTINCT r.service AS service ORDER BY service
  } AS services,
  COLLECT {
    MATCH (i)-[r:TESTS_FOR]->(t)-[m:PART_OF|SERVES*0..1]->(c:IndustryChain)
    WHERE NOT coalesce(i.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(r.service_basis, '') IN $unclear
      AND all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
      AND (NOT t:Consortium OR t.kind IN $kinds)
    RETURN DISTINCT c.name AS chain ORDER BY chain
  } AS chains, i.sources AS sources
ORDER BY institute
