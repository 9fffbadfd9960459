// title: 关系最多的单位 | Bodies with the most relations
// about: 主体按在录关系数排列，in、out 为指向它与由它指出的；所在地与规划中的也计入，轻重见 sole-bodies。 | Bodies by the number of relations on record, coming in and going out; the seat and planned ones are among them. What hangs on a body is in sole-bodies.
// family: hubs
// param limit: integer 1.. = 20 — 最多几行 | rows at most
// returns: body, type, name, degree, in, out
// example: limit=5
MATCH (b:Agency|Association|Company|Consortium|ResearchInstitute|TestingInstitute|University)
WITH b, COUNT { (b)<--() } AS in, COUNT { (b)-->() } AS out
RETURN b.id AS body, labels(b)[0] AS type, b.name AS name, in + out AS degree, in, out
ORDER BY degree DESC, body
LIMIT $limit
