"""Drawings that stand alone: title, legend of the marks that they use and no others, no buttons."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from madeup import CHAIN, madeup_chain

from chainscape import viz
from chainscape.viz.page import stand_alone

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return ["".join(each.itertext()) for each in ET.fromstring(svg).iter(f"{SVG}text")]


def legend(svg: str) -> list[str]:
    return re.findall(r'class="standing-text"[^>]*>([^<]*)<', svg)


def drawn(*classes: str) -> str:
    shapes = "".join(f'<path class="{each}" d="M0 0h9"/>' for each in classes)
    return (
        f'<svg xmlns="{SVG[1:-1]}" width="300" height="126" viewBox="0 0 300 126"><style>text{{fill:red}}</style>'
        f'{shapes}<text class="note more-bodies" x="1" y="2" data-still="等 7 个">另 5 个 ▸</text>'
        '<text x="1" y="9">域外 1 ▸</text>'
        '<text class="foot-line" x="16" y="112">虚构的脚注</text></svg>\n'
    )


KEYS = (
    "<span data-if='feed !weak'><svg width='28'><path d='M1 8H26'/></svg> 供给</span>"
    "<span data-if='feed weak'><svg width='28'><path d='M1 8H26'/></svg> 仅 C 级</span>"
    "<span data-if='cell'><b>格位</b> 计 计量</span><span>点一个环节</span>"
)


def test_the_legend_has_what_is_drawn_and_nothing_else():
    for classes, wanted in (
        (("feed",), ["供给"]),
        (("feed weak",), ["仅 C 级"]),
        (("feed", "feed weak", "cell"), ["供给", "仅 C 级", "格位 计 计量"]),
        ((), []),
    ):
        assert legend(stand_alone(drawn(*classes), "虚构的图", KEYS, "zh")) == wanted


def test_a_drawing_grows_for_title_and_legend_and_loses_its_buttons():
    made = stand_alone(drawn("feed"), "虚构的图", KEYS, "zh")
    assert texts(made)[0] == "虚构的图"
    assert {"等 7 个", "域外 1"} <= set(texts(made))
    assert "▸" not in made
    root = ET.fromstring(made)
    top, height = (float(root.get("viewBox", "").split()[k]) for k in (1, 3))
    assert (top, root.get("height")) == (-38, f"{height:g}")
    feet = [float(each.get("y", 0)) for each in root.iter(f"{SVG}text") if each.get("class") == "foot-line"]
    assert 112 < feet[0] < top + height
    with pytest.raises(ValueError, match="viewBox"):
        stand_alone("<svg/>", "", "", "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_picture_has_title_date_and_legend(lang: str):
    scene, data = madeup_chain().scene, {"zh": "数据截至", "en": "Data as of"}[lang]
    pictures = {
        "map": viz.chain_map_svg(scene, CHAIN, lang=lang),
        "network": viz.network_svg(scene, CHAIN, lang=lang),
        "matrix": viz.matrix_svg(scene, lang=lang),
        "overview": viz.overview_svg(scene, lang=lang),
    }
    for name, svg in pictures.items():
        found = texts(svg)
        foot = next(each for each in found if data in each)
        assert foot.split("｜")[0] in found, name
        assert not any("▸" in each for each in found), name
        assert len(legend(svg)) > 2, name
    shapes = {"zh": ("企业", "奖项"), "en": ("Company", "Award")}[lang]
    assert [each in legend(pictures["map"]) for each in shapes] == [True, False], "of shapes, those that are drawn"
