"""The page shell: policy, inert data, palette, words, files; all without a browser."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import stat
import subprocess
import sys
from dataclasses import fields, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from madeup import CHAIN, madeup_chain

from chainscape import viz
from chainscape.schema import VERDICTS, Falls, Scene, Text, vocabulary
from chainscape.viz.chainmap.picture import SCRIPTS
from chainscape.viz.page import glyphs, palette
from chainscape.viz.page.markup import clean, escape, inert
from chainscape.viz.page.origin import foot
from chainscape.viz.page.shell import PLACE, SHELL, Picture, page
from chainscape.viz.page.words import WORDS, say
from chainscape.viz.reading.facts import panel_data
from chainscape.viz.reading.measures import FALLS, MEASURES
from chainscape.viz.reading.spelling import initials


def rendered(lang: str = "zh") -> str:
    return viz.chain_map(replace(madeup_chain().scene, pack_name="编造的包"), CHAIN, lang=lang)


class Reading(HTMLParser):
    """Tags with their attributes, and the text inside script and style."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in self.inside:
            self._open = tag
            self.inside[tag].append("")

    def handle_endtag(self, tag):
        self._open = "" if tag == self._open else self._open

    def handle_data(self, data):
        if self._open:
            self.inside[self._open][-1] += data


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


# policy


def test_the_policy_allows_what_the_page_holds_and_nothing_else():
    read = Reading(rendered())
    policy = next(a["content"] for tag, a in read.tags if tag == "meta" and a.get("http-equiv"))
    data, script = read.inside["script"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == hash_of(script)
    assert rules["style-src"] == hash_of("".join(read.inside["style"]))
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in policy
    assert json.loads(data)["subject"] == CHAIN


def test_nothing_in_the_markup_needs_what_the_policy_forbids():
    for tag, attributes in Reading(rendered()).tags:
        assert "style" not in attributes, "an inline style is blocked: use a class or a presentation attribute"
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("src", "href", "xlink:href", "action", "data"):
            assert not (attributes.get(name) or "").startswith(("http", "//")), (tag, attributes)


def test_the_data_stand_last_before_the_script():
    text = rendered()
    assert text.index('id="data"') > text.index("</footer>")
    assert text.count("<script") == 2


def test_the_same_input_gives_the_same_bytes():
    assert rendered() == rendered()
    assert rendered("en") == rendered("en")


def test_the_foot_says_what_the_page_rests_on():
    made = madeup_chain()
    text = rendered()
    for part in ("数据截至 2026-11-22", "数据包 编造的包", made.template.hash, "Chainscape "):
        assert part in text
    assert foot(Scene(made.network)).zh.startswith("数据日期未载")


# inert data


@pytest.mark.parametrize(
    "hostile",
    [
        "</script><script>hit()</script>",
        "<!--",
        "]]>",
        "\u2028\u2029",
        "a\x00b",
        "\ud800",
        "&lt;",
        "{{data}}",
        "\\u003c",
    ],
)
def test_inert_json_has_no_way_out(hostile: str):
    text = inert({"name": hostile, hostile: 1})
    assert not re.search("[<>&\u2028\u2029\x00\ud800]", text)
    text.encode("utf-8")
    assert clean(hostile.replace("\x00", "\x00")) in (json.loads(text)["name"], clean(json.loads(text)["name"]))


def test_inert_json_has_no_nan():
    data = {"a": float("nan"), "b": [float("inf"), -float("inf"), 0.5], "c": {"d": True, "e": None}}
    assert json.loads(inert(data)) == {"a": None, "b": [None, None, 0.5], "c": {"d": True, "e": None}}


def test_escaped_text_is_text():
    assert escape("<a href=\"x\" on='y'>&\x00") == "&lt;a href=&quot;x&quot; on=&#x27;y&#x27;&gt;&amp;\ufffd"


# palette, shapes


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_contrast(colours):
    texts = [
        ("ink", "paper"), ("ink", "canvas"), ("ink", "zone"), ("muted", "paper"), ("muted", "canvas"),
        ("muted", "zone"),
        ("faint", "paper"), ("faint", "canvas"), ("present-text", "present"), ("inherited-text", "inherited"),
        ("gap", "paper"), ("gap", "gap-fill"), ("paper", "gap"), ("select", "paper"), ("ink", "hub-fill"),
        ("organisation", "paper"), ("heat-2-text", "heat-2"), ("ink", "heat-1"), ("faint", "gap-fill"),
        ("ink", "gap-fill"),
        ("muted", "hub-fill"), ("gap", "canvas"), ("select", "canvas"), ("paper", "select"), ("paper", "ink"),
        ("select", "gap-fill"), ("select", "hub-fill"), ("muted", "gap-fill"), ("inherited-text", "inherited"),
    ]  # fmt: skip
    marks = [("unknown", "paper"), ("unknown", "canvas"), ("hub", "paper"), ("hub", "hub-fill"), ("link", "zone")]
    marks += [(hue, "paper") for hue in set(glyphs.HUES.values())]
    low = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in texts}
    assert not {pair: round(c, 2) for pair, c in low.items() if c < 4.5}
    low = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in marks}
    assert not {pair: round(c, 2) for pair, c in low.items() if c < 3}


