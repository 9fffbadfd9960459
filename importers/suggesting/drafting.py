"""A mapping (YAML) drafted from headings and samples, each line with how sure it is and why."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from ...schema import DataError, NodeType, RelationType, Text, Vocabulary, listed, vocabulary
from .asking import Ask, ask_of_column, ask_of_rows, ask_of_word
from .blocks import fill_blocks
from .coded import coded, not_yet, undecided, words_in
from .columns import UNKNOWN, ending_of, general, guess_column, marks_of_names
from .crosses import cross_lines, firm_lines, firms_across
from .gathering import gather
from .guesses import SURE, Guess, Guesses, Sample
from .headings import ENDINGS, POSITIONS, heading
from .pairs import Pair, fit, in_percent, pair_of
from .row_types import TableOfNodes, find_type, usual_ending
from .sampling import Found, fault, is_prose, samples
from .searches import search_lines, searches_in
from .stage_chains import place_stages, repeats
from .writing import marks, parted, plain, quoted

#: below it somebody is asked, where there is anybody
ASKED = 0.75
#: what a node of a type must have that no heading gives
_ALWAYS: Mapping[str, Mapping[str, str]] = {
    "Consortium": {"kind": "quality-innovation", "scope": "city"},
    "Award": {"kind": "quality"},
}


def draft_tables(
    samples: Iterable[Sample],
    *,
    dataset: str = "tables",
    lang: str = "en",
    ask: Ask | None = None,
    tell: Callable[[Text], object] | None = None,
    ignored: Mapping[str, Text] = MappingProxyType({}),
) -> str:
    """Return a mapping to start from: of each column what it may be, how sure that is, and why.

    What nobody knows, or what is too unsure, is kept under ``details``; running numbers and how to reach a person stand
    under ``ignore``. ``ask`` answers what is not sure; ``tell`` gets what is to be looked at first: tables of which
    nothing says what a row is. ``ignored``: files to leave out, and why. Look at each line.
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
    if ignored:
        lines.append("ignore:")
        lines += [f"  - {plain(name)}  # {' '.join(why.to(lang).split())}" for name, why in ignored.items()]
    for told in (*drafter.told, *ignored.values()):
        if tell:
            tell(told)
    return "\n".join(lines) + "\n"


def suggest_mapping(
    paths: Iterable[Path],
    *,
    dataset: str = "",
    lang: str = "en",
    ask: Ask | None = None,
    tell: Callable[[Text], object] | None = None,
) -> str:
    """Return a mapping to start from, drafted from files: text tables, workbooks, JSON and what else can be read.

    ``paths``: files, or one folder or .zip with all that is in it. Each sheet is a table of its own. ``ask`` is asked
    what is not sure and returns one of the question's choices. ``tell`` gets what is to be looked at first: tables of
    which nothing says what a row is, and files of a folder that are no tables. DataError: nothing in the files is a
    table, or a file that is named cannot be read. UsageError: a folder beside others.
    """
    given = gather(list(paths))
    drafted, faults = [], {}
    stems = Counter(Path(name).stem for _, name in given.files)
    for path, name in given.files:
        found = samples(path, name)
        if not found and (problem := fault(path, name)):
            if not given.whole:
                raise DataError.of(problem.said)
            faults[name] = problem.said
        if given.whole and found and is_prose(found):
            faults[name] = Text(f"{name}：没有列名，不像表格", f"{name}: no heading in it, it looks like no table")
            continue
        stem = Path(name).stem
        # a table is called as its file, without the ending: two may share that
        called = name if stems[stem] > 1 else stem if len(found) > 1 else ""
        drafted += [Sample(name, each.columns, each.rows, _place(called, each, found)) for each in found]
    if not drafted:
        named = listed(map(str, given.paths))
        raise DataError(
            f"{named.en}: no table in it; a table has a row of names and rows below it, or records with keys",
            f"{named.zh}：其中没有表格；表格应有一行列名，其下各行为数据，或为带键的记录",
        )
    name = dataset or re.sub(r"[^\w.-]+", "-", given.paths[0].absolute().stem).strip("-")[:80] or "tables"
    return draft_tables(drafted, dataset=name, lang=lang, ask=ask, tell=tell, ignored=faults)


def _place(called: str, table: Found, beside: Sequence[Found]) -> tuple[str, ...]:
    """Return the lines of a mapping that say where a table stands in its file; ``called``: a name of its own or ""."""
    lines = []
    if several := len({each.sheet for each in beside}) > 1:
        lines.append(f"sheet: {plain(table.sheet)}")
    if table.records:
        lines.append(f"records: {plain(table.records)}")
    if table.header:
        lines.append(f"header: [{', '.join(map(str, table.header))}]")
    part = (table.sheet if several else table.records) if len(beside) > 1 else ""
    if called:
        lines.append(f"name: {plain(f'{called} {part}'.strip())}")
    return tuple(lines)


