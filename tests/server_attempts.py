"""What a read on a Neo4j server must not do; read by test_bolt_guard.py."""

from __future__ import annotations

import re

#: of the embedded engine's: its own language, and procedures that no Neo4j has
NOT_HERE = re.compile(r"^(WHEN|\{)|merge\W.*node\W|merge\.|refactor\.|do\.when", re.IGNORECASE)

WRITES_HERE = r"""
C\u0052EATE (:Company {id:'n'})
CYPHER PROFILE CREATE (:Company {id:'n'})
CYPHER 5 CREATE (:Company {id:'n'})
CYPHER runtime=slotted CREATE (:Company {id:'n'})
cypher replan=force MATCH (a:Company) SET a.x = 9
CYPHER planner=idp PROFILE MATCH (a:Company) SET a.x = 9
CREATE (:Company {id:'n'});
USE neo4j CREATE (:Company {id:'n'})
USE `neo4j` MATCH (a:Company) SET a.x = 9
CALL { USE neo4j CREATE (:Company {id:'n'}) }
CREATE (:$('Neu') {id:'n'})
CREATE (:Neu&Anders {id:'n'})
CREATE (a:Company {id:'n'})-[:SUPPLIES]->(b:Company {id:'m'}) RETURN a, b
MATCH (a:Company {id:'company:1'}) CREATE (a)-[:$('NEU')]->(a)
MATCH (a:Company) WITH a LIMIT 1 UNWIND range(1, 3) AS i CREATE (:Neu {id: a.id + i})
OPTIONAL MATCH (z:Nothing) CREATE (:Company {id:'n'})
RETURN 1 AS x UNION ALL MATCH (a:Company) SET a.x = 9 RETURN 1 AS x
MATCH (a) WITH a LIMIT 1 CREATE (b:Neu) SET b = a
MATCH (a:Company) SET a += properties(a), a.x = 9
MATCH (a:Company), (b:Region) SET a.x = b.name
MATCH (a:Company) SET (CASE WHEN true THEN a END).x = 9
MATCH (a:Company) SET a:Neu:Anders
MATCH (a:Company) SET a.name = null
MATCH (a:Company) REMOVE a:$('Company')
MATCH ()-[r]->() SET r.x = 9
MATCH ()-[r]->() SET r += {x: 9}
MATCH ()-[r]->() SET r = {}
MATCH ()-[r]->() REMOVE r.id
MERGE (a:Neu {id:'company:1'}) ON CREATE SET a.x = 1 ON MATCH SET a.x = 2
MATCH (a:Company {id:'company:1'}) MERGE (a)-[:NEU]->(a)
MATCH (a:Company {id:'company:1'}) MERGE (a)-[r:SUPPLIES {id: 'x'}]->(b:Neu) ON CREATE SET r.x = 9
FOREACH (x IN [1, 2] | MERGE (:Company {id:'n'}))
MATCH p = (a:Company)-[*]->(b) FOREACH (n IN nodes(p) | SET n.x = 9)
MATCH p = (a:Company)-[*]->(b) FOREACH (r IN relationships(p) | DELETE r)
MATCH p = (:Company)-[]->() DETACH DELETE p
MATCH (a:Company) WITH collect(a) AS l DETACH DELETE l[0]
MATCH (a:Company) WITH {k: a} AS m DETACH DELETE m.k
MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1 ROWS
MATCH (n) CALL (n) { SET n.x = 9 } IN TRANSACTIONS ON ERROR CONTINUE REPORT STATUS AS s RETURN s
UNWIND [1] AS i CALL (i) { CREATE (:Company {id:'n'}) } IN CONCURRENT TRANSACTIONS
MATCH (n:Company) CALL db.create.setNodeVectorProperty(n, 'v', [1.0, 2.0])
MATCH (n:Company) CALL db.create.setVectorProperty(n, 'v', [1.0, 2.0]) YIELD node RETURN node
MATCH ()-[r]->() CALL db.create.setRelationshipVectorProperty(r, 'v', [1.0, 2.0])
CREATE INDEX FOR (n:Company) ON (n.x)
create index neu IF NOT EXISTS FOR (n:Company) ON (n.x)
CREATE RANGE INDEX neu FOR ()-[r:SUPPLIES]-() ON (r.x)
CREATE TEXT INDEX neu FOR (n:Company) ON (n.x)
CREATE POINT INDEX neu FOR (n:Company) ON (n.x)
CREATE FULLTEXT INDEX neu FOR (n:Company) ON EACH [n.x]
CREATE VECTOR INDEX neu FOR (n:Company) ON (n.v) OPTIONS {indexConfig: {`vector.dimensions`: 3}}
CALL db.index.vector.createNodeIndex('neu', 'Company', 'v', 3, 'cosine')
CREATE CONSTRAINT neu FOR (n:Company) REQUIRE n.x IS UNIQUE
CREATE CONSTRAINT neu FOR ()-[r:SUPPLIES]-() REQUIRE r.x IS UNIQUE
DROP CONSTRAINT chainscape_node_Company
drop/**/constraint chainscape_node_Company IF EXISTS
DROP INDEX madeup_index
CREATE USER x SET PASSWORD 'madeup-password'
CREATE USER x IF NOT EXISTS SET PLAINTEXT PASSWORD 'madeup-password' CHANGE NOT REQUIRED
CREATE OR REPLACE USER x SET PASSWORD 'madeup-password'
CR\u0045ATE USER x SET PASSWORD 'madeup-password'
CYPHER 5 CREATE USER x SET PASSWORD 'madeup-password'
DROP USER madeup
RENAME USER madeup TO x
"""

