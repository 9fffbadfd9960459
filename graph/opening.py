"""Opening a store, whichever engine keeps it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..schema import UsageError
from .embedded import MARKER, Embedded
from .py2neo_graphs import is_py2neo, server
from .store import Mode, Store

if TYPE_CHECKING:
    import py2neo

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+)://")


def open_store(
    url: str | Path | py2neo.Graph,
    mode: Mode = "r",
    *,
    heap: str | None = None,
    timeout: float | None = None,
    database: str | None = None,
    auth: tuple[str, str] | None = None,
    max_rows: int | None = None,
    follow: bool = True,
    wait: float | None = None,
    fresh: bool = False,
    note: str = "",
    since: int | None = None,
    dataset_order: Sequence[str] = (),
) -> Store:
    """Open the store at a path, or on a Neo4j server (``bolt://``, ``neo4j://``, ``neo4j+s://`` …).

    ``mode="w"`` makes a store in a folder when there is none and keeps other writers out (they wait ``wait`` seconds,
    5 by default); what is written becomes the version that all read at `publish` or at closing, named ``note``; with
    ``fresh`` it starts from nothing; what was written under the same note ``since`` a version (its number) becomes one
    version with it. On a server it makes the constraints, and ``note`` and ``since`` name what `undo` takes back as one
    load. A store in a folder open for reading follows the writers' versions from query to query; without ``follow`` it
    stays at the one that it was opened with.

    ``heap`` is the memory of the Java engine (``"512m"``, ``"4g"``; it can be set once a process), ``timeout`` the
    seconds that each query may take, from the call on: parsing, planning, connecting and retries count; opening a store
    on a server has as many. ``database`` names one of a server's, ``auth`` is user and password; without it
    NEO4J_USERNAME and NEO4J_PASSWORD count. A `py2neo.Graph` gives its own address, user and database to the driver.
    ``dataset_order`` are datasets, the first to be believed first where two contradict each other and are as reliable
    and as recent; what is written is settled by it, and `verify` looks at it so.
    Raises StoreMissing, StoreForeign, StoreLocked or StoreDamaged, each saying what to do.
    """
    if mode not in ("r", "w"):
        raise UsageError(
            f"mode is {mode!r}; expected 'r' to read or 'w' to write", f"mode 为 {mode!r}；应为 'r'（读）或 'w'（写）"
        )
    if is_py2neo(url):
        place = server(url)
        url, database, auth = place.url, database or place.database, auth or place.auth
    scheme = _SCHEME.match(str(url))
    if scheme:
        from .bolt import Bolt

        if fresh:
            raise UsageError(
                f"{url} is a server: fresh is for a folder; empty the server's database yourself",
                f"{url} 是服务器：fresh 用于文件夹；请自行清空服务器的数据库",
            )
        return Bolt(
            str(url),
            mode,
            database=database,
            auth=auth,
            timeout=timeout,
            max_rows=max_rows,
            note=note,
            since=since,
            dataset_order=dataset_order,
        )
    return Embedded(
        Path(str(url)),
        mode,
        heap=heap,
        timeout=timeout,
        max_rows=max_rows,
        follow=follow,
        wait=wait,
        fresh=fresh,
        note=note,
        since=since,
        dataset_order=dataset_order,
    )


def store_exists(path: str | Path) -> bool:
    """Say whether a Chainscape store stands at a path, without starting the engine; a server always counts."""
    if _SCHEME.match(str(path)):
        return True
    return (Path(path) / MARKER).is_file()
