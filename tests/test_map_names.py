"""Names on the maps of the pack: none cut while its row has room, no two alike; and the rules that make them short."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from wholepages import whole

from chainscape import viz
from chainscape.schema import Text
from chainscape.viz.chainmap.rows import MOST_LINES, ROW, USUAL_LINES, set_row
from chainscape.viz.page import clip_middle, width, wrapping
from chainscape.viz.reading import Row, abbreviated, chains_in

_ROW = re.compile(r'<g class="row[^"]*" data-id="([^"]*)"[^>]*>(.*?)</g>', re.DOTALL)
_NAME = re.compile(r'class="name"[^>]*>([^<]*)')


def row(name: str, *, hub: bool = False, badges: tuple[Text, ...] = ()) -> Row:
    text = Text(name, name)
    return Row("company:made-up", text, text, "Company", "A", hub=hub, badge=(*badges, Text("", ""))[0], badges=badges)


@pytest.fixture(scope="module", params=["zh", "en"])
def maps(request, pack_store) -> dict[str, str]:
    """The drawings of all chains in one language."""
    pack = whole(pack_store)
    return {chain: viz.chain_map_svg(pack, chain, lang=request.param) for chain in chains_in(pack.network)}


def test_no_label_of_the_pack_is_cut(maps: dict[str, str]):
    for chain, svg in maps.items():
        cut = [unescape(text) for text in re.findall(r">([^<>]*…[^<>]*)</text>", svg)]
        assert cut == [], chain
        rows = [unescape(part) for _, part in _ROW.findall(svg)]
        assert max(len(_NAME.findall(part)) for part in rows) <= MOST_LINES, chain


def test_no_two_labels_of_the_pack_are_alike(maps: dict[str, str]):
    for chain, svg in maps.items():
        named: dict[str, set[str]] = {}
        for id, part in _ROW.findall(svg):
            named.setdefault(" ".join(_NAME.findall(part)), set()).add(id)
        assert {name: ids for name, ids in named.items() if len(ids) > 1} == {}, chain


def test_a_name_takes_the_lines_that_it_needs():
    short = set_row(row("Made-up firm"), 150, "en")
    assert (short.lines, short.height) == (("Made-up firm",), ROW)
    two = set_row(row("Made-up firm for optical fibre"), 150, "en")
    assert len(two.lines) == 2
    assert two.height > ROW
    assert " ".join(two.lines) == "Made-up firm for optical fibre"


def test_words_stay_whole_and_what_follows_a_name_has_room():
    badges = (Text("空 1 环节", "empties 1"),)
    for name in ("Made-up Technology", "Hengmade Optic-Electric", "编造光电科技股份有限公司"):
        made = set_row(row(name, hub=True, badges=badges), 110, "en")
        assert "".join(made.lines).replace(" ", "") == name.replace(" ", "")
        assert all(width(line, 12, bold=True) <= 110 for line in made.lines)
        after = width("empties 1", 10.5) + 10
        assert width(made.lines[-1], 12, bold=True) + after <= 110 - 17


def test_few_names_of_a_strip_have_the_whole_width_of_their_box(pack_store):
    """In two columns it took three lines, and half of the box stayed empty."""
    svg = viz.chain_map_svg(whole(pack_store), "光电", lang="en")
    assert ">Quality-innovation consortium: Optoelectronics</text>" in svg


def test_chinese_never_stands_letter_under_letter():
    """Where lead mark and badge leave no room they take a line of their own."""
    badges = (Text("空 1 环节", "empties 1"),)
    made = set_row(replace(row("编造光电", hub=True, badges=badges), lead=True), 96, "zh")
    assert made.lines == ("编造光电", "")


def test_a_name_beyond_all_lines_is_abbreviated_and_then_shows_its_end():
    long = "Made-up National Institute of Technology and Research in optical fibre and cable"
    made = set_row(row(long), 120, "en")
    assert len(made.lines) > USUAL_LINES
    assert " ".join(made.lines) == "Made-up Natl Inst. of Tech. & Res. in optical fibre & cable"
    endless = set_row(row("Made-up " + "very long words " * 20 + "the end"), 120, "en")
    assert len(endless.lines) == MOST_LINES
    assert endless.lines[-1].endswith("end")
    assert "…" in endless.lines[-1]


def test_abbreviations_leave_chinese_and_short_words_alone():
    assert abbreviated("江苏 National Institute") == "江苏 Natl Inst."
    assert abbreviated("编造研究院") == "编造研究院"
    assert abbreviated("Inst. of Land") == "Inst. of Land"


def test_a_text_is_cut_in_its_middle_within_its_room():
    for room in (20, 60, 100, 140):
        made = clip_middle("Made-up branch in Suzhou", 12, room)
        assert width(made, 12) <= room
    assert clip_middle("Made-up branch", 12, 400) == "Made-up branch"


def test_a_name_of_thousands_of_letters_is_measured_a_few_times_a_letter(monkeypatch: pytest.MonkeyPatch):
    name, measured = "编造 a" * 1_000, 0

    def counted(text: str, size: float, *, bold: bool = False) -> float:
        nonlocal measured
        measured += len(text)
        return width(text, size, bold=bold)

    monkeypatch.setattr(wrapping, "width", counted)
    assert clip_middle(name, 12, 84) == "编造 a…编造 a"
    assert measured < 4 * len(name)
