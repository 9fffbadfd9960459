// title: 联合体及其牵头、成员 | Consortia with leads and members
// about: built_by 是该联合体最晚在何时已建成；2023-11 的 12 个即推进会上的 12 个。规划等状态的牵头与成员不列。 | built_by is the date by which the consortium existed; the twelve with 2023-11 are those of the 2023 city meeting. Leads and members that are planned or over are left out.
// family: bodies
// param kind: text = quality-innovation — 类别，空为全部 | kind; empty for all
// param built_by: text = — 只列某时已建成者，如 2023-11 | only those known to exist by this date, e.g. 2023-11
// returns: id, name, kind, scope, chains, leads, members, built_by, founded, status, sources
// example: built_by=2023-11
MATCH (k:Consortium)
WHERE ($kind = '' OR k.kind = $kind) AND ($built_by = '' OR k.built_by = $built_by)
RETURN k.id AS id, k.name AS name, k.kind AS kind, k.scope AS scope,
  COLLECT {
    MATCH (k)-[v:SERVES]->(c:IndustryChain) WHERE NOT coalesce(v.status, '') IN $idle
    RETURN c.name ORDER BY c.name
  } AS chains,
  COLLECT {
    MATCH (k)<-[r:LEADS]-(b) WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
    RETURN b.name ORDER BY b.name
  } AS leads,
  COLLECT {
    MATCH (k)<-[r:MEMBER_OF]-(b) WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
    RETURN b.name ORDER BY b.name
  } AS members,
  coalesce(k.built_by, '') AS built_by, coalesce(k.founded, '') AS founded, coalesce(k.status, 'fact') AS status,
  k.sources AS sources
ORDER BY name, k.id
