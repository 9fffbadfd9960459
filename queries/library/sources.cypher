// title: 来源一览（按可靠度） | Sources by reliability
// about: 来源的题名、机构、日期、可靠度、网址与附注。 | Sources with title, publisher, date, reliability, address and note.
// family: evidence
// param reliability: code reliability = — 只列该等级；空为全部 | only this grade; empty for all
// param since: text = — 发表不早于，如 2023 | published not before, e.g. 2023
// returns: source, title, publisher, published, reliability, url, note_zh, note_en
// example: reliability=A ; since=2024
MATCH (s:Source)
WHERE ($reliability = '' OR s.reliability = $reliability) AND ($since = '' OR s.published >= $since)
RETURN s.id AS source, s.title AS title, s.publisher AS publisher, s.published AS published,
  s.reliability AS reliability, s.url AS url, coalesce(s.note_zh, '') AS note_zh, coalesce(s.note_en, '') AS note_en
ORDER BY reliability, source
