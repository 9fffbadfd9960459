"""The Suzhou pack: what ships is what its README says, and the vocabulary has a word for all of it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest

import chainscape
from chainscape import importers
from chainscape.schema import (
    Node,
    Problem,
    Relation,
    Search,
    Source,
    UnknownName,
    check,
    check_ends,
    clean_text,
)

PACK = Path(chainscape.__file__).parent / "data" / "suzhou"
README = (PACK / "README.md").read_text(encoding="utf-8")
TABLES = sorted(path.relative_to(PACK).as_posix() for path in PACK.rglob("*.csv"))


@pytest.fixture(scope="module")
def records() -> list:
    return list(importers.pack())


@pytest.fixture(scope="module")
def nodes(records) -> dict[str, Node]:
    return {r.id: r for r in records if isinstance(r, Node)}


@pytest.fixture(scope="module")
def relations(records) -> list[Relation]:
    return [r for r in records if isinstance(r, Relation)]


def stated(record: Node | Relation) -> dict:
    (statement,) = record.statements
    return dict(statement.properties)


def test_counts(records, nodes, relations):
    assert Counter(type(r).__name__ for r in records) == {"Node": 632, "Relation": 1_172, "Source": 320, "Search": 187}
    assert len(nodes) == 632
    assert len({r.statements[0].row for r in relations}) == 1_165
    assert len({r.id for r in relations}) == 1_161


def test_the_readme_counts_every_table(records):
    shown = dict(re.findall(r"\| ([\w/]+\.csv) [^|]*\| (\d+) (?=\|)", README))
    for name in TABLES:
        with (PACK / name).open(encoding="utf-8-sig", newline="") as file:
            rows = sum(1 for _ in csv.DictReader(file))
        if name in ("sources.csv", "searches.csv"):
            assert re.search(rf"\b{rows} (sources|search records) \(`{name}`", README)
        else:
            assert shown.pop(name) == str(rows), name
    assert shown == {}


def test_the_readme_explains_how_many_relations_the_rows_make(relations):
    by_row = Counter(r.statements[0].row for r in relations)
    by_id = Counter(r.id for r in relations)
    split, joined = sum(n > 1 for n in by_row.values()), [id_ for id_, n in by_id.items() if n > 1]
    assert (split, len(joined)) == (7, 11)
    assert "**1,165 rows make 1,161 relations.**" in README
    listed = README.split("The eleven")[1].split("##")[0]
    for relation in relations:
        if relation.id in joined:
            assert f"`{relation.from_id}`" in listed
            assert relation.type in listed
            assert f"`{relation.to_id}`" in listed


def test_every_record_is_in_the_vocabulary_and_everything_it_refers_to_is_there(records, nodes, relations):
    sources = {r.id for r in records if isinstance(r, Source)}
    assert [p for r in records if not isinstance(r, Problem) for p in check(r)] == []
    for relation in relations:
        assert check_ends(relation, nodes[relation.from_id].type, nodes[relation.to_id].type) == []
    cited = {s for r in [*nodes.values(), *relations] for each in r.statements for s in each.sources}
    assert cited == sources
    assert all(each.sources for r in [*nodes.values(), *relations] for each in r.statements)
    assert {each for r in records if isinstance(r, Search) for each in r.subjects} <= nodes.keys()


def test_what_the_readme_says_of_reliability_and_dates(records, nodes, relations):
    sources = {r.id: r for r in records if isinstance(r, Source)}
    assert Counter(s.reliability for s in sources.values()) == {"A": 48, "B": 88, "C": 184}
    rows = {r.statements[0].row: r.statements[0] for r in relations}.values()

    def weak(statements) -> int:
        return sum(all(sources[s].reliability == "C" for s in each.sources) for each in statements)

    assert weak(rows) == 554
    assert weak(n.statements[0] for n in nodes.values()) == 266
    assert sum(not each.date for each in rows) == 547
    assert sum(not s.published for s in sources.values()) == 68
    assert {s.published[:7] for s in sources.values() if s.published} >= {"2005-07", "2026-03"}
    assert Counter(s.reliability for s in sources.values() if not s.url) == {"C": 165, "B": 2}


def test_what_the_readme_says_of_planned_unclear_and_outside(nodes, relations):
    planned = [r for r in relations if stated(r).get("status") == "planned"]
    assert (len({r.statements[0].row for r in planned}), len(planned)) == (28, 31)
    assert sum(stated(n).get("status") == "planned" for n in nodes.values()) == 7
    assert sum(stated(n).get("status") == "draft" for n in nodes.values() if n.type == "Standard") == 7
    assert sum(stated(n).get("home") == "outside" for n in nodes.values()) == 29
    basis = Counter(stated(r)["service_basis"] for r in relations if r.type == "TESTS_FOR")
    assert basis == {"stated": 26, "name": 33, "unclear": 4}
    kinds = Counter(stated(n)["kind"] for n in nodes.values() if n.type == "Consortium")
    assert kinds == {"quality-innovation": 15, "innovation": 3, "programme": 1}


def test_search_records(records):
    searches = [r for r in records if isinstance(r, Search)]
    results = Counter(s.result for s in searches)
    assert results == {"none_found": 39, "found": 43, "partial": 70, "not_stated": 35}
    assert all(re.search(rf"\b{count} `{name}`", README) for name, count in results.items())
    assert Counter(s.subject.split(":")[0] for s in searches) == {
        "chain": 106,
        "stage": 62,
        "company": 17,
        "consortium": 2,
    }
    assert {(s.method, s.by) for s in searches} == {("web", "")}
    assert Counter(s.date for s in searches) == {"2026-11-22": 143, "2026-11-28": 44}
    assert len({(s.subject, s.slot, s.date) for s in searches}) == 187


def test_the_searches_that_changed_are_listed(records):
    before, after = README.split("### Changed by this rule")[1].split("of 2026-11-28, to", 1)
    for text, day in ((before, "2026-11-22"), (after, "2026-11-28")):
        known = {s.id[7:-11]: s.result for s in records if isinstance(s, Search) and s.date == day}
        for result, listed in re.findall(r"`(\w+)`[^:`]*:\n((?:  .*\n)+)", text):
            named = re.findall(r"[\w/-]+", listed)
            assert len(named) > 4
            assert {known[name] for name in named} == {result}


def test_nothing_found_is_never_said_where_the_pack_has_something(records, nodes, relations):
    def fact(record: Node | Relation) -> bool:
        return stated(record).get("status") in (None, "fact", "issued") and stated(record).get("home") != "outside"

    consortia: dict[str, set[str]] = {}
    for r in relations:
        if r.type == "SERVES" and stated(nodes[r.from_id])["kind"] == "quality-innovation":
            consortia.setdefault(r.to_id, set()).add(r.from_id)
    filled = set()
    plain = {"OPERATES_IN": "suppliers", "LEADS": "lead", "ADVISES": "expert", "COORDINATES": "association"}
    plain["RESEARCHES"] = "research"
    for r in relations:
        if not (fact(r) and fact(nodes[r.from_id])):
            continue
        if r.type in plain:
            filled.add((r.to_id, plain[r.type]))
        elif r.type == "TESTS_FOR" and stated(r)["service_basis"] != "unclear":
            filled.add((r.to_id, r.key[0]))
        elif r.type == "APPLIES_TO" and nodes[r.from_id].type == "Standard":
            filled.add((r.to_id, "standard"))
    for search in records:
        if isinstance(search, Search) and search.result == "none_found":
            for subject in {search.subject} | consortia.get(search.subject, set()):
                assert (subject, search.slot) not in filled, search.id


def faults(content: bytes) -> list[str]:
    """What a spreadsheet, or writing the table again, would make of a table."""
    text = content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    again = io.StringIO(newline="")
    csv.writer(again, lineterminator="\n").writerows(rows)
    # no column without a single value, but for those that wait for one
    empty = {head for at, head in enumerate(rows[0]) if not any("".join(row[at : at + 1]) for row in rows[1:])}
    told = {
        "no byte order mark": not content.startswith(b"\xef\xbb\xbf"),
        "lines end with CR": b"\r" in content,
        "rows of several lengths": {len(row) for row in rows} != {len(rows[0])},
        "cells that are not clean": any(clean_text(cell) != cell for row in rows for cell in row),
        "other bytes when written again": again.getvalue() != text,
        f"empty columns {empty}": not empty <= {"by", "as_of"},
    }
    return [what for what, so in told.items() if so]


def test_tables_open_in_a_spreadsheet_and_do_not_change_when_written_again():
    assert len(TABLES) >= 40
    assert {name: found for name in TABLES if (found := faults((PACK / name).read_bytes()))} == {}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a,b\n1,2\n", "no byte order mark"),
        ("\ufeffa,b\r\n1,2\r\n", "lines end with CR"),
        ("\ufeffa,b\n1\n", "rows of several lengths"),
        ("\ufeffa,b\n1 ,2\n", "cells that are not clean"),
        ('\ufeffa,b\n"1",2\n', "other bytes when written again"),
        ("\ufeffa,b\n1,\n", "empty columns {'b'}"),
    ],
)
def test_each_fault_of_a_table_is_seen(text: str, fault: str):
    assert fault in faults(text.encode("utf-8"))


def test_houses_are_tied_where_the_pack_says_so(nodes, relations):
    ties = {(r.from_id, r.to_id): stated(r) for r in relations if r.type == "HOSTED_BY"}
    assert len(ties) == 21
    assert {
        ("institute:fpd-metrology", "institute:suzhou-metrology"),
        ("institute:js-elevator-nqc", "institute:js-tejian"),
        ("research:shagang-steel", "company:shagang"),
        ("research:js-robot-lab", "university:soochow"),
    } <= ties.keys()
    assert all(said["basis"] and said["basis_en"] for said in ties.values())
    bearers: dict[str, str] = {}
    for node in nodes.values():
        for name in (stated(node)["name"], *stated(node).get("aliases", [])):
            bearers[name] = node.id
    # every host that has a node is a relation as well
    hosts = {(n.id, bearers[stated(n)["host"]]) for n in nodes.values() if stated(n).get("host") in bearers}
    assert len(hosts) == 6
    assert hosts <= ties.keys()
    # nobody hosts himself in the end
    above = dict(ties.keys())
    assert len(above) == len(ties)
    for start in above:
        seen, at = {start}, start
        while at in above:
            at = above[at]
            assert at not in seen
            seen.add(at)


def test_roles_owners_and_known_firms(nodes, relations):
    roles = Counter(stated(r).get("role") for r in relations if r.type == "OPERATES_IN")
    assert {role: roles[role] for role in ("maker", "user", "service")} == {"maker": 7, "user": 8, "service": 0}
    kinds = Counter(stated(r).get("kind") for r in relations if r.type == "PARENT_OF")
    assert kinds == {None: 3, "joint venture": 2, "investor": 1, "subsidiary": 2, "owner": 1}
    known = [n for n in nodes.values() if "known_firms" in stated(n)]
    assert Counter(n.type for n in known) == {"Stage": 6, "IndustryChain": 7}
    for node in known:
        said = stated(node)
        word = {3: "三"}.get(said["known_firms"], str(said["known_firms"]))
        assert word in said["known_firms_stated"]


def test_one_firm_with_an_earlier_name_is_one_node(nodes, relations):
    firm = stated(nodes["company:tongding-interconnect"])
    assert {"通鼎光电", "江苏通鼎光电股份有限公司", "通鼎互联"} == set(firm["aliases"])
    assert "company:tongding-opto-2011" not in nodes
    own = [r.type for r in relations if "company:tongding-interconnect" in (r.from_id, r.to_id)]
    assert Counter(own)["OPERATES_IN"] == 4
    assert {"SUPPLIES", "PRODUCES", "RECEIVED", "PARENT_OF", "LOCATED_IN", "DRAFTED"} <= set(own)


def test_identifiers_in_the_readme_exist(nodes, records):
    known = nodes.keys() | {r.id for r in records if isinstance(r, Source)}
    named = set(
        re.findall(
            r"`((?:association|chain|company|consortium|expert|institute|patent|research|stage|award):[^`]+)`", README
        )
    )
    assert len(named) > 25
    assert named <= known
    cited = set(re.findall(r"[`(]([a-z][a-z0-9]*(?:-[a-z0-9]+)+)[`,)]", README)) - {
        "quality-innovation",
        "quality-candidate",
    }
    assert {name for name in cited if not name.startswith("use-")} <= known


def test_licence_and_mapping_ship_beside_the_tables():
    licence = (PACK / "LICENSE").read_text(encoding="utf-8")
    assert "CC BY 4.0" in licence
    assert "creativecommons.org/licenses/by/4.0/" in licence
    read = {file.path.relative_to(PACK).as_posix() for file in importers.pack().files}
    assert sorted(read) == TABLES


def test_a_pack_that_is_not_there():
    with pytest.raises(UnknownName, match=r"no data pack 'shuzhou'. Did you mean suzhou"):
        importers.pack("shuzhou")
    with pytest.raises(UnknownName):
        importers.pack("../data/suzhou")
