"""Reading the YAML files of the vocabulary, with errors that name file, key and what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import SchemaError, nearest
from .records import Text


@dataclass(frozen=True, slots=True)
class Reading:
    """A mapping inside a YAML file that knows where it stands."""

    path: Path
    data: dict[str, Any]
    at: str = ""

    def wrong(self, key: str, expected: str, found: object = None, among: Iterable[str] = ()) -> SchemaError:
        """Return the error for a key that is not as expected; of the words that could stand there, the nearest."""
        where = ".".join(part for part in (self.at, key) if part)
        came = "nothing" if found is None else repr(found)
        return SchemaError(
            f"{self.path.name}, key {where or '(top)'}: expected {expected}, found {came}{nearest(str(found), among)}"
        )

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

    def integer(self, key: str, default: int | None = None) -> int:
        found = self.data.get(key, default)
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            raise self.wrong(key, "a whole number, 0 or more", found)
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
        if name != self.path.stem:
            raise self.wrong("name", f"the name of the file, {self.path.stem!r}", name)
        return name


def read_yaml(path: Path) -> Reading:
    """Read one YAML file whose top is a mapping; SchemaError otherwise."""
    import yaml

    safe: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(safe):  # type: ignore[misc]
        """Refuses a key that stands twice: YAML would silently take the last."""

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
            keys = [key.value for key, _ in node.value]
            if twice := [key for key in keys if isinstance(key, str) and keys.count(key) > 1]:
                raise SchemaError(f"{path}, line {node.start_mark.line + 1}: the key {twice[0]!r} stands twice")
            found: dict[Any, Any] = super().construct_mapping(node, deep)
            return found

    try:
        data = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=Loader)  # noqa: S506 a safe loader
    except OSError as error:
        raise SchemaError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SchemaError(f"{path}: not UTF-8 text (byte {error.start:,}); save it as UTF-8") from error
    except yaml.YAMLError as error:
        raise SchemaError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict) or not all(isinstance(each, str) for each in data):
        raise SchemaError(f"{path}: expected a mapping of keys at the top")
    return Reading(path, data)
