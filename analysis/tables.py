"""Findings as rows, for the command line and for files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..schema import Findings, Rows

GAP_COLUMNS = (
    "cell", "chain", "stage", "slot", "state", "count", "inherited", "verdict", "rule", "sentence", "sources",
)  # fmt: skip
HUB_COLUMNS = (
    "id",
    "name",
    "type",
    "hub",
    "degree",
    "betweenness",
    "chains",
    "consortia",
    "stages",
    "sole",
    "sentence",
)
SUMMARY_COLUMNS = (
    "chain", "present", "not_found", "unknown", "not_expected", "build", "fill", "extend", "strengthen", "look_up",
)  # fmt: skip
_ORDER = ("build", "fill", "extend", "strengthen", "look_up", "")


def gap_rows(findings: Findings, *, all: bool = False, lang: str = "zh") -> Rows:
    """Return a row a verdict (待查 left out), or with `all` a row for every cell and every 延链.

    Ordered by chain, then verdict as 建链, 补链, 延链, 强链, 待查, then cell.
    """
    rows = [row for row in _gaps(findings, lang) if all or row["verdict"] not in ("", "look_up")]
    rows.sort(key=lambda r: (r["chain"], _ORDER.index(r["verdict"]), r["cell"]))
    return Rows(GAP_COLUMNS, [[row[column] for column in GAP_COLUMNS] for row in rows])


def hub_rows(findings: Findings, lang: str = "zh", *, all: bool = False) -> Rows:
    """Return a row a hub, or with `all` a row a body, with each measure and the sentence."""
    return Rows(
        HUB_COLUMNS,
        [
            [
                h.id, h.name.to(lang), h.type, h.is_hub, h.degree, h.betweenness, len(h.chains), len(h.consortia),
                len(h.stages), len(h.sole), h.sentence.to(lang),
            ]
            for h in findings.hubs
            if all or h.is_hub
        ],
    )  # fmt: skip


def summary_rows(findings: Findings) -> Rows:
    """Return a row a chain: cells by state, then verdicts by kind."""
    states: dict[str, Counter[str]] = {}
    for cell in findings.cells:
        count = states.setdefault(cell.chain, Counter())
        count[cell.state] += 1
        if cell.verdict:
            count[cell.verdict.kind] += 1
    for each in findings.extensions:
        states.setdefault(each.chain, Counter())["extend"] += 1
    rows = [[chain, *(count[c] for c in SUMMARY_COLUMNS[1:])] for chain, count in sorted(states.items())]
    return Rows(SUMMARY_COLUMNS, rows)


def _gaps(findings: Findings, lang: str) -> Iterator[dict[str, Any]]:
    for cell in findings.cells:
        told = cell.verdict or None
        yield {
            "cell": cell.id, "chain": cell.chain, "stage": cell.stage, "slot": cell.slot, "state": cell.state,
            "count": cell.count, "inherited": cell.inherited,
            "verdict": told.kind if told else "", "rule": told.rule if told else "",
            "sentence": cell.sentence.to(lang) if told is None or told.kind == "look_up" else told.sentence.to(lang),
            "sources": list(cell.sources),
        }  # fmt: skip
    for each in findings.extensions:
        yield {
            "cell": each.id, "chain": each.chain, "stage": each.stage, "slot": each.position, "state": "",
            "count": 0, "inherited": False, "verdict": "extend", "rule": each.verdict.rule,
            "sentence": each.verdict.sentence.to(lang), "sources": list(each.sources),
        }  # fmt: skip