FILES = r"""
LOAD CSV FROM 'FILE' AS l RETURN l
load csv from 'FILE' as l return l
LOAD/**/CSV FROM 'FILE' AS l RETURN l
LOAD CSV//¶FROM 'FILE' AS l RETURN l
L\u004fAD C\u0053V FROM 'FILE' AS l RETURN l
LOAD CSV FROM '\u0066ile://PATH' AS l RETURN l
LOAD CSV FROM 'fi' + 'le://PATH' AS l RETURN l
LOAD CSV WITH HEADERS FROM 'FILE' AS l RETURN keys(l)
LOAD CSV FROM 'FILE' AS l FIELDTERMINATOR ';' RETURN l, file(), linenumber()
WITH 'FILE' AS f LOAD CSV FROM f AS l RETURN l
CALL { LOAD CSV FROM 'FILE' AS l RETURN l } RETURN l
CALL () { CALL () { LOAD CSV FROM 'FILE' AS l RETURN l } RETURN l } RETURN l
OPTIONAL CALL () { LOAD CSV FROM 'FILE' AS l RETURN l } RETURN l
MATCH (n:Company) OPTIONAL MATCH (n)-[r]->() LOAD CSV FROM 'FILE' AS l RETURN l
RETURN COLLECT { LOAD CSV FROM 'FILE' AS l RETURN l } AS l
WITH 1 AS x WHERE EXISTS { LOAD CSV FROM 'FILE' AS l RETURN l } RETURN 'madeup-secret'
WITH 1 AS x WHERE COUNT { LOAD CSV FROM 'FILE' AS l RETURN l } > 1 RETURN 'madeup-secret'
RETURN 'a' AS l UNION LOAD CSV FROM 'FILE' AS l RETURN l[0] AS l
USE neo4j LOAD CSV FROM 'FILE' AS l RETURN l
CYPHER runtime=slotted LOAD CSV FROM 'FILE' AS l RETURN l
PROFILE LOAD CSV FROM 'FILE' AS l RETURN l
LOAD CSV FROM 'FILE' AS l CALL (l) { RETURN l[0] AS x } IN TRANSACTIONS RETURN x
"""

CALL_OUT = ("LOAD CSV FROM 'URL' AS l RETURN l", "CALL { LOAD CSV FROM 'ht' + 'tp' + 'REST' AS l RETURN l } RETURN l")

