"""Loading: all or nothing, every problem named, the same again changes nothing."""

from __future__ import annotations

import gc
import random
from dataclasses import replace
from pathlib import Path

import madeup_gaps
import pytest
from madeup_gaps import node, relation, search, serves_with

from chainscape import graph
from chainscape.schema import ImportRefused, Node, Place, Problem, Relation, Source, Statement, StoreError


@pytest.fixture
def store(tmp_path: Path):
    with graph.open_store(tmp_path / "store", mode="w") as store:
        yield store


def refused(store, *records) -> list[str]:
    before = list(store.dump())
    with pytest.raises(ImportRefused, match="nothing was loaded") as error:
        graph.load(store, [*madeup_gaps.records(), *records])
    assert list(store.dump()) == before
    assert error.value.total == len(error.value.problems)
    return [problem.reason for problem in error.value.problems]


def test_loading_again_and_in_any_order_changes_nothing(store, tmp_path: Path):
    records = madeup_gaps.records()
    first = graph.load(store, records)
    assert first.written.nodes_new == sum(isinstance(r, Node) for r in records)
    dump = list(store.dump())
    again = graph.load(store, records)
    assert (again.written.nodes_new, again.written.nodes_changed, again.written.relations_new) == (0, 0, 0)
    assert list(store.dump()) == dump
    with graph.open_store(tmp_path / "other", mode="w") as other:
        shuffled = list(records)
        random.Random(7).shuffle(shuffled)
        graph.load(other, shuffled)
        assert list(other.dump()) == dump


def test_dangling_ends_name_row_column_and_value(store):
    bad = replace(relation("LEADS", "company:madeup-lend", "consortium:madeup"), place=Place("leads.csv", "", 7))
    with pytest.raises(ImportRefused) as error:
        graph.load(store, [*madeup_gaps.records(), bad])
    (problem,) = error.value.problems
    assert str(problem).startswith("leads.csv, row 7, column from: LEADS goes from 'company:madeup-lend'")
    assert "Did you mean company:madeup-lead?" in problem.reason
    assert problem.value == "company:madeup-lend"


def test_ends_of_the_wrong_type(store):
    (reason,) = refused(store, relation("OPERATES_IN", "institute:madeup", "stage:madeup/raw"))
    assert "OPERATES_IN cannot go from 'institute:madeup', a TestingInstitute; it goes from Company" in reason


def test_unknown_type_property_and_code_are_all_reported_with_suggestions(store):
    reasons = refused(
        store,
        node("Compny", "company:madeup-x", "虚构"),
        node("Company", "company:madeup-y", "虚构", fonded="1990"),
        node("Consortium", "consortium:madeup-z", "虚构", kind="quality", scope="city"),
        serves_with("institute:madeup", madeup_gaps.CHAIN, "tasting"),
        relation("SUPLIES", "company:madeup-other", "company:madeup-third"),
    )
    assert len(reasons) == 5
    for reason, guess in zip(reasons, ("Company", "founded", "quality-innovation", "testing", "SUPPLIES"), strict=True):
        assert f"Did you mean {guess}?" in reason


def test_one_id_stands_for_one_thing(store):
    (reason,) = refused(store, node("University", "institute:madeup", "虚构大学"))
    assert "is a TestingInstitute; it cannot be a University too" in reason
    graph.load(store, madeup_gaps.records())
    with pytest.raises(ImportRefused, match="is a TestingInstitute in the store; it cannot be a University too"):
        graph.load(store, [node("University", "institute:madeup", "虚构大学"), madeup_gaps.records()[0]])


def test_unknown_sources_and_subjects(store):
    uncited = Node("Region", "region:madeup-x", (Statement("madeup", "x", ("nowhere",), "", {"name": "虚构"}),))
    reasons = refused(store, uncited, search("stage:madeup/none", "suppliers", "none_found", "web"))
    assert "no source 'nowhere'" in reasons[0]
    assert "'stage:madeup/none' is not a chain, stage or consortium" in reasons[1]


def test_links_positions_and_seats_can_be_searched(store):
    wrong = [
        search("stage:madeup/raw>stage:madeup/none", "feeds", "none_found", "web"),
        search("stage:madeup/raw", "upstream", "none_found", "web"),
        search("chain:madeup", "seat", "not_stated", "web"),
    ]
    reasons = refused(store, *wrong)
    assert [r.split(" in this load")[0] for r in reasons] == [
        "'stage:madeup/none' is not a stage",
        "'stage:madeup/raw' is not a chain",
        "'chain:madeup' is not a body",
    ]
    right = [
        search("stage:madeup/raw>stage:madeup/part", "feeds", "none_found", "web"),
        search("stage:madeup/raw", "feeds", "none_found", "web"),
        search("chain:madeup", "downstream", "complete", "inventory"),
        search("company:madeup-parent", "seat", "not_stated", "web"),
    ]
    graph.load(store, [*madeup_gaps.records(), *right])
    links = store.run("MATCH (s:Search {slot: 'feeds'}) RETURN s.subject AS subject ORDER BY subject")
    assert links.column("subject") == [
        "stage:madeup/assembly",
        "stage:madeup/raw",
        "stage:madeup/raw>stage:madeup/part",
    ]


