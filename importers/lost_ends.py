"""Problems of ends that are missing, with what the row says: its column and the name in place of a made id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..schema import Node, Place, Problem, Text, clean_text, divide, shown, shown_zh
from .datasets import Dataset
from .mapping import End
from .names import made_id
from .tables import nodes_of

#: what problems call the ends of a relation, and what a search looked at
_ENDS = ("from", "to", "subject")


def name_ends(problems: Sequence[Problem], dataset: Dataset) -> list[Problem]:
    """Return problems as they are, those of missing ends with the column, the name and the row that was refused.

    A relation to somebody whose row was refused knows that body by a made id alone, which no file holds. The files are
    read again where there is such a problem.
    """
    of_ends = [problem for problem in problems if problem.column in _ENDS and problem.place.row]
    if not of_ends:
        return list(problems)
    lost = {problem.value for problem in of_ends}
    rows = dict(dataset.rows_at(problem.place for problem in of_ends))
    stands = {
        node.id: node.place
        for file in dataset.files
        if any(id.startswith(f"{plan.type.prefix}:") for plan in file.table.nodes() for id in lost)
        for node in nodes_of(file, dataset.name)
        if isinstance(node, Node) and node.id in lost
    }
    ends = {
        place: [e for file in dataset.files if file.name == place.file for e in file.table.ends()] for place in rows
    }
    return [
        _with_name(each, ends[each.place], rows[each.place], stands.get(each.value))
        if each.column in _ENDS and each.place in rows and each.column not in rows[each.place]
        else each
        for each in problems
    ]


def _with_name(problem: Problem, ends: Iterable[End], row: Mapping[str, str], stands: Place | None) -> Problem:
    for column, word, id_ in _named(ends, row):
        if id_ != problem.value:
            continue
        if id_ == word:
            return Problem.of(_by_id(problem, word), problem.place, column, word)
        if stands is None:
            reason = Text(
                f"{shown_zh(word)}所在的行未能读入，或没有这一行：请先改正别处的问题，或补上一行",
                f"the row of {shown(word)} was refused, or there is none: correct the other problems first, or add it",
            )
        else:
            reason = Text(
                f"{shown_zh(word)}的那一行（{stands.said.zh}）有问题，未能读入：请先改正那一行",
                f"the row of {shown(word)} ({stands.said.en}) was refused: correct that row first",
            )
        return Problem.of(reason, problem.place, column, word)
    return problem


def _by_id(problem: Problem, word: str) -> Text:
    """Return why an id is wrong; a word that looks like no id is probably a name."""
    why = problem.why
    if ":" in word:
        return why
    key = "subject" if problem.column == "subject" else "from / to"
    written = f"{key}: {{column: …, type: …, match: name}}"
    return Text(why.zh.rstrip("。"), why.en.rstrip(".")) + Text(
        f"。这一列按编号读取；若格内是名称，映射应写 {written}",
        f". The column is read as ids: where it holds names, the mapping says {written}",
    )


def _named(ends: Iterable[End], row: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield column, name and id of whom a row names: the one that a name makes, or the cell as an id."""
    for end in ends:
        column = end.cell.column
        if column not in row:
            continue
        chain = row.get(end.chain.cell.column, "") if end.chain else ""
        above = [made_id(each, [clean_text(chain)]) for each in end.chain.types] if end.chain else [""]
        text = row[column]
        for word in divide(text, end.separator) if end.separator else [clean_text(text)]:
            if "id" in end.match:
                yield column, word, word
            for each in end.types:
                yield from ((column, word, made_id(each, [*filter(None, [key]), word])) for key in above)
