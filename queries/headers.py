"""Named queries: one `.cypher` file each, described by the comment lines at its top."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from ..schema import (
    SchemaError,
    Text,
    UnknownName,
    UsageError,
    Vocabulary,
    closest,
    cut,
    listed,
    read_text,
    shipped,
    shown,
    shown_zh,
    suggest,
    vocabulary,
)
from .rules import REGION, REGION_ABOUT, RULE, placed

LIBRARY = Path(__file__).parent / "library"
#: what a parameter may be; those from chain to node also take a name and become an id
PARAMETER_TYPES = (
    "text", "integer", "number", "boolean", "chain", "stage", "region", "company", "body", "node", "node type",
    "relation type",
)  # fmt: skip
#: one more type, with the name of a code list or the words to choose from
_CHOICE = re.compile(r"^(code) ([a-z_]+)$|^(one of) (\S.*)$")
#: numbers may have a range, with one end or both
_RANGE = re.compile(r"^(integer|number) (-?\d+(?:\.\d+)?)?\.\.(-?\d+(?:\.\d+)?)?$")
EXPECTED = f"{', '.join(PARAMETER_TYPES)}, integer LEAST..MOST, code LIST, one of WORD WORD …"
#: what a query is about, in the order in which they are listed; "own" is for queries of the user's
FAMILIES = {
    "chains": Text("产业链", "Chains"),
    "gaps": Text("缺口", "Gaps"),
    "hubs": Text("枢纽与联系", "Hubs and ties"),
    "quality": Text("质量基础设施", "Quality infrastructure"),
    "innovation": Text("创新", "Innovation"),
    "bodies": Text("主体", "Bodies"),
    "regions": Text("地区", "Regions"),
    "evidence": Text("依据", "Evidence"),
    "data": Text("数据质量", "Data quality"),
    "own": Text("自有", "Own"),
}
_FIELDS = ("title", "about", "family", "param", "returns", "example")
_HEADER = re.compile(rf"^//\s*({'|'.join(_FIELDS)})\b\s*([^:]*):\s*(.*)$")
#: relations of a path that may lead anywhere
_WAYS = re.compile(r"(?<=\[:)(?:[A-Z_]+\|){12,}[A-Z_]+(?=\*)")
_USED = re.compile(r"\$([A-Za-z_]\w*)")
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\n]*|/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter that a named query takes."""

    name: str
    #: one of PARAMETER_TYPES, or "code", or "one of"
    type: str
    about: Text
    #: None: it must be given; chain = "" stands for all chains
    default: str | None = None
    #: of "code" the name of the code list, of "one of" the words to choose from
    choices: tuple[str, ...] = ()
    #: of a number: the least and the most that it may be
    least: float | None = None
    most: float | None = None

    def __str__(self) -> str:
        if self.least is None and self.most is None:
            return " ".join((self.type, *self.choices))
        ends = ["" if end is None else f"{end:g}" for end in (self.least, self.most)]
        return f"{self.type} {'..'.join(ends)}"

    @property
    def empty(self) -> Text:
        """What it stands for when it is left empty."""
        return Text("模板所指", "that of the template") if self.about == REGION_ABOUT else Text("全部", "all")


