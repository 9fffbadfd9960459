// title: 有研究而在录无企业 | Research without a firm on record
// about: 有算数的研究单位或专利、而没有算数的企业接手的：技术（无企业攻关）、环节（无企业从事）、专利（持有者中无企业）；由企业控股或依托企业的研究单位算该企业。by 为研究或持有的单位，set_aside 为在录而不计入的企业（规划、使用方、域外），chains 为所属产业链或研究单位所联系的产业链。没有记录不等于没有。 | What is researched, or patented, by bodies that count while no firm that counts takes it up: technologies that no firm broke through, stages in which no firm works, patents that no firm holds; a research body of a firm's house counts as that firm. by lists who does research or holds it, set_aside firms on record that do not count (planned, users, outside), chains the chains it belongs to, or those that its research bodies are tied to. No record does not mean none.
// family: innovation
// param chain: chain = — 只列与该链有关者；空为全部 | only those tied to this chain; empty for all
// returns: type, id, name, chains, by, set_aside, sources
// example:
CALL {
  MATCH (o:Technology|Stage)<-[r:RESEARCHES]-(b)
  WHERE NOT coalesce(o.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
    AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
  RETURN o, b
  UNION
  MATCH (o:Patent)<-[r:HOLDS]-(b:ResearchInstitute|University)
  WHERE NOT coalesce(o.status, '') IN $idle AND NOT coalesce(r.status, '') IN $idle
    AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
  RETURN o, b
}
WITH o, b, coalesce($houses[b.id], b.id) AS head ORDER BY b.id
WITH o, collect(DISTINCT b) AS found, collect(DISTINCT head) AS heads
WHERE NOT any(each IN heads WHERE EXISTS { (:Company {id: each}) })
  AND NOT EXISTS {
    MATCH (o)<-[r:BREAKS_THROUGH|OPERATES_IN|HOLDS]-(f:Company)
    WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(f.status, '') IN $idle AND $outside[f.id] IS NULL
      AND (NOT type(r) = 'OPERATES_IN' OR coalesce(r.role, '') IN $roles)
  }
WITH o, found,
  COLLECT {
    MATCH (o)-[p:PART_OF|APPLIES_TO]->()-[q:PART_OF*0..1]->(c:IndustryChain) WHERE NOT coalesce(p.status, '') IN $idle
    RETURN c
    UNION
    MATCH (o)-[p:PART_OF|APPLIES_TO]->(c:IndustryChain) WHERE NOT coalesce(p.status, '') IN $idle
    RETURN c
    UNION
    MATCH (o)<-[:RESEARCHES|HOLDS]-(b)-[r:RESEARCHES]->(t)-[m:PART_OF*0..1]->(c:IndustryChain)
    WHERE NOT o:Stage AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
      AND all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
      AND (NOT t:Consortium OR t.kind IN $kinds)
    RETURN c
  } AS tied
WHERE $chain = '' OR any(each IN tied WHERE each.id = $chain)
RETURN labels(o)[0] AS type, o.id AS id, o.name AS name,
  COLLECT { UNWIND tied AS each RETURN DISTINCT each.name AS chain ORDER BY chain } AS chains,
  [each IN found | each.name] AS by,
  COLLECT {
    MATCH (o)<-[:BREAKS_THROUGH|OPERATES_IN|HOLDS]-(f:Company)
    RETURN f.name ORDER BY f.id
  } AS set_aside, o.sources AS sources
ORDER BY type, id
