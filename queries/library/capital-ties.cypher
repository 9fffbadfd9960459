// title: 股权关系 | Capital ties
// about: 母子公司、合资与投资，逐条列出；谁合为一家见 house-ties。 | Parents, joint ventures and investors, one row each; who makes one house is in house-ties.
// family: hubs
// param body: body = — 只列涉及该单位者；空为全部 | only ties of this body; empty for all
// returns: parent, parent_name, child, child_name, kind, share, status, parent_home, child_home, date, sources
// example:
MATCH (p)-[r:PARENT_OF]->(c) WHERE $body = '' OR $body IN [p.id, c.id]
RETURN p.id AS parent, p.name AS parent_name, c.id AS child, c.name AS child_name, coalesce(r.kind, '') AS kind,
  r.share AS share, coalesce(r.status, 'fact') AS status, coalesce(p.home, '') AS parent_home,
  coalesce(c.home, '') AS child_home, r.date AS date, r.sources AS sources
ORDER BY parent, child
