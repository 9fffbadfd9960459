"""Findings as rows, for the command line and for files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ..schema import VERDICTS, Evidence, Findings, Regions, Rows, latest
from .filtering import fillers
from .sentences import reason, used_by

GAP_COLUMNS = (
    "cell", "chain", "stage", "slot", "state", "count", "thing_count", "inherited", "verdict", "rule", "sentence",
    "next_step", "downstream", "house_count", "consortia", "set_aside", "clue", "method", "looked", "sources",
    "reliability", "newest", "districts", "unplaced",
)  # fmt: skip
HUB_COLUMNS = (
    "id", "name", "type", "hub", "house_head", "bodies", "stages_emptied", "slots_emptied", "inherited_lost",
    "left_on_one", "cut_off", "routes_cut", "customers_left", "degree", "betweenness", "chains", "consortia", "stages",
    "sole", "sentence", "reliability", "newest", "districts",
)  # fmt: skip
SUMMARY_COLUMNS = ("chain", "present", "not_found", "unknown", "not_expected", *VERDICTS)


def gap_rows(findings: Findings, *, all: bool = False, lang: str = "zh") -> Rows:
    """Return a row a verdict (待查 left out), or with `all` a row for every cell and every finding on links.

    Ordered by chain, then verdict as 建链, 补链, 延链, 强链, 单点, 待查, then by what hangs on the cell: stages
    downstream of it, houses and consortia of its chain; no weight is made of these. ``reliability`` is the best of what
    fills the cell, ``newest`` its newest date, ``districts`` the ids of the districts of those that fill it, and
    ``unplaced`` how many of them have none recorded.
    """
    order = (*VERDICTS, "")
    rows = [row for row in _gaps(findings, lang) if all or row["verdict"] not in ("", "look_up")]
    rows.sort(
        key=lambda r: (
            r["chain"],
            order.index(r["verdict"]),
            -r["downstream"],
            -r["house_count"],
            -r["consortia"],
            r["cell"],
        )
    )
    return Rows(GAP_COLUMNS, [[row[column] for column in GAP_COLUMNS] for row in rows])


def hub_rows(findings: Findings, lang: str = "zh", *, all: bool = False) -> Rows:
    """Return a row a hub, or with `all` a row a house, with what falls without it and the sentence.

    ``bodies`` are all of its house, as in the sentence: all of them are taken out.
    """
    return Rows(
        HUB_COLUMNS,
        [
            [
                h.id, h.name.to(lang), h.type, h.is_hub, h.house, list(findings.houses.get(h.house, h.bodies)),
                *h.falls.weight, h.degree, h.betweenness, len(h.chains), len(h.consortia), len(h.stages), len(h.sole),
                h.sentence.to(lang),
                *_rests_on([each for _, each in fillers(h, findings.cells)]),
                _districts(findings.regions, (h.id, *h.bodies)),
            ]
            for h in findings.hubs
            if all or h.is_hub
        ],
    )  # fmt: skip


def summary_rows(findings: Findings) -> Rows:
    """Return a row a chain: cells by state, then verdicts by kind, those on links among them."""
    states: dict[str, Counter[str]] = {}
    for cell in findings.cells:
        count = states.setdefault(cell.chain, Counter())
        count[cell.state] += 1
        if cell.verdict:
            count[cell.verdict.kind] += 1
    for each in findings.extensions:
        states.setdefault(each.chain, Counter())[each.verdict.kind] += 1
    rows = [[chain, *(count[c] for c in SUMMARY_COLUMNS[1:])] for chain, count in sorted(states.items())]
    return Rows(SUMMARY_COLUMNS, rows)


def _gaps(findings: Findings, lang: str) -> Iterator[dict[str, Any]]:
    for cell in findings.cells:
        told = cell.verdict or None
        speaks = cell.searches[0] if cell.searches else None
        yield {
            "cell": cell.id, "chain": cell.chain, "stage": cell.stage, "slot": cell.slot, "state": cell.state,
            "count": cell.count, "thing_count": cell.things, "inherited": cell.inherited,
            "verdict": told.kind if told else "", "rule": told.rule if told else "",
            "sentence": cell.sentence.to(lang) if told is None or told.kind == "look_up" else told.sentence.to(lang),
            "next_step": cell.next_step.to(lang), "downstream": cell.downstream, "house_count": cell.houses,
            "consortia": cell.consortia,
            "set_aside": [_aside(e, lang) for e in cell.set_aside],
            "clue": speaks.note.to(lang) if speaks else "", "method": speaks.method if speaks else "",
            "looked": speaks.date if speaks else "", "sources": list(cell.sources),
            **dict(zip(("reliability", "newest"), _rests_on(used_by(cell)), strict=True)),
            "districts": _districts(findings.regions, (e.bearer or e.id for e in used_by(cell))),
            "unplaced": len({e.bearer or e.id for e in used_by(cell) if not _is_placed(e, findings.regions)}),
        }  # fmt: skip
    for each in findings.extensions:
        speaks = each.searches[0] if each.searches else None
        yield {
            "cell": each.id, "chain": each.chain, "stage": each.stage, "slot": each.position or "feeds", "state": "",
            "count": 0, "thing_count": 0, "inherited": False, "verdict": each.verdict.kind, "rule": each.verdict.rule,
            "sentence": each.verdict.sentence.to(lang), "next_step": each.next_step.to(lang), "downstream": 0,
            "house_count": 0, "consortia": 0,
            "set_aside": [], "clue": speaks.note.to(lang) if speaks else "", "method": speaks.method if speaks else "",
            "looked": speaks.date if speaks else "", "sources": list(each.sources),
            "reliability": "", "newest": "", "districts": [], "unplaced": 0,
        }  # fmt: skip


def _aside(evidence: Evidence, lang: str) -> str:
    name, why = evidence.name.to(lang), reason(evidence.set_aside).to(lang)
    return f"{name}（{why}）" if lang == "zh" else f"{name} ({why})"


def _rests_on(evidence: Iterable[Evidence]) -> tuple[str, str]:
    """Return the best reliability of some evidence, and its newest date; "" without any."""
    found = list(evidence)
    return (
        min((each.reliability for each in found if each.reliability), default=""),
        max((each.date for each in found if each.date), default="", key=latest),
    )


def _districts(regions: Regions, bodies: Iterable[str]) -> list[str]:
    return sorted({district for body in bodies for district in regions.districts(body)})


def _is_placed(evidence: Evidence, regions: Regions) -> bool:
    """Say whether it is recorded where somebody is: by district, or elsewhere; what has no seat wants none."""
    if evidence.region in ("none", "outside"):
        return True
    return evidence.region == "inside" and bool(regions.districts(evidence.bearer or evidence.id))
