"""The parts that the entries of a mapping file are made of: cells, columns, constants."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ..schema import (
    Property,
    Reading,
    SchemaError,
    Source,
    Value,
    Vocabulary,
    clean_text,
    cut,
    read_date,
    read_value,
    shown,
    suggest,
)
from .entries import is_web_address, made_source_id
from .mapping import Field

#: what a source has
SOURCE_FIELDS = ("id", "title", "publisher", "published", "url", "language", "reliability")


def wrong_word(part: Reading, key: str, expected: str, found: str, known: Iterable[str]) -> SchemaError:
    """Return the error for a word that is not known, with the nearest that are."""
    return SchemaError(f"{part.wrong(key, expected, found)}.{suggest(found, known)}")


def file_name(part: Reading, key: str, name: str) -> str:
    """Return the name or pattern of a file in the folder; SchemaError for one that can be none."""
    steps = name.split("/")
    if not name.isprintable() or "\\" in name or ".." in steps or steps[-1] in ("", ".") or steps[0] == "":
        raise part.wrong(key, "the name of a file in the folder, with / between folders", name)
    return name


def words_under(part: Reading, key: str) -> list[str]:
    """Return the list of texts under a key that may be missing."""
    return part.words(key) if key in part.data else []


def texts_under(part: Reading, key: str) -> dict[str, str]:
    """Return the map of texts under a key that may be missing."""
    if key not in part.data:
        return {}
    inner = part.part(key)
    return {name: inner.word(name) for name in inner.data}


def scalars_under(part: Reading, key: str) -> dict[str, str]:
    """Return the map of texts and numbers, as texts, under a key that may be missing."""
    if key not in part.data:
        return {}
    inner = part.part(key)
    return {name: inner.scalar(name) for name in inner.data}


def named_columns(part: Reading) -> list[tuple[str, str]]:
    """Return (column, property) for each entry under properties: a list, or a map {column: property}."""
    if isinstance(part.data.get("properties"), dict):
        return [(clean_text(column), name) for column, name in texts_under(part, "properties").items()]
    return [(clean_text(name), name) for name in words_under(part, "properties")]


def constants(
    part: Reading, known: Mapping[str, Property], owner: str, elsewhere: Collection[str] = ()
) -> dict[str, Value]:
    """Read ``always``: values that are the same in every row; ``elsewhere``: properties of other types to pass by."""
    values: dict[str, Value] = {}
    given = part.part("always") if "always" in part.data else Reading(part.path, {})
    for name, value in given.data.items():
        if name not in known and name in elsewhere:
            continue
        if name not in known:
            raise wrong_word(part, "always", f"a property of {owner}", name, known)
        text = ";".join(given.words(name)) if isinstance(value, list) else given.scalar(name)
        try:
            values[name] = read_value(text, known[name])
        except ValueError as error:
            raise given.wrong(name, f"a value of {name} ({cut(str(error), 500)})", value) from error
    return values


def check_complete(
    part: Reading, known: Mapping[str, Property], fields: Iterable[Field], always: Mapping[str, Value], owner: str
) -> None:
    """Refuse a mapping that gives nothing for a required property."""
    there = {f.property.name for f in fields} | set(always)
    for name, property in known.items():
        if property.required and name not in there:
            raise part.wrong("properties", f"{shown(name)}, which every {owner} has: a column, or a value under always")


def fixed_source(part: Reading, words: Vocabulary) -> Source | None:
    """Read ``source``: one source for the whole table."""
    if "source" not in part.data:
        return None
    given = part.part("source")
    given.only(*SOURCE_FIELDS)
    text = {name: clean_text(given.scalar(name)) for name in given.data}
    grade = text.get("reliability", "C")
    if grade not in words.codes["reliability"].codes:
        raise wrong_word(given, "reliability", "a grade", grade, words.codes["reliability"].codes)
    title = given.word("title")
    if not is_web_address(text.get("url", "https://")):
        raise given.wrong("url", "an address that begins with http:// or https://", text["url"])
    try:
        published = read_date(text["published"]) if text.get("published") else ""
    except ValueError as error:
        raise given.wrong("published", f"a date ({cut(str(error), 500)})", text["published"]) from error
    return Source(
        text.get("id") or made_source_id(clean_text(title)),
        clean_text(title),
        text.get("publisher", ""),
        published,
        text.get("url", ""),
        text.get("language", ""),
        grade,
    )