@dataclass(frozen=True, slots=True)
class Query:
    """A named query of the library or of a folder of the user's."""

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
    path: Path
    #: one of FAMILIES
    family: str = "own"
    #: parameters of what counts that `ask` fills, see `RULE`
    rule: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether it is the user's: its text is then guarded like any other of the user's."""
        return self.path.parent != LIBRARY


@dataclass(slots=True)
class _Header:
    """The lines at the top of a file, as they are read."""

    path: Path
    fields: dict[str, str] = field(default_factory=dict)
    #: number of the line of each field
    lines: dict[str, int] = field(default_factory=dict)
    params: dict[str, Parameter] = field(default_factory=dict)

    def wrong(self, what: Text, line: int = 0) -> SchemaError:
        """Return the error that says where and what."""
        name = self.path.name if self.path.parent == LIBRARY else str(self.path)
        where = Text(f"{name}，第 {line} 行：", f"{name}, line {line}: ") if line else Text(f"{name}：", f"{name}: ")
        return SchemaError.of(where + what)


def names(folder: Path | str | None = None) -> list[str]:
    """Return the names of the queries of the library, and of a folder beside it, sorted.

    >>> "gap-facts" in names()
    True
    """
    return sorted(_paths(folder))


def query(name: str, folder: Path | str | None = None) -> Query:
    """Return one named query; of two with this name that of the folder. UnknownName suggests the nearest.

    A word that is no name but stands in titles, Chinese or English, suggests the queries that have it there.
    """
    paths = _paths(folder)
    if name not in paths:
        raise UnknownName(Text("查询", "query"), name, _near(name, paths))
    found = _read(paths[name], paths[name].stat().st_mtime_ns)
    return found if found.own else _widened(found, vocabulary())


def _widened(found: Query, words: Vocabulary) -> Query:
    """Return a query of the library in which a list of all types, or of all bodies, names those of a project, too.

    So does the long list of relations by which a path may lead.
    """
    package = shipped()
    if words is package:
        return found
    own = sorted(words.relations.keys() - package.relations.keys())
    text = _WAYS.sub(lambda long: "|".join([long[0], *own]), found.text)
    for before, now in ((package.nodes.keys(), words.nodes.keys()), (package.bodies, words.bodies)):
        text = text.replace("|".join(sorted(before)), "|".join(sorted(now)))
    return replace(found, text=text)


def _paths(folder: Path | str | None) -> dict[str, Path]:
    if folder is not None and not Path(folder).is_dir():
        raise UsageError(
            f"{folder}: no such folder; a folder of queries holds one NAME.cypher each",
            f"{folder}：没有这个文件夹；查询文件夹中每个查询一个 NAME.cypher",
        )
    folders = [LIBRARY, *([Path(folder)] if folder is not None else [])]
    return {path.stem: path for each in folders for path in sorted(each.glob("*.cypher"))}


def _near(name: str, paths: Mapping[str, Path]) -> list[str]:
    """Names to suggest: all of them, unless the word is no name but occurs in titles."""
    if closest(name, paths):
        return list(paths)
    word = name.casefold()
    found = []
    for stem, path in paths.items():
        first = next((line for line in read_text(path).split("\n") if "title:" in line), "")
        if word and word in first.casefold():
            found.append(stem)
    return found or list(paths)


@cache
def _read(path: Path, _changed: int) -> Query:
    """Read a query file; SchemaError names the file, the line, and what is expected there."""
    lines = read_text(path).split("\n")
    head = _Header(path)
    top = 0
    while top < len(lines) and (lines[top].startswith("//") or not lines[top].strip()):
        if lines[top].strip():
            _line(head, lines[top], top + 1)
        top += 1
    for needed in ("title", "about", "returns"):
        if not head.fields.get(needed):
            lacks = Text(f"文件头须有一行“// {needed}: …”", f"the header needs a line '// {needed}: …'")
            raise head.wrong(lacks, head.lines.get(needed, top + 1))
    text = "\n".join(lines[top:]).strip()
    if not text:
        raise head.wrong(Text("文件头之后没有 Cypher", "no Cypher after the header"), top + 1)
    used = set(_USED.findall(_QUOTED.sub(" ", text)))
    rule = tuple(sorted((used & RULE.keys()) - head.params.keys()))
    if odds := (used - set(rule)) ^ head.params.keys():
        odd = ", ".join(f"${name} is {'used' if name in used else 'declared'} only" for name in sorted(odds))
        odd_zh = "、".join(f"${name} 只{'用到' if name in used else '声明'}" for name in sorted(odds))
        differ = Text(
            f"声明的参数与用到的不一致：{odd_zh}；每个 $NAME 应有一行“// param NAME: type”",
            f"declared and used parameters differ: {odd}; expected '// param NAME: type' for each $NAME",
        )
        raise head.wrong(differ)
    if placed(rule):
        head.params.setdefault(REGION, Parameter(REGION, "region", REGION_ABOUT, ""))
    family = head.fields.get("family", "own")
    if family not in FAMILIES:
        none = Text(f"没有名为{shown_zh(family)}的 family。", f"no family {shown(family)}.")
        raise head.wrong(none + suggest(family, FAMILIES), head.lines["family"])
    returns = tuple(part.strip() for part in head.fields["returns"].split(","))
    titles = _text(head.fields["title"]), _text(head.fields["about"])
    return Query(path.stem, *titles, head.params, returns, _example(head), text, path, family, rule)


def _line(head: _Header, line: str, number: int) -> None:
    match = _HEADER.match(line)
    if not match:
        known = listed(_FIELDS)
        none = Text(
            f"不是文件头的行；应为“// FIELD: …”，FIELD 为 {known.zh} 之一",
            f"not a header line; expected '// FIELD: …' with one of {known.en}",
        )
        raise head.wrong(none, number)
    name, value = match[2].strip(), match[3].strip()
    if match[1] == "param":
        head.params[name] = _parameter(head, name, value, number)
    else:
        head.fields[match[1]] = value
        head.lines[match[1]] = number


def _parameter(head: _Header, name: str, declared: str, line: int) -> Parameter:
    """Read ``text = default — 说明 | about``."""
    front, _, about = declared.partition("—")
    type_, given, default = (part.strip() for part in front.partition("="))
    if bounds := _RANGE.match(type_):
        least, most = (float(end) if end else None for end in bounds.group(2, 3))
        if least is not None and most is not None and least > most:
            empty = Text(
                f"param {cut(name)}：{cut(type_)} 是空范围；请先写最小值",
                f"param {cut(name)}: {cut(type_)} holds nothing; write the least first",
            )
            raise head.wrong(empty, line)
        return Parameter(name, bounds[1], _text(about), default if given else None, (), least, most)
    choice = _CHOICE.match(type_)
    if not choice and type_ not in PARAMETER_TYPES:
        none = Text(
            f"param {cut(name)}：没有类型{shown_zh(type_)}；应为 {EXPECTED}",
            f"param {cut(name)}: no type {shown(type_)}; expected {EXPECTED}",
        )
        raise head.wrong(none, line)
    choices: tuple[str, ...] = ()
    if choice:
        type_ = choice[1] or choice[3]
        choices = (choice[2],) if type_ == "code" else tuple(choice[4].split())
        if type_ == "code" and choices[0] not in vocabulary().codes:
            none = Text(
                f"param {cut(name)}：没有代码表{shown_zh(choices[0])}。",
                f"param {cut(name)}: no code list {shown(choices[0])}.",
            )
            raise head.wrong(none + suggest(choices[0], vocabulary().codes), line)
    return Parameter(name, type_, _text(about), default if given else None, choices)


def _example(head: _Header) -> dict[str, str]:
    found: dict[str, str] = {}
    line = head.lines.get("example", 0)
    for part in head.fields.get("example", "").split(" ; "):
        name, equals, value = part.partition("=")
        if part.strip() and not equals:
            form = Text("示例写作 name=value ; name=value", "an example is written name=value ; name=value")
            raise head.wrong(form, line)
        if part.strip():
            found[name.strip()] = value.strip()
    if unknown := found.keys() - head.params.keys():
        odd = cut(", ".join(sorted(unknown)))
        none = Text(f"示例给出 {odd}，并非参数", f"the example gives {odd}, which is no parameter")
        raise head.wrong(none, line)
    return found


def _text(line: str) -> Text:
    zh, _, en = line.partition(" | ")
    return Text(zh.strip(), en.strip() or zh.strip())
