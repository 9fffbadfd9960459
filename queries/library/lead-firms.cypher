// title: 龙头企业 | Lead firms
// about: 牵头质量创新联合体等的企业，及其联合体所服务的产业链；set_aside 为不计入的原因（其他类型联合体、规划、域外），空为计入。 | Firms that lead a consortium, with the chain it serves; set_aside says why one does not count (another kind of consortium, planned, outside), empty where it does.
// family: chains
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: company, name, consortium, kind, chain, role, set_aside, date, sources
// example: chain=冶金
MATCH (b:Company)-[r:LEADS]->(k:Consortium)-[v:SERVES]->(c:IndustryChain) WHERE $chain = '' OR c.id = $chain
RETURN b.id AS company, b.name AS name, k.name AS consortium, k.kind AS kind, c.name AS chain,
  coalesce(r.role, '') AS role,
  CASE
    WHEN NOT k.kind IN $kinds THEN 'other_kind'
    WHEN coalesce(k.status, '') IN $idle THEN k.status
    WHEN coalesce(b.status, '') IN $idle THEN b.status
    WHEN coalesce(r.status, '') IN $idle THEN r.status
    WHEN coalesce(v.status, '') IN $idle THEN v.status
    WHEN $outside[b.id] IS NOT NULL THEN 'outside'
    ELSE ''
  END AS set_aside, r.date AS date, r.sources AS sources
ORDER BY chain, name, consortium, r.id
