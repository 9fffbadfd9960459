// title: 突破的卡脖子技术 | Bottleneck technologies broken through
// about: 企业或联合体攻克的技术；status_note 说明只是目标的。 | Technologies that a firm or consortium broke through; status_note says where it is a target only.
// family: innovation
// param chain: chain = — 只列该链的联合体、其牵头与环节企业；空为全部 | only the consortia, leads and stage firms of this chain; empty for all
// returns: body, name, technology, technology_name, formerly_held_by, status, note, date, sources
// example: chain=光电
MATCH (b)-[r:BREAKS_THROUGH]->(t:Technology)
WHERE $chain = '' OR EXISTS { (b)-[:LEADS|OPERATES_IN*0..1]->()-[:PART_OF|SERVES]->(:IndustryChain {id: $chain}) }
  OR EXISTS { (b)-[:SERVES]->(:IndustryChain {id: $chain}) }
RETURN b.id AS body, b.name AS name, t.id AS technology, t.name AS technology_name,
  coalesce(t.formerly_held_by, '') AS formerly_held_by, coalesce(r.status, 'fact') AS status,
  coalesce(r.note, t.status_note, '') AS note, r.date AS date, r.sources AS sources
ORDER BY body, technology, r.id
