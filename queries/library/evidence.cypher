// title: 一条关系的依据 | Evidence of a relation
// about: 两者之间的每条关系，及其每个来源的题名、机构、日期与可靠度。 | Every relation between the two, with title, publisher, date and reliability of each of its sources.
// family: evidence
// param from: node — 一端的名称或 id | name or id of one end
// param to: node — 另一端的名称或 id | name or id of the other end
// returns: relation, type, from, to, date, source, title, publisher, published, reliability, url
// example: from=沙钢集团 ; to=冶金质量创新联合体
MATCH (a:Agency|Association|Award|Company|Consortium|Expert|IndustryChain|Measure|Need|Patent|Product|Project|Region|ResearchInstitute|Stage|Standard|Technology|TestingInstitute|University {id: $from})
MATCH (a)-[r]-(b {id: $to})
UNWIND r.sources AS source
MATCH (s:Source {id: source})
RETURN r.id AS relation, type(r) AS type, startNode(r).name AS from, endNode(r).name AS to, r.date AS date,
  s.id AS source, s.title AS title, s.publisher AS publisher, s.published AS published, s.reliability AS reliability,
  s.url AS url
ORDER BY type, relation, source
