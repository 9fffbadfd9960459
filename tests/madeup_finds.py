"""The made-up chain with everything that the rules of gaps and hubs can say. Nothing in it is real."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from madeup import CHAIN, MadeUp, looked, madeup_chain

from chainscape.schema import Cell, Evidence, Extension, Falls, Search, Statement, Text, Verdict, count_of

COMMAND = 'chainscape search add "编造/整机/计量" --result … --method … --by …'
NOTE = Text("编造的线索:邻县有一家", "A made-up clue: one in the next county")


def cell_of(made: MadeUp, stage: str, slot: str) -> Cell:
    return next(cell for cell in made.cells if (cell.stage, cell.slot) == (stage, slot))


def change(made: MadeUp, stage: str, slot: str, *evidence: Evidence, **changes: Any) -> None:
    """Give a cell other findings; its count follows the evidence."""
    at = made.cells.index(cell_of(made, stage, slot))
    if evidence:
        changes |= {
            "evidence": evidence,
            "count": count_of(evidence),
            "things": count_of(e for e in evidence if e.unit == "thing"),
            "state": "present",
        }
    made.cells[at] = replace(made.cells[at], **changes)


def madeup_finds() -> MadeUp:
    """Return a chain with single and surveyed houses, things, links nobody looked for, searches of every kind."""
    made = madeup_chain()
    told = Text("记录中只有一家。", "Only one on record.")
    change(made, "stage:early", "suppliers", verdict=Verdict("single_on_record", "one-on-record", told))
    # alone by count, and no verdict says anything of it
    tester = made.proof("institute:t", "TESTS_FOR", "stage:early")
    change(made, "stage:early", "testing", tester, verdict=None)
    made.node("Company", "company:sub", "编造子公司", "Made-up subsidiary")
    made.tie("PARENT_OF", "company:hub", "company:sub", "source:a", kind="owner")
    own = cell_of(made, "stage:parts", "suppliers").evidence
    sub = replace(made.proof("company:sub", "OPERATES_IN", "stage:parts"), house="company:hub")
    change(made, "stage:parts", "suppliers", *own, sub)
    standards = []
    for n in (1, 2):
        id = made.node("Standard", f"standard:{n}", f"编造标准{n}", f"Made-up standard {n}")
        standards.append(made.proof(id, "APPLIES_TO", "stage:parts", unit="thing"))
    change(
        made, "stage:parts", "standard", *standards, made.proof("institute:r", "TESTS_FOR", "stage:parts"), verdict=None
    )
    expert = made.node("Expert", "expert:1", "编造专家", "Made-up expert")
    change(made, "", "expert", made.proof(expert, "ADVISES", CHAIN, unit="body"), verdict=None, searches=())
    change(
        made, "stage:nowhere", "metrology", state="not_found", searched_whole=True, result="none_found", verdict=None,
        searches=looked(CHAIN, "metrology"),
    )  # fmt: skip
    (old,) = looked("stage:raw", "testing")
    change(
        made, "stage:raw", "testing", searches=(replace(old, date="2010-01-01"),), outdated=True,
        verdict=Verdict("look_up", "search-outdated", Text("上次查找已过时。", "Last looked for too long ago.")),
    )  # fmt: skip
    first = replace(looked("stage:whole", "metrology")[0], note=NOTE)
    other = Search("search:other", "stage:whole", "metrology", "survey", "found", "2026-09-01", "编造的另一人")
    change(
        made, "stage:whole", "metrology", state="not_found", searches=(first,), against=(other,), result="partial",
        known=Text("600 多家", "over 600"), downstream=2, houses=19, consortia=1,
        verdict=Verdict("fill", "required-slot-not-found", Text("尚未查到。", "None found yet."), True),
        next_step=Text(f"可询问：编造研究院。查后登记：{COMMAND}", f"Could be asked: X. Then record it: {COMMAND}"),
    )  # fmt: skip
    open_ = Text("上下游关系未载。", "Links not recorded.")
    look_up = Verdict("look_up", "links-not-recorded", open_)
    made.extensions += [
        Extension(f"{CHAIN}/stage:alone/links", CHAIN, "stage:alone", "", look_up),
        Extension(f"{CHAIN}/stage:guessed/extend-downstream", CHAIN, "stage:guessed", "downstream", look_up),
        Extension(
            f"{CHAIN}/stage:nowhere/links", CHAIN, "stage:nowhere", "", Verdict("extend", "stands-alone", open_),
            searches=looked("stage:nowhere", "feeds"),
        ),
    ]  # fmt: skip
    made.hubs[0] = replace(
        made.hubs[0], house="company:hub", bodies=("company:hub", "company:sub"), betweenness=None,
        falls=Falls(empties=("stage:whole",), slots=(f"{CHAIN}/stage:alone/suppliers",)),
    )  # fmt: skip
    in_two_languages(made)
    return made


def in_two_languages(made: MadeUp) -> None:
    """Give a body prose in both languages, in one alone, and details with and without a name."""
    node = made.network.nodes["company:sub"]
    properties = {
        "note": "中文备注", "note_en": "A note in English words", "doubt": "只有中文的存疑",
        "details": ["merchants=>600", "无名一项"], "details_en": ["merchants=>600", "an item without name"],
    }  # fmt: skip
    node["properties"] |= properties
    node["statements"] = (
        Statement("one", "1", ("source:a",), "2024", {"note": "中文备注", "note_en": "A note in English words"}),
        Statement("two", "2", ("source:b",), "2023", {"note": "另一备注", "note_en": "Another note in English"}),
    )