class _Drafter:
    def __init__(self, words: Vocabulary, lang: str, ask: Ask | None) -> None:
        self.words = words
        self.lang = lang
        self.ask = ask
        #: what is to be looked at before all else
        self.told: list[Text] = []

    def say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def table(self, sample: Sample) -> Iterator[str]:
        pair, searches = pair_of(sample.columns, self.words), searches_in(sample)
        if pair is None and searches is None:
            sample = fill_blocks(sample, find_type(sample, self.words).named, self.lang)
        yield f"  - file: {plain(sample.file)}"
        yield from (f"    {line}" for line in sample.place)
        if searches:
            why = Text("表头为查证记录", "headings of searches")
            yield from search_lines(sample, searches, self._because(0.9, why), self.say("请核对", "please check"))
        else:
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
            found = general(head, 0.65) or [Guess(column, "nothing", "", 0, UNKNOWN)]
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
        yield from self._values(sample, table, pair.type)
        yield from self._not_yet(sample, table)
        counted = [g.column for g in given if in_percent(sample.cells(g.column), g.name, pair.type)]
        if counted:
            said = ", ".join(f'{plain(column)}: "%"' for column in counted)
            yield f"    units: {{{said}}}  # {self.say('请核对', 'please check')}"
        yield from self._cited(table)
        yield from self._left(sample, table)

    def _nodes(self, sample: Sample) -> Iterator[str]:
        """Draft a table whose rows are nodes."""
        table = find_type(sample, self.words)
        if self.ask and table.sure < ASKED:
            answer = ask_of_rows(self.ask, sample.file, table.named, sample.cells(table.named), table, self.words)
            table.type, table.sure, table.why = self.words.nodes[answer], 1.0, Text("已问明", "as answered")
        across = firms_across(sample, table.named) if table.type.name == "Stage" else ()
        ticked = self._because(0.8, Text("列名是企业，格内打勾", "the column is called as a firm, its cells are ticks"))
        if across and len(across) == len(sample.columns) - 1:
            yield from cross_lines(sample, table.named, across, ticked)
            return
        for column in sample.columns:
            if column != table.named and column not in across:
                table.guesses.append(guess_column(sample, table.type, heading(column)))
        # what the stages of a row say already is not asked; what is answered may be a stage
        place_stages(sample, table)
        table.guesses = [self._asked(sample, guess, table.type) for guess in table.guesses]
        self._once(table)
        place_stages(sample, table)
        type = table.type
        yield f"    rows: {type.name}  # {self._because(table.sure, table.why)}"
        if table.sure < SURE:
            yield from self._unsure(sample, table)
        if table.chain and type.name == "Stage":
            yield f"    chain: {plain(table.chain)}"
        if repeats(sample, table):
            yield f"    fold: true  # {self.say('同名的各行合为一个', 'rows of one name make one')}"
        yield "    properties:"
        yield f"      {plain(table.named)}: {type.caption}  # {self._because(table.sure, table.why)}"
        for each in table.of("property"):
            yield f"      {plain(each.column)}: {each.name}  # {self._because(each.sure, each.why)}"
        if always := _ALWAYS.get(type.name):
            check = self.say("请核对", "please check")
            yield f"    always: {{{', '.join(f'{key}: {value}' for key, value in always.items())}}}  # {check}"
        yield from self._separators(sample, table)
        yield from self._values(sample, table, type)
        yield from self._not_yet(sample, table)
        yield from self._cited(table)
        ties = [line for each in table.of("tie") for line in self._tie(sample, each, table)]
        ties += [line for column in across for line in firm_lines(sample, column, ticked)]
        if ties:
            yield "    relations:"
            yield from ties
        yield from self._left(sample, table)

    def _unsure(self, sample: Sample, table: TableOfNodes) -> Iterator[str]:
        """Tell that nothing but a default stands for what a row is."""
        told = Text(
            f"{sample.file}：没有列名表明一行是什么，暂作{table.type.label.zh}；请核对 rows，或先补上列名",
            f"{sample.file}: no heading says what a row is, {table.type.name} is a mere guess; "
            "check rows, or name the columns first",
        )
        self.told.append(told)
        yield f"    # {told.to(self.lang)}"

    def _not_yet(self, sample: Sample, table: Guesses) -> Iterator[str]:
        columns = {each.column: each.name for each in table.guesses if each.kind == "property" and each.sure >= SURE}
        yield from (f"    # {told.to(self.lang)}" for told in not_yet(sample, columns))

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

    def _once(self, table: TableOfNodes) -> None:
        """Let one column be a property; of two the surer one, the other is nothing."""
        named = Guess(table.named, "property", table.type.caption, 1, table.why)
        taken: dict[tuple[str, str, str], Guess] = {("property", table.type.caption, ""): named}
        for each in sorted(table.guesses, key=lambda guess: -guess.sure):
            key = (
                each.kind,
                each.name,
                "".join((*each.tie[1:3], each.tie[3][0])) if each.tie and each.kind == "tie" else "",
            )
            if each.kind in ("property", "tie", "of a tie") and each.sure >= SURE:
                several = each.kind == "property" and table.type.properties[each.name].type == "texts"
                if key in taken and not several:
                    at = table.guesses.index(each)
                    told = Text(f"{taken[key].column} 已是 {each.name}", f"{taken[key].column} is {each.name} already")
                    table.guesses[at] = Guess(each.column, "nothing", "", 0, told)
                taken.setdefault(key, each)

    def _separators(self, sample: Sample, table: TableOfNodes) -> Iterator[str]:
        several = {
            each.column: mark
            for each in table.of("property")
            if table.type.properties[each.name].type == "texts" and (mark := marks(sample.cells(each.column)))
        }
        if several:
            said = ", ".join(f"{plain(column)}: {quoted(mark)}" for column, mark in several.items())
            yield f"    separators: {{{said}}}"

    def _values(self, sample: Sample, table: Guesses, type: NodeType | RelationType) -> Iterator[str]:
        """Say what the words of a column of services, or of a status, stand for; what no code says plainly is asked."""
        for each in (*table.of("of a tie"), *table.of("property")):
            of = self.words.relations[each.tie[0]] if each.kind == "of a tie" and each.tie else type
            property = of.properties[each.name]
            if not coded(property):
                continue
            known, open_ = words_in(sample.cells(each.column), property)
            if self.ask:
                known |= {word: ask_of_word(self.ask, sample.file, each.column, word, property) for word in open_}
            elif open_:
                yield f"    # {undecided(each.column, open_, property).to(self.lang)}"
            if known:
                pairs = ", ".join(f"{plain(word)}: {code or quoted('')}" for word, code in known.items())
                yield f"    values: {{{plain(each.column)}: {{{pairs}}}}}"

    def _tie(self, sample: Sample, guess: Guess, table: TableOfNodes) -> Iterator[str]:
        relation, end, *_ = guess.tie or ("", "", "", ())
        node = self._at_end(sample, guess)
        type = node.name
        told = self._because(guess.sure, guess.why)
        cells = sample.cells(guess.column)
        by = marks_of_names(cells) if node.body else marks(cells)
        divided = f", separator: {quoted(by)}" if by else ""
        makes = _is_made(node)
        if not makes:
            # it cannot be made from a name alone: found in another table or in the store
            told += self.say(f"；{type} 须另有一张表", f"; a {type} needs a table of its own")
        lead = "      " if makes else "      # "
        yield f"{lead}- type: {relation}  # {told}"
        create = ", create: true" if makes else ""
        kinds = self._kinds(cells, by, self.words.relations[relation], end, guess.column, type) if makes else type
        chain = table.named if table.type.name == "IndustryChain" else table.chain
        inside = f", chain: {plain(chain)}" if chain and type == "Stage" else ""
        yield f"{lead}  {end}: {{column: {plain(guess.column)}, type: {kinds}, match: name{inside}{create}{divided}}}"
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
            # a service that the table states has a basis; one that is guessed fills no slot
            stated = any(each.name == "service" and len(sample.cells(each.column)) >= len(cells) for each in mine)
            always = {"service": "testing", "service_basis": "stated" if stated else "unclear"}
        elif relation == "SUPPLIES":
            always = {"product": "?"}
        elif guess.tie and guess.tie[3][0] in POSITIONS and table.type.name == "IndustryChain":
            always = {"position": POSITIONS[guess.tie[3][0]]}
        left = {name: value for name, value in always.items() if name not in given}
        if left:
            said = ", ".join(f"{name}: {value if value != '?' else json.dumps('')}" for name, value in left.items())
            check = self.say("请核对", "please check")
            if left.get("service_basis") == "unclear":
                check += self.say("：依据不明的服务不填补格位", ": a service on an unclear basis fills no slot")
            yield f"{lead}  always: {{{said}}}  # {check}"

    def _kinds(
        self, cells: Sequence[str], by: Sequence[str], relation: RelationType, end: str, column: str, type: str
    ) -> str:
        """Return the type at an end: of bodies of several kinds, a choice by how each name ends."""
        allowed = relation.from_types if end == "from" else relation.to_types
        names = [part for cell in cells for part in parted(cell, by)]
        others = {ending_of(name) for name in names} & allowed - {type, ""}
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
        return self.words.nodes[(usual_ending(sample, guess.column)[0] or "Company") if type == "body" else type]

    def _because(self, sure: float, why: Text) -> str:
        return f"{sure:.2f}: {' '.join(why.to(self.lang).split())}"


def _is_made(node: NodeType) -> bool:
    """Say whether a node of a type can be made from its name alone."""
    return not any(each.required for name, each in node.properties.items() if name != node.caption)
