// title: 检测机构的资质 | Accreditation of testing institutes
// about: 载明资质(如 CNAS、CMA)的机构;未载不等于没有。 | Institutes whose accreditation (CNAS, CMA …) is on record; none on record does not mean none.
// family: quality
// param word: text = — 资质含此字样;空为全部 | the accreditation contains this; empty for all
// returns: institute, name, accreditation, services, chains, sources
// example: word=CNAS
MATCH (i:TestingInstitute) WHERE i.accreditation <> '' AND ($word = '' OR i.accreditation CONTAINS $word)
OPTIONAL MATCH (i)-[r:TESTS_FOR]->(t)
OPTIONAL MATCH (t)-[:PART_OF|SERVES*0..1]->(c:IndustryChain)
WITH i, r.service AS service, c.name AS chain ORDER BY service, chain
WITH i, collect(DISTINCT service) AS services, collect(DISTINCT chain) AS unsorted
UNWIND CASE WHEN size(unsorted) = 0 THEN [''] ELSE unsorted END AS chain
WITH i, services, chain ORDER BY chain
WITH i, services, [each IN collect(chain) WHERE each <> ''] AS chains
RETURN i.id AS institute, i.name AS name, i.accreditation AS accreditation, services, chains, i.sources AS sources
ORDER BY institute
