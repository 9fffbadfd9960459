"""What a read on the embedded engine must not do, beside attempts.py; read by test_guard.py."""

from __future__ import annotations

WRITES_HERE = r"""
# create
WHEN true THEN CREATE (:Company {id:'n'})
{ CREATE (:Company {id:'n'}) }
FOR i IN ['n'] CREATE (:Company {id: i})
FILTER true CREATE (:Company {id:'n'})
{ { CREATE (:Company {id:'n'}) } }
# change
MATCH (a:Company) LET b = a SET b.x = 9
{ MATCH (a:Company) SET a.x = 9 }
# delete
MATCH (a:Company) FILTER a.id = 'company:3' DELETE a
WHEN true THEN MATCH (a:Company) DETACH DELETE a
# procedures
CALL merge.node(['Company'], {id:'n'}) YIELD node RETURN node
CALL MERGE.Node(['Company'], {id:'n'}) YIELD node RETURN node
CALL `merge`.`node`(['Company'], {id:'n'}) YIELD node RETURN node
CALL merge /* . */ . node(['Company'], {id:'n'}) YIELD node RETURN node
CALL apoc.merge.node(['Company'], {id:'n'}) YIELD node RETURN node
MATCH (a {id:'company:1'}), (b {id:'company:3'}) CALL merge.relationship(a,'SUPPLIES',{id:'n'},{},b) YIELD rel RETURN 1
MATCH (a:Company) WITH collect(a) AS l CALL refactor.mergeNodes(l) YIELD node RETURN node
CALL do.when(true, "CREATE (:Company {id:'n'})", "RETURN 1", {}) YIELD value RETURN value
CALL do.when(true, "CRE" + "ATE (:Company {id:'n'})", "RETURN 1", {}) YIELD value RETURN value
CALL apoc.do.when(true, "CREATE (:Company {id:'n'})", "RETURN 1", {}) YIELD value RETURN value
MATCH (a:Company), (b:Region) CALL apoc.merge.relationship(a,'LOCATED_IN',{id:a.id},{},b) YIELD rel RETURN rel
MATCH (a:Company), (b:Region) CALL `merge`.relationship(a,'NEU',{id:a.id},{},b,{}) YIELD rel RETURN rel
CALL merge.node(['Company'], {id:'company:1'}, {}, {x: 9}) YIELD node RETURN node
CALL merge.node(['Neu', 'Anders'], {id:'n'}, {x: 9}) YIELD node RETURN node
CALL { CALL merge.node(['Company'], {id:'n'}) YIELD node RETURN node } RETURN node
UNWIND ['n', 'm'] AS i CALL merge.node(['Company'], {id: i}) YIELD node RETURN node
RETURN 1 AS x UNION CALL merge.node(['Company'], {id:'n'}) YIELD node RETURN 1 AS x
CALL merge.node(['Company'], {id:'n'})
OPTIONAL CALL merge.node(['Company'], {id:'n'}) YIELD node RETURN node
MATCH (a:Company) WITH collect(a) AS l CALL apoc.refactor.mergeNodes(l) YIELD node RETURN node
MATCH (a:Company) WITH collect(a) AS l CALL refactor.mergeNodes(l, {properties:'combine'}) YIELD node RETURN 1
CALL do.when(false, "RETURN 1", "CREATE (:Company {id:'n'})", {}) YIELD value RETURN value
CALL do.when(true, "CALL merge.node(['Company'], {id:'n'})", "RETURN 1", {}) YIELD value RETURN value
CALL do.when(true, "MATCH (a:Company) DETACH DELETE a", "RETURN 1", {}) YIELD value RETURN value
CALL do.when(true, "MATCH (a:Company) SET a.x = $x", "RETURN 1", {x: 9}) YIELD value RETURN value
CALL { CALL do.when(true, "CREATE (:Company {id:'n'})", "RETURN 1", {}) YIELD value RETURN value } RETURN value
MATCH (a:Region) CALL do.when(a.id IS NOT NULL, "CREATE (:Neu {id:'n'})", "RETURN 1", {}) YIELD value RETURN value
CALL `do`.`when`(true, "CREATE (:Company {id:'n'})", "RETURN 1", {}) YIELD value RETURN value
CALL DO.WHEN(true, "CREATE (:Company {id:'n'})", "RETURN 1", {})
# indexes and constraints
DROP INDEX `Company[id]`
DROP CONSTRAINT `Company[id]`
CALL do.when(true, "CREATE INDEX FOR (n:Company) ON (n.x)", "RETURN 1", {}) YIELD value RETURN value
CREATE CONSTRAINT neu FOR (n:Neu) REQUIRE n.id IS NOT NULL
CREATE CONSTRAINT neu FOR (n:Neu) REQUIRE n.id IS NODE KEY
CREATE CONSTRAINT neu FOR (n:Neu) REQUIRE n.id IS KEY
CREATE CONSTRAINT neu FOR (n:Neu) REQUIRE n.id IS :: STRING
drop/**/index `Company[id]`
drop index `Company[id]` IF EXISTS
DROP INDEX `Region[id]`
DROP CONSTRAINT `Company[id]` IF EXISTS
DROP INDEX `SUPPLIES[id]`
CREATE OR REPLACE INDEX neu FOR (n:Company) ON (n.x)
"""

