// title: 从未查过的格位 | Cells that nobody searched for
// about: 各产业链从来没有查证记录的格位;先查这些,才谈得上缺口。 | Slots of a chain without any search record: look here first, only then is it a gap.
// family: gaps
// param chain: chain = — 产业链;空为全部 | chain; empty for all
// returns: chain, name, slot
// example:
MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
UNWIND ['lead', 'metrology', 'standard', 'testing', 'certification', 'expert', 'association', 'research', 'patent', 'quality'] AS slot
OPTIONAL MATCH (q:Search {subject: c.id, slot: slot})
WITH c, slot, count(q) AS records
WHERE records = 0
RETURN c.id AS chain, c.name AS name, slot
ORDER BY chain, slot