def test_skip_bad_loads_the_rest_and_what_hangs_on_the_bad_is_named(store):
    bad = [
        node("Company", "company:madeup-bad", "", founded="no date"),
        relation("OPERATES_IN", "company:madeup-bad", "stage:madeup/raw"),
        Problem("虚构的坏行", Place("companies.csv", "", 3), "founded", "no date"),
    ]
    seen: list[Problem] = []
    steps: list[tuple[int, int]] = []
    loaded = graph.load(
        store,
        [*bad, *madeup_gaps.records()],
        skip_bad=True,
        on_problem=seen.append,
        on_progress=lambda done, total: steps.append((done, total)),
    )
    assert loaded.checked.problem_count == len(seen) == 4  # no name, no date, its relation, the bad row
    assert "company:madeup-bad" not in "".join(store.dump())
    assert store.count()["OPERATES_IN"] == 6
    assert steps[-1][0] == steps[-1][1] == len(madeup_gaps.records())


def test_check_finds_the_same_and_writes_nothing(store):
    bad = relation("LEADS", "company:nobody", "consortium:madeup")
    checked = graph.check([*madeup_gaps.records(), bad])
    assert checked.problem_count == 1
    assert checked.nodes == sum(isinstance(r, Node) for r in madeup_gaps.records())
    assert store.count() == {}


def test_a_relation_may_end_at_what_an_earlier_load_brought(store):
    graph.load(store, madeup_gaps.records())
    late = relation("OPERATES_IN", "company:madeup-lead", "stage:madeup/raw")
    assert graph.load(store, [late]).written.relations_new == 1


def test_many_problems_are_counted_and_the_first_kept(store):
    bad = [node("Nothing", f"x:{n}", "虚构") for n in range(1500)]
    with pytest.raises(ImportRefused) as error:
        graph.load(store, bad)
    assert (error.value.total, len(error.value.problems)) == (1500, 1000)


def test_python_s_collector_rests_while_a_load_goes_on_and_works_again_whatever_happened(store):
    seen: list[bool] = []

    def records():
        for each in madeup_gaps.records():
            seen.append(gc.isenabled())
            yield each

    graph.load(store, records())
    assert not any(seen)
    assert gc.isenabled()
    with pytest.raises(ImportRefused):
        graph.load(store, [relation("OPERATES_IN", "company:madeup_none", "stage:madeup_none")])
    assert gc.isenabled()
    gc.disable()
    try:
        graph.check(records())
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_a_store_has_nothing_of_is_not_read_to_be_compared(store):
    def records():
        raise AssertionError

    graph.load(store, madeup_gaps.records())
    assert graph.compare(store, records, ["madeup other"]) == graph.Changes()


def test_a_load_that_failed_part_way_into_an_empty_store_forgets_what_it_knew(tmp_path: Path):
    """A store that began empty remembers what it wrote and asks for nothing else: not after an error."""
    given = madeup_gaps.records()
    firm = next(each for each in given if isinstance(each, Node))
    with graph.open_store(tmp_path / "other", mode="w") as other:
        other.write(given)
        with pytest.raises(StoreError, match="cannot be a"):
            other.write([replace(firm, type="Expert" if firm.type != "Expert" else "Company")])
        dump = list(other.dump())
        assert other.write(given).nodes_same == sum(isinstance(each, Node) for each in given)
        assert list(other.dump()) == dump


def test_what_cites_a_source_that_is_dropped_is_dropped_too_and_so_are_its_relations(store):
    """All was settled when it was read: only the store says that the id of the source is another thing."""
    store.write([node("Company", "company:madeup_thing", "虚构之物")])
    cited = (Statement("madeup", "1", ("company:madeup_thing",), "", {"name": "虚构企业"}),)
    records = [
        Source("company:madeup_thing", "虚构来源"),
        Node("Company", "company:madeup_citing", cited),
        Node("Company", "company:madeup_other", (Statement("madeup", "2", (), "", {"name": "虚构企业二"}),)),
        Relation("SUPPLIES", "company:madeup_citing", "company:madeup_other", (Statement("madeup", "3"),), ("",)),
    ]
    before = list(store.dump())
    with pytest.raises(ImportRefused) as error:
        graph.load(store, records)
    said = [problem.reason for problem in error.value.problems]
    assert "is a Company in the store; it cannot be a Source too" in said[0]
    assert "there is no source 'company:madeup_thing' in this load or in the store" in said[1]
    assert "goes from 'company:madeup_citing', which is neither in this load nor in the store" in said[2]
    assert list(store.dump()) == before


def test_records_in_whatever_order_are_found_by_what_refers_to_them(store):
    given = madeup_gaps.records()
    for order in (given, given[::-1], sorted(given, key=lambda each: isinstance(each, Node))):
        assert graph.check(order).problem_count == 0
    firm = next(each for each in given if isinstance(each, Node) and each.type == "Company")
    other = [replace(each, type="Expert") if each is firm else each for each in given]
    problems = {graph.check(order).problem_count for order in (other, other[::-1])}
    assert len(problems) == 1
    assert problems != {0}
