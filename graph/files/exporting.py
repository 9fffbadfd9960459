"""A store as files for other programs: there whole, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from ...schema import StoreError, Text, UnknownName, making
from ..stored import Stored, Streams
from .choosing import chosen

FORMATS = ("neo4j-admin", "graphml", "csv", "jsonl", "parquet")
#: formats that are one file; the others are a folder
FILES = ("graphml", "jsonl")


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote."""

    #: the folder or file
    path: Path
    #: sources and searches are among the nodes
    nodes: int
    relations: int
    #: for neo4j-admin: the command that imports the files, to be run inside the folder; else ""
    command: str = ""


def export(
    store: Streams, target: str | Path, format: str, *, only: Collection[str] | None = None, sources: bool = True
) -> Exported:
    """Write everything in a store to a new folder (neo4j-admin, csv, parquet) or file (graphml, jsonl).

    ``only`` keeps the nodes with these ids, the relations between them, the sources that these cite and the searches
    about them; without ``sources`` there are no sources and searches among the nodes.

    Records stream from the store, so memory stays flat. Everything is written beside the target and renamed at the
    end: a stopped export leaves nothing. A file, or a folder with something in it, is never written over: StoreError.
    jsonl loses nothing and is read back by `copy`; neo4j-admin neither, once ``after.cypher`` has run.
    """
    if format not in FORMATS:
        raise UnknownName(Text("格式", "format"), format, FORMATS)
    path = Path(target)
    if path.is_dir() and (format in FILES or any(path.iterdir())):
        if format in FILES:
            raise StoreError(f"{path} is a folder; name a new file", f"{path} 是文件夹；请给出新的文件名")
        raise StoreError(
            f"{path} is a folder with files in it; name a new or empty folder",
            f"{path} 是有文件的文件夹；请给出新的或空的文件夹",
        )
    if path.exists() and not path.is_dir():
        new = Text("文件名", "file") if format in FILES else Text("文件夹", "folder")
        raise StoreError(
            f"{path} is there already; name a new {new.en}, or remove it",
            f"{path} 已存在；请换一个{new.zh}，或先删去它",
        )
    if not path.parent.is_dir():
        raise StoreError(f"there is no folder {path.parent}; make it first", f"没有文件夹 {path.parent}：请先建立")
    counting = _Counting(chosen(store, only, sources))
    with making(path) as made:
        command = _write(counting, made, format)
    return Exported(path, counting.counts[False], counting.counts[True], command)


class _Counting:
    """Items of a store, counted at the last reading; two readings that differ are an error."""

    def __init__(self, store: Streams) -> None:
        self._store = store
        #: by whether it is a relation
        self.counts: Counter[bool] = Counter()

    def __call__(self) -> Iterator[Stored]:
        before, self.counts = self.counts, Counter()
        for each in self._store.stored():
            self.counts[each.from_id != ""] += 1
            yield each
        if before and before != self.counts:
            raise StoreError(
                "the store was written to while it was exported; export again", "导出时库有写入；请再导出一次"
            )


def _write(items: _Counting, path: Path, format: str) -> str:
    if format in FILES:
        if format == "graphml":
            from . import graphml as export_graphml

            export_graphml.write(items, path)
        else:
            from . import jsonl as export_jsonl

            with path.open("w", encoding="utf-8", newline="\n") as file:
                export_jsonl.write_lines(items(), file)
        return ""
    path.mkdir()
    if format == "neo4j-admin":
        from . import neo4j_admin as export_neo4j

        return export_neo4j.write(items(), path)
    if format == "csv":
        from . import csv as export_csv

        export_csv.write(items, path)
    else:
        from . import parquet as export_parquet

        export_parquet.write(items, path)
    return ""
