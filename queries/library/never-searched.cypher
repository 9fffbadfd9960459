// title: 从未查过的格位 | Cells that nobody searched for
// about: 各产业链（不含环节）从来没有查证记录的格位；先查这些，才谈得上缺口。各环节的格位见 cells。 | Slots of a chain as a whole without any search record: look here first, only then is it a gap. Those of stages are in cells.
// family: gaps
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: chain, name, slot
// example:
MATCH (c:IndustryChain) WHERE $chain = '' OR c.id = $chain
UNWIND [each IN $slots WHERE each.of_chain | each.slot] AS slot
OPTIONAL MATCH (q:Search {subject: c.id, slot: slot})
WITH c, slot, count(q) AS records
WHERE records = 0
RETURN c.id AS chain, c.name AS name, slot
ORDER BY chain, slot
