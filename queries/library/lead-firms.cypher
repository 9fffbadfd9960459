// title: 龙头企业 | Lead firms
// about: 牵头质量创新联合体等的企业,及其联合体所服务的产业链。 | Firms that lead a consortium, with the chain it serves.
// family: chains
// param chain: chain = — 产业链;空为全部 | chain; empty for all
// returns: company, name, consortium, kind, chain, role, date, sources
// example: chain=冶金
MATCH (b:Company)-[r:LEADS]->(k:Consortium)-[:SERVES]->(c:IndustryChain) WHERE $chain = '' OR c.id = $chain
RETURN b.id AS company, b.name AS name, k.name AS consortium, k.kind AS kind, c.name AS chain,
  coalesce(r.role, '') AS role, r.date AS date, r.sources AS sources
ORDER BY chain, name, consortium, r.id
