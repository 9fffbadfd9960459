"""JSON Lines, one record a line: nothing is lost, and it is read back without guessing."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, TextIO

from ...schema import (
    DataError,
    Kept,
    NotKept,
    StoreError,
    Text,
    Unreadable,
    check,
    file_fault,
    read_json,
    shown,
    shown_zh,
    suggest,
    told,
)
from ..stored import Stored, known, record

#: bytes of the longest line: a node with some 50,000 statements
LONGEST = 16_000_000
#: what a line holds that is no text
_OWN = {"properties": dict, "statements": list}
_STATEMENT = ("dataset", "date", "properties", "row", "sources")
_KINDS = {"properties": dict, "sources": list, "queries": list, "pages_read": int}
#: lists of texts
_TEXTS = ("sources", "queries")
_SPOKEN = {
    str: Text("文字", "a text"), int: Text("整数", "a whole number"), list: Text("列表", "a list"),
    dict: Text("映射", "a map"),
}  # fmt: skip
#: properties of nodes that are no bodies, in the order of the record: those of a Search stand in each
_NAMES = {
    "Source": ("title", "publisher", "published", "url", "language", "reliability", "note_zh", "note_en"),
    "Search": (
        "subject", "slot", "method", "result", "date", "by", "queries", "pages_read", "note_zh", "note_en", "dataset",
    ),
    "Withdrawn": (
        "of", "subject", "why", "since", "until", "dataset", "row", "said", "from_id", "to_id", "into",
    ),
}  # fmt: skip


def line(each: Stored) -> str:
    """Return what a store keeps of one node or relation as a line of JSON.

    >>> line(Stored("Source", {"id": "source:a", "title": "甲"}))
    '{"kind":"node","type":"Source","id":"source:a","properties":{"title":"甲"}}'
    """
    properties = dict(each.properties)
    found: dict[str, Any] = {
        "kind": "relation" if each.from_id else "node",
        "type": each.type,
        "id": properties.pop("id"),
    }
    if each.from_id:
        found |= {"from": each.from_id, "to": each.to_id}
    statements = properties.pop("statements", None)
    found["properties"] = properties
    if statements is not None:
        found["statements"] = [json.loads(text) for text in statements]
    return json.dumps(found, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def write_lines(items: Iterable[Stored], file: TextIO) -> None:
    """Write one line for each."""
    file.writelines(line(each) + "\n" for each in items)


def read_records(path: str | Path) -> Iterator[Kept]:
    """Read the records of a file that `export` wrote as JSON Lines, in the file's order, for `load` and `copy`.

    Each is checked against the vocabulary. DataError names the first line that is something else.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            yield from _records(path, file)
    except OSError as error:
        raise DataError(
            f"{path}: cannot be read: {error.strerror or error}", f"无法读取 {file_fault(error, path).zh}"
        ) from error


def _records(path: Path, file: IO[bytes]) -> Iterator[Kept]:
    number = 0
    while raw := file.readline(LONGEST + 1):
        number += 1
        where = Text(f"{path}，第 {number} 行：", f"{path}, line {number}: ")
        if number == 1:
            if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                other = Text(
                    "不是 UTF-8 而是 UTF-16；请另存为 UTF-8，或重新导出",
                    "not UTF-8 text but UTF-16; save the file as UTF-8, or export it again",
                )
                raise DataError.of(where + other)
            raw = raw.removeprefix(codecs.BOM_UTF8)
        if len(raw) > LONGEST:
            long = Text(
                f"超过 {LONGEST:,} 字节，长于任何记录；是否漏了换行？",
                f"more than {LONGEST:,} bytes, longer than any record; is a line end missing?",
            )
            raise DataError.of(where + long)
        yield _record(where, raw)


