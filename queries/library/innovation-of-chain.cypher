// title: 产业链各单位的创新成果 | Innovation of the bodies of a chain
// about: 链上企业、机构与联合体的专利、标准、技术攻关与获奖数，只计算数的（申请中的专利、草案、规划中的攻关、候选奖项不计）；全无者与不计入的单位不列。 | Patents, standards, breakthroughs and awards of the bodies of a chain, those that count (no filed patents, drafts, planned breakthroughs or candidates); bodies with none, and those that do not count, are left out.
// family: innovation
// param chain: chain — 产业链 | chain
// returns: body, type, name, patents, standards, technologies, awards
// example: chain=冶金
MATCH (:IndustryChain {id: $chain})<-[m:PART_OF|SERVES*0..1]-(t)
WHERE all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
  AND (NOT t:Consortium OR t.kind IN $kinds)
MATCH (t)<-[r:OPERATES_IN|TESTS_FOR|RESEARCHES|COORDINATES|LEADS|MEMBER_OF|SERVES]-(b)
WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
  AND NOT coalesce(r.service_basis, '') IN $unclear
  AND (NOT type(r) = 'OPERATES_IN' OR coalesce(r.role, '') IN $roles)
  AND (NOT b:Consortium OR b.kind IN $kinds)
  AND $outside[b.id] IS NULL
WITH DISTINCT b
WITH b, COUNT {
  MATCH (b)-[r:HOLDS]->(o) WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(o.status, '') IN $idle
  RETURN DISTINCT o
} AS patents,
  COUNT {
    MATCH (b)-[r:DRAFTED]->(o) WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(o.status, '') IN $idle
    RETURN DISTINCT o
  } AS standards,
  COUNT {
    MATCH (b)-[r:BREAKS_THROUGH]->(o)
    WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(o.status, '') IN $idle
    RETURN DISTINCT o
  } AS technologies,
  COUNT {
    MATCH (b)-[r:RECEIVED]->(o)
    WHERE o.kind <> 'quality-candidate' AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(o.status, '') IN $idle
    RETURN r
  } AS awards
WHERE patents + standards + technologies + awards > 0
RETURN b.id AS body, labels(b)[0] AS type, b.name AS name, patents, standards, technologies, awards
ORDER BY patents + standards + technologies + awards DESC, body
