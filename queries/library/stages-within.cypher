// title: 环节中的环节 | Stages within stages
// about: 哪个环节归于哪个更大的环节（WITHIN），及其中算数的从业企业数；规划等状态的不计。 | Which stage is part of which wider one (WITHIN), and how many firms that count work in it; what is planned or over is left out.
// family: chains
// param stage: stage = — 更大的环节；空为全部 | the wider stage; empty for all
// returns: stage, stage_name, wider, wider_name, firms, sources
// example:
MATCH (s:Stage)-[r:WITHIN]->(w:Stage)
WHERE ($stage = '' OR w.id = $stage) AND NOT coalesce(r.status, '') IN $idle AND NOT coalesce(s.status, '') IN $idle
RETURN s.id AS stage, s.name AS stage_name, w.id AS wider, w.name AS wider_name,
  COUNT {
    MATCH (s)<-[x:OPERATES_IN]-(b:Company)
    WHERE NOT coalesce(x.status, '') IN $idle AND coalesce(x.role, '') IN $roles
      AND NOT coalesce(b.status, '') IN $idle AND $outside[b.id] IS NULL
    RETURN DISTINCT b
  } AS firms, r.sources AS sources
ORDER BY wider, stage
