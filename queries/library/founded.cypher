// title: 按成立年份的单位 | Bodies by the year they were founded
// about: 有成立日期的单位，早的在前；未载日期的不列。 | Bodies whose founding is on record, oldest first.
// family: bodies
// param since: text = — 不早于，如 2015 | not before, e.g. 2015
// param type: node type = — 只列该类；空为全部 | only this type; empty for all
// returns: body, type, name, founded, sources
// example: since=2015
MATCH (b:Agency|Association|Company|Consortium|ResearchInstitute|TestingInstitute|University)
WHERE b.founded >= $since AND ($type = '' OR $type IN labels(b))
RETURN b.id AS body, labels(b)[0] AS type, b.name AS name, b.founded AS founded, b.sources AS sources
ORDER BY founded, body
