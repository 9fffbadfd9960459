"""What a read on a Neo4j server must not do, beside attempts.py; read by test_bolt_guard.py."""

from __future__ import annotations

import re

#: writes that Cypher 25 does not take any more
ONLY_IN_5 = (
    "MATCH (a) WITH a LIMIT 1 CREATE (b:Neu) SET b = a",
    "MATCH (n:Company) CALL db.create.setVectorProperty(n, 'v', [1.0, 2.0]) YIELD node RETURN node",
    "CALL db.index.vector.createNodeIndex('neu', 'Company', 'v', 3, 'cosine')",
)
WRITES_HERE = r"""
# create
C\u0052EATE (:Company {id:'n'})
CREATE (:Company {id:'n'});
CREATE (a:Company {id:'n'})-[:SUPPLIES]->(b:Company {id:'m'}) RETURN a, b
MATCH (a:Company {id:'company:1'}) CREATE (a)-[:$('NEU')]->(a)
# merge
MATCH (a:Company {id:'company:1'}) MERGE (a)-[:NEU]->(a)
MATCH (a:Company {id:'company:1'}) MERGE (a)-[r:SUPPLIES {id: 'x'}]->(b:Neu) ON CREATE SET r.x = 9
MATCH (a:Company {id:'company:1'}), (b:Region) MERGE (a)-[:LOCATED_IN]->(b)
MERGE p = (:Company {id:'n'})-[:SUPPLIES]->(:Company {id:'m'}) RETURN p
# change
MATCH ()-[r]->() SET r = {}
MATCH ()-[r]->() REMOVE r.id
MATCH ()-[r:SUPPLIES]->() REMOVE r['id']
MATCH (a:Company) SET a[toLower('X')] = 9
MATCH (a:Company) SET a += {`x`: 9}, a:`Neu`
MATCH SHORTEST 1 (a:Company)-[:SUPPLIES]->+(b:Company) SET b.x = 9
MATCH (a:Company) ORDER BY a.id LIMIT 1 SET a.x = 9
# for each
FOREACH (x IN ['n'] | INSERT (:Company {id: x}))
# subqueries
MATCH (a:Company) CALL (a) { MERGE (a)-[:NEU]->(a) } RETURN count(*)
# unions
MATCH (a:Company) RETURN a.id UNION MATCH (a:Company) DETACH DELETE a RETURN 'x' AS `a.id`
# transactions of their own
MATCH (n) CALL (n) { SET n.x = 9 } IN TRANSACTIONS ON ERROR CONTINUE REPORT STATUS AS s RETURN s
# procedures
MATCH (n:Company) CALL db.create.setNodeVectorProperty(n, 'v', [1.0, 2.0])
MATCH (n:Company) CALL db.create.setVectorProperty(n, 'v', [1.0, 2.0]) YIELD node RETURN node
MATCH ()-[r]->() CALL db.create.setRelationshipVectorProperty(r, 'v', [1.0, 2.0])
# words before the query
CYPHER PROFILE CREATE (:Company {id:'n'})
CYPHER 5 CREATE (:Company {id:'n'})
CYPHER runtime=slotted CREATE (:Company {id:'n'})
cypher replan=force MATCH (a:Company) SET a.x = 9
CYPHER planner=idp PROFILE MATCH (a:Company) SET a.x = 9
USE neo4j CREATE (:Company {id:'n'})
USE `neo4j` MATCH (a:Company) SET a.x = 9
CALL { USE neo4j CREATE (:Company {id:'n'}) }
// a¶PROFILE//b¶CREATE (:Company {id:'n'})
# indexes and constraints
CREATE FULLTEXT INDEX neu FOR (n:Company) ON EACH [n.x]
CREATE VECTOR INDEX neu FOR (n:Company) ON (n.v) OPTIONS {indexConfig: {`vector.dimensions`: 3}}
CALL db.index.vector.createNodeIndex('neu', 'Company', 'v', 3, 'cosine')
DROP CONSTRAINT chainscape_node_Company
drop/**/constraint chainscape_node_Company IF EXISTS
DROP INDEX madeup_index
CREATE TEXT INDEX neu FOR ()-[r:SUPPLIES]-() ON (r.x)
CREATE FULLTEXT INDEX neu FOR ()-[r:SUPPLIES]-() ON EACH [r.x]
# users
CREATE USER x SET PASSWORD 'madeup-password'
CREATE USER x IF NOT EXISTS SET PLAINTEXT PASSWORD 'madeup-password' CHANGE NOT REQUIRED
CREATE OR REPLACE USER x SET PASSWORD 'madeup-password'
CR\u0045ATE USER x SET PASSWORD 'madeup-password'
CYPHER 5 CREATE USER x SET PASSWORD 'madeup-password'
DROP USER madeup
RENAME USER madeup TO x
"""

FILES_HERE = r"""
L\u004fAD C\u0053V FROM 'FILE' AS l RETURN l
USE neo4j LOAD CSV FROM 'FILE' AS l RETURN l
CYPHER runtime=slotted LOAD CSV FROM 'FILE' AS l RETURN l
PROFILE LOAD CSV FROM 'FILE' AS l RETURN l
LOAD CSV FROM 'file:PATH' AS l RETURN l
"""

#: what these say is about the server, or they do something there that a dump does not show
ADMINISTRATION = r"""
# show and terminate
SHOW USERS
SHOW USERS YIELD user RETURN user
SHOW DATABASES
SHOW DEFAULT DATABASE
SHOW HOME DATABASE
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
SHOW ALL FUNCTIONS EXECUTABLE
SHOW BUILT IN FUNCTIONS YIELD name RETURN name
SHOW PROCEDURES YIELD name WHERE name STARTS WITH 'dbms' RETURN name
SHOW DATABASES YIELD name, address RETURN address
SHOW DATABASE neo4j
SHOW ALL INDEXES YIELD name RETURN name
SHOW INDEXES YIELD createStatement RETURN createStatement
SHOW RANGE INDEXES
SHOW UNIQUE CONSTRAINTS
SHOW UNIQUENESS CONSTRAINTS
show/**/constraints
SHOW SETTINGS 'server.directories.import'
SHOW TRANSACTION
SHOW USERS WITH AUTH
TERMINATE TRANSACTIONS 'neo4j-transaction-1' YIELD message RETURN message
# transactions, users, words before the query
ALTER USER neo4j SET PASSWORD 'madeup-password'
USE neo4j RETURN 1 AS x
MATCH (n) CALL { USE/**/neo4j RETURN 1 AS x } RETURN x
U\u0053E neo4j RETURN 1 AS x
UNWIND [1] AS i CALL (i) { RETURN 1 AS x } IN TRANSACTIONS RETURN x
PROFILE MATCH (n) RETURN n
CYPHER 5 RETURN 1 AS one
CYPHER runtime=interpreted MATCH (n) RETURN n
# procedures
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
CALL dbms.cluster.routing.getRoutingTable({})
CALL dbms.listAllCapabilities()
CALL db.awaitIndex('madeup_index')
UNWIND [1] AS x CALL dbms.components() YIELD name RETURN name
CALL dbms.components() YIELD name CALL dbms.info() YIELD id RETURN id
RETURN COUNT { CALL dbms.listConnections() YIELD connectionId RETURN 1 AS y } AS n
CALL { CALL db.stats.retrieve('GRAPH COUNTS') YIELD data RETURN data } RETURN data
CALL dbms.queryJmx('java.lang:type=Runtime') YIELD attributes RETURN attributes
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
