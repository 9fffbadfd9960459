"""The start-up cache of the Java engine: classes loaded and linked beforehand (JEP 483, 514).

A whole reading command takes 0.8 s without and 0.4 s with it. The cache is 36 MB in the user's cache
folder. Whoever opens a store uses the one that is there; only the command line makes one, after a command
that ran without, by a child process of lowest priority (`rehearsal`): making it costs 4 s, which nobody
should wait for, and a library starts no process. Everything here may fail, and then the engine only starts
as slowly as before. Why so: docs/decisions/0013-start-up-cache.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ...schema import digest

#: ``off``, or another folder for the cache
VARIABLE = "CHAINSCAPE_JVM_CACHE"
#: what makes a cache, run as a program: it imports the engine, which is given this room's options
_MAKER = f"{__package__}.rehearsal"
#: seconds after which a making that left no cache is tried again
_AGAIN = 3_600


def options_for(name: str) -> list[str]:
    """Return the options that use a cache, none without one."""
    try:
        folder = cache_folder()
        found = None if folder is None else _cache(folder, name)
    except OSError:
        return []
    # the engine checks the sum too: it crashes on a cache with damaged pages otherwise
    return [] if found is None else [f"-XX:AOTCache={found}", "-XX:+VerifySharedSpaces"]


def cache_folder() -> Path | None:
    """Return the folder for the cache; None when it is off."""
    said = os.environ.get(VARIABLE, "")
    if said.lower() == "off":
        return None
    if said:
        return Path(said)
    import platformdirs

    return platformdirs.user_cache_path("chainscape", appauthor=False, opinion=False)


def name_for(files: Iterable[Path], options: Iterable[str]) -> str:
    """Return what a cache for an engine is called: it depends on all that the engine checks, and more."""
    facts = [f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files]
    chosen = [option for option in options if not option.startswith("-XX:ErrorFile=")]
    return "jvm-" + digest(sys.version, *facts, *chosen)


def make_in_background(name: str) -> None:
    """Start a process that makes a cache, unless there is one, or one is being made, or it is off."""
    with suppress(OSError):
        folder = cache_folder()
        if folder is not None and _cache(folder, name) is None:
            _start_maker(folder, name)


def tidy(folder: Path, name: str) -> None:
    """Take away every cache but that of one engine, and what makings left behind."""
    old = [file for file in folder.glob("jvm-*.aot") if not file.name.startswith(f"{name}-")]
    left = [*folder.glob("jvm-*.making"), *folder.glob(".jvm-*")]
    old += [file for file in left if time.time() - file.stat().st_mtime > _AGAIN]
    for file in old:
        # on Windows one that is in use stays until the next making
        with suppress(OSError):
            file.unlink(missing_ok=True)


def marker(folder: Path, name: str) -> Path:
    """Return the file that stands while a cache is being made."""
    return folder / f"{name}.making"


def _cache(folder: Path, name: str) -> Path | None:
    for found in folder.glob(f"{name}-*.aot"):
        # the size stands in the name: a file that was cut off is not offered to the engine
        if found.stem.rpartition("-")[2] == str(found.stat().st_size):
            return found
        found.unlink(missing_ok=True)
    return None


def _start_maker(folder: Path, name: str) -> None:
    if getattr(sys, "frozen", False) or not sys.executable:
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    started = marker(folder, name)
    with suppress(FileNotFoundError):
        if time.time() - started.stat().st_mtime < _AGAIN:
            return
        started.unlink()
    with suppress(FileExistsError), started.open("x", encoding="utf-8"):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(str(Path(p).resolve()) for p in sys.path if p)}
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.DETACHED_PROCESS | subprocess.IDLE_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
        subprocess.Popen(  # noqa: S603 - our own module, by this interpreter
            [sys.executable, "-m", _MAKER, str(folder), name],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
            start_new_session=True,
            creationflags=flags,
        )
