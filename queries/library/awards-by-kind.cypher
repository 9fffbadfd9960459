// title: 奖项汇总 | Awards by kind
// about: 各奖项的类别、授予机关、获得者数与年份;候选另为一类。 | Each award with kind, who grants it, number of winners and years; candidates are a kind of their own.
// family: innovation
// param kind: code award_kind = — 只列该类别;空为全部 | only this kind; empty for all
// returns: award, name, kind, granted_by, winners, newest
// example: kind=quality
MATCH (a:Award) WHERE $kind = '' OR a.kind = $kind
OPTIONAL MATCH (a)<-[r:RECEIVED]-(b)
RETURN a.id AS award, a.name AS name, a.kind AS kind, coalesce(a.granted_by, '') AS granted_by,
  count(DISTINCT b) AS winners, coalesce(max(r.date), '') AS newest
ORDER BY kind, award
