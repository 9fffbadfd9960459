"""Stages with the chain that their row names: two chains may each have a stage of one name."""

from __future__ import annotations

from dataclasses import replace

from ...schema import Text, is_blank
from .guesses import SURE, Guess, Sample
from .headings import CHAINS, fits, heading
from .row_types import TableOfNodes
from .writing import marks


def place_stages(sample: Sample, table: TableOfNodes) -> None:
    """Note the column of chains in which the stages of a row are looked for, where each of them has one."""
    stages = [each.column for each in table.of("tie") if each.tie and each.tie[2] == "Stage"]
    stages += [table.named] if table.type.name == "Stage" else []
    found = next((each for each in table.guesses if _is_chain(each)), None)
    if found is None or not stages or marks(sample.cells(found.column)):
        return
    # where the chain is blank a stage would be refused
    rows = sum(
        is_blank(row.get(found.column, "")) and any(not is_blank(row.get(each, "")) for each in stages)
        for row in sample.rows
    )
    if rows:
        if found.kind == "nothing":
            told = Text(
                f"{rows} 行的环节没有写明产业链；如空白即同上，请写 fill: [{found.column}]",
                f"the stages of {rows} rows have no chain beside them; if a blank means the cell above, "
                f"say fill: [{found.column}]",
            )
            table.guesses[table.guesses.index(found)] = replace(found, why=told)
        return
    table.chain = found.column
    belongs = found.name == "PART_OF" and not any(each.tie == found.tie for each in table.of("of a tie"))
    if found.kind == "nothing" or belongs:
        head = heading(found.column)
        sure = max(found.sure, fits(head, CHAINS))
        table.guesses[table.guesses.index(found)] = Guess(found.column, "chain", "", sure, head.why)


def repeats(sample: Sample, table: TableOfNodes) -> bool:
    """Say whether several rows name one body, or one stage of a chain: each then adds to it."""
    if not table.type.body and table.type.name != "Stage":
        return False
    key = [table.named, *([table.chain] if table.type.name == "Stage" and table.chain else [])]
    named = [tuple(row.get(each, "").strip() for each in key) for row in sample.rows if row.get(table.named)]
    return len(set(named)) < len(named)


def _is_chain(guess: Guess) -> bool:
    if guess.kind == "tie":
        return guess.sure >= SURE and guess.tie is not None and guess.tie[2] == "IndustryChain"
    return guess.kind == "nothing" and fits(heading(guess.column), CHAINS) >= 0.7
