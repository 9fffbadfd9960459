"""Print the newest release of Neo4j that the tests know, or say what it cannot be run without here (exit code 1)."""

from __future__ import annotations

import sys

import neo4j_server

if __name__ == "__main__":
    if reason := neo4j_server.missing(neo4j_server.NEWEST):
        sys.exit(f"{reason}; tests on it are left out")
    print(neo4j_server.NEWEST)
