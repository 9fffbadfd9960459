"""Reading a configuration file key by key, with errors that name file, line, key and what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .documents import Mapped, read_document
from .errors import SchemaError, guess
from .quoting import cut, listed, shown, shown_zh
from .texts import read_text
from .wordings import Text

#: no count or number of years of a file is larger
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """A mapping inside a YAML file that knows where it stands."""

    path: Path
    data: dict[str, Any]
    at: str = ""

    def wrong(self, key: str, expected: Text, found: object = None, among: Iterable[str] = ()) -> SchemaError:
        """Return the error for a key that is not as expected; of the words that could stand there, the nearest."""
        where = ".".join(part for part in (self.at, key) if part)
        near = guess(found, among) if isinstance(found, str) else Text("", "")
        at, line = self.path, self._line(key) if isinstance(self.data, Mapped) else 0
        zh = f"{at}，{f'第 {line} 行，' if line else ''}键 {cut(where, 200) or '（顶层）'}："
        zh += f"应为{_apart(expected.zh)}，现为{_apart(shown_zh(found))}"
        en = f"{at}{f', line {line}' if line else ''}, key {cut(where, 200) or '(top)'}: expected {expected.en}, "
        en += f"found {shown(found)}"
        return SchemaError(f"{en}.{near.en}" if near.en else en, f"{zh}。{near.zh}" if near.zh else zh)

    def _line(self, key: str) -> int:
        """Return the line of a key, or of as much of ``date.always`` as there is."""
        data: Any = self.data
        line = int(data.line)
        for part in [key] if key in data else key.split("."):
            if not isinstance(data, Mapped) or part not in data.lines:
                break
            line, data = data.lines[part], data[part]
        return line

    def only(self, *keys: str) -> None:
        """Refuse keys that nobody reads: most are spelling mistakes."""
        for key in self.data:
            if key not in keys:
                raise self.wrong(str(key), Text("以下键之一：", "one of the keys ") + listed(keys), key, keys)

    def value(self, key: str) -> Any:
        if key not in self.data:
            raise self.wrong(key, Text("一个值", "a value"))
        return self.data[key]

    def word(self, key: str) -> str:
        found = self.value(key)
        if not isinstance(found, str) or not found:
            raise self.wrong(key, Text("文字", "a text"), found)
        return found

    def words(self, key: str) -> list[str]:
        found = self.value(key)
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise self.wrong(key, Text("文字列表", "a list of texts"), found)
        return found

    def scalar(self, key: str) -> str:
        """Return a text, number, true or false as the text that stands for it."""
        found = self.value(key)
        if isinstance(found, bool):
            return "true" if found else "false"
        if found is None or isinstance(found, list | tuple | dict):
            raise self.wrong(key, Text("文字或数字", "a text or a number"), found)
        return str(found)

    def mark(self, key: str, default: str) -> str:
        """Return what parts texts, e.g. ``;``; never nothing."""
        return self.word(key) if key in self.data else default

    def integer(self, key: str, default: int | None = None) -> int:
        found = self.data.get(key, default)
        if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= _LARGEST:
            wanted = Text(f"0 到 {_LARGEST:,} 的整数", f"a whole number, 0 or more, at most {_LARGEST:,}")
            raise self.wrong(key, wanted, found)
        return found

    def number(self, key: str, default: float | None = None) -> float:
        found = self.data.get(key, default)
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise self.wrong(key, Text("数字", "a number"), found)
        return float(found)

    def flag(self, key: str, default: bool) -> bool:
        found = self.data.get(key, default)
        if not isinstance(found, bool):
            raise self.wrong(key, Text(" true 或 false", "true or false"), found)
        return found

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        found = self.value(key)
        if found not in allowed:
            raise self.wrong(key, any_of(allowed), found, allowed)
        return str(found)

    def part(self, key: str) -> Reading:
        """Return the mapping under a key."""
        found = self.value(key)
        if not isinstance(found, dict) or not all(isinstance(each, str) for each in found):
            raise self.wrong(key, Text("以文字为键的映射", "a mapping with text keys"), found)
        return Reading(self.path, found, f"{self.at}.{key}" if self.at else key)

    def parts(self, key: str) -> list[Reading]:
        """Return the mappings in the list under a key."""
        found = self.value(key)
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self.wrong(key, Text("映射的列表", "a list of mappings"), found)
        where = f"{self.at}.{key}" if self.at else key
        return [Reading(self.path, each, f"{where}[{at}]") for at, each in enumerate(found)]

    def text(self) -> Text:
        """Read ``{zh: …, en: …}``; both are needed."""
        return Text(self.word("zh"), self.word("en"))

    def named(self) -> str:
        """Read ``name`` and check that the file is called so: one type a file."""
        name = self.word("name")
        if not name.isidentifier():
            wanted = Text("由字母、数字和 _ 组成的名称", "a name of letters, digits and _")
            raise self.wrong("name", wanted, name)
        if name != self.path.stem:
            wanted = Text(f"文件名「{self.path.stem}」", f"the name of the file, {self.path.stem!r}")
            raise self.wrong("name", wanted, name)
        return name


def _apart(wording: str) -> str:
    """Return a wording as it stands behind a Chinese character: what begins with a letter or digit has a blank."""
    return f" {wording}" if wording[:1].isascii() and wording[:1].strip() else wording


def any_of(words: Iterable[str]) -> Text:
    """Return what is expected where one of some words may stand.

    >>> any_of(["chain", "stage"])
    Text(zh='以下之一：chain、stage', en='one of chain, stage')
    """
    return Text("以下之一：", "one of ") + listed(words)


def read_yaml(path: Path) -> Reading:
    """Read one YAML file whose top is a mapping; SchemaError otherwise (docs/decisions/0115)."""
    data = read_document(path, read_text(path))
    if data is None:
        raise SchemaError(
            f"{path}: the file is empty; expected keys and what they say, as in key: value",
            f"{path}：文件为空；应写各键及其内容，如 key: value",
        )
    if not isinstance(data, Mapped) or not all(isinstance(each, str) for each in data):
        raise SchemaError(
            f"{path}: expected a mapping of keys at the top, found {shown(data)}",
            f"{path}：顶层应为各键及其内容（key: value），现为{_apart(shown_zh(data))}",
        )
    return Reading(path, data)
