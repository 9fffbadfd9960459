"""The order and the places of stages, text widths and wrapping: all without a browser."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from madeup import madeup_chain, madeup_stages

from chainscape.schema import template
from chainscape.viz.chainmap.layout import ANCHOR, LANE_GAP, ROW_GAP, Ghost, Grid, arrange
from chainscape.viz.chainmap.links import links
from chainscape.viz.chainmap.zones import UNPLACED, columns
from chainscape.viz.page.wrapping import clip, width, wrap
from chainscape.viz.reading.chain import read_chain
from chainscape.viz.reading.names import short_names

POSITIONS = ("upstream", "midstream", "downstream", "")


def places(order, heights=lambda stage, wide: 60.0, ghosts=(), span=lambda stage: 1):
    return arrange(Grid(order, 144.0, 24.0, 140.0), heights, span=span, ghosts=ghosts)


def test_position_comes_before_feeds_and_order_only_breaks_ties():
    order = columns(["wire", "maker", "part"], {"wire": "upstream", "maker": "downstream", "part": "midstream"}, [])
    assert [order.zone[s] for s in ("wire", "part", "maker")] == [0, 1, 2]
    assert order.column["wire"] < order.column["part"] < order.column["maker"]


def test_depth_in_a_zone_is_the_longest_path():
    feeds = [("a", "b"), ("b", "c"), ("a", "c")]
    order = columns(["a", "b", "c"], dict.fromkeys("abc", "midstream"), feeds)
    assert [order.column[s] - order.first_column(1) for s in "abc"] == [0, 1, 2]


def test_a_source_stands_one_column_before_its_consumer():
    feeds = [("a", "b"), ("b", "c"), ("late", "c")]
    order = columns(["a", "b", "c", "late"], dict.fromkeys(("a", "b", "c", "late"), "upstream"), feeds)
    assert order.column["late"] == order.column["b"]


def test_a_source_of_a_later_zone_stands_at_the_right_edge():
    feeds = [("a", "b"), ("glass", "panel")]
    order = columns(
        ["a", "b", "glass", "panel"],
        {"a": "upstream", "b": "upstream", "glass": "upstream", "panel": "midstream"},
        feeds,
    )
    assert order.column["glass"] == order.zone_columns[0] - 1


def test_an_empty_zone_keeps_a_column():
    order = columns(["a"], {"a": "midstream"}, [])
    assert order.zone_columns == (1, 1, 1)
    assert order.zoned


def test_without_any_position_there_are_no_zones_but_columns_by_feeds():
    order = columns(["a", "b", "c"], {}, [("a", "b"), ("b", "c")])
    assert not order.zoned
    assert [order.column[s] for s in "abc"] == [0, 1, 2]


def test_position_is_taken_from_neighbours_and_marked():
    feeds = [("up", "x"), ("x", "down"), ("y", "down"), ("z", "y")]
    known = {"up": "upstream", "down": "downstream"}
    order = columns(["up", "x", "down", "y", "z", "nowhere"], known, feeds)
    assert order.zone["x"] == 0, "the last zone of what feeds it"
    assert order.zone["y"] == order.zone["z"] == 2, "else the first zone of what it feeds, along the whole path"
    assert order.inferred == {"x", "y", "z"}
    assert order.zone["nowhere"] == UNPLACED


def test_circles_are_cut_and_do_not_spread_over_the_map():
    feeds = [("a", "b"), ("b", "c"), ("c", "a")]
    order = columns(["a", "b", "c"], dict.fromkeys("abc", "midstream"), feeds)
    assert sorted(order.column[s] - order.first_column(1) for s in "abc") == [0, 1, 2]


def test_no_stage_at_all():
    order = columns([], {}, [])
    assert places(order).boxes == {}
    assert len(places(order).zones) == 3


def test_a_plain_lane_is_a_straight_line_whatever_the_heights():
    order = columns(["a", "b", "c"], dict(zip("abc", POSITIONS, strict=False)), [("a", "b"), ("b", "c")])
    boxes = places(order, lambda stage, wide: {"a": 60.0, "b": 200.0, "c": 90.0}[stage]).boxes
    assert len({box.y for box in boxes.values()}) == 1
    assert len({box.anchor for box in boxes.values()}) == 1
    assert boxes["a"].anchor == boxes["a"].y + ANCHOR


def test_nothing_stands_inside_a_lane():
    order = columns(["a", "c", "alone"], {"a": "upstream", "c": "downstream", "alone": "midstream"}, [("a", "c")])
    boxes = places(order).boxes
    assert boxes["alone"].y >= boxes["a"].bottom + ROW_GAP - 1


def test_lanes_that_share_no_column_may_stand_side_by_side():
    positions = {"a": "upstream", "b": "upstream", "c": "downstream", "d": "downstream"}
    order = columns(list("abcd"), positions, [("a", "b"), ("c", "d")])
    boxes = places(order).boxes
    assert boxes["a"].y == boxes["c"].y


def test_the_ghost_of_a_lane_stands_in_line_and_its_corridor_is_free():
    positions = {"a": "upstream", "b": "midstream", "other": "midstream", "last": "downstream"}
    order = columns(["a", "b", "other", "last"], positions, [("a", "b")])
    found = places(order, ghosts=[Ghost("g", "b", 2)])
    ghost, end = found.ghosts["g"], found.boxes["b"]
    assert ghost.y == end.y
    assert ghost.x > end.right
    assert found.boxes["last"].y >= ghost.bottom


def test_a_missing_position_has_its_ghost_in_its_zone():
    order = columns(["a"], {"a": "midstream"}, [])
    found = places(order, ghosts=[Ghost("up", "", 0), Ghost("down", "", 2)])
    assert found.ghosts["up"].x < found.boxes["a"].x < found.ghosts["down"].x


def test_stages_without_position_stand_in_a_strip_under_the_zones():
    order = columns(["a", "n", "m", "o"], {"a": "upstream"}, [("n", "m")])
    found = places(order)
    assert found.strip.height > 0
    assert found.boxes["a"].bottom < found.strip.y < min(found.boxes[s].y for s in "nmo")
    assert found.bottom >= max(box.bottom for box in found.boxes.values())


def test_a_large_lone_stage_spans_columns_but_not_zones():
    order = columns(["a", "b", "big"], dict.fromkeys(("a", "b", "big"), "midstream"), [("a", "b")])
    found = places(order, span=lambda stage: 3 if stage == "big" else 1)
    big = found.boxes["big"]
    assert big.width == 2 * 144 + 26


@st.composite
def chains(draw):
    count = draw(st.integers(0, 14))
    stages = [f"s{n}" for n in range(count)]
    positions = {s: draw(st.sampled_from(POSITIONS)) for s in stages}
    pairs = list(itertools.permutations(stages, 2))
    feeds = draw(st.lists(st.sampled_from(pairs), max_size=20)) if pairs else []
    heights = {s: draw(st.floats(40, 260)) for s in stages}
    ghosts = draw(st.lists(st.sampled_from(stages), max_size=2, unique=True)) if stages else []
    return stages, positions, feeds, heights, ghosts


@settings(max_examples=150, deadline=None)
@given(chains())
def test_no_two_cards_overlap_and_the_same_input_gives_the_same_places(chain):
    stages, positions, feeds, heights, ends = chain
    order = columns(stages, positions, feeds)
    tied = {s for pair in order.links for s in pair}
    ghosts = [Ghost(f"ghost {s}", s, 2) for s in ends if s in tied and order.zone[s] != UNPLACED]
    found = places(order, lambda stage, wide: heights[stage], ghosts)
    boxes = [*found.boxes.values(), *found.ghosts.values()]
    assert set(found.boxes) == set(stages)
    assert set(found.ghosts) == {g.id for g in ghosts}
    for one, other in itertools.combinations(boxes, 2):
        apart = one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
        assert apart, (one, other)
    assert all(box.bottom < found.bottom + 0.01 and box.right < found.right + 0.01 for box in boxes)
    assert places(columns(stages, positions, feeds), lambda stage, wide: heights[stage], ghosts) == found


def test_lanes_keep_their_distance():
    made = madeup_stages(30)
    view = read_chain(made.scene, "chain:made-up")
    order = columns([s.id for s in view.stages], {}, [(f.start, f.end) for f in view.feeds])
    boxes = places(order).boxes
    bands = sorted((min(boxes[s].y for s in lane), max(boxes[s].bottom for s in lane)) for lane in order.lanes)
    assert all(below[0] - above[1] >= LANE_GAP - 1 for above, below in itertools.pairwise(bands))


def test_links_go_round_cards_in_their_way():
    order = columns(
        ["a", "mid", "c"],
        {"a": "upstream", "mid": "midstream", "c": "downstream"},
        [("a", "mid"), ("mid", "c"), ("a", "c")],
    )
    made = madeup_chain()
    view = read_chain(made.scene, "chain:made-up")
    feed = view.feeds[0]
    names = {stage.id: stage.name for stage in view.stages}
    boxes = dict(zip((feed.start, "between", feed.end), places(order).boxes.values(), strict=True))
    plain = links([feed], {k: b for k, b in boxes.items() if k != "between"}, names, "zh")
    round_about = links([feed], boxes, names, "zh")
    assert "H" not in plain.split('d="')[1].split('"')[0]
    run = float(round_about.split("H")[0].rsplit(" ", 1)[1])
    assert not boxes["between"].y <= run <= boxes["between"].bottom


# text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("光模块", ["光模块"]),
        ("光芯片与电芯片(含激光器)", ["光芯片与电芯片", "(含激光器)"]),
        ("Telecom and data markets", ["Telecom and", "data markets"]),
        ("一二三四五六七、八", ["一二三四五六", "七、八"]),
        ("", [""]),
    ],
)
def test_wrapping(text: str, expected: list[str]):
    assert wrap(text, 14, 8 * 14) == expected


TEXTS = st.text(st.sampled_from("光电子链条集成ABCabcm、,。(《「)》」 -/&'…é😀\u202e"), max_size=40)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(2, 3))
def test_wrapped_lines_fit_and_lose_nothing_unseen(text: str, lines: int):
    room = 110.0
    found = wrap(text, 14, room, lines)
    assert 1 <= len(found) <= lines
    assert all(width(line, 14) <= room + 14 for line in found), "one closing mark may hang over"
    if not found[-1].endswith("…"):
        assert "".join("".join(found).split()) == "".join(text.split())


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.floats(20, 200))
def test_clipped_text_fits(text: str, room: float):
    assert width(clip(text, 12, room), 12) <= room


def test_short_names():
    made = madeup_chain()
    network = made.network
    made.node(
        "Company", "company:x", "苏州市长名光电科技股份有限公司", "Suzhou Longname Photonics Technology Co., Ltd."
    )
    made.node("Company", "company:twin-1", "孪生(苏州)有限公司", "Twin Co., Ltd.")
    made.node("Company", "company:twin-2", "孪生(昆山)有限公司", "Twin Corporation")
    made.node("Company", "company:no-english", "江苏某某某某光电有限公司")
    made.node("Company", "company:latin", "虚构外文名公司", aliases=["Fictio", "Fictio Longer"])
    made.node("Company", "company:group", "虚构集团", "SUZHOU Made-up Precision Group Co., Ltd.")
    names = short_names(network, network.nodes)
    assert names["company:hub"].zh == "编造枢纽", "the alias nearest five characters"
    assert names["company:x"].zh == "长名光电科技"
    assert names["company:x"].en == "Longname Photonics Technology"
    assert names["stage:parts"].zh == "部件"
    assert names["company:twin-1"].zh == "孪生(苏州)有限公司", "not unique when short"
    assert names["company:twin-1"].en == "Twin Co., Ltd."
    assert names["company:latin"].en == "Fictio", "an alias in Latin letters is better than a Chinese name"
    assert names["company:group"].en == "Made-up Precision"
    assert names["company:no-english"].en == names["company:no-english"].zh == "某某某某光电"


def test_cells_wrap_when_a_template_asks_for_many():
    made = madeup_chain()
    view = read_chain(made.scene, "chain:made-up")
    from chainscape.viz.chainmap.cards import Cards

    cards = Cards(template(), "zh", 100.0, 5, frozenset(), frozenset())
    narrow, wide = cards.plan(view.stages[0], 100.0), cards.plan(view.stages[0], 300.0)
    assert narrow.cells_a_line < wide.cells_a_line
    assert narrow.height > wide.height
