"""Reaching a Neo4j server: who asks, what is there, and what its errors mean for the user.

A password comes from NEO4J_PASSWORD or from whoever calls; it is never part of an address, a message or a log.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import neo4j
from neo4j import exceptions as wrong

from ..schema import QueryFailed, QueryRefused, QueryTimeout, StoreError, StoreMissing, UsageError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
#: Neo4j 4.4 is the last before the Cypher of the query library
OLDEST = (5, 0)
#: seconds to reach a server
PATIENCE = 15.0
_AGENT = re.compile(r"^Neo4j/(\d+)\.(\d+)")
#: seconds that a transaction is tried again while the server says that it may pass
RETRY = 30.0


def driver(url: str, auth: tuple[str, str] | None = None) -> neo4j.Driver:
    """Return a driver whose server answers and is new enough.

    Without ``auth`` the user and password are NEO4J_USERNAME (else ``neo4j``) and NEO4J_PASSWORD; without a
    password a server that wants none is tried.
    """
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES:
        raise UsageError(f"{parts.scheme}:// is no address of a store. There are: a folder, {', '.join(SCHEMES)}")
    if parts.username or parts.password:
        clean = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        raise UsageError(
            "a password in an address stays in the history of the shell: give "
            f"{clean} alone, and set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if auth is None:
        password = os.environ.get("NEO4J_PASSWORD", "")
        auth = (os.environ.get("NEO4J_USERNAME") or "neo4j", password) if password else None
    # what a server remarks on a query is for who wrote it, and the library's are checked by the tests
    logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)
    try:
        made = neo4j.GraphDatabase.driver(
            url, auth=auth, connection_timeout=PATIENCE, max_transaction_retry_time=RETRY, user_agent="chainscape"
        )
    except (wrong.DriverError, ValueError) as error:
        raise UsageError(f"{url}: {error}") from error
    try:
        with told(url):
            check_version(url, made.get_server_info().agent)
    except BaseException:
        made.close()
        raise
    return made


def check_version(url: str, agent: str) -> None:
    """Raise StoreError when a server is no Neo4j that the queries are written for.

    >>> check_version("bolt://x", "Neo4j/2025.09.0")
    >>> check_version("bolt://x", "Neo4j/4.4.12")
    Traceback (most recent call last):
        ...
    chainscape.schema.errors.StoreError: bolt://x is Neo4j 4.4; Neo4j 5 or newer is needed: its Cypher is …
    """
    found = _AGENT.match(agent)
    if not found:
        raise StoreError(f"{url} says it is {agent!r}, not Neo4j; Neo4j 5 or newer is needed")
    version = (int(found[1]), int(found[2]))
    if version < OLDEST:
        raise StoreError(
            f"{url} is Neo4j {found[1]}.{found[2]}; Neo4j 5 or newer is needed: upgrade the server, "
            "or keep the store in a folder"
        )


@contextmanager
def told(url: str, database: str | None = None, timeout: float | None = None) -> Iterator[None]:
    """Turn the driver's errors into ours: each on one line, with the next step."""
    try:
        yield
    except (wrong.Neo4jError, wrong.DriverError, OSError, ValueError) as error:
        raise meaning(error, url, database, timeout) from error


def meaning(error: Exception, url: str, database: str | None, timeout: float | None) -> Exception:
    """Return the error of ours that an error of the driver stands for."""
    code = getattr(error, "code", None) or ""
    text = re.sub(r"\s+", " ", getattr(error, "message", None) or str(error)).strip()
    if isinstance(error, wrong.AuthError) or code.startswith("Neo.ClientError.Security.Unauthorized"):
        given = "were refused" if os.environ.get("NEO4J_PASSWORD") else "are needed"
        return StoreError(f"{url}: user and password {given}; set NEO4J_USERNAME and NEO4J_PASSWORD")
    if code.startswith("Neo.ClientError.Security.AuthenticationRateLimit"):
        return StoreError(f"{url}: too many wrong passwords; wait a few seconds and try again")
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return StoreMissing(f"{url} has no database {database!r}; SHOW DATABASES lists them, --database names one")
    if code.startswith("Neo.ClientError.Transaction.TransactionTimedOut"):
        return QueryTimeout(f"the query took longer than {timeout:g} seconds and was ended" if timeout else text)
    if "MemoryPoolOutOfMemory" in code or "TransactionOutOfMemory" in code:
        return QueryFailed(f"the query needs more memory than the server gives one transaction: {text}")
    if code == "Neo.ClientError.Statement.AccessMode" or code.startswith("Neo.ClientError.Security.Forbidden"):
        return QueryRefused(f"refused by the server: {text}")
    if code.startswith("Neo.ClientError.Schema"):
        return StoreError(f"{url}: {text}")
    if code == "Neo.ClientError.Statement.ParameterMissing":
        name = text.partition(":")[2].split(",")[0].strip()
        return UsageError(f"the query needs a value for ${name}; give it as {name}=…")
    if code.startswith("Neo.ClientError.Statement"):
        return QueryFailed(f"the query failed: {text}")
    if isinstance(error, wrong.ServiceUnavailable | wrong.SessionExpired | OSError):
        return _unreachable(error, url, text)
    if isinstance(error, wrong.ConfigurationError | ValueError) and not code:
        return UsageError(f"{url}: {text}")
    return StoreError(f"{url}: {text}")


def _unreachable(error: Exception, url: str, text: str) -> StoreError:
    secure = urlsplit(url).scheme.partition("+")[2]
    causes: list[str] = []
    each: BaseException | None = error
    while each is not None and len(causes) < 5:
        causes.append(f"{type(each).__name__} {each}".casefold())
        each = each.__cause__ or each.__context__
    said = " ".join(causes)
    if secure and ("ssl" in said or "secure" in said or "certificate" in said or "tls" in said):
        plain = url.replace(f"+{secure}://", "://", 1)
        own = (
            "" if secure == "ssc" else f", {url.replace('+s://', '+ssc://', 1)} for a certificate that it signed itself"
        )
        return StoreError(f"{url}: no secure connection; {plain} is for a server without TLS{own}")
    if "routing" in said:
        plain = re.sub("^neo4j", "bolt", url)
        return StoreError(f"{url} gives no routing table: {text} For one server alone use {plain}")
    return StoreMissing(f"no Neo4j server answers at {url}: start it, or check address and port ({_short(text)})")


def _short(text: str, most: int = 120) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
