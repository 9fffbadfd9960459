"""The Java engine in this process: started once, at the first open, without a word on the terminal.

What each option is for, and the figures, stand in docs/decisions/0011-one-quiet-jvm.md.
"""

from __future__ import annotations

import atexit
import importlib.util
import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from ...schema import StoreError, UsageError
from . import cache, engine
from .classes import java

#: jars of the server, its protocols and importers: not needed to embed, and nothing that is absent can be called
_LEFT_OUT = (
    "arcadedb-bolt",
    "arcadedb-console",
    "arcadedb-graphql",
    "arcadedb-integration",
    "arcadedb-mcp",
    "arcadedb-network",
    "arcadedb-postgresw",
    "arcadedb-redisw",
    "arcadedb-server",
    "jakarta.",
    "jboss-",
    "micrometer-",
    "smallrye-",
    "swagger-",
    "undertow-",
    "wildfly-",
    "xnio-",
)
#: short runs are quicker with the first compiler alone, loads of 100,000 records with both
Work = Literal["short", "long"]
#: memory of a machine of which the engine's heap is at most a quarter, 2 GB, unless it is given (docs/decisions/0116)
_MEMORY = "8g"
#: bytes of heap with which the engine's Java starts
LEAST = 8 << 20
_HEAP = re.compile(r"^[1-9][0-9]*[kmgKMG]$")
_lock = threading.Lock()
_heap: str | None = None


def engine_folder() -> Path:
    """Return the folder of the installed engine, without importing it (its import takes 0.1 s)."""
    spec = importlib.util.find_spec("arcadedb_embedded")
    if spec is None or not spec.submodule_search_locations:
        raise StoreError(
            "the store engine is not installed: pip install arcadedb-embedded",
            "没有安装库的引擎：pip install arcadedb-embedded",
        )
    return Path(spec.submodule_search_locations[0])


def jars() -> list[Path]:
    """Return the jars that embedding needs, sorted."""
    return sorted(j for j in (engine_folder() / "jars").glob("*.jar") if not j.name.startswith(_LEFT_OUT))


def options(work: Work, heap: str | None = None) -> list[str]:
    """Return the options of the Java engine, apart from those of the AOT cache."""
    return [
        *common_options(),
        *(["-XX:TieredStopAtLevel=1"] if work == "short" else []),
        f"-Xmx{heap}" if heap else f"-XX:MaxRAM={_MEMORY}",
    ]


def common_options() -> list[str]:
    """Return the options that every start shares and that an AOT cache must fit."""
    return [
        "-Xlog:disable",
        # signals stay Python's: Java's own handler for SIGTERM closes stores under the feet of a write
        "-Xrs",
        "-XX:+UseSerialGC",
        "-XX:+UseCompactObjectHeaders",
        # no /tmp/hsperfdata folder, no crash file in the user's folder
        "-XX:-UsePerfData",
        f"-XX:ErrorFile={Path(tempfile.gettempdir()) / 'chainscape-jvm-error-%p.log'}",
        # an empty configuration: no handlers, so nothing on the terminal and no log/ folder
        f"-Djava.util.logging.config.file={os.devnull}",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8",
        "-Dstdout.encoding=UTF-8",
        "-Darcadedb.polyglotEngineEnabled=false",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
        "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
    ]


def cache_name() -> str:
    """Return what the start-up cache of this engine is called."""
    return cache.name_for([*jars(), library()], common_options())


def make_cache() -> None:
    """Have the start-up cache made in the background where the engine ran without one; nobody waits for it.

    For the command line alone: it starts a process, which a library must not.
    """
    if "jpype" not in sys.modules:
        return
    import jpype

    if jpype.isJVMStarted():
        cache.make_in_background(cache_name())


def start(work: Work = "short", heap: str | None = None) -> None:
    """Start the Java engine unless it runs; UsageError when it runs with another heap size than asked."""
    global _heap
    if heap is not None and not _HEAP.match(heap):
        raise UsageError(
            f"heap is {heap!r}; expected a number with k, m or g, such as 512m or 4g",
            f"heap 是「{heap}」；应为数字加 k、m 或 g，如 512m 或 4g",
        )
    if heap is not None and _bytes(heap) < LEAST:
        raise UsageError(
            f"heap is {heap}; Java ends the process with less than {LEAST >> 20}m, and a store wants 32m at least",
            f"heap 是 {heap}；少于 {LEAST >> 20}m 时 Java 会结束进程，打开库至少要 32m",
        )
    import jpype

    with _lock:
        if not jpype.isJVMStarted():
            launch([*options(work, heap), *cache.options_for(cache_name())])
            _heap = heap
            return
        try:
            engine.bridge()
        except TypeError as error:
            raise StoreError(
                "another library has started Java in this process, without the store engine: open a store "
                "first, or in a process of its own",
                "本进程中已有别的库启动了 Java，而没有带上库的引擎：请先打开库，或在单独的进程中打开",
            ) from error
        if heap is not None and heap != _heap:
            raise UsageError(
                f"heap is {heap}, but the Java engine of this process already runs with "
                f"{_heap or 'its default'}; it can be set once, at the first open of a store",
                f"heap 是 {heap}，而本进程的 Java 引擎已用 {_heap or '默认值'} 运行；只能在首次打开库时设定一次",
            )


def _bytes(heap: str) -> int:
    return int(heap[:-1]) << {"k": 10, "m": 20, "g": 30}[heap[-1].lower()]


def launch(arguments: list[str]) -> None:
    """Start the Java engine with these arguments and make it silent."""
    import jpype
    import jpype.config

    # stores are closed by our own exit hook; JPype's would wait for a query that does not end
    jpype.config.onexit = False
    jpype.config.destroy_jvm = False
    atexit.register(_stop_references)
    try:
        with _own_options_only():
            # interrupt=True would end the whole process at Ctrl-C
            jpype.startJVM(str(library()), *arguments, classpath=[str(j) for j in jars()], interrupt=False)
    except Exception as error:
        raise StoreError(f"the Java engine did not start: {error}", f"Java 引擎未能启动：{error}") from error
    engine.silence()


def library() -> Path:
    """Return the Java runtime that comes with the engine."""
    home = engine_folder() / "jre"
    if sys.platform == "win32":
        return home / "bin" / "server" / "jvm.dll"
    return home / "lib" / "server" / ("libjvm.dylib" if sys.platform == "darwin" else "libjvm.so")


def _stop_references() -> None:
    """Stop the Java thread that tells Python about collected garbage.

    A query that was left behind makes garbage while Python ends, and a Java thread that enters Python
    then makes the C library abort the process ("FATAL: exception not rethrown", 2 runs of 5).
    """
    import jpype

    if jpype.isJVMStarted():
        java("org.jpype.ref.JPypeReferenceQueue").getInstance().stop()


@contextmanager
def _own_options_only() -> Iterator[None]:
    """Hide variables that would add options, and a line that says so on standard error."""
    hidden = {name: os.environ.pop(name, None) for name in ("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS")}
    try:
        yield
    finally:
        os.environ.update({name: value for name, value in hidden.items() if value is not None})
