// title: 未载牵头单位的联合体 | Consortia without a lead on record
// about: 没有算数的牵头单位记录的联合体，及其成员数与主管部门数；set_aside 为在录而不计入的牵头单位（规划、域外等）。未载不等于没有。 | Consortia for which no lead that counts is on record, with the number of members and agencies; set_aside names leads that are recorded and do not count (planned, outside). None on record does not mean none.
// family: gaps
// returns: consortium, name, chains, status, members, agencies, set_aside, sources
// example:
MATCH (k:Consortium)
WHERE NOT EXISTS {
  MATCH (k)<-[r:LEADS]-(b)
  WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
}
RETURN k.id AS consortium, k.name AS name,
  COLLECT {
    MATCH (k)-[v:SERVES]->(c:IndustryChain) WHERE NOT coalesce(v.status, '') IN $idle
    RETURN c.name ORDER BY c.name
  } AS chains,
  coalesce(k.status, 'fact') AS status,
  COUNT {
    MATCH (k)<-[r:MEMBER_OF]-(b) WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
    RETURN DISTINCT b
  } AS members,
  COUNT {
    MATCH (k)<-[r:OVERSEES]-(b:Agency)
    WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
    RETURN DISTINCT b
  } AS agencies,
  COLLECT { MATCH (k)<-[:LEADS]-(b) RETURN b.name ORDER BY b.name } AS set_aside, k.sources AS sources
ORDER BY consortium