def test_both_palettes_have_the_same_colours_and_the_styles_use_no_other():
    assert palette.LIGHT.keys() == palette.DARK.keys()
    for file in PLACE.glob("*/*.css"):
        used = set(re.findall(r"var\(--([\w-]+)\)", file.read_text(encoding="utf-8")))
        assert used <= palette.LIGHT.keys(), file.name


def test_every_type_has_a_shape_and_the_shapes_differ():
    types = vocabulary().nodes
    assert set(types) <= set(glyphs.HUES)
    seen: dict[tuple[str, str], str] = {}
    for type in types:
        look = (glyphs.hue(type), glyphs.path(type))
        assert look not in seen or {type, seen[look]} == {"Standard", "Patent"}
        seen[look] = type
    assert glyphs.glyph("Kind of a planner's own", 1, 2)


# words


def test_every_word_has_both_languages_and_the_same_places():
    for key, text in WORDS.items():
        assert text.zh, key
        assert text.en, key
        assert set(re.findall(r"{\w+}", text.zh)) == set(re.findall(r"{\w+}", text.en)), key
    assert say("more", "zh", n=3) == "再显示 3 项"


def test_scripts_and_markup_only_say_words_that_exist():
    scripts = "".join((PLACE / name).read_text(encoding="utf-8") for name in (*SHELL, *SCRIPTS))
    asked = set(re.findall(r"say\('(\w+)'", scripts)) | set(re.findall(r"heading\('(\w+)'", scripts))
    asked |= set(re.findall(r'data-say(?:-[\w-]+)?="(\w+)"', rendered()))
    # these go on with a reason, a measure, a part of what falls
    asked -= {"aside_", "badge_", "badge_falls_", "falls_", "measure_", "filter_", "to_", "unplaced_"}
    asked |= {f"filter_{group}" for group in ("type", "region", "verdict", "method", "until", "source")}
    asked |= {f"unplaced_{seat}" for seat in ("unknown", "wider")}
    asked |= {f"falls_{field.name}" for field in fields(Falls)} - {"falls_ways", "falls_lost"}
    asked |= {f"{word}_{each}" for word in ("badge", "measure", "legend_hub") for each in MEASURES} - {"badge_falls"}
    asked |= {f"badge_falls_{part}" for part in FALLS} | set(VERDICTS)
    asked |= {f"not_found{web}{whole}" for web in ("", "_web") for whole in ("", "_whole")}
    statuses = {c.name for codes in vocabulary().codes.values() for c in codes.codes.values() if not c.counts}
    asked |= {f"aside_{reason}" for reason in statuses | {"outside", "other_kind", "user", "service"}}
    assert asked <= WORDS.keys(), asked - WORDS.keys()


def test_web_searches_never_read_as_none():
    for key, text in WORDS.items():
        if "web" in key:
            assert not re.search("没有|缺|无企业", text.zh), key
            assert not re.search(r"\b(there is no|missing|lacks|none)\b(?! seen)", text.en), key


def test_scripts_put_no_data_into_markup():
    for name in (*SHELL, *SCRIPTS):
        text = (PLACE / name).read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", text), (
            name
        )
    assert (PLACE / "page/page.js").read_text(encoding="utf-8").startswith("'use strict'")


