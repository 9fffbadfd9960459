"""One YAML document as plain values, within bounds: the door for every configuration file (docs/decisions/0115).

Scalars are read by a short list, not by that of YAML 1.1: ``true``, ``false``, ``null``, whole and decimal numbers.
Everything else is the text that stands there: ``no``, ``1:30``, ``007`` and ``2023-11-01`` too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import SchemaError
from .quoting import shown, shown_zh
from .syntax_faults import syntax_fault
from .wordings import Text

#: levels of lists and mappings within one another
DEEPEST = 40
#: values of a document, what aliases stand for counted each time
MOST = 200_000
#: characters of a key
LONGEST_KEY = 500
_STANDARD = "tag:yaml.org,2002:"
_WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]+)?")
#: digits that fit into 64 bits, whatever they are
_DIGITS = 18


class Mapped(dict[Any, Any]):
    """A mapping that knows on which line each key stands, and where it begins itself."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[Any, int] = {}


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    value: list[Any] | Mapped
    line: int
    anchor: str | None
    #: values inside so far, itself too
    size: int = 1
    #: of a mapping: the key that waits for its value, and its line
    key: Any = None
    at: int = 0
    waits: bool = False
    merged: list[Any] = field(default_factory=list)


def read_document(path: Path, text: str) -> Any:
    """Return what a YAML text holds; SchemaError names file, line and what to do."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Reader(path).read(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Text(f"，第 {mark.line + 1} 行", f", line {mark.line + 1}") if mark else Text("", "")
        what = syntax_fault(error.problem or error.context or "")
        raise SchemaError(
            f"{path}{at.en}: not valid YAML: {what.en}", f"{path}{at.zh}：不是有效的 YAML：{what.zh}"
        ) from error
    except yaml.YAMLError as error:
        what = syntax_fault(" ".join(str(error).split())[:200])
        raise SchemaError(f"{path}: not valid YAML: {what.en}", f"{path}：不是有效的 YAML：{what.zh}") from error


class _Reader:
    """Makes values out of the parser's events, one after another: no depth of a file is a depth of calls."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.open: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.documents = self.size = 0
        self.value: Any = None

    def read(self, events: Iterator[Any]) -> Any:
        import yaml

        for event in events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    raise self.wrong(
                        line,
                        "a second document begins (---); keep one in a file",
                        "此处另起一个文档（---）；一个文件只留一个",
                    )
            elif isinstance(event, yaml.ScalarEvent):
                self.check_tag(event, line)
                value = event.value
                plain = event.implicit[0]
                self.put(self.scalar(value, line) if plain and value != "<<" else value, line, 1, event.anchor, plain)
            elif isinstance(event, yaml.AliasEvent):
                self.alias(str(event.anchor), line)
            elif isinstance(event, yaml.CollectionStartEvent):
                self.check_tag(event, line)
                self.begin([] if isinstance(event, yaml.SequenceStartEvent) else Mapped(line), event.anchor, line)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.end()
        return self.value

    def wrong(self, line: int, what: str, zh: str) -> SchemaError:
        return SchemaError(f"{self.path}, line {line}: {what}", f"{self.path}，第 {line} 行：{zh}")

    def check_tag(self, event: Any, line: int) -> None:
        if event.tag is not None:
            tag = event.tag.replace(_STANDARD, "!!")
            raise self.wrong(
                line,
                f"the tag {shown(tag)} is not read here; write the value without it",
                f"此处不读标签{shown_zh(tag)}；请直接写值",
            )

    def scalar(self, text: str, line: int) -> Any:
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            if len(text) > _DIGITS:
                raise self.wrong(
                    line,
                    f"{shown(text)} has more than {_DIGITS} digits; put it in quotes if it is a text",
                    f"{shown_zh(text)}超过 {_DIGITS} 位；如是文字请加引号",
                )
            return int(text)
        if _DECIMAL.fullmatch(text):
            value = float(text)
            if value - value != 0:
                raise self.wrong(
                    line,
                    f"{shown(text)} is larger than any number; put it in quotes if it is a text",
                    f"{shown_zh(text)}大于任何数字；如是文字请加引号",
                )
            return value
        return text

    def begin(self, value: list[Any] | Mapped, anchor: str | None, line: int) -> None:
        if len(self.open) >= DEEPEST:
            raise self.wrong(
                line,
                f"lists and mappings stand more than {DEEPEST} deep in one another",
                f"列表与映射嵌套超过 {DEEPEST} 层",
            )
        here = self.open[-1] if self.open else None
        if here is not None and isinstance(here.value, Mapped) and not here.waits:
            found = Text("列表", "a list") if isinstance(value, list) else Text("映射", "a mapping")
            raise self.wrong(line, f"a key is a text, found {found.en}", f"键应为文字，现为{found.zh}")
        if anchor is not None:
            self.anchors.pop(anchor, None)
        self.open.append(_Open(value, line, anchor))

    def end(self) -> None:
        done = self.open.pop()
        if isinstance(done.value, Mapped):
            for other in done.merged:
                for key, value in other.items():
                    if key not in done.value:
                        done.value[key] = value
                        done.value.lines[key] = done.line
        self.put(done.value, done.line, done.size, done.anchor)

    def alias(self, name: str, line: int) -> None:
        if name not in self.anchors:
            inside = any(each.anchor == name for each in self.open)
            why = Text(f"没有所指：没有 &{name[:40]}", f"stands for nothing: there is no &{name[:40]}")
            if inside:
                why = Text("所指的值又含有它自己", "stands for a value that holds it")
            raise self.wrong(line, f"the alias {shown('*' + name)} {why.en}", f"别名{shown_zh('*' + name)}{why.zh}")
        value, size = self.anchors[name]
        self.put(value, line, size)

    def put(self, value: Any, line: int, size: int, anchor: str | None = None, plain: bool = False) -> None:
        """Give a value, whole by now, to the list or mapping around it."""
        if anchor is not None:
            self.anchors[anchor] = (value, size)
        if not self.open:
            self.value = value
            return
        here = self.open[-1]
        here.size += size
        if here.size > MOST or len(self.anchors) > MOST:
            raise self.wrong(
                line,
                f"more than {MOST:,} values, counted with what aliases (*name) stand for",
                f"连同别名（*name）所指，超过 {MOST:,} 个值",
            )
        if isinstance(here.value, list):
            here.value.append(value)
        elif not here.waits:
            self.key(here, value, line, plain)
        else:
            self.under(here, here.value, value, line)

    def key(self, here: _Open, key: Any, line: int, plain: bool) -> None:
        if isinstance(key, bool) or not isinstance(key, str | int):
            raise self.wrong(
                line,
                f"a key is a text, found {shown(key)}; put it in quotes",
                f"键应为文字，现为{shown_zh(key)}；请加引号",
            )
        if isinstance(key, str) and len(key) > LONGEST_KEY:
            raise self.wrong(
                line,
                f"the key {shown(key)} has more than {LONGEST_KEY} characters",
                f"键{shown_zh(key)}超过 {LONGEST_KEY} 个字符",
            )
        merges = plain and key == "<<"
        if key in here.value and not merges:
            raise self.wrong(line, f"the key {shown(key)} stands twice", f"键{shown_zh(key)}出现两次")
        here.key, here.at, here.waits = _MERGE if merges else key, line, True

    def under(self, here: _Open, into: Mapped, value: Any, line: int) -> None:
        here.waits = False
        if here.key is not _MERGE:
            into[here.key] = value
            into.lines[here.key] = here.at
            return
        others = value if isinstance(value, list) else [value]
        if not all(isinstance(each, Mapped) for each in others):
            raise self.wrong(
                line,
                "<< takes a mapping, or a list of mappings, of this file",
                "<< 后应为本文件中的映射，或映射的列表",
            )
        here.merged += others


_MERGE = object()
