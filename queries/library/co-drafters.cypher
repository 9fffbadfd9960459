// title: 共同起草标准的单位 | Bodies that draft together
// about: 与该单位共同起草标准的单位，及共同的标准（草案也列，规划等状态的单位与关系不列）。 | Who drafts standards together with a body, and which (drafts included; bodies and relations that are planned or over are not).
// family: quality
// param body: body — 单位 | body
// returns: partner, type, name, standard_count, standards
// example: body=沙钢集团
MATCH (a:Agency|Association|Company|Consortium|ResearchInstitute|TestingInstitute|University {id: $body})
MATCH (a)-[r:DRAFTED]->(s:Standard)<-[x:DRAFTED]-(b)
WHERE b.id <> a.id AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(x.status, '') IN $idle
  AND NOT coalesce(b.status, '') IN $idle
WITH b, s ORDER BY s.name
WITH b, collect(DISTINCT s.name) AS standards
RETURN b.id AS partner, labels(b)[0] AS type, b.name AS name, size(standards) AS standard_count, standards
ORDER BY standard_count DESC, partner
