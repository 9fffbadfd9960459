"""Named queries: one `.cypher` file each, described by the comment lines at its top."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..schema import SchemaError, Text, UnknownName

LIBRARY = Path(__file__).parent / "library"
#: what a parameter may be; chain, stage and node also take a name and become an id
PARAMETER_TYPES = ("text", "integer", "number", "boolean", "chain", "stage", "node")
_HEADER = re.compile(r"^//\s*(title|about|param|returns|example)\b\s*([^:]*):\s*(.*)$")
_USED = re.compile(r"\$([A-Za-z_]\w*)")
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\n]*|/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter that a named query takes."""

    name: str
    #: one of PARAMETER_TYPES
    type: str
    about: Text
    #: None: it must be given; chain = "" stands for all chains
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A named query of the library."""

    name: str
    title: Text
    about: Text
    params: Mapping[str, Parameter]
    #: columns of the answer, in order
    returns: tuple[str, ...]
    #: parameters that give at least one row on the Suzhou pack
    example: Mapping[str, str]
    #: the Cypher, without the header
    text: str


def names(folder: Path = LIBRARY) -> list[str]:
    """Return the names of the queries in a folder, sorted.

    >>> "gap-facts" in names()
    True
    """
    return sorted(path.stem for path in folder.glob("*.cypher"))


def query(name: str, folder: Path = LIBRARY) -> Query:
    """Return one named query; UnknownName suggests the nearest."""
    known = names(folder)
    if name not in known:
        raise UnknownName("query", name, known)
    return _read(folder / f"{name}.cypher")


@cache
def _read(path: Path) -> Query:
    """Read a query file; SchemaError names the file and what is wrong with its header."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    top = 0
    fields: dict[str, str] = {}
    params: dict[str, Parameter] = {}
    while top < len(lines) and (lines[top].startswith("//") or not lines[top].strip()):
        match = _HEADER.match(lines[top])
        if lines[top].strip() and not match:
            raise SchemaError(f"{path.name}, line {top + 1}: not a header line (title, about, param, returns, example)")
        if match and match[1] == "param":
            params[match[2].strip()] = _parameter(path, match[2].strip(), match[3])
        elif match:
            fields[match[1]] = match[3].strip()
        top += 1
    for needed in ("title", "about", "returns"):
        if not fields.get(needed):
            raise SchemaError(f"{path.name}: the header needs a line '// {needed}: …'")
    text = "\n".join(lines[top:]).strip()
    used = set(_USED.findall(_QUOTED.sub(" ", text)))
    if used != params.keys():
        odd = ", ".join(sorted(used ^ params.keys()))
        raise SchemaError(f"{path.name}: declared and used parameters differ: {odd}")
    example = dict(_pair(path, part) for part in fields.get("example", "").split(" ; ") if part.strip())
    if unknown := example.keys() - params.keys():
        raise SchemaError(f"{path.name}: the example gives {', '.join(sorted(unknown))}, which is no parameter")
    returns = tuple(part.strip() for part in fields["returns"].split(","))
    return Query(path.stem, _text(fields["title"]), _text(fields["about"]), params, returns, example, text)


def _parameter(path: Path, name: str, declared: str) -> Parameter:
    """Read ``text = default — 说明 | about``."""
    head, _, about = declared.partition("—")
    type_, given, default = head.partition("=")
    if type_.strip() not in PARAMETER_TYPES:
        raise SchemaError(f"{path.name}, param {name}: expected a type of {', '.join(PARAMETER_TYPES)}")
    return Parameter(name, type_.strip(), _text(about), default.strip() if given else None)


def _pair(path: Path, part: str) -> tuple[str, str]:
    name, equals, value = part.partition("=")
    if not equals:
        raise SchemaError(f"{path.name}: an example is written name=value ; name=value")
    return name.strip(), value.strip()


def _text(line: str) -> Text:
    zh, _, en = line.partition(" | ")
    return Text(zh.strip(), en.strip() or zh.strip())
