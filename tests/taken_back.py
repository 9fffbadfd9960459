"""Made-up loads and corrections of a server, to take back and to bring again."""

from __future__ import annotations

from collections.abc import Callable

import neo4j
from stores import dumped

from chainscape import graph
from chainscape.graph import Store
from chainscape.schema import (
    Node,
    Record,
    Relation,
    Search,
    Source,
    Statement,
    Value,
)

DAY = "2026-11-30"
BOOK = Source("source:madeup_book", "虚构名录", reliability="C")
PAGE = Source("source:madeup_page", "虚构网页", reliability="B")
CHAIN = "chain:madeup"


def says(row: str, dataset: str = "madeup", source: str = BOOK.id, **properties: Value) -> tuple[Statement, ...]:
    return (Statement(dataset, row, (source,), "2024", properties),)


def firm(number: int, dataset: str = "madeup", **more: Value) -> Node:
    id = f"company:madeup_{number}"
    return Node("Company", id, says(f"f#{id}", dataset, **{"name": f"虚构企业{number}", **more}))


def supplies(a: int, b: int, dataset: str = "madeup") -> Relation:
    said = says(f"s#{a}-{b}", dataset)
    return Relation("SUPPLIES", f"company:madeup_{a}", f"company:madeup_{b}", said, ("",))


LOOKED = Search(
    "search:madeup", CHAIN, "testing", "web", "none_found", "2024-01-01", "某人", ("q",), 3, dataset="madeup"
)
CHAINED = Node("IndustryChain", CHAIN, says("c#1", name="虚构产业链"))
FIRST: list[Record] = [BOOK, CHAINED, *map(firm, range(1, 5)), supplies(1, 2), supplies(2, 3), supplies(3, 4), LOOKED]
#: one renamed, one gone with its relation and what it cited, one new with a new source, no search
SECOND: list[Record] = [
    BOOK, PAGE, CHAINED, firm(1, name="虚构企业甲"), firm(2, founded="1991"), firm(3),
    Node("Company", "company:madeup_9", says("f#9", source=PAGE.id, name="虚构企业9")),
    supplies(1, 2), supplies(2, 3), supplies(3, 1),
]  # fmt: skip
#: the same source is believed more now: all that cites it is settled again
BELIEVED = Source(BOOK.id, BOOK.title, reliability="A")
EVERY: dict[str, Callable[[Store], object]] = {
    "import": lambda store: graph.load(store, [PAGE, firm(7), firm(1, "other", founded="1990"), supplies(7, 1)]),
    "a source regraded": lambda store: graph.load(store, [BELIEVED]),
    "replace": lambda store: graph.replace(store, SECOND, today=DAY),
    "forget a dataset": lambda store: graph.forget(store, "madeup", today=DAY),
    "forget a source": lambda store: graph.forget(store, BOOK.id, today=DAY),
    "rename": lambda store: graph.rename(store, "company:madeup_2", "虚构新名"),
    "merge": lambda store: graph.merge(store, "company:madeup_2", "company:madeup_3", today=DAY),
    "a search": lambda store: graph.load(store, [Search("search:madeup_2", CHAIN, "lead", "web", "none_found", DAY)]),
}


def begun(url: str) -> list[str]:
    with graph.open_store(url, "w") as store:
        graph.load(store, FIRST)
        return dumped(store)


def do(url: str, work: Callable[[Store], object], note: str = "") -> list[str]:
    with graph.open_store(url, "w", note=note) as store:
        work(store)
        return dumped(store)


def now(url: str) -> list[str]:
    with graph.open_store(url) as store:
        return dumped(store)


def cypher(url: str, text: str) -> list[list[object]]:
    with neo4j.GraphDatabase.driver(url) as driver, driver.session() as session:
        return session.run(text).values()


def journal(url: str) -> int:
    return int(str(cypher(url, "MATCH (j:ChainscapeJournal) RETURN count(j)")[0][0]))
