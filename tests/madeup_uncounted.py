"""Made-up bodies that do not count, everywhere in some records: planned ones, users, firms from outside.

No firm or institute in them exists; every name begins with 虚构. Each has a seat, so that it is nobody without one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chainscape.schema import Node, Record, Relation, Statement

SERVICES = ("metrology", "standard", "testing", "certification")
FAR = "region:madeup-far"


def said(**properties) -> tuple[Statement, ...]:
    known = {name: value for name, value in properties.items() if value is not None}
    return (Statement("madeup", "uncounted", (), "2024", known),)


def uncounted(records: Iterable[Record], region: str = "region:suzhou") -> Iterator[Record]:
    """Yield what can be added to records without any count of theirs becoming another one."""
    nodes = [each for each in records if isinstance(each, Node)]
    yield Node("Region", FAR, said(name="虚构远方"))
    for kind, seat, status in (("planned", region, "planned"), ("user", region, None), ("outside", FAR, None)):
        firm, institute = f"company:madeup-{kind}", f"institute:madeup-{kind}"
        home = "outside" if kind == "outside" else None
        yield Node("Company", firm, said(name=f"虚构{kind}企业", status=status, home=home))
        yield Relation("LOCATED_IN", firm, seat, said())
        # a user is no institute: its institute is planned by the relation alone, and is planned itself as well
        yield Node("TestingInstitute", institute, said(name=f"虚构{kind}机构", status=None if home else "planned"))
        yield Relation("LOCATED_IN", institute, seat, said())
        role = "user" if kind == "user" else None
        late = "planned" if kind == "user" else None
        for node in nodes:
            match node.type:
                case "Stage":
                    yield Relation("OPERATES_IN", firm, node.id, said(role=role))
                    yield from served(institute, node.id)
                case "IndustryChain":
                    yield from served(institute, node.id)
                case "Consortium":
                    yield from served(institute, node.id)
                    yield Relation("LEADS", firm, node.id, said(status=late))
                case "Product":
                    yield Relation("PRODUCES", firm, node.id, said(status=late))
                case "Technology":
                    yield Relation("BREAKS_THROUGH", firm, node.id, said(status=late))
                case "Patent":
                    yield Relation("HOLDS", firm, node.id, said(status=late))
                case "Company" if kind != "outside":
                    # a supplier counts wherever it sits; who buys is no supplier
                    yield Relation("SUPPLIES", firm, node.id, said(product="虚构件", status="planned"), ("虚构件",))


def served(institute: str, place: str) -> Iterator[Record]:
    for service in SERVICES:
        yield Relation("TESTS_FOR", institute, place, said(service=service, service_basis="stated"), (service,))
