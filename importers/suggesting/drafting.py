"""A mapping (YAML) drafted from headings and samples, each line with how sure it is and why."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...schema import DataError, NodeType, Property, RelationType, Text, Vocabulary, listed, read_value, vocabulary
from .asking import Ask, ask_of_column, ask_of_rows
from .coded import CODED, not_yet
from .guesses import SURE, Guess, Guesses, Sample
from .headings import (
    DATES,
    ENDINGS,
    NUMBERING,
    PRIVATE,
    PROPERTIES,
    RELATION_PROPERTIES,
    ROWS,
    SOURCES,
    TIES,
    Heading,
    fits,
    heading,
)
from .pairs import Pair, fit, in_percent, pair_of
from .sampling import fault, samples
from .writing import marks, parted, plain, quoted

#: below it somebody is asked, where there is anybody
ASKED = 0.75
#: headings that say only that a name stands below: the names themselves say of what
_ANY_NAME = ("名称", "单位名称", "机构名称", "单位", "name", "organization", "organisation")
#: what a node of a type must have that no heading gives
_ALWAYS: Mapping[str, Mapping[str, str]] = {
    "Consortium": {"kind": "quality-innovation", "scope": "city"},
    "Award": {"kind": "quality"},
}


_UNKNOWN = Text("不知何意", "nobody knows what it is")


@dataclass(slots=True)
class _Table(Guesses):
    type: NodeType
    named: str
    sure: float
    why: Text


def draft_tables(
    samples: Iterable[Sample], *, dataset: str = "tables", lang: str = "en", ask: Ask | None = None
) -> str:
    """Return a mapping to start from: of each column what it may be, how sure that is, and why.

    What nobody knows, or what is too unsure, is kept under ``details``; running numbers and how to reach a person stand
    under ``ignore``. ``ask`` answers what is not sure. Look at each line.
    """
    drafter = _Drafter(vocabulary(), lang, ask)
    lines = [
        "# "
        + drafter.say(
            "由表头与样本起草，请逐行核对；每行的数字为把握",
            "drafted from headings and samples; look at each line; numbers say how sure it is",
        ),
        f"dataset: {plain(dataset)}",
        "tables:",
    ]
    for sample in samples:
        lines += drafter.table(sample)
    return "\n".join(lines) + "\n"


def suggest_mapping(paths: Iterable[Path], *, dataset: str = "", lang: str = "en", ask: Ask | None = None) -> str:
    """Return a mapping to start from, drafted from files: text tables, workbooks, JSON and what else can be read.

    Each sheet is a table of its own. ``ask`` is asked what is not sure and returns one of the question's choices.
    DataError: nothing in the files is a table, or one of them cannot be read.
    """
    files = list(paths)
    drafted = []
    for path in files:
        found = samples(path, path.name)
        if not found and (problem := fault(path, path.name)):
            raise DataError.of(problem.said)
        several = len({sheet for sheet, _, _ in found}) > 1
        for sheet, columns, rows in found:
            place = (f"sheet: {plain(sheet)}", f"name: {plain(f'{path.stem} {sheet}')}") if several else ()
            drafted.append(Sample(path.name, columns, rows, place))
    if not drafted:
        named = listed(map(str, files))
        raise DataError(
            f"{named.en}: no table in it; a table has a row of names and rows below it",
            f"{named.zh}：其中没有表格；表格应有一行列名，其下各行为数据",
        )
    name = dataset or re.sub(r"[^\w.-]+", "-", files[0].stem).strip("-")[:80] or "tables"
    return draft_tables(drafted, dataset=name, lang=lang, ask=ask)


class _Drafter:
    def __init__(self, words: Vocabulary, lang: str, ask: Ask | None) -> None:
        self.words = words
        self.lang = lang
        self.ask = ask

    def say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def table(self, sample: Sample) -> Iterator[str]:
        yield f"  - file: {plain(sample.file)}"
        yield from (f"    {line}" for line in sample.place)
        pair = pair_of(sample.columns, self.words)
        yield from self._relations(sample, pair) if pair else self._nodes(sample)

    def _relations(self, sample: Sample, pair: Pair) -> Iterator[str]:
        """Draft a table whose rows are relations."""
        table = Guesses()
        ends = (pair.from_column, pair.to_column)
        taken: set[str] = set()
        for column in sample.columns:
            if column in ends:
                continue
            head, cells = heading(column), sample.cells(column)
            found = self._general(head, 0.65) or [Guess(column, "nothing", "", 0, _UNKNOWN)]
            guess = pair.guess(head) or max(found, key=lambda each: each.sure)
            if guess.kind == "property" and (guess.name in taken or not fit(cells, guess.name, pair.type)):
                guess = Guess(column, "nothing", "", 0, Text(f"值不合 {guess.name}", f"the values are no {guess.name}"))
            guess = self._asked(sample, guess, pair.type)
            taken.add(guess.name)
            table.guesses.append(guess)
        yield from pair.lines(self._because(0.95, pair.why), [sample.cells(end) for end in ends])
        if given := table.of("property"):
            yield "    properties:"
            yield from (f"      {plain(g.column)}: {g.name}  # {self._because(g.sure, g.why)}" for g in given)
        counted = [g.column for g in given if in_percent(sample.cells(g.column), g.name, pair.type)]
        if counted:
            said = ", ".join(f'{plain(column)}: "%"' for column in counted)
            yield f"    units: {{{said}}}  # {self.say('请核对', 'please check')}"
        yield from self._cited(table)
        yield from self._left(sample, table)

    def _nodes(self, sample: Sample) -> Iterator[str]:
        """Draft a table whose rows are nodes."""
        table = self._rows_of(sample)
        if self.ask and table.sure < ASKED:
            answer = ask_of_rows(self.ask, sample.file, table.named, sample.cells(table.named), table, self.words)
            table.type, table.sure, table.why = self.words.nodes[answer], 1.0, Text("已问明", "as answered")
        for column in sample.columns:
            if column != table.named:
                table.guesses.append(self._asked(sample, self._guess(sample, table.type, heading(column)), table.type))
        self._once(table)
        type = table.type
        yield f"    rows: {type.name}  # {self._because(table.sure, table.why)}"
        yield "    properties:"
        yield f"      {plain(table.named)}: {type.caption}  # {self._because(table.sure, table.why)}"
        for each in table.of("property"):
            yield f"      {plain(each.column)}: {each.name}  # {self._because(each.sure, each.why)}"
        if always := _ALWAYS.get(type.name):
            check = self.say("请核对", "please check")
            yield f"    always: {{{', '.join(f'{key}: {value}' for key, value in always.items())}}}  # {check}"
        yield from self._separators(sample, table)
        yield from self._values(sample, table)
        for told in not_yet(sample, {each.column: each.name for each in table.of("property")}):
            yield f"    # {told.to(self.lang)}"
        yield from self._cited(table)
        ties = [line for each in table.of("tie") for line in self._tie(sample, each, table)]
        if ties:
            yield "    relations:"
            yield from ties
        yield from self._left(sample, table)

    def _cited(self, table: Guesses) -> Iterator[str]:
        for each in table.of("source")[:1]:
            told = self._because(each.sure, each.why)
            yield f"    sources: {{column: {plain(each.column)}, create: true}}  # {told}"
        for each in table.of("date")[:1]:
            yield f"    date: {plain(each.column)}  # {self._because(each.sure, each.why)}"

    def _asked(self, sample: Sample, guess: Guess, type: NodeType | RelationType) -> Guess:
        """Return a guess, or where it is not sure and somebody is there, the answer."""
        cells = sample.cells(guess.column)
        if self.ask is None or guess.sure >= ASKED or not cells:
            return guess
        return ask_of_column(self.ask, sample.file, cells, guess, type)

    def _rows_of(self, sample: Sample) -> _Table:
        """Return what a row is, by the column that names it."""
        found: list[tuple[float, int, str, str]] = []
        for at, column in enumerate(sample.columns):
            head = heading(column)
            for type, words in ROWS.items():
                if sure := fits(head, words):
                    # a chain or an agency names rows only where nothing else does
                    last = type in ("IndustryChain", "Agency", "Award")
                    found.append((sure - 0.2 * last, -at, type, column))
        sure, _, type, column = max(found, key=lambda each: each[:2], default=(0.3, 0, "", ""))
        why = Text(f"表头 {column}", f"heading {column}")
        if not column:
            column = max(sample.columns, key=lambda each: len(set(sample.cells(each))), default="")
            why = Text("取值最多样的列", "the column with most different values")
        ending, share = self._ending(sample, column)
        if ending and share >= 0.5 and (not type or heading(column).word in _ANY_NAME):
            type, sure = ending, max(sure, share * 0.9)
            why = Text(f"{why.zh}；名称多为{self._label(type).zh}", f"{why.en}; most names end as one of {type} does")
        return _Table(self.words.nodes[type or "Company"], column, min(sure, 0.95), why)

    def _label(self, type: str) -> Text:
        return self.words.nodes[type].label

    def _ending(self, sample: Sample, column: str) -> tuple[str, float]:
        cells = sample.cells(column)
        counted = Counter(_borne(cell) for cell in cells)
        counted.pop("", None)
        if not counted:
            return "", 0
        type, many = counted.most_common(1)[0]
        return type, many / len(cells)

    def _guess(self, sample: Sample, type: NodeType, head: Heading) -> Guess:
        """Return what one column may be, the surest."""
        zh, en = f"表头 {head.column}", f"heading {head.column}"
        known = {name: _words_of(each) for name, each in type.properties.items()}
        # 成立时间 ends as a date does, and is a property by its whole name
        enough = 0.9 if any(fits(head, words) > 0.9 for words in known.values()) else 0.65
        guesses = self._general(head, enough)
        for tie in TIES.get(type.name, ()):
            if sure := fits(head, tie[3]):
                guesses.append(Guess(head.column, "tie", tie[0], sure, Text(zh, en), tie))
            for name, words in RELATION_PROPERTIES.get(tie[0], {}).items():
                if sure := fits(head, words):
                    guesses.append(Guess(head.column, "of a tie", name, sure, Text(zh, en), tie))
        for name, property in type.properties.items():
            if sure := fits(head, known[name]):
                good = self._good(sample, head.column, property)
                # of a column called just so bad cells are told, not hidden
                sure = max(sure * good, SURE if sure > 0.9 and good >= 0.5 else 0)
                told = Text(f"{zh}；{good:.0%} 的值合格", f"{en}; {good:.0%} of the values fit")
                guesses.append(Guess(head.column, "property", name, sure, told))
        if self._all_are(sample, head.column, type.properties.get("credit_code")):
            told = Text("值都是统一社会信用代码", "all values are credit codes")
            guesses.append(Guess(head.column, "property", "credit_code", 0.9, told))
        best = max(guesses, key=lambda each: each.sure, default=None)
        if best is None:
            return Guess(head.column, "nothing", "", 0, _UNKNOWN)
        return best

    def _general(self, head: Heading, enough: float) -> list[Guess]:
        """Return what a column may be whatever the row is."""
        why = Text(f"表头 {head.column}", f"heading {head.column}")
        return [
            Guess(head.column, kind, "", sure, why)
            for kind, words in (("ignored", NUMBERING), ("ignored", PRIVATE), ("source", SOURCES), ("date", DATES))
            if (sure := fits(head, words)) > enough
        ]

    def _all_are(self, sample: Sample, column: str, property: Property | None) -> bool:
        return property is not None and bool(sample.cells(column)) and self._good(sample, column, property) == 1

    def _good(self, sample: Sample, column: str, property: Property) -> float:
        """Return the share of the cells that are values of a property."""
        cells = sample.cells(column)
        if not cells or property.type in ("text", "texts"):
            return 1.0
        coded, good = CODED.get(property.name, {}), 0
        for cell in cells:
            try:
                read_value(coded.get(cell.strip(), cell), property)
                good += 1
            except ValueError:
                pass
        return good / len(cells)

    def _once(self, table: _Table) -> None:
        """Let one column be a property; of two the surer one, the other is nothing."""
        named = Guess(table.named, "property", table.type.caption, 1, table.why)
        taken: dict[tuple[str, str, str], Guess] = {("property", table.type.caption, ""): named}
        for each in sorted(table.guesses, key=lambda guess: -guess.sure):
            key = (each.kind, each.name, each.tie[2] + each.tie[1] if each.tie and each.kind == "tie" else "")
            if each.kind in ("property", "tie", "of a tie") and each.sure >= SURE:
                several = each.kind == "property" and table.type.properties[each.name].type == "texts"
                if key in taken and not several:
                    at = table.guesses.index(each)
                    told = Text(f"{taken[key].column} 已是 {each.name}", f"{taken[key].column} is {each.name} already")
                    table.guesses[at] = Guess(each.column, "nothing", "", 0, told)
                taken.setdefault(key, each)

    def _separators(self, sample: Sample, table: _Table) -> Iterator[str]:
        several = {
            each.column: mark
            for each in table.of("property")
            if table.type.properties[each.name].type == "texts" and (mark := marks(sample.cells(each.column)))
        }
        if several:
            said = ", ".join(f"{plain(column)}: {quoted(mark)}" for column, mark in several.items())
            yield f"    separators: {{{said}}}"

    def _values(self, sample: Sample, table: _Table) -> Iterator[str]:
        """Say what the words of a column of services, or of a status, stand for."""
        for each in (*table.of("of a tie"), *table.of("property")):
            if each.name not in CODED:
                continue
            cells = sample.cells(each.column)
            by = marks(cells)
            said = {part.strip() for cell in cells for part in parted(cell, by)}
            known = {word: code for word, code in CODED[each.name].items() if word in said}
            if known:
                pairs = ", ".join(f"{plain(word)}: {code}" for word, code in known.items())
                yield f"    values: {{{plain(each.column)}: {{{pairs}}}}}"

    def _tie(self, sample: Sample, guess: Guess, table: _Table) -> Iterator[str]:
        relation, end, *_ = guess.tie or ("", "", "", ())
        node = self._at_end(sample, guess)
        type = node.name
        told = self._because(guess.sure, guess.why)
        cells = sample.cells(guess.column)
        by = marks(cells)
        divided = f", separator: {quoted(by)}" if by else ""
        makes = _is_made(node)
        if not makes:
            # it cannot be made from a name alone: found in another table or in the store
            told += self.say(f"；{type} 须另有一张表", f"; a {type} needs a table of its own")
        lead = "      " if makes else "      # "
        yield f"{lead}- type: {relation}  # {told}"
        create = ", create: true" if makes else ""
        kinds = self._kinds(cells, by, self.words.relations[relation], end, guess.column, type) if makes else type
        yield f"{lead}  {end}: {{column: {plain(guess.column)}, type: {kinds}, match: name{create}{divided}}}"
        mine = [each for each in table.of("of a tie") if each.tie and each.tie[0] == relation]
        given = {each.name for each in mine}
        if mine:
            yield f"{lead}  properties: {{{', '.join(f'{plain(each.column)}: {each.name}' for each in mine)}}}"
            parts = {
                each.column: m for each in mine if each.name == "service" and (m := marks(sample.cells(each.column)))
            }
            if parts:
                said = ", ".join(f"{plain(column)}: {quoted(m)}" for column, m in parts.items())
                yield f"{lead}  split: {{{said}}}"
        always = {}
        if relation == "TESTS_FOR":
            always = {"service": "testing", "service_basis": "unclear"}
        elif relation == "SUPPLIES":
            always = {"product": "?"}
        left = {name: value for name, value in always.items() if name not in given}
        if left:
            said = ", ".join(f"{name}: {value if value != '?' else json.dumps('')}" for name, value in left.items())
            yield f"{lead}  always: {{{said}}}  # {self.say('请核对', 'please check')}"

    def _kinds(
        self, cells: Sequence[str], by: Sequence[str], relation: RelationType, end: str, column: str, type: str
    ) -> str:
        """Return the type at an end: of bodies of several kinds, a choice by how each name ends."""
        allowed = relation.from_types if end == "from" else relation.to_types
        names = [part for cell in cells for part in parted(cell, by)]
        others = {_borne(name) for name in names} & allowed - {type, ""}
        if not others or not self.words.nodes[type].body:
            return type
        matches = ", ".join(f"{quoted('(?i)' + each.pattern)}: {name}" for name, each in ENDINGS if name in others)
        return f"{{column: {plain(column)}, matches: {{{matches}}}, else: {type}}}"

    def _left(self, sample: Sample, table: Guesses) -> Iterator[str]:
        """Keep what is not used as further details; leave out running numbers and how to reach a person."""
        used = {each.column for each in table.guesses if each.kind not in ("nothing", "ignored") and each.sure >= SURE}
        ties = {each.name for each in table.of("tie")}
        used -= {each.column for each in table.of("of a tie") if each.tie and each.tie[0] not in ties}
        used -= {each.column for kind in ("source", "date") for each in table.of(kind)[1:]}
        used -= {each.column for each in table.of("tie") if not _is_made(self._at_end(sample, each))}
        left = [each for each in table.guesses if each.column not in used]
        ignored = [each for each in left if each.kind == "ignored"]
        for key, found in (("details", [each for each in left if each not in ignored]), ("ignore", ignored)):
            if found:
                yield f"    {key}:"
            for each in found:
                told = self._because(each.sure, each.why)
                may = f"{each.name}? " if each.name else ""
                yield f"      - {plain(each.column)}  # {may}{told}"

    def _at_end(self, sample: Sample, guess: Guess) -> NodeType:
        """Return the type at the other end of a tie; of bodies the one that most names end as."""
        type = guess.tie[2] if guess.tie else ""
        return self.words.nodes[(self._ending(sample, guess.column)[0] or "Company") if type == "body" else type]

    def _because(self, sure: float, why: Text) -> str:
        return f"{sure:.2f}: {' '.join(why.to(self.lang).split())}"


def _words_of(property: Property) -> tuple[str, ...]:
    return (property.label.zh, property.label.en, property.name, *PROPERTIES.get(property.name, ()))


def _is_made(node: NodeType) -> bool:
    """Say whether a node of a type can be made from its name alone."""
    return not any(each.required for name, each in node.properties.items() if name != node.caption)


def _borne(name: str) -> str:
    return next((type for type, pattern in ENDINGS if pattern.search(name.strip())), "")
