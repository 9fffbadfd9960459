// title: 获奖 | Awards
// about: 谁在哪年获得什么；候选与提名 kind 为 quality-candidate，不算获奖。 | Who received what, when; candidates and nominees have kind quality-candidate and are no winners.
// family: innovation
// param chain: chain = — 只列该链的联合体、其牵头与环节企业；空为全部 | only the consortia, leads and stage firms of this chain; empty for all
// param kind: text = — 奖项类别，如 quality | kind of award, e.g. quality
// returns: body, name, award, award_name, kind, year, project, date, sources
// example: chain=冶金 ; kind=quality
MATCH (b)-[r:RECEIVED]->(a:Award)
WHERE ($kind = '' OR a.kind = $kind)
  AND ($chain = '' OR EXISTS { (b)-[:LEADS|OPERATES_IN*0..1]->()-[:PART_OF|SERVES]->(:IndustryChain {id: $chain}) })
RETURN b.id AS body, b.name AS name, a.id AS award, a.name AS award_name, a.kind AS kind,
  coalesce(r.year, a.year) AS year, coalesce(r.project, '') AS project, r.date AS date, r.sources AS sources
ORDER BY body, award, date, r.id
