// title: 产业链各单位的创新成果 | Innovation of the bodies of a chain
// about: 链上企业、机构与联合体的专利、标准、技术攻关与获奖数;全无者不列。 | Patents, standards, breakthroughs and awards of the bodies of a chain; those with none are left out.
// family: innovation
// param chain: chain — 产业链 | chain
// returns: body, type, name, patents, standards, technologies, awards
// example: chain=冶金
MATCH (:IndustryChain {id: $chain})<-[:PART_OF|SERVES*0..1]-(t)
MATCH (t)<-[:OPERATES_IN|TESTS_FOR|RESEARCHES|COORDINATES|LEADS|MEMBER_OF|SERVES]-(b)
WITH DISTINCT b
WITH b, COUNT { (b)-[:HOLDS]->() } AS patents, COUNT { (b)-[:DRAFTED]->() } AS standards,
  COUNT { (b)-[:BREAKS_THROUGH]->() } AS technologies, COUNT { (b)-[:RECEIVED]->() } AS awards
WHERE patents + standards + technologies + awards > 0
RETURN b.id AS body, labels(b)[0] AS type, b.name AS name, patents, standards, technologies, awards
ORDER BY patents + standards + technologies + awards DESC, body
