// title: 数据日期 | Date of the data
// about: 查证记录与来源中最晚的日期；依据的新旧由此算起。 | The newest date among search records and sources; ages of evidence are counted from here.
// family: evidence
// returns: date
// example:
MATCH (s:Search) WHERE s.date <> ''
RETURN max(s.date) AS date
UNION ALL
MATCH (s:Source) WHERE s.published <> ''
RETURN max(s.published) AS date