# panel data


def test_initials_hold_every_reading():
    assert initials("长光华芯") == "cz g h x"
    assert initials("重庆 A1!😀") == "ctz q a 1"


def test_evidence_stands_once_and_links_are_web_addresses_only():
    made = madeup_chain()
    data = panel_data(made.scene, drawn=set(made.network))
    assert "url" not in data["sources"]["source:script"]
    assert data["sources"]["source:a"]["url"] == "https://example.org/a?x=1&y=2"
    texts = [json.dumps(each, sort_keys=True) for each in data["evidence"]]
    assert len(texts) == len(set(texts))
    cell = data["cells"][f"{CHAIN}/stage:chips/suppliers"]
    assert {data["evidence"][at]["set_aside"] for at in cell["set_aside"]} == {"outside", "planned"}
    assert cell["web_only"] is True
    assert data["searches"][cell["searches"][0]]["queries"]
    texts = [json.dumps(each, sort_keys=True) for each in data["searches"]]
    assert len(texts) == len(set(texts)), "each search once"


def test_differing_readings_are_kept_side_by_side_and_the_better_one_first():
    made = madeup_chain()
    data = panel_data(made.scene, drawn=set(made.network))
    tests_for = next(r for r in data["relations"] if r["type"] == "TESTS_FOR")
    assert tests_for["differ"] == [
        ["service_basis", [["stated", ["source:a"], "2024"], ["name", ["source:script"], "2014/2018"]]]
    ]
    assert [date for date, _ in tests_for["evidence"]] == ["2024", "2014/2018"]


def test_neighbours_are_named_but_marked_as_not_drawn():
    made = madeup_chain()
    data = panel_data(made.scene, drawn={CHAIN})
    assert data["nodes"][CHAIN]["drawn"] is True
    assert "drawn" not in data["nodes"]["stage:raw"]
    assert "company:hub" not in data["nodes"]


# files


def test_saving_is_whole_or_not_at_all(tmp_path: Path):
    file = tmp_path / "新 folder" / "图.html"
    viz.save(file, "链景\ud800")
    assert file.read_text(encoding="utf-8") == "链景\ufffd"
    assert b"\r" not in file.read_bytes()
    with pytest.raises(TypeError):
        viz.save(file, None)
    assert file.read_text(encoding="utf-8") == "链景\ufffd"
    assert [p.name for p in file.parent.iterdir()] == ["图.html"]


@pytest.mark.skipif(os.name != "posix", reason="permissions are a matter of POSIX")
def test_a_saved_page_can_be_shared(tmp_path: Path):
    viz.save(tmp_path / "page.html", "x")
    (tmp_path / "plain").write_text("x", encoding="utf-8")
    assert stat.S_IMODE((tmp_path / "page.html").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


def test_a_picture_of_ones_own_needs_little():
    text = page(Picture(Text("图", "Picture"), "<p>…</p>", "", Text("脚", "Foot"), {"nodes": {}}), "en")
    assert "<h1" in text
    assert 'lang="en"' in text


# the same bytes

WRITES = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from madeup import CHAIN, madeup_chain, madeup_stages
from chainscape import viz
for made in (madeup_chain(), madeup_stages(70)):
    for lang in ("zh", "en"):
        for draw in (viz.chain_map, viz.chain_map_svg):
            print(hashlib.sha256(draw(made.scene, CHAIN, lang=lang).encode()).hexdigest())
"""


def test_other_processes_with_other_hash_seeds_write_the_same_bytes():
    here = str(Path(__file__).parent)
    runs = [
        subprocess.run(
            [sys.executable, "-c", WRITES, here],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    ]
    assert len(set(runs)) == 1
    assert len(set(runs[0].split())) == 8


def test_a_page_names_its_table_where_there_is_one():
    given = (Text("题", "Title"), "<p>x</p>", "", Text("", ""), {})
    assert '"alternative":"#view=table"' in page(Picture(*given, alternative="#view=table"))
    assert '"alternative"' not in page(Picture(*given)).partition('id="data">')[2].partition("</script>")[0]
