"""A second count of the cells of the Suzhou pack: plain Python over the CSV files.

Written from the rules of the design alone, without the store, the queries or the analysis, so that a
mistake in any of these shows as a difference.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

PACK = Path(__file__).parents[1] / "data" / "suzhou"
CHAIN_SLOTS = (
    "lead",
    "metrology",
    "standard",
    "testing",
    "certification",
    "expert",
    "association",
    "research",
    "patent",
    "quality",
)
STAGE_SLOTS = ("suppliers", "metrology", "standard", "testing", "certification", "research")
BODIES = {
    "companies.csv", "testing_institutes.csv", "research_institutes.csv", "universities.csv",
    "associations.csv", "consortia.csv", "agencies.csv",
}  # fmt: skip
NOT_FACTS = {"planned", "candidate", "retired", "draft", "filed"}


def rows(name: str) -> list[dict[str, str]]:
    with (PACK / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def relations(name: str) -> list[dict[str, str]]:
    return rows(f"relations/{name}.csv")


@dataclass
class Recount:
    """State, count and fillers of each cell, by (chain, stage or "", slot)."""

    state: dict[tuple[str, str, str], str] = field(default_factory=dict)
    count: dict[tuple[str, str, str], int] = field(default_factory=dict)
    inherited: dict[tuple[str, str, str], bool] = field(default_factory=dict)
    fillers: dict[tuple[str, str, str], set[str]] = field(default_factory=dict)


def recount() -> Recount:
    node: dict[str, dict[str, str]] = {}
    body: set[str] = set()
    for path in sorted(PACK.glob("*.csv")):
        if path.name in ("sources.csv", "searches.csv"):
            continue
        for row in rows(path.name):
            node[row["id"]] = row
            if path.name in BODIES:
                body.add(row["id"])

    def fact(row: dict[str, str]) -> bool:
        return row.get("status", "") not in NOT_FACTS

    # the seat of each body against Suzhou
    above: dict[str, set[str]] = defaultdict(set)
    for row in relations("located_in"):
        above[row["from"]].add(row["to"])

    def closure(start: str) -> set[str]:
        found: set[str] = set()
        todo = [start]
        while todo:
            for each in above.get(todo.pop(), ()):
                if each not in found:
                    found.add(each)
                    todo.append(each)
        return found

    suzhou_is_in = closure("region:suzhou")

    def outside(id: str) -> bool:
        if id not in body:
            return False
        if node[id].get("home"):
            return node[id]["home"] == "outside"
        if "region:suzhou" in closure(id) or not above.get(id):
            return False
        return not above[id] & suzhou_is_in

    # groups: connected by PARENT_OF
    group = {id: id for id in node}

    def root(id: str) -> str:
        while group[id] != id:
            id = group[id]
        return id

    for row in relations("parent_of"):
        group[root(row["from"])] = root(row["to"])

    chain_of = {row["from"]: row["to"] for row in relations("part_of") if fact(row)}
    consortia: dict[str, set[str]] = defaultdict(set)
    for row in relations("serves"):
        k = node[row["from"]]
        if fact(row) and fact(k) and k["kind"] == "quality-innovation":
            consortia[row["to"]].add(row["from"])
    consortium_chain = {k: chain for chain, ks in consortia.items() for k in ks}

    # (chain, scope, slot) → filler → groups; scope is a stage or "" for chain and consortium
    found: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def put(target: str, slot: str, filler: str, by: str) -> None:
        if target in chain_of:
            found[chain_of[target], target, slot][filler].add(root(by))
        elif target in consortium_chain:
            found[consortium_chain[target], "", slot][filler].add(root(by))
        elif target.startswith("chain:"):
            found[target, "", slot][filler].add(root(by))

    def usable(row: dict[str, str]) -> bool:
        return fact(row) and fact(node[row["from"]]) and not outside(row["from"])

    fills_patent: dict[str, set[str]] = defaultdict(set)
    fills_quality: dict[str, set[str]] = defaultdict(set)
    for name, slot in (
        ("leads", "lead"),
        ("operates_in", "suppliers"),
        ("advises", "expert"),
        ("coordinates", "association"),
        ("researches", "research"),
    ):
        for row in relations(name):
            if usable(row):
                put(row["to"], slot, row["from"], row["from"])
                if slot in ("lead", "suppliers", "research"):
                    fills_patent[row["from"]].add(row["to"])
                if slot in ("lead", "suppliers"):
                    fills_quality[row["from"]].add(row["to"])
    for row in relations("tests_for"):
        if usable(row) and row["service_basis"] != "unclear":
            for service in row["service"].split(";"):
                put(row["to"], service, row["from"], row["from"])
    kinds = {"standard": "standard", "patent": "patent", "project": "quality"}
    for row in relations("applies_to"):
        if usable(row):
            put(row["to"], kinds[row["from"].split(":")[0]], row["from"], row["from"])
    for row in relations("holds"):
        if usable(row) and fact(node[row["to"]]):
            for target in fills_patent[row["from"]]:
                put(target, "patent", row["to"], row["from"])
    for row in relations("received"):
        if usable(row) and node[row["to"]]["kind"] == "quality":
            for target in fills_quality[row["from"]] | ({row["from"]} & set(consortium_chain)):
                put(target, "quality", row["to"], row["from"])

    newest: dict[tuple[str, str], str] = {}
    for row in sorted(rows("searches.csv"), key=lambda r: r["date"]):
        newest[row["subject"], row["slot"]] = row["result"]

    result = Recount()
    stages_of: dict[str, list[str]] = defaultdict(list)
    for stage, chain in chain_of.items():
        stages_of[chain].append(stage)

    def groups(fillers: dict[str, set[str]]) -> int:
        return len(set().union(*(by - {filler} or by for filler, by in fillers.items()))) if fillers else 0

    def settle(key: tuple[str, str, str], own: dict[str, set[str]], lent: dict[str, set[str]]) -> None:
        looked = newest.get((key[1] or key[0], key[2]))
        if own:
            result.state[key], used = "present", own
        elif looked == "none_found":
            result.state[key], used = "not_found", {}
        elif lent:
            result.state[key], used = "present", lent
        else:
            result.state[key], used = "unknown", {}
        result.inherited[key] = not own and bool(used)
        result.count[key] = groups(used)
        result.fillers[key] = set(used)

    for chain in (row["id"] for row in rows("chains.csv")):
        for slot in CHAIN_SLOTS:
            own: dict[str, set[str]] = defaultdict(set)
            for scope in ("", *stages_of[chain]):
                for filler, by in found[chain, scope, slot].items():
                    own[filler] |= by
            settle((chain, "", slot), own, {})
        for stage in stages_of[chain]:
            for slot in STAGE_SLOTS:
                lent = {} if slot == "suppliers" else found[chain, "", slot]
                settle((chain, stage, slot), found[chain, stage, slot], lent)
    return result
