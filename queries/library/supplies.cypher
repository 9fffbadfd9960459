// title: 供应关系与份额 | Supplies and their shares
// about: 供应关系按供应企业所在环节列出；share 未载则为空，集中度（HHI）只由有份额者计算；statuses 依次为供应企业、其从事、供应的状态。 | Supplies by the stage that the supplier works in; share is empty where not recorded, and concentration (HHI) is computed from recorded ones only; statuses are those of the supplier, its work in the stage, and the supply.
// family: chains
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: chain, stage, supplier, supplier_name, customer, customer_name, product, share, kin, statuses, sources
// example: chain=汽车及零部件
MATCH (a:Company)-[o:OPERATES_IN]->(s:Stage)-[:PART_OF]->(c:IndustryChain)
WHERE $chain = '' OR c.id = $chain
MATCH (a)-[r:SUPPLIES]->(b:Company)
RETURN c.id AS chain, s.id AS stage, a.id AS supplier, a.name AS supplier_name, b.id AS customer, b.name AS customer_name,
  coalesce(r.product, '') AS product, r.share AS share, COLLECT { MATCH (a)-[:PARENT_OF*1..6]-(kin)
    RETURN kin.id ORDER BY kin.id } AS kin,
  [coalesce(a.status, 'fact'), coalesce(o.status, 'fact'), coalesce(r.status, 'fact')] AS statuses, r.sources AS sources
ORDER BY chain, stage, customer, product, supplier, r.id
