"""The parts that the entries of a mapping file are made of: cells, columns, constants."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ..schema import (
    Property,
    Reading,
    SchemaError,
    Source,
    Text,
    Value,
    Vocabulary,
    clean_text,
    cut,
    read_date,
    read_value,
    shown,
    shown_zh,
    suggest,
    told,
)
from .entries import is_web_address, made_source_id
from .mapping import Field

#: characters of a message that stands within another
_SAID = 500
#: what a source has
SOURCE_FIELDS = ("id", "title", "publisher", "published", "url", "language", "reliability", "note_zh", "note_en")


def wrong_word(part: Reading, key: str, expected: Text, found: str, known: Iterable[str]) -> SchemaError:
    """Return the error for a word that is not known, with the nearest that are."""
    return SchemaError.of(told(part.wrong(key, expected, found)) + Text("。", ".") + suggest(found, known))


def unread(expected: Text, error: ValueError) -> Text:
    """Return what was expected, with what the value that is none says."""
    said = told(error)
    return Text(f"{expected.zh}（{cut(said.zh, _SAID)}）", f"{expected.en} ({cut(said.en, _SAID)})")


def file_name(part: Reading, key: str, name: str) -> str:
    """Return the name or pattern of a file in the folder; SchemaError for one that can be none."""
    steps = name.split("/")
    if not name.isprintable() or "\\" in name or ".." in steps or steps[-1] in ("", ".") or steps[0] == "":
        wanted = Text("文件夹中的文件名，文件夹之间用 /", "the name of a file in the folder, with / between folders")
        raise part.wrong(key, wanted, name)
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
            raise wrong_word(part, "always", Text(f" {owner} 的属性", f"a property of {owner}"), name, known)
        text = ";".join(given.words(name)) if isinstance(value, list) else given.scalar(name)
        try:
            values[name] = read_value(text, known[name])
        except ValueError as error:
            raise given.wrong(name, unread(Text(f" {name} 的值", f"a value of {name}"), error), value) from error
    return values


def check_complete(
    part: Reading, known: Mapping[str, Property], fields: Iterable[Field], always: Mapping[str, Value], owner: str
) -> None:
    """Refuse a mapping that gives nothing for a required property."""
    there = {f.property.name for f in fields} | set(always)
    for name, property in known.items():
        if property.required and name not in there:
            wanted = Text(
                f"{shown_zh(name)}（每个 {owner} 都有）：一列，或 always 之下的值",
                f"{shown(name)}, which every {owner} has: a column, or a value under always",
            )
            raise part.wrong("properties", wanted)


def fixed_source(part: Reading, words: Vocabulary) -> Source | None:
    """Read ``source``: one source for the whole table."""
    if "source" not in part.data:
        return None
    given = part.part("source")
    given.only(*SOURCE_FIELDS)
    text = {name: clean_text(given.scalar(name)) for name in given.data}
    grade = text.get("reliability", "C")
    if grade not in words.codes["reliability"].codes:
        raise wrong_word(given, "reliability", Text("可靠度等级", "a grade"), grade, words.codes["reliability"].codes)
    title = given.word("title")
    if not is_web_address(text.get("url", "https://")):
        wanted = Text("以 http:// 或 https:// 开头的网址", "an address that begins with http:// or https://")
        raise given.wrong("url", wanted, text["url"])
    try:
        published = read_date(text["published"]) if text.get("published") else ""
    except ValueError as error:
        raise given.wrong("published", unread(Text("日期", "a date"), error), text["published"]) from error
    return Source(
        text.get("id") or made_source_id(clean_text(title)),
        clean_text(title),
        text.get("publisher", ""),
        published,
        text.get("url", ""),
        text.get("language", ""),
        grade,
        text.get("note_zh", ""),
        text.get("note_en", ""),
    )
