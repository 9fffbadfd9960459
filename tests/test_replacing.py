"""A dataset says what its files say: compared, replaced, withdrawn, with a history; the same on both stores."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from stores import KINDS, Opener, dumped, value
from taken_back import CHAIN, LOOKED, says, supplies

from chainscape import graph
from chainscape.graph import Changes, Store
from chainscape.graph.bolt import Bolt
from chainscape.queries import ask
from chainscape.schema import (
    ImportRefused,
    Node,
    Problem,
    Record,
    Relation,
    Source,
    UnknownName,
    UsageError,
    Value,
)

DAY = "2026-11-29"
BOOK = Source("source:madeup_book", "虚构名录", reliability="A")
PAGE = Source("source:madeup_page", "虚构网页", reliability="A")


def firm(number: int, name: str, dataset: str = "madeup", **more: Value) -> Node:
    id = f"company:madeup_{number}"
    return Node("Company", id, says(f"firms#{id}", dataset, name=name, **more))


def stage(number: int) -> Node:
    id = f"stage:madeup_{number}"
    return Node("Stage", id, says(f"stages#{id}", name=f"虚构环节{number}"))


def operates(of: int, at: int, row: str = "", dataset: str = "madeup") -> Relation:
    row = row or f"works#{of}-{at}"
    return Relation("OPERATES_IN", f"company:madeup_{of}", f"stage:madeup_{at}", says(row, dataset))


FIRST: list[Record] = [
    BOOK,
    Node("IndustryChain", CHAIN, says("chains#1", name="虚构产业链")),
    stage(1),
    stage(2),
    firm(1, "虚构企业甲"),
    firm(2, "虚构企业乙", founded="1999"),
    firm(3, "虚构企业丙"),
    operates(1, 1, "works#a"),
    operates(2, 1),
    operates(3, 2),
    LOOKED,
]
#: one moved, one renamed, one founded in another year, one gone with its relation, one new, no search
SECOND: list[Record] = [
    *FIRST[:4],
    firm(1, "虚构企业甲甲"),
    firm(2, "虚构企业乙", founded="2001"),
    firm(4, "虚构企业丁"),
    operates(1, 2, "works#a"),
    operates(2, 1),
]


@pytest.fixture(params=KINDS)
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    return KINDS[request.param](request, tmp_path)


@pytest.fixture
def store(opener: Opener) -> Iterator[Store]:
    with opener("w") as opened:
        yield opened


def whole(store: Store) -> bool:
    return not [each for each in graph.verify(store) if each.faults]


def without_history(store: Store) -> list[str]:
    return [line for line in dumped(store) if json.loads(line)["type"] != "Withdrawn"]


def test_what_is_new_changed_moved_renamed_and_vanished_is_told_and_replaced(store: Store, tmp_path: Path):
    graph.load(store, FIRST)
    told: list[Changes] = []
    graph.replace(store, SECOND, agree=told.append, today=DAY)
    changes = told[0]
    assert changes.datasets == ("madeup",)
    assert dict(changes.counts) == {"same": 4, "new": 1, "changed": 1, "renamed": 1, "moved": 1, "vanished": 3}
    assert changes.tables == {"firms": (1, 3), "works": (1, 3)}
    by = {each.what: each for each in changes.first if each.what != "vanished"}
    assert (by["moved"].name, by["moved"].old, by["moved"].new) == ("虚构企业甲", "虚构环节1", "虚构环节2")
    assert (by["changed"].old, by["changed"].new) == ("founded: 1999", "founded: 2001")
    assert (by["renamed"].old, by["renamed"].new) == ("name: 虚构企业甲", "name: 虚构企业甲甲")
    assert whole(store)
    with graph.open_store(tmp_path / "fresh", "w") as fresh:
        graph.load(fresh, SECOND)
        assert without_history(store) == dumped(fresh)
    assert store.run("MATCH (:Company)-[r:OPERATES_IN]->() RETURN count(r) AS n").column("n") == [2]
    again: list[Changes] = []
    before = dumped(store)
    graph.replace(store, SECOND, agree=again.append, today="2026-12-24")
    assert dict(again[0].counts) == {"same": 8, "new": 0, "vanished": 0}
    assert dumped(store) == before


def sells(to: int, row: str, **more: Value) -> Relation:
    said = says(f"sells#{row}", product="虚构品", **more)
    return Relation("SUPPLIES", "company:madeup_1", f"company:madeup_{to}", said, ("虚构品",))


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        # a new row stands above the one that reads otherwise now: same relation, changed; the other is new
        ([sells(2, "a1", share=0.4)], [sells(3, "a2"), sells(2, "a3", share=0.5)], {"changed": 1, "new": 1}),
        # rows known by their content: whether one stands for the other nobody says
        ([sells(2, "b1")], [sells(3, "b2")], {"vanished": 1, "new": 1}),
        ([sells(2, "b1"), sells(3, "b2")], [sells(3, "b2"), sells(4, "b3")], {"vanished": 1, "new": 1}),
        # rows known by a column
        ([sells(2, "c")], [sells(3, "c")], {"moved": 1}),
        ([sells(2, "c", share=0.4)], [sells(3, "d"), sells(4, "c")], {"moved": 1, "new": 1}),
        # several in one row: which of them went where nobody says
        ([sells(2, "e"), sells(3, "e")], [sells(4, "e"), sells(5, "e")], {"vanished": 2, "new": 2}),
        ([sells(2, "e"), sells(3, "e")], [sells(3, "e"), sells(4, "e")], {"moved": 1}),
        ([sells(2, "e"), sells(3, "e")], [sells(4, "e")], {"vanished": 2, "new": 1}),
    ],
)
def test_nothing_is_told_as_moved_that_may_be_another(store: Store, before, now, told):
    firms = [firm(number, f"虚构企业{number}") for number in range(1, 6)]
    graph.load(store, [BOOK, *firms, *before])
    found: list[Changes] = []
    graph.replace(store, [BOOK, *firms, *now], agree=found.append, today=DAY)
    counts = {what: many for what, many in found[0].counts.items() if many and what != "same"}
    assert counts == told
    assert store.count()["SUPPLIES"] == len(now)


def test_of_each_kind_some_are_kept_for_telling_however_many_another_has(store: Store, monkeypatch: pytest.MonkeyPatch):
    # a file in which more changed than is kept: what is about to be withdrawn must still be shown
    monkeypatch.setattr("chainscape.graph.changes.comparing.KEPT", 2)
    graph.load(store, [BOOK, *(firm(n, f"虚构企业{n}") for n in range(8))])
    told: list[Changes] = []
    graph.replace(store, [BOOK, *(firm(n, f"虚构企业{n}", founded="1999") for n in range(4))], agree=told.append)
    assert Counter(each.what for each in told[0].first) == {"changed": 2, "vanished": 2}
    assert (told[0].counts["changed"], told[0].counts["vanished"]) == (4, 4)


def test_history_tells_what_vanished_and_until_when(store: Store):
    graph.load(store, FIRST)
    graph.replace(store, SECOND, today=DAY)
    gone = graph.history(store, "虚构企业丙")
    # the stage that the relation went to is called by its name, a firm that is no more by none
    assert {(row["name"], row["relation"], row["status"], row["since"], row["until"]) for row in gone} == {
        ("", "", "vanished", "2024", DAY),
        ("虚构环节2", "OPERATES_IN", "vanished", "2024", DAY),
    }
    kept = [(row["status"], row["said"]) for row in graph.history(store, "company:madeup_2") if not row["relation"]]
    assert kept == [("counts", "founded: 2001, name: 虚构企业乙"), ("changed", "founded: 1999, name: 虚构企业乙")]
    assert sum(row["statements"] for row in graph.history(store)) == 6
    with pytest.raises(UnknownName, match="no node or dataset"):
        graph.history(store, "nobody")


def test_a_no_leaves_the_store_as_it_was(store: Store):
    graph.load(store, FIRST)
    before = dumped(store)

    def no(changes: Changes) -> None:
        raise ImportRefused(f"{changes.vanished} vanish")

    with pytest.raises(ImportRefused, match="3 vanish"):
        graph.replace(store, SECOND, agree=no)
    assert dumped(store) == before


def test_with_bad_rows_left_out_nothing_counts_as_vanished(store: Store):
    graph.load(store, FIRST)
    graph.replace(store, [*SECOND, Problem("made up to be wrong")], skip_bad=True, today=DAY)
    assert store.count()["Company"] == 4


def test_others_keep_what_they_state_and_the_name_of_what_they_name(store: Store):
    graph.load(store, FIRST)
    graph.load(store, [firm(3, "虚构企业丙", "other", founded="1980"), supplies(1, 2, "other")])
    graph.replace(store, [*FIRST[:4]], today=DAY)
    assert whole(store)
    assert value(store, "company:madeup_3", "founded") == "1980"
    assert value(store, "company:madeup_2", "name") == "虚构企业乙"
    assert value(store, "company:madeup_2", "founded") is None
    graph.forget(store, "other", today=DAY)
    assert "Company" not in store.count()
    assert whole(store)


def test_what_is_forgotten_again_on_one_day_is_counted_again(store: Store):
    counted = []
    for _ in range(2):
        graph.load(store, FIRST)
        counted.append(graph.forget(store, "madeup", today=DAY).withdrawn)
    # ten statements, a search and a source
    assert counted == [len(FIRST), len(FIRST)]


def test_forgetting_a_source_leaves_what_others_say(store: Store):
    both = Node(
        "Company", "company:madeup_9", (replace(says("firms#9", name="虚构企业壬")[0], sources=(BOOK.id, PAGE.id)),)
    )
    graph.load(store, [*FIRST, PAGE, both])
    graph.forget(store, "虚构名录", today=DAY)
    assert store.run("MATCH (n:Company) RETURN n.id AS id, n.sources AS s").values == [(both.id, [PAGE.id])]
    assert list(graph.sources(store)) == [PAGE.id]
    assert whole(store)
    with pytest.raises(UnknownName, match="no dataset or source"):
        graph.forget(store, "虚构名录")


def test_a_name_given_by_hand_stays_whatever_files_say(store: Store):
    graph.load(store, FIRST)
    graph.rename(store, "虚构企业甲", "虚构企业新")
    graph.rename(store, "虚构企业新", "虚构企业新新")
    graph.replace(store, [BOOK, *SECOND], today=DAY)
    assert value(store, "company:madeup_1", "name") == "虚构企业新新"
    assert set(value(store, "company:madeup_1", "aliases")) == {"虚构企业甲", "虚构企业新"}  # type: ignore[call-overload]
    assert whole(store)
    with pytest.raises(UsageError, match="no name was given"):
        graph.rename(store, "虚构企业乙")


def test_merged_bodies_stay_one_when_the_files_are_loaded_again(store: Store):
    given = [*FIRST, supplies(2, 1, "madeup"), supplies(3, 1, "madeup"), operates(1, 2)]
    graph.load(store, given)
    done = graph.merge(store, "虚构企业乙", "company:madeup_1", today=DAY)
    assert (done.id, done.gone, done.name) == ("company:madeup_1", "company:madeup_2", "虚构企业甲")
    assert whole(store)
    assert value(store, "company:madeup_1", "name") == "虚构企业甲"
    assert value(store, "company:madeup_1", "aliases") == ["虚构企业乙"]
    assert store.count()["SUPPLIES"] == 1
    merged = dumped(store)
    told: list[Changes] = []
    graph.load(store, given)
    graph.replace(store, given, agree=told.append, today=DAY)
    assert dumped(store) == merged
    assert told[0].vanished == told[0].counts["new"] == 0
    graph.merge(store, "虚构企业甲", "虚构企业丙", today=DAY)
    graph.load(store, given)
    assert store.count()["Company"] == 1
    assert whole(store)
    with pytest.raises(UsageError, match="one already"):
        graph.merge(store, "company:madeup_2", "company:madeup_3")
    with pytest.raises(UsageError, match="one is a Company, the other a IndustryChain"):
        graph.merge(store, "company:madeup_3", CHAIN)


def test_contradictions_of_datasets_are_told_and_decided_by_the_order_asked_for(opener: Opener, tmp_path: Path):
    one = firm(1, "虚构企业甲", "z_first", founded="1990")
    two = firm(1, "虚构企业甲", "a_second", founded="1991")
    first = opener("w", dataset_order=("z_first", "a_second"))
    second = graph.open_store(tmp_path / "second", "w", dataset_order=("z_first", "a_second"))
    with first, second:
        for store, order in ((first, (one, two)), (second, (two, one))):
            graph.load(store, [BOOK])
            done = [graph.load(store, [each]).written.disputed for each in order]
            assert done == [0, 1]
            assert value(store, one.id, "founded") == "1990"
            assert [(row["node"], row["differs"]) for row in ask(store, "doubts")] == [(one.id, ["founded"])]
            assert whole(store)
        assert dumped(first) == dumped(second)


def test_what_was_withdrawn_is_copied_and_exported(tmp_path: Path):
    with graph.open_store(tmp_path / "store", "w") as store, graph.open_store(tmp_path / "copy", "w") as copied:
        graph.load(store, FIRST)
        graph.replace(store, SECOND, today=DAY)
        graph.rename(store, "虚构企业丁", "虚构企业戊")
        graph.export(store, tmp_path / "all.jsonl", "jsonl")
        graph.copy(tmp_path / "all.jsonl", copied)
        assert dumped(store) == dumped(copied)
    graph.restore(tmp_path / "store")
    with graph.open_store(tmp_path / "store") as restored, graph.open_store(tmp_path / "copy") as copied:
        assert dumped(restored) == dumped(copied)


class Stopped(Exception):
    """Stands for whatever ends a load after a transaction."""


def test_cut_off_after_any_transaction_the_same_again_completes_it(
    opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("chainscape.graph.loading.BATCH", 4)
    monkeypatch.setattr("chainscape.graph.changes.replacing.BATCH", 2)
    with graph.open_store(tmp_path / "wanted", "w") as store:
        graph.load(store, FIRST)
        begun = dumped(store)
        graph.replace(store, SECOND, today=DAY)
        wanted = dumped(store)

    def after(transactions: int) -> Callable[[int, int], None]:
        left = itertools.count(transactions, -1)

        def stop(_done: int, _total: int) -> None:
            if next(left) <= 0:
                raise Stopped

        return stop

    stops = 0
    with opener("w") as store:
        graph.load(store, FIRST)
        while dumped(store) != wanted and stops < 50:
            with suppress(Stopped):
                # after one transaction more at each try
                graph.replace(store, SECOND, today=DAY, on_progress=after(stops))
            stops += 1
            assert whole(store)
            # in a folder nothing of it is left, on a server what was done
            assert isinstance(store, Bolt) or dumped(store) in (begun, wanted)
        assert dumped(store) == wanted
    assert stops > 3
