// title: 专家（按类别与单位） | Experts by field and body
// about: 专家的类别、职务与任职单位；field 与 body 按字样筛选。 | Experts with kind, title and the body they belong to; field and body pick by a word.
// family: bodies
// param field: text = — 类别或职务含此字样 | kind or title contains this
// param body: text = — 单位名含此字样 | name of the body contains this
// returns: expert, name, role_kind, title, body, body_name, body_type, role, sources
// example: field=standards
MATCH (e:Expert)
WHERE $field = '' OR any(each IN [e.role_kind, e.role_kind_en, e.title, e.title_en] WHERE coalesce(each, '') CONTAINS $field)
OPTIONAL MATCH (e)-[r:AFFILIATED_WITH]->(b)
WITH e, r, b WHERE $body = '' OR b.name CONTAINS $body
RETURN e.id AS expert, e.name AS name, coalesce(e.role_kind, '') AS role_kind, coalesce(e.title, '') AS title,
  coalesce(b.id, '') AS body, coalesce(b.name, '') AS body_name, coalesce(labels(b)[0], '') AS body_type,
  coalesce(r.role, '') AS role, e.sources AS sources
ORDER BY expert, body