def _record(where: Text, raw: bytes) -> Kept:
    """Return the record of a line, checked; DataError says what is wrong with it."""
    what: Text | None = None
    found = None
    try:
        found = read_json(raw.decode("utf-8"))
    except NotKept as error:
        what = told(error)
    except ValueError as error:
        if not raw.endswith(b"\n"):
            cut = Text(
                "文件在这一行中间结束，可见被截断了；请重新导出",
                "the file ends within this line, so it was cut off; export it again",
            )
            raise DataError.of(where + cut) from error
        what = told(error)
        if isinstance(error, UnicodeDecodeError):
            at = error.start + 1
            what = Text(f"不是 UTF-8（第 {at} 字节）", f"not UTF-8 text (byte {at})")
    if what is None:
        try:
            made = record(_stored(found))
            what = next((problem.why for problem in check(made)), None)
        except (ValueError, StoreError) as error:
            what = told(error)
    if what is not None:
        other = Text(
            "不是 chainscape export --format jsonl 写出的记录：",
            "not a record as `chainscape export --format jsonl` writes it: ",
        )
        raise DataError.of(where + other + what)
    return made


def _stored(found: Any) -> Stored:
    _check_shape(found)
    properties = {**found["properties"], "id": found["id"]}
    if "statements" in found:
        statements = found["statements"]
        properties["statements"] = [
            json.dumps(each, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for each in statements
        ]
    return known(Stored(found["type"], properties, found.get("from", ""), found.get("to", "")))


def _check_shape(found: Any) -> None:
    """Raise Unreadable for a line that has other keys than a record, or values of another kind."""
    _check_keys(
        found, ("kind", "type", "id", "properties"), ("from", "to", "statements"), _OWN, Text("记录", "a record")
    )
    if found["kind"] not in ("node", "relation"):
        kind = found["kind"]
        raise Unreadable(
            f"kind is node or relation, found {shown(kind)}", f"kind 应为 node 或 relation，现为{shown_zh(kind)}"
        )
    if [key for key in ("from", "to") if key in found] != (["from", "to"] if found["kind"] == "relation" else []):
        raise Unreadable("a relation, and only a relation, has from and to", "关系才有、且必有 from 和 to")
    if "" in (found["type"], found["id"], found.get("from"), found.get("to")):
        raise Unreadable("type, id, from and to are never empty", "type、id、from、to 不能为空")
    if found["type"] in _NAMES:
        names = _NAMES[found["type"]]
        if found["kind"] == "relation" or "statements" in found:
            type = found["type"]
            raise Unreadable(f"a {type} is a node without statements", f"{type} 是没有陈述的节点")
        needed = names[:1] if found["type"] == "Source" else names
        _check_keys(found["properties"], needed, names, _KINDS, Text(found["type"], f"a {found['type']}"))
        return
    for each in found.get("statements", ()):
        _check_keys(each, _STATEMENT, (), _KINDS, Text("陈述", "a statement"))
        for name, value in each["properties"].items():
            if not _is_value(value):
                raise Unreadable(
                    f"{shown(name)} wants a text, number, true, false or list of texts, found {shown(value)}",
                    f"{shown_zh(name)}应为文字、数字、true、false 或文字列表，现为{shown_zh(value)}",
                )


def _check_keys(
    found: Any, needed: Iterable[str], others: Iterable[str], kinds: Mapping[str, type], what: Text
) -> None:
    if not isinstance(found, dict):
        raise Unreadable(f"{what.en} is a map, found {shown(found)}", f"{what.zh}应为映射，现为{shown_zh(found)}")
    for name, value in found.items():
        if name not in (*needed, *others):
            near = suggest(name, (*needed, *others))
            raise Unreadable(
                f"there is no {shown(name)} in {what.en}.{near.en}", f"{what.zh}中没有{shown_zh(name)}。{near.zh}"
            )
        kind: Any = kinds.get(name, str)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise Unreadable(
                f"{name} of {what.en} is {_SPOKEN[kind].en}, found {shown(value)}",
                f"{what.zh}的 {name} 应为{_SPOKEN[kind].zh}，现为{shown_zh(value)}",
            )
        if name in _TEXTS and not all(isinstance(each, str) for each in value):
            raise Unreadable(
                f"{name} of {what.en} is a list of texts, found {shown(value)}",
                f"{what.zh}的 {name} 应为文字列表，现为{shown_zh(value)}",
            )
    for name in needed:
        if name not in found:
            raise Unreadable(f"{what.en} has no {name}", f"{what.zh}没有 {name}")


def _is_value(value: Any) -> bool:
    return isinstance(value, str | int | float | bool) or (
        isinstance(value, list) and all(isinstance(each, str) for each in value)
    )
