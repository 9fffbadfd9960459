// title: 来源一览（按可靠度） | Sources by reliability
// about: 来源的题名、机构、日期、可靠度与网址。 | Sources with title, publisher, date, reliability and address.
// family: evidence
// param reliability: code reliability = — 只列该等级；空为全部 | only this grade; empty for all
// param since: text = — 发表不早于，如 2023 | published not before, e.g. 2023
// returns: source, title, publisher, published, reliability, url
// example: reliability=A ; since=2024
MATCH (s:Source)
WHERE ($reliability = '' OR s.reliability = $reliability) AND ($since = '' OR s.published >= $since)
RETURN s.id AS source, s.title AS title, s.publisher AS publisher, s.published AS published,
  s.reliability AS reliability, s.url AS url
ORDER BY reliability, source
