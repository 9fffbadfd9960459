// title: 标准（按层级） | Standards by level
// about: 国家、行业、团体等层级的标准，含状态、起草单位数与适用对象；规划等状态的起草单位不计。 | Standards of a level (national, group …) with status, number of drafters and what they apply to; drafters that are planned or over are not counted.
// family: quality
// param level: text = — 层级，如 国家标准；空为全部 | level, e.g. 国家标准 (national); empty for all
// param chain: chain = — 只列适用于该链或其环节者；空为全部 | only those that apply to this chain or its stages; empty for all
// returns: standard, name, level, number, status, drafters, applies_to, sources
// example: level=团体标准
MATCH (s:Standard)
WHERE ($level = '' OR s.kind = $level)
  AND ($chain = '' OR EXISTS { (s)-[:APPLIES_TO]->()-[:PART_OF*0..1]->(:IndustryChain {id: $chain}) })
OPTIONAL MATCH (s)-[:APPLIES_TO]->(t)
WITH s, t ORDER BY t.name
WITH s, collect(t.name) AS applies_to
RETURN s.id AS standard, s.name AS name, coalesce(s.kind, '') AS level, coalesce(s.number, '') AS number,
  coalesce(s.status, 'fact') AS status,
  COUNT {
    MATCH (s)<-[r:DRAFTED]-(b) WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
    RETURN DISTINCT b
  } AS drafters, applies_to,
  s.sources AS sources
ORDER BY level, standard
