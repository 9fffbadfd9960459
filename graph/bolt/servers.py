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

from ...schema import (
    LoginRefused,
    QueryFailed,
    QueryRefused,
    QueryTimeout,
    StoreError,
    StoreMissing,
    UsageError,
    listed,
)
from ..parameters import wants
from ..streaming import shortened, timed_out
from ..typed import explained
from .unreachable import unreachable

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
#: Neo4j 4.4 is the last before the Cypher of the query library
OLDEST = (5, 6)
#: seconds to reach a server
PATIENCE = 15.0
#: all that a Neo4j server says it is, an Aura one too; others say more, or less
_AGENT = re.compile(r"Neo4j/(\d+)\.(\d+)(\.\d+)*(-\w+)*")
#: engines that speak Bolt and call themselves Neo4j first
_OTHERS = ("ArcadeDB", "Memgraph")
#: seconds that a transaction is tried again while the server says that it may pass
RETRY = 30.0
_PLACE = re.compile(r"\(line (\d+), column (\d+) \(offset: (\d+)\)\)")
_QUIET = logging.NullHandler()


def credentials(auth: tuple[str, str] | None) -> neo4j.Auth | None:
    """Return what to log in with: ``auth``, else NEO4J_USERNAME (else ``neo4j``) and NEO4J_PASSWORD, else None.

    It is the driver's own object because that never shows the password when it is printed.
    """
    if auth is None:
        password = os.environ.get("NEO4J_PASSWORD", "")
        if not password:
            return None
        auth = (os.environ.get("NEO4J_USERNAME") or "neo4j", password)
    return neo4j.basic_auth(*auth)


