"""What it means when no Neo4j server is reached: which of the many things that go wrong with an address it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from neo4j import exceptions as wrong

from ...schema import StoreError, StoreMissing
from ..streaming import shortened

_PORTS = "Neo4j speaks Bolt on port 7687 (7474 is its web page)"
_PORTS_ZH = "Neo4j 的 Bolt 端口是 7687（7474 是它的网页）"
#: what the driver says of bytes that the protocol does not have
_GARBAGE = re.compile(r"packstream|found marker|unknown .*tag|unicodedecodeerror|struct\.?error|unpack|bufferunderflow")


def unreachable(error: Exception, url: str, text: str) -> StoreError | None:
    """Return the error of ours for a connection that was not made or was lost; None if it is another error."""
    said = " ".join(f"{type(each).__name__} {each}" for each in _causes(error)).casefold()
    if _GARBAGE.search(said):
        return StoreError(
            f"{url} sent bytes that are not Bolt, its connection is broken or it is another program; {_PORTS}",
            f"{url} 发来的不是 Bolt 协议：连接有误，或是别的程序；{_PORTS_ZH}",
        )
    if "unsupportedserverproduct" in said:
        secure = url.replace("://", "+s://", 1)
        return StoreError(
            f"{url} answers in another protocol than Bolt: a server that wants TLS is {secure}; {_PORTS}",
            f"{url} 用的不是 Bolt 协议：要求 TLS 的服务器写作 {secure}；{_PORTS_ZH}",
        )
    if not isinstance(error, wrong.ServiceUnavailable | wrong.SessionExpired | OSError):
        return None
    return _no_door(said, url) or _no_answer(said, url) or _lost(said, url, text)


def _no_door(said: str, url: str) -> StoreError | None:
    """Return the error for something that answers and is not what the address says."""
    secure = urlsplit(url).scheme.partition("+")[2]
    if "looks like http" in said:
        return StoreError(
            f"{url} speaks HTTP, not Bolt: it is a web page; {_PORTS}",
            f"{url} 说的是 HTTP，不是 Bolt：那是网页；{_PORTS_ZH}",
        )
    if secure and ("ssl" in said or "secure" in said or "certificate" in said):
        plain = url.replace(f"+{secure}://", "://", 1)
        own = url.replace("+s://", "+ssc://", 1)
        return StoreError(
            f"{url}: no secure connection; {plain} is for a server without TLS"
            + ("" if secure == "ssc" else f", {own} for a certificate that it signed itself"),
            f"{url}：不能建立加密连接；没有 TLS 的服务器用 {plain}"
            + ("" if secure == "ssc" else f"，自签证书用 {own}"),
        )
    if "handshake" in said and "timed out" in said:
        return StoreError(
            f"{url} takes connections and is silent: it does not speak Bolt, or is busy; {_PORTS}",
            f"{url} 接受连接但没有应答：不是 Bolt 端口，或服务器正忙；{_PORTS_ZH}",
        )
    if "handshake" in said or "expected magic" in said:
        return StoreError(
            f"{url} does not speak Bolt; {_PORTS.replace('speaks Bolt', 'does')}", f"{url} 不是 Bolt 端口；{_PORTS_ZH}"
        )
    return None


def _no_answer(said: str, url: str) -> StoreError | None:
    if "resolve address" in said or "getaddrinfo" in said:
        host = urlsplit(url).hostname
        return StoreMissing(
            f"{url}: there is no machine {host}; check the name and the network",
            f"{url}：没有名为 {host} 的机器；请核对名称和网络",
        )
    if "refused" in said or "establish connection" in said or "timed out" in said:
        return StoreMissing(
            f"no Neo4j server answers at {url}: start it, or check address and port",
            f"{url} 没有 Neo4j 服务器应答：请启动服务器，或核对地址和端口",
        )
    return None


def _lost(said: str, url: str, text: str) -> StoreError:
    why = shortened(text, 120)
    if "routing" in said and url.startswith("neo4j"):
        plain = url.replace("neo4j", "bolt", 1)
        return StoreError(
            f"{url} gives no routing table ({why}); for one server alone use {plain}",
            f"{url} 不给路由表（{why}）；只有一台服务器时用 {plain}",
        )
    return StoreMissing(
        f"the connection to {url} was lost; try again when the server is there ({why})",
        f"与 {url} 的连接断了；服务器恢复后再试（{why}）",
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and those behind it, those of a group too."""
    todo: list[BaseException | None] = [error]
    seen: set[int] = set()
    while todo:
        each = todo.pop(0)
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        todo += [each.__cause__, each.__context__, *getattr(each, "exceptions", ())]
