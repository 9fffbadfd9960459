// title: 专利引用与发明人 | Citations and inventors of patents
// about: 专利引用的专利（CITES），及引用方的发明人（INVENTED）与分类号；规划等状态的不计。 | Patents that a patent cites (CITES), with inventors (INVENTED) and classes of the one that cites; what is planned or over is left out.
// family: innovation
// returns: patent, name, classes, inventors, cited, cited_name, sources
// example:
MATCH (p:Patent)-[r:CITES]->(c:Patent) WHERE NOT coalesce(r.status, '') IN $idle
RETURN p.id AS patent, p.name AS name, coalesce(p.classes, []) AS classes,
  COLLECT { MATCH (p)<-[:INVENTED]-(e:Expert) RETURN e.name ORDER BY e.name } AS inventors,
  c.id AS cited, c.name AS cited_name, r.sources AS sources
ORDER BY patent, cited
