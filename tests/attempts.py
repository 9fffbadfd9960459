"""What a read must not do, in words that both engines take; read by test_guard.py and test_bolt_guard.py.

What only one of them takes is in engine_attempts.py and server_attempts.py.
"""

from __future__ import annotations

#: what the files hold that the attempts try to read, and the web server answers
SECRET = "madeup-secret"

WRITES = r"""
# create
CREATE (:Company {id:'n'})
create (:Company {id:'n'})
CrEaTe (:Company {id:'n'})
/* MATCH */ CREATE /* RETURN */ (:Company {id:'n'})
// MATCH (n) RETURN n¶CREATE (:Company {id:'n'})
CREATE//¶(:Company {id:'n'})
CREATE (:`Company` {`id`:'n'})
CREATE (:Neu {id:'n'})
CREATE (:Company {id:'n'}) RETURN 1
CREATE (:Company {id:'\u006e'})
INSERT (:Company {id:'n'})
MATCH (a:Company {id:'company:1'}) CREATE (a)-[:SUPPLIES {id:'n'}]->(a)
CREATE (:$('Neu') {id:'n'})
CREATE (:Neu&Anders {id:'n'})
MATCH (a:Company) WITH a LIMIT 1 UNWIND range(1, 3) AS i CREATE (:Neu {id: a.id + i})
OPTIONAL MATCH (z:Nothing) CREATE (:Company {id:'n'})
MATCH (a:Company {id:'company:1'}), (b:Company {id:'company:3'}) INSERT (a)-[:SUPPLIES {id:'n'}]->(b)
INSERT (:Company {id:'n'}) RETURN 1 AS one
UNWIND ['n', 'm'] AS i CREATE (:Company {id: i})
WITH 'n' AS i CREATE (:Company {id: i}) FINISH
OPTIONAL MATCH (z:Nothing) WITH count(z) AS z CREATE (:Company {id:'n'})
CREATE p = (:Company {id:'n'})-[:SUPPLIES {id:'m'}]->(:Region {id:'o'}) RETURN length(p)
MATCH (a:Company {id:'company:1'}) WITH a ORDER BY a.id LIMIT 1 CREATE (a)<-[:SUPPLIES {id:'n'}]-(:Company {id:'m'})
# merge
MERGE (:Company {id:'n'})
MERGE (a:Company {id:'company:1'}) ON MATCH SET a.x = 9
MERGE (a:Company {id:'n'}) ON CREATE SET a.x = 9
MERGE (a:Neu {id:'company:1'}) ON CREATE SET a.x = 1 ON MATCH SET a.x = 2
MERGE (a:Company {id:'company:1'})-[r:SUPPLIES]->(b:Company {id:'company:2'}) ON MATCH SET r.x = 9
UNWIND range(1, 3) AS i MERGE (:Company {id: 'n' + i})
# change
MATCH (a:Company) SET a.x = 9
MATCH (a:Company) SET a += {x: 9}
MATCH (a:Company) SET a = {id: a.id}
MATCH (a:Company) SET a['x'] = 9
MATCH (a:Company) SET a:Neu
MATCH (a:Company) SET a IS Neu
MATCH (a:Company) SET a:$('Neu')
MATCH (a:Company) REMOVE a.name
MATCH (a:Company) REMOVE a['name']
MATCH (a:Company) REMOVE a:Company
MATCH (a) WITH a LIMIT 1 CREATE (b:Neu) SET b = a
MATCH (a:Company) SET a += properties(a), a.x = 9
MATCH (a:Company), (b:Region) SET a.x = b.name
MATCH (a:Company) SET (CASE WHEN true THEN a END).x = 9
MATCH (a:Company) SET a:Neu:Anders
MATCH (a:Company) SET a.name = null
MATCH (a:Company) REMOVE a:$('Company')
MATCH ()-[r]->() SET r.x = 9
MATCH ()-[r]->() SET r += {x: 9}
MATCH (a:Company) WITH a LIMIT 1 CREATE (b:Neu) SET b = properties(a), b.id = 'n'
MATCH (a:Company) SET a = {id: a.id, x: [1, 2, 3]}
MATCH (a:Company) SET a.`x` = 9, a.y = a.`x`
MATCH (a:Company)-[r]->(b) SET b.x = type(r), r.x = a.id
MATCH ()-[r]->() SET r['x'] = 9
MATCH (a:Company) SET a.x = [(a)-->(b) | b.id]
MATCH (a:Company) SET a.x = COUNT { (a)-->() }
MATCH (a:Company) WHERE EXISTS { (a)-->() } SET a.x = 9
MATCH (a:Company) REMOVE a IS Company
# delete
MATCH ()-[r]->() DELETE r
MATCH (a:Company) DETACH DELETE a
MATCH (a:Company {id:'company:3'}) DELETE a
MATCH (a:Company {id:'company:3'}) NODETACH DELETE a
MATCH (a:Company {id:'company:3'}) WITH a AS RETURN_ DELETE RETURN_
MATCH p = (:Company)-[]->() DETACH DELETE p
MATCH (a:Company) WITH collect(a) AS l DETACH DELETE l[0]
MATCH (a:Company) WITH {k: a} AS m DETACH DELETE m.k
MATCH (a:Company) WHERE NOT EXISTS { (a)--() } DELETE a
MATCH (a:Company)-[r]->(b) DELETE r, a, b
MATCH (a:Company)-[r:SUPPLIES]->() DELETE r RETURN count(*)
MATCH (n) DETACH DELETE n
OPTIONAL MATCH (a:Company {id:'company:3'}) DELETE a
MATCH (a:Company {id:'company:3'}) DELETE a FINISH
# for each
FOREACH (i IN [1] | CREATE (:Company {id:'n'}))
FOREACH (i IN [1] | FOREACH (j IN [1] | CREATE (:Company {id:'n'})))
MATCH (a:Company) FOREACH (i IN [1] | SET a.x = 9)
FOREACH (x IN [1, 2] | MERGE (:Company {id:'n'}))
MATCH p = (a:Company)-[*]->(b) FOREACH (n IN nodes(p) | SET n.x = 9)
MATCH p = (a:Company)-[*]->(b) FOREACH (r IN relationships(p) | DELETE r)
MATCH (a:Company) WITH collect(a) AS l FOREACH (a IN l | SET a.x = 9)
MATCH (a:Company) WITH collect(a) AS l FOREACH (a IN l | DETACH DELETE a)
MATCH (a:Company) FOREACH (x IN CASE WHEN a.id ENDS WITH '1' THEN [1] ELSE [] END | SET a.x = 9)
FOREACH (x IN ['n'] | MERGE (a:Company {id: x}) ON CREATE SET a.x = 9)
MATCH (a:Company) FOREACH (i IN [1] | REMOVE a.name)
MATCH (a:Company {id:'company:1'}) FOREACH (i IN ['n', 'm'] | CREATE (a)-[:SUPPLIES {id: i}]->(:Company {id: i}))
# subqueries
CALL { CREATE (:Company {id:'n'}) }
CALL { CREATE (n:Company {id:'n'}) RETURN n } RETURN n
CALL () { CREATE (n:Company {id:'n'}) RETURN n } RETURN n
MATCH (a:Company) CALL (a) { SET a.x = 9 } RETURN a
MATCH (a:Company) CALL { WITH a SET a.x = 9 } RETURN a
CALL { CALL { CREATE (:Company {id:'n'}) } } RETURN 1
CALL { CREATE (:Company {id:'n'}) RETURN 1 AS x UNION CREATE (:Company {id:'m'}) RETURN 2 AS x } RETURN x
CALL { MATCH (a:Company) SET a.x = 9 RETURN count(a) AS n } RETURN n
CALL { MERGE (a:Company {id:'n'}) RETURN a } RETURN a.id
CALL { MATCH (a:Company) REMOVE a.name RETURN count(*) AS n } RETURN n
CALL { MATCH (a:Company {id:'company:3'}) DETACH DELETE a RETURN 1 AS n } RETURN n
CALL { FOREACH (i IN [1] | CREATE (:Company {id:'n'})) RETURN 1 AS n } RETURN n
CALL { UNWIND ['n'] AS i CREATE (a:Company {id: i}) RETURN a } RETURN a
CALL (*) { CREATE (:Company {id:'n'}) }
MATCH (a:Company) CALL (*) { SET a.x = 9 } RETURN a
MATCH (a:Company) CALL (a) { REMOVE a.name } RETURN a
MATCH (a:Company {id:'company:3'}) CALL (a) { DETACH DELETE a } RETURN 1 AS one
OPTIONAL CALL () { CREATE (n:Company {id:'n'}) RETURN n } RETURN n
MATCH (n) WITH n LIMIT 1 CALL () { CALL () { CALL () { CREATE (:Company {id:'n'}) } } } RETURN 1
# unions
MATCH (n) RETURN n.id AS id UNION ALL CREATE (a:Company {id:'n'}) RETURN a.id AS id
RETURN 1 AS x UNION ALL MATCH (a:Company) SET a.x = 9 RETURN 1 AS x
RETURN 1 AS x UNION MATCH (a:Company) SET a.x = 9 RETURN 1 AS x
CREATE (a:Company {id:'n'}) RETURN a.id AS x UNION ALL RETURN 'm' AS x
# transactions of their own
UNWIND [1] AS i CALL (i) { CREATE (:Company {id:'n'}) } IN TRANSACTIONS
UNWIND [1] AS i CALL (i) { CREATE (:Company {id:'n'}) } IN TRANSACTIONS OF 1 ROW ON ERROR CONTINUE
UNWIND [1] AS i CALL (i) { CREATE (:Company {id:'n'}) } IN 2 CONCURRENT TRANSACTIONS
MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1 ROWS
UNWIND [1] AS i CALL (i) { CREATE (:Company {id:'n'}) } IN CONCURRENT TRANSACTIONS
MATCH (n:Company) CALL (n) { SET n.x = 9 } IN TRANSACTIONS OF 2 ROWS
UNWIND ['n'] AS i CALL { WITH i MERGE (:Company {id: i}) } IN TRANSACTIONS
UNWIND [1] AS i CALL (i) { CREATE (:Company {id:'n'}) } IN TRANSACTIONS ON ERROR BREAK
# words before the query
PROFILE CREATE (:Company {id:'n'})
profile MATCH (a:Company) SET a.x = 9
/* EXPLAIN */ PROFILE CREATE (:Company {id:'n'})
PROFILE MERGE (:Company {id:'n'})
PROFILE MATCH (a:Company {id:'company:3'}) DETACH DELETE a
PROFILE MATCH (a:Company) REMOVE a.name
PROFILE CALL { CREATE (:Company {id:'n'}) }
# indexes and constraints
CREATE INDEX FOR (n:Company) ON (n.x)
create index neu IF NOT EXISTS FOR (n:Company) ON (n.x)
CREATE RANGE INDEX neu FOR ()-[r:SUPPLIES]-() ON (r.x)
CREATE TEXT INDEX neu FOR (n:Company) ON (n.x)
CREATE POINT INDEX neu FOR (n:Company) ON (n.x)
CREATE CONSTRAINT neu FOR (n:Company) REQUIRE n.x IS UNIQUE
CREATE CONSTRAINT neu FOR ()-[r:SUPPLIES]-() REQUIRE r.x IS UNIQUE
CREATE RANGE INDEX neu FOR (n:Company) ON (n.x)
CREATE INDEX neu FOR (n:Company) ON (n.x, n.y)
CREATE INDEX neu FOR ()-[r:SUPPLIES]-() ON (r.x)
CREATE INDEX neu FOR (n:Neu) ON (n.x)
CREATE/**/INDEX FOR (n:Company) ON (n.x)
CREATE//¶INDEX FOR (n:Company) ON (n.x)
CREATE CONSTRAINT FOR (n:Company) REQUIRE n.x IS UNIQUE
CREATE CONSTRAINT neu IF NOT EXISTS FOR (n:Neu) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT neu FOR (n:Company) REQUIRE (n.x, n.y) IS UNIQUE
PROFILE CREATE INDEX FOR (n:Company) ON (n.x)
"""

