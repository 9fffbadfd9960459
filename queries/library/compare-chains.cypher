// title: 两条产业链对照 | Two chains side by side
// about: 两条产业链逐项对照：环节、有企业的环节、企业与家数、域外企业、龙头、各项服务的机构、研究单位、协会、专家、产品，都只计算数的；difference 为前者减后者。少可能只是记录少。 | Two chains measure by measure: stages, stages with firms, firms and houses, firms from outside, lead firms, bodies for each service, research, associations, experts, products, each as it counts; difference is the first less the second. Fewer may only be fewer on record.
// family: chains
// param chain: chain — 一条产业链 | one chain
// param other: chain — 另一条 | the other
// returns: measure, measure_zh, first, second, difference
// example: chain=光电 ; other=机器人
CALL {
  MATCH (c:IndustryChain) WHERE c.id IN [$chain, $other]
  RETURN c, 1 AS place, 'stages' AS measure, '环节' AS measure_zh, COUNT {
    MATCH (c)<-[p:PART_OF]-(s:Stage) WHERE NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
    RETURN DISTINCT s
  } AS number
  UNION ALL
  MATCH (c:IndustryChain) WHERE c.id IN [$chain, $other]
  RETURN c, 2 AS place, 'stages_with_firms' AS measure, '有企业的环节' AS measure_zh, COUNT {
    MATCH (c)<-[p:PART_OF]-(s:Stage)<-[r:OPERATES_IN]-(b:Company)
    WHERE NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
      AND coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT s
  } AS number
  UNION ALL
  MATCH (c:IndustryChain) WHERE c.id IN [$chain, $other]
  RETURN c, 3 AS place, 'firms' AS measure, '企业' AS measure_zh, COUNT {
    MATCH (c)<-[p:PART_OF]-(s:Stage)<-[r:OPERATES_IN]-(b:Company)
    WHERE NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
      AND coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS number
  UNION ALL
  MATCH (c:IndustryChain) WHERE c.id IN [$chain, $other]
  RETURN c, 4 AS place, 'houses' AS measure, '家(合并母子公司)' AS measure_zh, COUNT {
    MATCH (c)<-[p:PART_OF]-(s:Stage)<-[r:OPERATES_IN]-(b:Company)
    WHERE NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
      AND coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT coalesce($houses[b.id], b.id) AS house
  } AS number
  UNION ALL
  MATCH (c:IndustryChain) WHERE c.id IN [$chain, $other]
  RETURN c, 5 AS place, 'outside_firms' AS measure, '域外企业(不计入)' AS measure_zh, COUNT {
    MATCH (c)<-[p:PART_OF]-(s:Stage)<-[r:OPERATES_IN]-(b:Company)
    WHERE coalesce(r.role, '') IN $roles AND NOT coalesce(p.status, '') IN $idle
      AND NOT coalesce(s.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NOT NULL
    RETURN DISTINCT b
  } AS number
  UNION ALL
  MATCH (c:IndustryChain) WHERE c.id IN [$chain, $other]
  RETURN c, 6 AS place, 'lead_firms' AS measure, '龙头企业' AS measure_zh, COUNT {
    MATCH (c)<-[m:SERVES]-(t:Consortium)<-[r:LEADS]-(b:Company)
    WHERE t.kind IN $kinds AND NOT coalesce(m.status, '') IN $idle AND NOT coalesce(t.status, '') IN $idle
      AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS number
  UNION ALL
  MATCH (c:IndustryChain) WHERE c.id IN [$chain, $other]
  RETURN c, 7 AS place, 'metrology' AS measure, '计量机构' AS measure_zh, COUNT {
    MATCH (c)<-[m:PART_OF|SERVES*0..1]-(t)<-[r:TESTS_FOR {service: 'metrology'}]-(b)
    WHERE all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
      AND (NOT t:Consortium OR t.kind IN $kinds) AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND NOT coalesce(r.service_basis, '') IN $unclear
      AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS number
  UNION ALL
  MATCH (c:IndustryChain) WHERE c.id IN [$chain, $other]
  RETURN c, 8 AS place, 'standard' AS measure, '标准机构' AS measure_zh, COUNT {
    MATCH (c)<-[m:PART_OF|SERVES*0..1]-(t)<-[r:TESTS_FOR {service: 'standard'}]-(b)
    WHERE all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
      AND (NOT t:Consortium OR t.kind IN $kinds) AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND NOT coalesce(r.service_basis, '') IN $unclear
      AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS number
  UNION ALL
  MATCH (c:IndustryChain) WHERE c.id IN [$chain, $other]
  RETURN c, 9 AS place, 'testing' AS measure, '检验检测机构' AS measure_zh, COUNT {
    MATCH (c)<-[m:PART_OF|SERVES*0..1]-(t)<-[r:TESTS_FOR {service: 'testing'}]-(b)
    WHERE all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
      AND (NOT t:Consortium OR t.kind IN $kinds) AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND NOT coalesce(r.service_basis, '') IN $unclear
      AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS number
  UNION ALL
  MATCH (c:IndustryChain) WHERE c.id IN [$chain, $other]
  RETURN c, 10 AS place, 'certification' AS measure, '认证机构' AS measure_zh, COUNT {
    MATCH (c)<-[m:PART_OF|SERVES*0..1]-(t)<-[r:TESTS_FOR {service: 'certification'}]-(b)
    WHERE all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
      AND (NOT t:Consortium OR t.kind IN $kinds) AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND NOT coalesce(r.service_basis, '') IN $unclear
      AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS number
  UNION ALL
  MATCH (c:IndustryChain) WHERE c.id IN [$chain, $other]
  RETURN c, 11 AS place, 'research' AS measure, '研究单位' AS measure_zh, COUNT {
    MATCH (c)<-[m:PART_OF*0..1]-(t)<-[r:RESEARCHES]-(b)
    WHERE all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
      AND (NOT t:Consortium OR t.kind IN $kinds) AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS number
  UNION ALL
  MATCH (c:IndustryChain) WHERE c.id IN [$chain, $other]
  RETURN c, 12 AS place, 'associations' AS measure, '协会' AS measure_zh, COUNT {
    MATCH (c)<-[m:SERVES*0..1]-(t)<-[r:COORDINATES]-(b:Association)
    WHERE all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
      AND (NOT t:Consortium OR t.kind IN $kinds) AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS number
  UNION ALL
  MATCH (c:IndustryChain) WHERE c.id IN [$chain, $other]
  RETURN c, 13 AS place, 'experts' AS measure, '专家' AS measure_zh, COUNT {
    MATCH (c)<-[m:PART_OF|SERVES*0..1]-(t)<-[r:ADVISES]-(b:Expert)
    WHERE all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
      AND (NOT t:Consortium OR t.kind IN $kinds) AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle
    RETURN DISTINCT b
  } AS number
  UNION ALL
  MATCH (c:IndustryChain) WHERE c.id IN [$chain, $other]
  RETURN c, 14 AS place, 'products' AS measure, '产品' AS measure_zh, COUNT {
    MATCH (c)<-[p:PART_OF]-(s:Stage)<-[r:OPERATES_IN]-(b:Company)-[x:PRODUCES]->(o:Product)
    WHERE NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
      AND NOT coalesce(x.status, '') IN $idle AND NOT coalesce(o.status, '') IN $idle
      AND coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT o
  } AS number
}
WITH place, measure, measure_zh, max(CASE c.id WHEN $chain THEN number END) AS first,
  max(CASE c.id WHEN $other THEN number END) AS second
RETURN measure, measure_zh, first, second, first - second AS difference
ORDER BY place