#: each with what in its answer says that it worked
TELLING = {
    "SHOW INDEXES": "ONLINE",
    "show/**/indexes": "ONLINE",
    "SHOW INDEXES YIELD name": "Company[id]",
    "SHOW INDEXES YIELD name, type RETURN type": "RANGE",
    "SHOW INDEXES WHERE name STARTS WITH 'Company'": "Company[id]",
    "SHOW ALL INDEXES": "ONLINE",
    "SHOW RANGE INDEXES": "ONLINE",
    "SHOW CONSTRAINTS": "UNIQUENESS",
    "SHOW CONSTRAINTS YIELD name RETURN name": "Company[id]",
    "SHOW UNIQUENESS CONSTRAINTS": "UNIQUENESS",
    "START TRANSACTION": "begin",
    "start/**/transaction": "begin",
    "ROLLBACK": "rollback",
    "UNWIND [1] AS i CALL (i) { RETURN 'one' AS x } IN TRANSACTIONS RETURN x": "one",
    "RETURN sql.version()": "build",
    "RETURN SQL . /* x */ Version()": "build",
    "CALL sql.version()": "build",
    "MATCH (n:Company) WHERE sql.version() CONTAINS 'build' RETURN n": "company:1",
    "UNWIND [1] AS x RETURN COLLECT { RETURN sql.version() }": "build",
    "EXPLAIN MATCH (n) RETURN n": "Plan",
    "EXPLAIN CREATE (:Company {id:'n'})": "Plan",
    "EXPLAIN LOAD CSV FROM 'x' AS l RETURN l": "Plan",
    "EXPLAIN SHOW INDEXES": "ONLINE",
    "PROFILE MATCH (n) RETURN n": "company:1",
}

FILES_HERE = r"""
LOAD CSV FROM 'PATH' AS l RETURN l
CALL do.when(true, "LOAD CSV FROM 'FILE' AS l RETURN l", "RETURN 1", {}) YIELD value RETURN value
WHEN true THEN LOAD CSV FROM 'FILE' AS l RETURN l
{ LOAD CSV FROM 'FILE' AS l RETURN l }
CALL apoc.do.when(true, "LOAD CSV FROM 'FILE' AS l RETURN l", "RETURN 1", {}) YIELD value RETURN value
CALL do.when(true, "LO" + "AD CSV FROM 'FILE' AS l RETURN l", "RETURN 1", {}) YIELD value RETURN value
"""

SLEEPS = r"""
RETURN util.sleep(200)
RETURN UTIL.Sleep(200)
RETURN util . /* x */ sleep(200)
RETURN apoc.util.sleep(200)
CALL util.sleep(200)
CALL apoc.util.sleep(200)
MATCH (n:Company) WHERE util.sleep(100) IS NULL RETURN n
"""

#: not valid on this engine; another one might take them
INVALID = r"""
\u0043REATE (:Company {id:'n'})
C\u0052EATE (:Company {id:'n'})
L\u004fAD C\u0053V FROM 'FILE' AS l RETURN l
RETURN \u0075til.sleep(200)
RETURN EXISTS { CREATE (:Company {id:'n'}) }
RETURN COUNT { CREATE (a:Company {id:'n'}) RETURN a }
RETURN COLLECT { CREATE (a:Company {id:'n'}) RETURN a.id }
RETURN 1 AS x NEXT CREATE (:Company {id:'n'})
DEFINE PROCEDURE p() { CREATE (:Company {id:'n'}) } CALL p() RETURN 1
MATCH (n) RETURN n; MATCH (m) DETACH DELETE m
TERMINATE TRANSACTIONS '1'
SHOW TRANSACTIONS
SHOW SETTINGS
SHOW USERS
CREATE USER x SET PASSWORD 'madeup-password'
DROP DATABASE x
USE x MATCH (n) RETURN n
SESSION SET $x = 1
COMMIT
CALL dbms.listConfig()
CALL sql('SELECT 1')
CALL db.migrateLegacyTemporals()
RETURN eval('1+1')
SELECT FROM Company
DELETE FROM Company
g.V().drop()
CYPHER 5 CREATE (:Company {id:'n'})
CREATE (:Company {id:'n'});
USE copy CREATE (:Company {id:'n'})
WHEN EXISTS { MATCH (n) } THEN MATCH (a:Company) SET a.x = 9
CREATE FULLTEXT INDEX neu FOR (n:Company) ON EACH [n.x]
RETURN sql.query('SELECT FROM Company')
RETURN sql.command('DELETE FROM Company')
"""