FILES = r"""
LOAD CSV FROM 'FILE' AS l RETURN l
load csv from 'FILE' as l return l
LOAD/**/CSV FROM 'FILE' AS l RETURN l
LOAD CSV//¶FROM 'FILE' AS l RETURN l
LOAD CSV FROM '\u0066ile://PATH' AS l RETURN l
LOAD CSV FROM 'fi' + 'le://PATH' AS l RETURN l
LOAD CSV WITH HEADERS FROM 'FILE' AS l RETURN keys(l)
LOAD CSV FROM 'FILE' AS l FIELDTERMINATOR ';' RETURN l, file(), linenumber()
WITH 'FILE' AS f LOAD CSV FROM f AS l RETURN l
CALL { LOAD CSV FROM 'FILE' AS l RETURN l } RETURN l
MATCH (n:Company) CALL (n) { LOAD CSV FROM 'FILE' AS l RETURN l } RETURN l
RETURN COLLECT { LOAD CSV FROM 'FILE' AS l RETURN l }
MATCH (n:Company) WHERE COUNT { LOAD CSV FROM 'FILE' AS l RETURN l } > 1 RETURN 'madeup-secret'
RETURN 1 AS l UNION ALL LOAD CSV FROM 'FILE' AS l RETURN l
CALL () { CALL () { LOAD CSV FROM 'FILE' AS l RETURN l } RETURN l } RETURN l
OPTIONAL CALL () { LOAD CSV FROM 'FILE' AS l RETURN l } RETURN l
MATCH (n:Company) OPTIONAL MATCH (n)-[r]->() LOAD CSV FROM 'FILE' AS l RETURN l
WITH 1 AS x WHERE EXISTS { LOAD CSV FROM 'FILE' AS l RETURN l } RETURN 'madeup-secret'
WITH 1 AS x WHERE COUNT { LOAD CSV FROM 'FILE' AS l RETURN l } > 1 RETURN 'madeup-secret'
RETURN 'a' AS l UNION LOAD CSV FROM 'FILE' AS l RETURN l[0] AS l
LOAD CSV FROM 'FILE' AS l CALL (l) { RETURN l[0] AS x } IN TRANSACTIONS RETURN x
CALL { CALL { LOAD CSV FROM 'FILE' AS l RETURN l } RETURN l } RETURN l
MATCH (n:Company) WHERE EXISTS { LOAD CSV FROM 'FILE' AS l RETURN l } RETURN 'madeup-secret'
LOAD CSV FROM 'FILE' AS l WITH l[0] AS x WHERE x <> '' RETURN collect(x)
LOAD CSV FROM 'FILE' AS l CALL (l) { RETURN l[0] AS x } RETURN x
UNWIND ['FILE'] AS f LOAD CSV FROM f AS l RETURN l
LOAD CSV FROM 'FILE' AS l MERGE (n:Company {id: l[0]}) RETURN n.id
LOAD CSV FROM 'FILE' AS a LOAD CSV FROM 'FILE' AS b RETURN a, b
RETURN size(COLLECT { LOAD CSV FROM 'FILE' AS l RETURN l }) AS n, 'madeup-secret'
/* RETURN 1 */ LOAD /* x */ CSV /* x */ FROM 'FILE' AS l RETURN l
LOAD CSV FROM 'FILE' AS l RETURN file() + 'madeup-secret'
LOAD CSV FROM 'FILE' AS l RETURN l ORDER BY l[1] LIMIT 1
LOAD CSV FROM trim('FILE') AS l RETURN l
"""

