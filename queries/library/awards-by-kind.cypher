// title: 奖项汇总 | Awards by kind
// about: 各奖项的类别、授予机关、获得者数与年份；候选另为一类，不计入的获得者不数。 | Each award with kind, who grants it, number of winners and years; candidates are a kind of their own, winners that do not count are not counted.
// family: innovation
// param kind: code award_kind = — 只列该类别；空为全部 | only this kind; empty for all
// returns: award, name, kind, granted_by, winners, newest
// example: kind=quality
MATCH (a:Award) WHERE ($kind = '' OR a.kind = $kind) AND NOT coalesce(a.status, '') IN $idle
OPTIONAL MATCH (a)<-[r:RECEIVED]-(b) WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
RETURN a.id AS award, a.name AS name, a.kind AS kind, coalesce(a.granted_by, '') AS granted_by,
  count(DISTINCT b) AS winners, coalesce(max(r.date), '') AS newest
ORDER BY kind, award
