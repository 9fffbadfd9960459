"""The rules of a mapping that look at what cells hold: conditions, types by a column, values, units, separators."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from ..schema import Property, Reading, Text, any_of, clean_text, matching, syntax_fault
from .mapping import Choice, Condition, Separator, Unit
from .mapping_keys import keys
from .mapping_parts import scalars_under, texts_under, wrong_word


def separator(part: Reading, key: str, default: Separator) -> Separator:
    """Read what parts the values of a cell: one mark, or a list of several."""
    found = part.data.get(key, default)
    if isinstance(found, list):
        marks = tuple(part.words(key))
        if not marks or not all(marks):
            raise part.wrong(key, Text("分隔符，或分隔符的列表", "a mark, or a list of marks"), found)
        return marks
    return part.word(key) if key in part.data else default


def separators(part: Reading, key: str) -> dict[str, Separator]:
    """Read ``{column: separator}``."""
    if key not in part.data:
        return {}
    inner = part.part(key)
    return {clean_text(column): separator(inner, column, "") for column in inner.data}


def conditions(part: Reading) -> tuple[Condition, ...]:
    """Read ``where``: what must hold for a row, column by column."""
    if "where" not in part.data:
        return ()
    inner = part.part("where")
    return tuple(each for column in inner.data for each in _conditions(inner, column))


def _conditions(part: Reading, column: str) -> list[Condition]:
    name = clean_text(column)
    if not isinstance(part.data[column], dict):
        return [Condition(name, _values(part, column))]
    given = part.part(column)
    given.only(*keys("condition"))
    if not given.data:
        raise given.wrong("", any_of(keys("condition")), given.data)
    found = []
    for key, negated in (("is", False), ("not", True)):
        if key in given.data:
            found.append(Condition(name, _values(given, key), negated=negated))
    if "matches" in given.data:
        found.append(Condition(name, pattern=pattern(given, "matches", given.word("matches"))))
    if "blank" in given.data:
        found.append(Condition(name, blank=given.flag("blank", True)))
    return found


def _values(part: Reading, key: str) -> frozenset[str]:
    found = part.data[key]
    if not isinstance(found, list):
        return frozenset({matching(part.scalar(key))})
    for each in found:
        if isinstance(each, list | dict) or each is None:
            raise part.wrong(key, Text("文字或数字", "texts or numbers"), each)
    return frozenset(matching(Reading(part.path, {"": each}).scalar("")) for each in found)


def pattern(part: Reading, key: str, text: str) -> re.Pattern[str]:
    """Return a regular expression; SchemaError for what is none."""
    try:
        return re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        what = syntax_fault(str(error))
        raise part.wrong(key, Text(f"正则表达式（{what.zh}）", f"a regular expression ({what.en})"), text) from error


def choice(part: Reading, key: str, known: Collection[str]) -> Choice:
    """Read a type that a column decides."""
    given = part.part(key)
    given.only(*keys("choice"))
    values = {matching(text): name for text, name in texts_under(given, "values").items()}
    patterns = [(pattern(given, "matches", text), name) for text, name in texts_under(given, "matches").items()]
    found = Choice(
        clean_text(given.word("column")), values, tuple(patterns), given.word("else") if "else" in given.data else ""
    )
    if not values and not patterns:
        wanted = Text(
            "{文字: 类型}，或 matches: {正则表达式: 类型}", "{text: type}, or matches: {regular expression: type}"
        )
        raise given.wrong("values", wanted)
    for name in found.types:
        if name not in known:
            raise wrong_word(given, "values", Text("此处可用的类型", "a type that may stand here"), name, known)
    return found


def values(part: Reading) -> dict[str, dict[str, str]]:
    """Read ``values``: what the texts of a column stand for."""
    if "values" not in part.data:
        return {}
    inner = part.part("values")
    return {
        clean_text(column): {clean_text(old): new for old, new in scalars_under(inner, column).items()}
        for column in inner.data
    }


def units(part: Reading, known: Mapping[str, Property], owner: str) -> dict[str, Unit]:
    """Read ``units``: what the numbers of a column are counted in."""
    if "units" not in part.data:
        return {}
    inner = part.part("units")
    found = {}
    for column in inner.data:
        if not isinstance(inner.data[column], dict):
            found[clean_text(column)] = Unit(clean_text(inner.word(column)), "")
            continue
        given = inner.part(column)
        given.only(*keys("unit"))
        into = given.word("into") if "into" in given.data else ""
        if into and (into not in known or known[into].type != "text"):
            wanted = Text(f" {owner} 的文字属性", f"a property of {owner} that is text")
            raise wrong_word(given, "into", wanted, into, known)
        unit = clean_text(given.word("unit")) if "unit" in given.data else ""
        if not unit and not into:
            raise given.wrong("", Text(" unit、into 或两者", "unit, into or both"), given.data)
        found[clean_text(column)] = Unit(unit, into)
    return found