#: what these say is about the server, or they do something there that a dump does not show
ADMINISTRATION = r"""
SHOW USERS
SHOW USERS YIELD user RETURN user
SHOW DATABASES
SHOW DEFAULT DATABASE
SHOW HOME DATABASE
ALTER USER neo4j SET PASSWORD 'madeup-password'
SHOW SETTINGS
SHOW SETTING YIELD name, value WHERE name CONTAINS 'director' RETURN value
show/**/settings
SH\u004fW SETTINGS
CYPHER 5 SHOW SETTINGS
SHOW TRANSACTIONS
SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery
TERMINATE TRANSACTIONS 'neo4j-transaction-1'
TERM\u0049NATE TRANSACTION 'neo4j-transaction-1', 'neo4j-transaction-2'
SHOW INDEXES
SHOW CONSTRAINTS YIELD name RETURN name
SHOW PROCEDURES
SHOW FUNCTIONS
CALL dbms.listConfig()
CALL dbms.listConfig
CALL dbms.listConfig('director') YIELD name, value RETURN value
CALL `dbms`.`listConfig`()
CALL dbms./**/listConfig()
CALL dbms.li\u0073tConfig()
CALL { CALL dbms.listConfig() YIELD name RETURN name } RETURN name
MATCH (n:Company) CALL dbms.listConfig() YIELD name RETURN name
RETURN COLLECT { CALL dbms.listConfig() YIELD value RETURN value }
WITH 1 AS x WHERE EXISTS { CALL dbms.listConfig() YIELD value RETURN value } RETURN x
OPTIONAL CALL dbms.listConfig() YIELD name RETURN name
CALL db.labels() YIELD label CALL dbms.components() YIELD name RETURN name
RETURN 'a' AS name UNION CALL dbms.components() YIELD name RETURN name
CALL dbms.components()
CALL dbms.info()
CALL db.info()
CALL dbms.listConnections()
CALL dbms.killConnection('bolt-0')
CALL dbms.killConnections(['bolt-0'])
CALL dbms.queryJmx('*:*')
CALL dbms.routing.getRoutingTable({})
CALL tx.setMetaData({a: 1})
CALL tx.getMetaData()
CALL db.clearQueryCaches()
CALL db.prepareForReplanning()
CALL db.resampleIndex('madeup_index')
CALL db.resampleOutdatedIndexes()
CALL db.awaitIndexes(1)
CALL db.stats.collect('QUERIES')
CALL db.stats.stop('QUERIES')
CALL db.stats.clear('QUERIES')
CALL db.stats.retrieve('GRAPH COUNTS')
CALL db.stats.status()
CALL db.createLabel('Neu')
CALL db.createProperty('neu')
CALL db.createRelationshipType('NEU')
CALL db.index.fulltext.listAvailableAnalyzers()
USE neo4j RETURN 1 AS x
MATCH (n) CALL { USE/**/neo4j RETURN 1 AS x } RETURN x
U\u0053E neo4j RETURN 1 AS x
UNWIND [1] AS i CALL (i) { RETURN 1 AS x } IN TRANSACTIONS RETURN x
"""
#: those that return nothing: they do it all the same
SILENT = re.compile(r"^(ALTER USER|CALL (tx\.set|db\.(prepare|resample|await|create)))")

#: not valid on this server; another edition or version might take them
INVALID = r"""
\u0043REATE (:Company {id:'n'})
;CREATE (:Company {id:'n'})
CYPHER 25 CREATE (:Company {id:'n'})
USE graph.byName('neo4j') CREATE (:Company {id:'n'})
USE system SHOW USERS
WHEN true THEN CREATE (:Company {id:'n'})
RETURN 1 AS x NEXT CREATE (:Company {id:'n'})
MATCH (n) WHERE EXISTS { CREATE (:Company {id:'n'}) } RETURN n
MATCH (n) RETURN n; MATCH (m) DETACH DELETE m
LOAD CSV FROM '/madeup.csv' AS l RETURN l
CALL apoc.cypher.runFile('x')
CALL apoc.do.when(true, "CREATE (:Company)", "RETURN 1", {}) YIELD value RETURN value
RETURN apoc.load.json('x')
CREATE DATABASE x
DROP DATABASE neo4j
ALTER DATABASE neo4j SET ACCESS READ ONLY
CREATE ROLE x
DENY READ {*} ON GRAPH * TO PUBLIC
REVOKE ROLE admin FROM neo4j
ENABLE SERVER 'x'
SHOW SERVERS
SHOW PRIVILEGES
EXPLAIN CREATE (:Company {id:'n'})
EXPLAIN SHOW SETTINGS
CALL dbms.upgrade()
:begin
"""
