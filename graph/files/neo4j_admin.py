"""CSV files for ``neo4j-admin database import full``: the quickest way into a server, read once and memory flat.

The first rows of each type wait until its columns are known. A property that turns up later, or a value whose type does
not fit its column, opens a second pair of files (header, rows) for that type.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from ...schema import DataError, shown, shown_zh
from ..stored import Stored
from ..typed import constraint, quoted

#: between the values of a list; no keyboard types it, importing strips it, and JSON escapes it
BETWEEN = "\x1f"
COMMAND_FILE = "import.txt"
#: what is to run in the server afterwards
AFTER_FILE = "after.cypher"
#: lists that each record of ours has, if only empty: where one is missing afterwards it was empty
_ALWAYS = ("sources", "statements", "queries")
#: ids in one statement of the file
_IDS = 1_000
_OPTIONS = ("--id-type=string", "--array-delimiter=U+001F", "--bad-tolerance=0")
_KINDS = {str: "string", bool: "boolean", int: "long", float: "double", list: "string[]"}
#: rows of a type that wait for its columns to be known
_WAITING = 1_000
_Row = tuple[list[str], dict[str, Any]]


class _Sheet:
    """The rows of one type, or of those of its values that fit together."""

    def __init__(
        self, folder: Path, name: str, type: str, relation: bool, columns: Mapping[str, str], stack: ExitStack
    ) -> None:
        self.name = name
        self.type = type
        self.relation = relation
        #: property → type of its column
        self.columns = dict(columns)
        #: ids by property and list, of lists that the files have no way to write: without values, or one empty text
        self.odd: dict[tuple[str, str], list[str]] = {}
        self.several_lines = False
        self._waiting: list[_Row] | None = []
        #: columns that are settled, with what writes their values
        self._cells: list[tuple[str, Callable[[Any], str]]] = []
        self._folder = folder
        self._fixed = [":START_ID", ":END_ID", ":TYPE"] if relation else ["id:ID", ":LABEL"]
        path = folder / f"{name}.csv"
        self._file = stack.enter_context(path.open("w", encoding="utf-8", newline="\n", buffering=1 << 18))

    def takes(self, kinds: Mapping[str, str]) -> bool:
        """Say whether values of these types fit the columns; while rows wait new columns are made for them."""
        columns = self.columns
        new = []
        for name, kind in kinds.items():
            before = columns.get(name)
            if before is None and self._waiting is not None:
                new.append(name)
            elif before != kind:
                return False
        for name in new:
            columns[name] = kinds[name]
        return True

    def add(self, fixed: list[str], properties: dict[str, Any]) -> None:
        """Take one row that fits."""
        for name, value in properties.items():
            if value in ([], [""]) and not (value == [] and name in _ALWAYS):
                id = properties["id"] if self.relation else fixed[0]
                self.odd.setdefault((name, json.dumps(value)), []).append(id)
        if self._waiting is None:
            self._write(fixed, properties)
            return
        self._waiting.append((fixed, properties))
        if len(self._waiting) >= _WAITING:
            self._settle()

    def _settle(self) -> None:
        # from here on the columns are what they are: a row may not be shorter than the header (the import tool
        # then goes on reading in the next line when its last field is quoted)
        waiting, self._waiting = self._waiting, None
        self._cells = [(name, _CELLS[kind]) for name, kind in self.columns.items()]
        for fixed, properties in waiting or ():
            self._write(fixed, properties)

    def _write(self, fixed: list[str], properties: dict[str, Any]) -> None:
        get = properties.get
        text = ",".join([*map(_quoted, fixed), *[write(get(name)) for name, write in self._cells]])
        self.several_lines |= "\n" in text or "\r" in text
        self._file.write(text + "\n")

    def finish(self) -> None:
        """Write what waits, and the header file."""
        self._settle()
        heads = [*self._fixed, *(f"{_head(name)}:{kind}" for name, kind in self.columns.items())]
        path = self._folder / f"{self.name}-header.csv"
        path.write_text(",".join(heads) + "\n", encoding="utf-8", newline="\n")


def write(items: Iterable[Stored], folder: Path) -> str:
    """Write files into a folder, one pair for each node and relation type; return the command that imports them.

    The command is also in ``import.txt``; both are to be run inside the folder. Texts are quoted, so that an empty
    one is not taken for a missing one. ``after.cypher`` makes the constraints once the server is up.
    """
    sheets: dict[tuple[bool, str], list[_Sheet]] = {}
    #: type, names and types of the values → the sheet that takes them: rows are of few kinds
    fitting: dict[tuple[Any, ...], _Sheet] = {}
    with ExitStack() as stack:
        for each in items:
            relation = each.from_id != ""
            properties = dict(each.properties)
            fixed = [each.from_id, each.to_id, each.type] if relation else [properties.pop("id"), each.type]
            alike = (relation, each.type, *properties, *map(type, properties.values()))
            sheet = fitting.get(alike)
            if sheet is None:
                kinds = {name: _kind(name, value, each.type) for name, value in properties.items()}
                of_type = sheets.setdefault((relation, each.type), [])
                sheet = next((one for one in of_type if one.takes(kinds)), None)
                if sheet is None:
                    number = f"-{len(of_type) + 1}" if of_type else ""
                    name = f"{'relations' if relation else 'nodes'}-{each.type}{number}"
                    columns = {**(of_type[-1].columns if of_type else {}), **kinds}
                    sheet = _Sheet(folder, name, each.type, relation, columns, stack)
                    of_type.append(sheet)
                fitting[alike] = sheet
            sheet.add(fixed, properties)
        made = [(relation, sheet) for (relation, _), of_type in sorted(sheets.items()) for sheet in of_type]
        for _, sheet in made:
            sheet.finish()
    several_lines = any(sheet.several_lines for _, sheet in made)
    options = [*_OPTIONS, *(["--multiline-fields=true"] if several_lines else [])]
    for relation, sheet in made:
        # Neo4j 2026 takes no path without a folder
        files = f"./{sheet.name}-header.csv,./{sheet.name}.csv"
        options.append(shlex.quote(f"--{'relationships' if relation else 'nodes'}={files}"))
    command = " \\\n  ".join(["neo4j-admin database import full neo4j", *options])
    (folder / COMMAND_FILE).write_text(command + "\n", encoding="utf-8", newline="\n")
    after = folder / AFTER_FILE
    with after.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{text};\n" for text in _after([sheet for _, sheet in made]))
    return command


def _after(sheets: Iterable[_Sheet]) -> Iterator[str]:
    """Yield the statements that complete an import: constraints, and the lists that the files cannot hold."""
    types = sorted({(sheet.relation, sheet.type) for sheet in sheets})
    for relation, type in types:
        yield constraint(type, node=not relation)
    for sheet in sheets:
        name = quoted(sheet.type)
        on = f"MATCH ()-[n:{name}]->()" if sheet.relation else f"MATCH (n:{name})"
        for (key, value), ids in sheet.odd.items():
            for start in range(0, len(ids), _IDS):
                some = json.dumps(ids[start : start + _IDS], ensure_ascii=False)
                yield f"{on} WHERE n.id IN {some} SET n.{quoted(key)} = {value}"
    for relation, type in types:
        on = f"MATCH ()-[n:{quoted(type)}]->()" if relation else f"MATCH (n:{quoted(type)})"
        for key in (
            ("queries",) if type == "Search" else () if type in ("Source", "Withdrawn") else ("sources", "statements")
        ):
            yield f"{on} WHERE n.{key} IS NULL CALL {{ WITH n SET n.{key} = [] }} IN TRANSACTIONS OF 10000 ROWS"


def _kind(name: str, value: Any, type_: str) -> str:
    kind = _KINDS.get(type(value))
    if kind is None:
        raise DataError(
            f"{type_}: {name} is {shown(value)}; expected a text, number, boolean or list of texts",
            f"{type_}：{name} 为{shown_zh(value)}；应为文字、数字、是否或文字列表",
        )
    return kind


def _text(value: str | None) -> str:
    return "" if value is None else _quoted(value)


def _boolean(value: bool | None) -> str:
    return "" if value is None else "true" if value else "false"


def _number(value: float | None) -> str:
    return "" if value is None else repr(value)


def _list(value: list[str] | None) -> str:
    if value is None:
        return ""
    joined = BETWEEN.join(value)
    if value and joined.count(BETWEEN) != len(value) - 1:
        raise DataError(
            f"a list holds the character U+001F, which parts its values in the file: {shown(value)}",
            f"列表中含有字符 U+001F，文件用它隔开各值：{shown_zh(value)}",
        )
    return _quoted(joined)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if '"' in text else f'"{text}"'


def _head(name: str) -> str:
    return name if name.isidentifier() else _quoted(name)


#: type of a column → what writes a value of it
_CELLS: dict[str, Callable[[Any], str]] = {
    "string": _text, "boolean": _boolean, "long": _number, "double": _number, "string[]": _list,
}  # fmt: skip
