// title: 连同全链支撑在录也无检测机构的环节 | Stages without a testing institute on record, not even for the whole chain
// about: 没有算数的机构直接检测、其产业链与联合体也没有算数的检测服务记录的环节；一条链有了全链的检测，它的环节就都不在此列；companies 为算数的企业数，set_aside 为在录而不计入的检测机构数（规划、依据不明、域外），是否查过见 searched。自身没有检测、只由全链提供的环节见 stages-without-service（service=testing）。没有记录不等于没有。 | Stages that nobody who counts tests for on record, directly or for the whole chain: where the whole chain has testing, none of its stages is here. Stages with none of their own are in stages-without-service (service=testing); companies counts the firms that count, set_aside the testing bodies on record that do not count (planned, unclear, outside), searched the search records. No record does not mean none.
// family: gaps
// param chain: chain = — 产业链；空为全部 | chain; empty for all
// returns: chain, stage, name, position, companies, set_aside, searched
// example: chain=婚纱
WITH COLLECT { MATCH (q:Search) WHERE q.slot = 'testing' RETURN q.subject } AS looked
MATCH (s:Stage)-[p:PART_OF]->(c:IndustryChain)
WHERE ($chain = '' OR c.id = $chain) AND NOT coalesce(p.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
  AND NOT EXISTS {
    MATCH (s)<-[r:TESTS_FOR {service: 'testing'}]-(b)
    WHERE NOT coalesce(r.status, '') IN $idle AND NOT coalesce(b.status, '') IN $idle
      AND NOT coalesce(r.service_basis, '') IN $unclear AND $outside[b.id] IS NULL
  }
  AND NOT EXISTS {
    MATCH (c)<-[m:SERVES*0..1]-(t)<-[r:TESTS_FOR {service: 'testing'}]-(b)
    WHERE all(each IN m WHERE NOT coalesce(each.status, '') IN $idle) AND NOT coalesce(t.status, '') IN $idle
      AND (NOT t:Consortium OR t.kind IN $kinds) AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND NOT coalesce(r.service_basis, '') IN $unclear
      AND $outside[b.id] IS NULL
  }
RETURN c.name AS chain, s.id AS stage, s.name AS name, coalesce(p.position, '') AS position,
  COUNT {
    MATCH (s)<-[r:OPERATES_IN]-(b:Company)
    WHERE coalesce(r.role, '') IN $roles AND NOT coalesce(r.status, '') IN $idle
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS companies,
  COUNT {
    MATCH (c)<-[:PART_OF|SERVES*0..1]-(t)<-[:TESTS_FOR {service: 'testing'}]-(b) WHERE NOT t:Stage OR t.id = s.id
    RETURN DISTINCT b
  } AS set_aside,
  size([each IN looked WHERE each IN [s.id, c.id]]) AS searched
ORDER BY chain, stage
