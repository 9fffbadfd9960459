"""The CSV files of the Suzhou pack as plain Python, for counting again what a query says."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

PACK = Path(__file__).parents[1] / "data" / "suzhou"
BODIES = {
    "companies.csv", "testing_institutes.csv", "research_institutes.csv", "universities.csv",
    "associations.csv", "consortia.csv", "agencies.csv",
}  # fmt: skip
TYPES = {
    "agencies": "Agency", "associations": "Association", "awards": "Award", "chains": "IndustryChain",
    "companies": "Company", "consortia": "Consortium", "experts": "Expert", "patents": "Patent",
    "products": "Product", "projects": "Project", "regions": "Region", "research_institutes": "ResearchInstitute",
    "stages": "Stage", "standards": "Standard", "technologies": "Technology", "testing_institutes": "TestingInstitute",
    "universities": "University",
}  # fmt: skip
Row = dict[str, str]
#: type of relation, id of one end, id of the other
Tie = tuple[str, str, str]


def rows(name: str) -> list[Row]:
    with (PACK / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def relations(name: str) -> list[Row]:
    return rows(f"relations/{name}.csv")


@cache
def nodes() -> dict[str, Row]:
    """Every node by its id, with its ``type``."""
    return {row["id"]: {**row, "type": type} for file, type in TYPES.items() for row in rows(f"{file}.csv")}


def of_type(type: str) -> dict[str, Row]:
    return {id: row for id, row in nodes().items() if row["type"] == type}


def bodies() -> set[str]:
    return {
        id for id, row in nodes().items() if f"{next(f for f, t in TYPES.items() if t == row['type'])}.csv" in BODIES
    }


def pairs(name: str) -> set[tuple[str, str]]:
    """The ends of the relations of one type, each pair once."""
    return {(row["from"], row["to"]) for row in relations(name)}


def to(name: str) -> dict[str, set[str]]:
    """For each node the others whose relation comes to it."""
    found: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs(name):
        found[b].add(a)
    return found


def out(name: str) -> dict[str, set[str]]:
    """For each node the others that its relation goes to."""
    found: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs(name):
        found[a].add(b)
    return found


@cache
def facts() -> dict[tuple[str, str, str, str], list[Row]]:
    """The rows of each relation: type, ends, and the value that tells two between the same ends apart."""
    found: dict[tuple[str, str, str, str], list[Row]] = defaultdict(list)
    for path in sorted((PACK / "relations").glob("*.csv")):
        type = path.stem.upper()
        for row in relations(path.stem):
            keys = (
                row["service"].split(";")
                if type == "TESTS_FOR"
                else [row.get("product" if type == "SUPPLIES" else "year", "")]
            )
            for key in keys:
                found[type, row["from"], row["to"], key.strip() if type != "PRODUCES" else ""].append(row)
    return found


def ties() -> list[Tie]:
    """Every relation once."""
    return [(type, a, b) for type, a, b, _ in facts()]


def degree() -> dict[str, int]:
    """How many relations each node has."""
    found = dict.fromkeys(nodes(), 0)
    for _, a, b in ties():
        found[a] += 1
        found[b] += 1
    return found


def split(cell: str) -> set[str]:
    return {part.strip() for part in cell.split(";") if part.strip()}


def sources(rows: list[Row]) -> set[str]:
    return {source for row in rows for source in split(row["sources"])}
