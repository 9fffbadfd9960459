// title: 查证结果汇总 | Searches by slot, way and result
// about: 按格位、方式、结果统计查证记录，及所读页数与最近日期。 | Search records counted by slot, method and result, with pages read and the newest date.
// family: gaps
// param result: code search_result = — 只列该结果；空为全部 | only this result; empty for all
// param method: code search_method = — 只列该方式；空为全部 | only this method; empty for all
// returns: slot, method, result, records, pages_read, newest
// example: result=none_found
MATCH (q:Search) WHERE ($result = '' OR q.result = $result) AND ($method = '' OR q.method = $method)
RETURN q.slot AS slot, q.method AS method, q.result AS result, count(*) AS records, sum(q.pages_read) AS pages_read,
  max(q.date) AS newest
ORDER BY slot, method, result
