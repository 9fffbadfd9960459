// title: 产业链之间的共同企业 | Firms that two chains share
// about: 每两条产业链之间同时在两边从业的企业;只有一家时它是唯一的纽带。 | For each two chains the firms that work in both; where there is one only, it is the sole tie.
// family: chains
// param chain: chain = — 只列与该链成对者;空为全部 | only pairs with this chain; empty for all
// returns: chain, other_chain, firm_count, firms
// example:
MATCH (c:IndustryChain)<-[:PART_OF]-(:Stage)<-[:OPERATES_IN]-(b:Company)-[:OPERATES_IN]->(:Stage)-[:PART_OF]->(d:IndustryChain)
WHERE c.id < d.id AND ($chain = '' OR c.id = $chain OR d.id = $chain)
WITH c, d, b ORDER BY b.name
WITH c, d, collect(DISTINCT b.name) AS firms
RETURN c.name AS chain, d.name AS other_chain, size(firms) AS firm_count, firms
ORDER BY firm_count DESC, chain, other_chain
