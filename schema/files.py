"""Reading a configuration file key by key, with errors that name file, line, key and what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .documents import Mapped, read_document
from .errors import SchemaError, nearest
from .quoting import cut, shown
from .records import Text
from .texts import read_text

#: no count or number of years of a file is larger
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """A mapping inside a YAML file that knows where it stands."""

    path: Path
    data: dict[str, Any]
    at: str = ""

    def wrong(self, key: str, expected: str, found: object = None, among: Iterable[str] = ()) -> SchemaError:
        """Return the error for a key that is not as expected; of the words that could stand there, the nearest."""
        where = ".".join(part for part in (self.at, key) if part)
        near = nearest(found, among) if isinstance(found, str) else ""
        line = f", line {self._line(key)}" if isinstance(self.data, Mapped) else ""
        return SchemaError(
            f"{self.path.name}{line}, key {cut(where, 200) or '(top)'}: expected {expected}, found {shown(found)}{near}"
        )

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
                raise self.wrong(str(key), "one of the keys " + ", ".join(keys), key, keys)

    def value(self, key: str) -> Any:
        if key not in self.data:
            raise self.wrong(key, "a value")
        return self.data[key]

    def word(self, key: str) -> str:
        found = self.value(key)
        if not isinstance(found, str) or not found:
            raise self.wrong(key, "a text", found)
        return found

    def words(self, key: str) -> list[str]:
        found = self.value(key)
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise self.wrong(key, "a list of texts", found)
        return found

    def scalar(self, key: str) -> str:
        """Return a text, number, true or false as the text that stands for it."""
        found = self.value(key)
        if isinstance(found, bool):
            return "true" if found else "false"
        if found is None or isinstance(found, list | tuple | dict):
            raise self.wrong(key, "a text or a number", found)
        return str(found)

    def mark(self, key: str, default: str) -> str:
        """Return what parts texts, e.g. ``;``; never nothing."""
        return self.word(key) if key in self.data else default

    def integer(self, key: str, default: int | None = None) -> int:
        found = self.data.get(key, default)
        if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= _LARGEST:
            raise self.wrong(key, f"a whole number, 0 or more, at most {_LARGEST:,}", found)
        return found

    def number(self, key: str, default: float | None = None) -> float:
        found = self.data.get(key, default)
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise self.wrong(key, "a number", found)
        return float(found)

    def flag(self, key: str, default: bool) -> bool:
        found = self.data.get(key, default)
        if not isinstance(found, bool):
            raise self.wrong(key, "true or false", found)
        return found

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        found = self.value(key)
        if found not in allowed:
            raise self.wrong(key, "one of " + ", ".join(allowed), found, allowed)
        return str(found)

    def part(self, key: str) -> Reading:
        """Return the mapping under a key."""
        found = self.value(key)
        if not isinstance(found, dict) or not all(isinstance(each, str) for each in found):
            raise self.wrong(key, "a mapping with text keys", found)
        return Reading(self.path, found, f"{self.at}.{key}" if self.at else key)

    def parts(self, key: str) -> list[Reading]:
        """Return the mappings in the list under a key."""
        found = self.value(key)
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self.wrong(key, "a list of mappings", found)
        where = f"{self.at}.{key}" if self.at else key
        return [Reading(self.path, each, f"{where}[{at}]") for at, each in enumerate(found)]

    def text(self) -> Text:
        """Read ``{zh: …, en: …}``; both are needed."""
        return Text(self.word("zh"), self.word("en"))

    def named(self) -> str:
        """Read ``name`` and check that the file is called so: one type a file."""
        name = self.word("name")
        if not name.isidentifier():
            raise self.wrong("name", "a name of letters, digits and _", name)
        if name != self.path.stem:
            raise self.wrong("name", f"the name of the file, {self.path.stem!r}", name)
        return name


def read_yaml(path: Path) -> Reading:
    """Read one YAML file whose top is a mapping; SchemaError otherwise (docs/decisions/0115)."""
    data = read_document(path, read_text(path))
    if not isinstance(data, Mapped) or not all(isinstance(each, str) for each in data):
        raise SchemaError(f"{path}: expected a mapping of keys at the top, found {shown(data)}")
    return Reading(path, data)
