// title: 无牵头单位的联合体 | Consortia without a lead
// about: 没有牵头单位记录的联合体,及其成员数与主管部门数。 | Consortia for which no lead is on record, with the number of members and agencies.
// family: gaps
// returns: consortium, name, chains, members, agencies, sources
// example:
MATCH (k:Consortium) WHERE NOT EXISTS { (k)<-[:LEADS]-() }
OPTIONAL MATCH (k)-[:SERVES]->(c:IndustryChain)
WITH k, c ORDER BY c.name
WITH k, collect(c.name) AS chains
RETURN k.id AS consortium, k.name AS name, chains, COUNT { (k)<-[:MEMBER_OF]-() } AS members,
  COUNT { (k)<-[:OVERSEES]-(:Agency) } AS agencies, k.sources AS sources
ORDER BY consortium