CALL_OUT = ("LOAD CSV FROM 'URL' AS l RETURN l", "CALL { LOAD CSV FROM 'ht' + 'tp' + 'REST' AS l RETURN l } RETURN l")

READS = r"""
MATCH (n) RETURN n
// CREATE (n)¶MATCH (n) RETURN n.id AS `DELETE`
MATCH (n:Company) WHERE NOT n.name CONTAINS 'CREATE (n)' RETURN n
RETURN 'LOAD CSV FROM "file:///etc/passwd" AS l' AS text
MATCH (n) WITH labels(n)[0] AS set, count(*) AS remove RETURN set, remove ORDER BY remove DESC SKIP 0 LIMIT 3
MATCH p = (a:Company)-[:SUPPLIES*1..3]->(b) RETURN p, [x IN nodes(p) | x.name] AS names, reduce(s = 0, x IN [1] | s + x)
MATCH (a:Company) WHERE EXISTS { (a)-[:SUPPLIES]->() } AND NOT (a)<-[:SUPPLIES]-() RETURN a {.id, .name, n: 1}
MATCH (a) CALL (a) { MATCH (a)-->(b) RETURN count(b) AS n } RETURN a.id, n
MATCH (a) OPTIONAL MATCH (a)-[r]->(b) RETURN a.id, collect(DISTINCT b.id) AS to, COUNT { (a)-->() } AS out
UNWIND [1, 2] AS x RETURN CASE WHEN x > 1 THEN 'a' ELSE 'b' END AS c, date('2024-01-01') AS d, toUpper('a') AS u
CALL db.labels() YIELD label RETURN label
MATCH (a:Company {id:'company:1'}), (b:Company {id:'company:2'}) MATCH p = shortestPath((a)-[*..4]-(b)) RETURN length(p)
MATCH (a:Company) RETURN a.id AS id UNION MATCH (b:Region) RETURN b.id AS id
CALL algo.pagerank() YIELD node, score RETURN node, score
"""


def listed(text: str) -> list[str]:
    """Return the queries of a list: one a line, with ¶ for a new line in it; # begins a heading."""
    return [line.replace("¶", "\n") for line in text.strip().splitlines() if not line.startswith("#")]
