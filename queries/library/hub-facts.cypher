// title: 枢纽分析的事实 | Facts behind the hubs
// about: 每行是一个主体的一条关系（所在地除外）；chains 是对端所属产业链，chain_statuses 为所属关系的状态。给出产业链时，只列与该链有关系的主体，但列出它们的全部关系。 | One row per relation of a body (its seat left out); chains are the chains that the other end belongs to, chain_statuses the statuses of belonging. With a chain given, the bodies tied to that chain, with all of their relations.
// family: hubs
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: body, name, name_en, type, relation, relation_type, other, other_name, other_type, other_kind, chains, chain_statuses, statuses, sources
// example: chain=光电
CALL {
  WITH $chain AS chain WHERE chain = ''
  MATCH (b:Company|TestingInstitute|ResearchInstitute|University|Association|Consortium|Agency)
  RETURN b
  UNION
  MATCH (:IndustryChain {id: $chain})<-[:PART_OF|SERVES*0..1]-()--(b:Company|TestingInstitute|ResearchInstitute|University|Association|Consortium|Agency)
  RETURN b
}
MATCH (b)-[r]-(o) WHERE type(r) <> 'LOCATED_IN'
RETURN b.id AS body, b.name AS name, coalesce(b.name_en, '') AS name_en, labels(b)[0] AS type,
  r.id AS relation, type(r) AS relation_type,
  o.id AS other, o.name AS other_name, labels(o)[0] AS other_type, coalesce(o.kind, '') AS other_kind,
  COLLECT { MATCH (o)-[:PART_OF|SERVES*0..1]->(c:IndustryChain) RETURN c.id ORDER BY c.id } AS chains,
  COLLECT {
    MATCH (o)-[m:PART_OF|SERVES*0..1]->(c:IndustryChain)
    RETURN CASE size(m) WHEN 0 THEN 'fact' ELSE coalesce(m[0].status, 'fact') END ORDER BY c.id
  } AS chain_statuses,
  [coalesce(r.status, 'fact'), coalesce(o.status, 'fact')] AS statuses, r.sources AS sources
ORDER BY body, relation, other
