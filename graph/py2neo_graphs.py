"""A py2neo Graph as the address of a store.

py2neo ended with 2021.2.4 (November 2023). What of it works on Neo4j 5 and what does not: docs/from-py2neo.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..schema import UsageError


@dataclass(frozen=True, slots=True)
class Server:
    """Where a `py2neo.Graph` is, in the words of the driver."""

    url: str
    #: None: the server wants none
    auth: tuple[str, str] | None
    database: str | None


def is_py2neo(value: object) -> bool:
    """Say whether something is a `py2neo.Graph`, without importing py2neo."""
    return type(value).__module__.partition(".")[0] == "py2neo" and hasattr(value, "service")


def server(graph: Any) -> Server:
    """Return address, user and database of a `py2neo.Graph`.

    UsageError for one that goes over HTTP, which the driver does not speak.
    """
    profile = graph.service.profile
    if profile.protocol != "bolt":
        raise UsageError(
            f"this py2neo.Graph goes to {profile.host} over {profile.protocol}; the driver speaks Bolt: "
            f"make it with py2neo.Graph('bolt://{profile.host}:7687')",
            f"这个 py2neo.Graph 经 {profile.protocol} 连到 {profile.host}；驱动走 Bolt："
            f"请改为 py2neo.Graph('bolt://{profile.host}:7687')",
        )
    scheme = "neo4j" if getattr(profile, "routing", False) else "bolt"
    secure = ("+s" if profile.verify else "+ssc") if profile.secure else ""
    auth = (profile.user, profile.password) if profile.user and profile.password else None
    return Server(f"{scheme}{secure}://{profile.host}:{profile.port}", auth, graph.name)
