// title: 提供某项服务的机构 | Bodies that give a service
// about: 提供计量、标准、检验检测或认证的机构，含依据、资质与状态；set_aside 为不计入的原因（规划、依据不明、域外等），空为计入。 | Who gives metrology, standards, testing or certification, with basis, accreditation and status; set_aside says why one does not count (planned, unclear, outside), empty where it does.
// family: quality
// param service: code service — 服务 | service
// param chain: chain = — 只列该链（含环节、联合体）；空为全部 | only this chain, its stages and consortia; empty for all
// returns: body, type, name, target, target_name, basis, accreditation, status, set_aside, date, sources
// example: service=metrology
MATCH (t:Stage|IndustryChain|Consortium)<-[r:TESTS_FOR {service: $service}]-(b)
WHERE $chain = '' OR EXISTS { (t)-[:PART_OF|SERVES*0..1]->(:IndustryChain {id: $chain}) }
RETURN b.id AS body, labels(b)[0] AS type, b.name AS name, t.id AS target, t.name AS target_name,
  r.service_basis AS basis, coalesce(b.accreditation, '') AS accreditation,
  CASE WHEN coalesce(b.status, 'fact') <> 'fact' THEN b.status ELSE coalesce(r.status, 'fact') END AS status,
  CASE
    WHEN t:Consortium AND NOT t.kind IN $kinds THEN 'other_kind'
    WHEN coalesce(t.status, '') IN $idle THEN t.status
    WHEN coalesce(b.status, '') IN $idle THEN b.status
    WHEN coalesce(r.status, '') IN $idle THEN r.status
    WHEN coalesce(r.service_basis, '') IN $unclear THEN r.service_basis
    WHEN $outside[b.id] IS NOT NULL THEN 'outside'
    ELSE ''
  END AS set_aside, r.date AS date, r.sources AS sources
ORDER BY body, target
