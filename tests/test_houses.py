"""Who is one house: owned or run, to any depth; partners beside it."""

from __future__ import annotations

from chainscape.queries import houses


def tie(a: str, b: str, kind: str = "", share: float | None = None, type: str = "PARENT_OF", status: str = "fact"):
    return {
        "from": a, "to": b, "from_name": f"虚构{a}", "to_name": f"虚构{b}", "from_name_en": "", "to_name_en": "",
        "relation_type": type, "kind": kind, "share": share, "statuses": ["fact", "fact", status],
    }  # fmt: skip


def test_ownership_closes_to_any_depth():
    found = houses([tie(f"n{at:02}", f"n{at + 1:02}") for at in range(40)])
    assert found.of("n40") == "n00"
    assert len(found.all_of("n17")) == 41


def test_a_house_is_the_same_in_whatever_order_the_ties_come():
    ties = [
        tie("a", "b", "owner"),
        tie("b", "c", "subsidiary"),
        tie("d", "b", "", 0.6),
        tie("e", "f", type="HOSTED_BY"),
    ]
    one, other = houses(ties), houses(reversed(ties))
    assert one == other
    # two own b: the first by id stands for the house
    assert one.of("c") == one.of("d") == "a"
    # what is hosted belongs to its host
    assert one.of("e") == "f"


def test_circles_end():
    found = houses([tie("b", "a"), tie("c", "b"), tie("a", "c"), tie("a", "a")])
    assert found.all_of("c") == ("a", "b", "c")
    assert found.of("c") == "a"


def test_partners_investors_minorities_and_plans_are_beside():
    found = houses(
        [
            tie("a", "jv", "joint venture"), tie("b", "jv", "joint venture"), tie("c", "d", "investor"),
            tie("c", "e", "owner", 0.49), tie("c", "f", status="planned"), tie("c", "g", "", 0.5),
        ]
    )  # fmt: skip
    assert {id: found.of(id) for id in ("jv", "d", "e", "f", "g")} == {
        "jv": "jv",
        "d": "d",
        "e": "e",
        "f": "f",
        "g": "c",
    }
    assert [name.zh for name in found.beside["jv"]] == ["虚构a", "虚构b"]
    assert [name.zh for name in found.beside["e"]] == ["虚构c"]
    # a plan is no tie at all
    assert "f" not in found.beside


def test_a_body_without_ties_is_its_own_house():
    assert houses([]).of("x") == "x"
    assert houses([]).all_of("x") == ("x",)
