// title: 各类关系的依据强弱 | Evidence by type of relation
// about: 每类关系的条数、单一来源数、无日期数，及最好来源为 A、B、C 的条数。 | Each type of relation: how many, with one source, without a date, and with a best source of A, B, C.
// family: evidence
// returns: relation, relation_count, one_source, undated, grade_a, grade_b, grade_c
// example:
MATCH ()-[r]->()
RETURN type(r) AS relation, count(*) AS relation_count, sum(CASE WHEN size(r.sources) = 1 THEN 1 ELSE 0 END) AS one_source,
  sum(CASE WHEN r.date = '' THEN 1 ELSE 0 END) AS undated,
  sum(CASE WHEN r.reliability = 'A' THEN 1 ELSE 0 END) AS grade_a,
  sum(CASE WHEN r.reliability = 'B' THEN 1 ELSE 0 END) AS grade_b,
  sum(CASE WHEN r.reliability = 'C' THEN 1 ELSE 0 END) AS grade_c
ORDER BY relation
