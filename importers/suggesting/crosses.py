"""Cross tables: a row a stage, a column a firm, a tick where the firm works in the stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .columns import ending_of
from .guesses import Sample
from .headings import heading
from .writing import plain, quoted

#: cells that say yes, and that say no; what else stands in a cell is more than a tick
_YES = frozenset({"√", "✓", "✔", "☑", "●", "■", "是", "有", "y", "yes", "1", "v"})
_NO = frozenset({"×", "✗", "✘", "☐", "否", "无", "n", "no", "0", "-", "—", ""})


def firms_across(sample: Sample, named: str) -> tuple[str, ...]:
    """Return the columns that are called as firms are and hold ticks, none where there are less than two."""
    found = tuple(
        column
        for column in sample.columns
        if column != named and ending_of(heading(column).word) == "Company" and _ticks(sample, column)
    )
    return found if len(found) > 1 else ()


def firm_lines(sample: Sample, column: str, because: str) -> Iterator[str]:
    """Yield the lines of a mapping that tie the firm that a column is called after to the stages with a tick."""
    yield f"      - type: OPERATES_IN  # {because}"
    yield f"        where: {{{_where(sample, column)}}}"
    yield f"        from: {{always: {plain(column)}, type: Company, match: name, create: true}}"


def cross_lines(sample: Sample, named: str, across: Sequence[str], because: str) -> Iterator[str]:
    """Yield the lines of a mapping for a table of nothing but ticks, as a table of its own for each firm.

    The stages are looked for by their names: as rows they would be others than those that stand in a chain.
    """
    for column in across:
        yield from sample.part(column, first=column == across[0])
        yield f"    rows: OPERATES_IN  # {because}"
        yield f"    where: {{{_where(sample, column)}}}"
        yield f"    from: {{always: {plain(column)}, type: Company, match: name, create: true}}"
        yield f"    to: {{column: {plain(named)}, type: Stage, match: name, create: true}}"
        left = [each for each in sample.columns if each not in (named, column)]
        yield f"    ignore: [{', '.join(map(plain, left))}]"


def _where(sample: Sample, column: str) -> str:
    said = dict.fromkeys(cell.strip() for cell in sample.cells(column) if cell.strip().casefold() in _YES)
    return f"{plain(column)}: [{', '.join(map(quoted, said))}]"


def _ticks(sample: Sample, column: str) -> bool:
    cells = {row.get(column, "").strip().casefold() for row in sample.rows}
    return bool(cells & _YES) and cells <= _YES | _NO
