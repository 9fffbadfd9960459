"""SVG and PNG files for documents: their size, their letters, what office programs can read, what is refused."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from images import read
from madeup import CHAIN, MadeUp, madeup_chain

from chainscape import viz
from chainscape.schema import DataError, UsageError
from chainscape.viz.overview.picture import overview_svg
from chainscape.viz.page import palette
from chainscape.viz.paper import fonts
from chainscape.viz.paper.flat import flat

SVG = "{http://www.w3.org/2000/svg}"


def lettered(text: str, more: str = "") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48"><style>text{{font-family:{palette.FONT};'
        f'font-size:40px}}</style><rect width="48" height="48" fill="#fff"/>'
        f'<text x="4" y="40"{more}>{text}</text></svg>'
    )


@pytest.fixture(scope="module")
def made() -> MadeUp:
    return madeup_chain()


@pytest.fixture(scope="module", params=["map", "network", "matrix", "overview"])
def drawing(request: pytest.FixtureRequest, made: MadeUp) -> viz.Svg:
    if request.param == "map":
        return viz.chain_map_svg(made.scene, CHAIN)
    if request.param == "overview":
        return overview_svg(made.scene)
    if request.param == "matrix":
        return viz.matrix_svg(made.scene, chain=CHAIN)
    return viz.network_svg(made.scene, chain=CHAIN)


# drawn once for all tests that look at it


@pytest.fixture(scope="module")
def small(drawing: viz.Svg) -> viz.Png:
    return viz.png(drawing, dpi=48)


@pytest.fixture(scope="module")
def flattened(drawing: viz.Svg) -> str:
    return viz.document(drawing)


@pytest.fixture(scope="module")
def outlined(drawing: viz.Svg) -> str:
    return viz.document(drawing, outline=True)


@pytest.fixture(autouse=True)
def _chinese_font():
    try:
        fonts.find()
    except DataError as error:
        pytest.skip(str(error))


def size(svg: str) -> tuple[float, float]:
    root = ET.fromstring(svg)
    return float(root.get("width", 0)), float(root.get("height", 0))


def test_a_png_has_the_promised_size_and_resolution(drawing: viz.Svg, small: viz.Png):
    width, height = size(drawing)
    for dpi, image in ((48, small), (60, viz.png(drawing, dpi=60))):
        pixels = read(image)
        assert (pixels.width, pixels.height) == image.size
        assert image.size[0] == round(width * dpi / 96)
        assert abs(image.size[1] - height * image.size[0] / width) <= 1
        assert pixels.dpi == dpi


def test_a_png_as_wide_as_a_sheet_of_a3(drawing: viz.Svg):
    width, height = size(drawing)
    made = viz.png(drawing, dpi=50, width_mm=420).size
    assert made[0] == 827
    assert abs(made[1] - height * 827 / width) <= 1


def test_a_png_is_a_picture_and_not_a_blank_sheet(small: viz.Png):
    colours = read(small).colours()
    assert len(colours) > 100
    assert bytes.fromhex(palette.LIGHT["canvas"][1:]) in {each[:3] for each in colours}


def test_chinese_letters_are_drawn_and_not_boxes():
    drawn = {text: read(viz.png(lettered(text), dpi=96)) for text in ("链", "枢", "\U000f0001", " ")}
    for one in drawn:
        for other in drawn:
            if one < other and {one, other} != {"\U000f0001", " "}:
                assert drawn[one].unlike(drawn[other]) > 0.05, (one, other)


def test_bold_is_bold():
    plain, bold = (read(viz.png(lettered("链", more))) for more in ("", ' font-weight="700"'))
    assert plain.unlike(bold) > 0.02


def test_the_same_bytes_each_run(drawing: viz.Svg, flattened: str, outlined: str, small: viz.Png):
    assert viz.document(str(drawing)) == flattened
    assert viz.document(drawing, outline=True) == outlined
    assert viz.png(drawing, dpi=48) == small


def test_a_document_needs_no_stylesheet_and_keeps_its_text(drawing: viz.Svg, flattened: str):
    made, root = flattened, ET.fromstring(flattened)
    assert not list(root.iter(f"{SVG}style"))
    assert not re.search(
        r"class=|style=|data-|var\(|vector-effect|paint-order|dominant-baseline|href|http(?!://www.w3.org/)", made
    )
    kept = {"".join(text.itertext()) for text in root.iter(f"{SVG}text")}
    # 利 alone stands on a cell that is hidden: a slot that is not expected
    assert {"".join(text.itertext()) for text in ET.fromstring(drawing).iter(f"{SVG}text")} - kept <= {"利"}


def test_outlined_text_needs_no_font(drawing: viz.Svg, flattened: str, outlined: str):
    made = outlined
    root = ET.fromstring(made)
    assert not list(root.iter(f"{SVG}text"))
    assert "font-" not in made
    # without a text the renderer is given no font at all
    unlike = read(viz.png(made, dpi=96)).unlike(read(viz.png(drawing, dpi=96)))
    assert unlike < 0.01
    labels = {each.get("aria-label") for each in root.iter(f"{SVG}g")}
    texts = list(ET.fromstring(flattened).iter(f"{SVG}text"))
    assert {"".join(text.itertext()) for text in texts if text.find(f"{SVG}title") is None} <= labels


def test_a_browser_draws_the_document_as_it_draws_the_original(
    chrome: Any, drawing: viz.Svg, flattened: str, outlined: str, tmp_path: Path
):
    shots = []
    width, height = size(drawing)
    tab = chrome.new_page(viewport={"width": int(width), "height": int(height)})
    for name, text in (("css", drawing), ("flat", flattened), ("out", outlined)):
        viz.save(tmp_path / f"{name}.svg", text)
        tab.goto((tmp_path / f"{name}.svg").as_uri())
        shots.append(read(tab.screenshot()))
    tab.close()
    # the middle of a line lies up to 1 px elsewhere: browsers take it from the font, we from its letters
    assert shots[0].unlike(shots[1]) < 0.02
    # outlines have edges of their own: the small overview, half of it letters of its legend, is 0.03 unlike
    assert shots[0].unlike(shots[2]) < 0.04


def test_rules_count_as_in_a_browser():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><style>.a.b>rect{fill:#111}.a>rect{fill:#222;stroke:#333}'
        'g rect.c{fill:#444}.a .gone{display:none}rect{opacity:.5}</style><g class="a b"><rect/><g><rect class="c"/>'
        '<path class="gone"/></g></g></svg>'
    )
    first, second = ET.fromstring(flat(svg)).iter(f"{SVG}rect")
    assert first.attrib == {"fill": "#111", "stroke": "#333", "opacity": ".5"}
    assert second.attrib == {"fill": "#444", "opacity": ".5"}
    assert "path" not in flat(svg)


def test_a_hatch_becomes_lines_on_a_ground():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><style>.card{fill:url(#hatch)}.ground{fill:#fee}.line{stroke:#c00}'
        '</style><defs><pattern id="hatch" width="10" height="10"><rect class="ground" width="10" height="10"/>'
        '<path class="line" d="M0 0"/></pattern></defs><g><rect class="card" x="2" width="28" height="20" rx="3"/></g>'
        "</svg>"
    )
    made = flat(svg)
    assert "pattern" not in made
    rect, line = ET.fromstring(made)[0]
    assert rect.attrib == {"x": "2", "width": "28", "height": "20", "rx": "3", "fill": "#fee"}
    assert line.attrib == {"d": "M2 8L10 0M2 18L20 0M10 20L30 0M20 20L30 10", "stroke": "#c00"}


def test_a_part_of_a_text_that_looks_like_the_rest_joins_it():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><style>.small{font-size:9px}</style>'
        '<text>Hub <tspan class="x">×5</tspan> and <tspan class="small">more</tspan><tspan>.</tspan></text></svg>'
    )
    text = ET.fromstring(flat(svg))[0]
    assert (text.text, len(text), text[0].text, text[0].tail) == ("Hub ×5 and ", 1, "more", ".")


@pytest.mark.parametrize("call", [viz.png, lambda svg, font: viz.document(svg, outline=True, font=font)])
def test_no_font_is_said_in_words(call, tmp_path: Path):
    with pytest.raises(DataError, match="no font here that holds Chinese"):
        call(lettered("链"), font=tmp_path)
    with pytest.raises(DataError, match="no such font file or folder"):
        call(lettered("链"), font=tmp_path / "no.ttf")


def test_a_machine_without_any_font_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(fonts, "_folders", lambda: iter([tmp_path]))
    fonts.find.cache_clear()
    try:
        with pytest.raises(DataError, match=r"fonts-noto-cjk.*--font"):
            viz.png(lettered("链"))
        assert viz.png('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', dpi=96).size == (9, 9)
    finally:
        fonts.find.cache_clear()


def test_a_font_of_the_readers_choice():
    asked = shutil.which("fc-list") and subprocess.run(
        ["fc-list", ":lang=zh-cn", "file"], capture_output=True, text=True
    )
    serif = [line.rstrip(": ") for line in (asked.stdout if asked else "").splitlines() if "Serif" in line]
    if not serif:
        pytest.skip("only one Chinese font here")
    assert read(viz.png(lettered("链"))).unlike(read(viz.png(lettered("链"), font=sorted(serif)[0]))) > 0.02


@pytest.mark.parametrize("options", [{"dpi": 0.001}, {"dpi": 9e5}])
def test_impossible_sizes_are_refused(options: dict):
    with pytest.raises(UsageError, match="px"):
        viz.png(lettered("链"), **options)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["map", "光电", "-o", "x.gif"], ".html、.pdf、.svg、.png"),
        (["network", "光电"], ".html、.pdf、.svg、.png"),
        (["map", "光电", "-o", "x.svg", "--dpi", "300"], "--dpi 只用于 .png"),
        (["map", "光电", "-o", "x.png", "--outline"], "--outline 只用于 .svg"),
        (["map", "光电", "-o", "x.html", "--font", "x.ttf"], "--font 只用于 .svg、.png"),
        (["map", "光电", "-o", "x.png", "--dpi", "many"], "--dpi 要 10 到 2400 的数"),
        (["matrix", "-o", "x.gif"], ".html、.pdf、.svg、.png"),
        (["matrix", "-o", "x.html", "--dpi", "300"], "--dpi 只用于 .png"),
    ],
)
def test_wrong_suffixes_and_options_are_usage_errors(run, tmp_path, monkeypatch, words: list[str], said: str):
    monkeypatch.chdir(tmp_path)
    answer = run(*words)
    assert answer.code == 2
    assert said in answer.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("picture", ["map", "network"])
def test_the_commands_write_svg_and_png(run, pack_path, tmp_path, picture: str):
    svg, image = tmp_path / "图.svg", tmp_path / "图.PNG"
    assert run("--store", pack_path, picture, "光电", "-o", svg, "--outline").code == 0
    answer = run("--store", pack_path, picture, "光电", "-o", image, "--dpi", "36", "--lang", "en")
    assert answer.code == 0
    assert "px" in answer.err
    assert ET.parse(svg).getroot().tag == f"{SVG}svg"
    assert read(image.read_bytes()).dpi == 36
    assert {each.name for each in tmp_path.iterdir()} == {"图.svg", "图.PNG"}