def driver(url: str, auth: neo4j.Auth | None = None) -> neo4j.Driver:
    """Return a driver for an address; it does not reach out before it is used."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        at = url.rpartition("@")[2]
        raise UsageError(f"{at} is no address: {error}", f"{at} 不是地址：{error}") from None
    if parts.scheme not in SCHEMES:
        known = listed(SCHEMES)
        raise UsageError(
            f"{parts.scheme}:// is no address of a store. There are: a folder, {known.en}",
            f"{parts.scheme}:// 不是库的地址。可用：文件夹、{known.zh}",
        )
    if parts.username or parts.password:
        clean = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        raise UsageError(
            "a password in an address stays in the history of the shell: give "
            f"{clean} alone, and set NEO4J_USERNAME and NEO4J_PASSWORD",
            f"地址中的密码会留在命令历史里：请只写 {clean}，并设定 NEO4J_USERNAME 和 NEO4J_PASSWORD",
        )
    # what a server remarks on a query is for who wrote it, and the library's are checked by the tests
    logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)
    # what the driver logs comes as an error too; a program that sets up logging still gets it
    logging.getLogger("neo4j").addHandler(_QUIET)
    try:
        return neo4j.GraphDatabase.driver(
            url,
            auth=auth,
            connection_timeout=PATIENCE,
            connection_acquisition_timeout=PATIENCE,
            max_transaction_retry_time=RETRY,
            user_agent="chainscape",
        )
    except (wrong.DriverError, ValueError) as error:
        raise UsageError(f"{url}: {error}", f"{url}：{error}") from error


def greet(driver: neo4j.Driver, url: str, database: str | None, auth: neo4j.Auth | None) -> tuple[int, int]:
    """Return the version of the server that answers; StoreError when none does, it is too old or no Neo4j."""
    try:
        with told(url):
            agent = driver.get_server_info().agent
        version = check_version(url, agent)
        with told(url, database), driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session:
            check_plan(url, agent, session.execute_read(lambda tx: tx.run("EXPLAIN RETURN 1 AS one").consume()))
        return version
    except LoginRefused as refused:
        if auth is None:
            raise LoginRefused(
                str(refused).replace("were refused", "are needed"),
                refused.zh.replace("用户名或密码被拒绝", "需要用户名和密码"),
            ) from refused.__cause__
        raise


def check_version(url: str, agent: str) -> tuple[int, int]:
    """Return the version a server says; StoreError when it is no Neo4j that the queries are written for.

    >>> check_version("bolt://x", "Neo4j/2025.09.0")
    (2025, 9)
    >>> check_version("bolt://x", "Neo4j/4.4.12")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    chainscape.schema.errors.StoreError: bolt://x is Neo4j 4.4; Neo4j 5.6 or newer is needed: ...
    """
    found = _AGENT.fullmatch(agent)
    if not found:
        raise not_neo4j(url, agent)
    version = (int(found[1]), int(found[2]))
    if version < OLDEST:
        raise StoreError(
            f"{url} is Neo4j {found[1]}.{found[2]}; Neo4j 5.6 or newer is needed: upgrade the server, "
            "or keep the store in a folder",
            f"{url} 是 Neo4j {found[1]}.{found[2]}；需要 Neo4j 5.6 或更新：请升级服务器，或把库放在文件夹中",
        )
    return version


def not_neo4j(url: str, agent: str) -> StoreError:
    """Return the error for a server that speaks Bolt and is another engine."""
    name = next((name for name in _OTHERS if name.casefold() in agent.casefold()), "")
    return StoreError(
        f"{url} is {name or 'no Neo4j'} (it says {agent!r}). It gives no plan by which to see that a query only reads: "
        "Neo4j 5.6 or newer is needed, or keep the store in a folder (docs/scale.md)",
        f"{url} 是 {name or '别的程序，不是 Neo4j'}（它自称 {agent!r}）。它不给执行计划，看不出查询是否只读："
        "需要 Neo4j 5.6 或更新，或把库放在文件夹中（docs/scale.zh-CN.md）",
    )


def check_plan(url: str, agent: str, summary: neo4j.ResultSummary) -> None:
    """Raise StoreError when a server answers ``EXPLAIN`` without a plan: its name alone is no proof."""
    operator = str((summary.plan or {}).get("operatorType", ""))
    if not operator.startswith("ProduceResults"):
        raise not_neo4j(url, agent)


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
    text = shortened(re.sub(r"\s+", " ", getattr(error, "message", None) or str(error)).strip())
    if isinstance(error, wrong.AuthError) or code.startswith("Neo.ClientError.Security.Unauthorized"):
        return LoginRefused(
            f"{url}: user and password were refused; set NEO4J_USERNAME and NEO4J_PASSWORD",
            f"{url}：用户名或密码被拒绝；请设定 NEO4J_USERNAME 和 NEO4J_PASSWORD",
        )
    if code.startswith("Neo.ClientError.Security.CredentialsExpired"):
        return LoginRefused(
            f"{url}: the first password must be changed: log in once with cypher-shell or Neo4j Browser",
            f"{url}：初始密码须先修改：请用 cypher-shell 或 Neo4j Browser 登录一次",
        )
    if code.startswith("Neo.ClientError.Security.AuthenticationRateLimit"):
        return StoreError(
            f"{url}: too many wrong passwords; wait a few seconds and try again",
            f"{url}：密码错误次数过多；请等几秒再试",
        )
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        named = repr(database) if database else "of that name"
        return StoreMissing(
            f"{url} has no database {named}; name another one: SHOW DATABASES lists them",
            f"{url} 没有{f'名为 {database} 的' if database else '这个'}数据库；请换一个：SHOW DATABASES 列出全部",
        )
    if code.startswith("Neo.ClientError.Transaction.TransactionTimedOut"):
        return QueryTimeout(*timed_out(timeout)) if timeout else QueryTimeout(text, f"查询超时，已中止（{text}）")
    if "MemoryPoolOutOfMemory" in code or "TransactionOutOfMemory" in code:
        return QueryFailed(
            "the query needs more memory than the server gives it: ask for less (LIMIT, fewer columns), "
            f"or raise db.memory.transaction.max there ({shortened(text, 120)})",
            "查询要的内存超过服务器所给：请少要一些（LIMIT、更少的列），"
            f"或在服务器上调高 db.memory.transaction.max（{shortened(text, 120)}）",
        )
    if code == "Neo.ClientError.Statement.AccessMode" or code.startswith("Neo.ClientError.Security.Forbidden"):
        return QueryRefused(f"refused by the server: {text}", f"服务器拒绝：{text}")
    if code.startswith("Neo.ClientError.Procedure"):
        return QueryFailed(f"the query failed: {text}", f"查询失败：{text}")
    if code == "Neo.ClientError.Schema.ConstraintCreationFailed" or re.search(r"type='[A-Z ]*UNIQUENESS'", text):
        return StoreError(
            f"{url}: ids must be unique and here some are not: merge or delete those nodes, or use another database "
            f"({text})",
            f"{url}：编号须不重复，而这里有重复的：请合并或删去那些节点，或换一个数据库（{text}）",
        )
    if code.startswith("Neo.ClientError.Schema"):
        return StoreError(f"{url}: {text}", f"{url}：{text}")
    if code == "Neo.ClientError.Statement.ParameterMissing":
        name = text.partition(":")[2].split(",")[0].strip()
        return UsageError.of(wants(name))
    if code.startswith(("Neo.ClientError.Statement", "Neo.DatabaseError.Statement")):
        return QueryFailed(f"the query failed: {text}", f"查询失败：{text}")
    if not code and (told := unreachable(error, url, text)):
        return told
    if isinstance(error, wrong.ConfigurationError | ValueError) and not code:
        return UsageError(f"{url}: {text}", f"{url}：{text}")
    return StoreError(f"{url}: {text}", f"{url}：{text}")


def as_asked(text: str) -> str:
    """Return a message on a text that was sent behind a line with EXPLAIN as one on what the user wrote.

    >>> as_asked('Unknown function (line 2, column 8 (offset: 15)) "RETURN foo(1)" ^')
    'Unknown function (line 1, column 8 (offset: 7)) "RETURN foo(1)"'
    """

    def before(found: re.Match[str]) -> str:
        line, column, offset = map(int, found.groups())
        return f"(line {line - 1}, column {column} (offset: {offset - len(explained(''))}))"

    return _PLACE.sub(before, text.removesuffix(" ^"))


def too_large(error: Exception) -> bool:
    """Say whether a transaction needs more memory than the server gives to one: then trying again is no use."""
    code, text = getattr(error, "code", None) or "", str(getattr(error, "message", ""))
    return "OutOfMemory" in code and "db.memory.transaction.max" in text
