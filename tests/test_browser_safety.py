"""Hostile names in a real Chromium, with a canary that is shown to sing where nothing is escaped."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, open_page
from hostile import hostile_strings, madeup_hostile, madeup_thousand
from mappages import illegible, render

from chainscape import viz

CANARY = "window.canary || ''"


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(madeup_thousand(), tmp_path_factory.mktemp("thousand") / "map.html")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(madeup_hostile(), tmp_path_factory.mktemp("hostile") / "map.html")


def walk(tab: Tab) -> None:
    """Show everything that the page can show."""
    keys = tab.page.evaluate("[...page.nodes.keys(), ...page.cells.keys(), ...page.extensions.keys()]")
    for lang in ("zh", "en"):
        for key in keys:
            tab.page.evaluate("key => page.select(key)", key)
        tab.page.evaluate("page.select(null)")
        tab.page.evaluate("document.querySelector('#query').focus()")
        tab.page.keyboard.insert_text("a")
        tab.page.wait_for_timeout(20)
        tab.page.keyboard.press("Escape")
        tab.page.evaluate("lang => { page.lang = lang; page.speak(); }", "en" if lang == "zh" else "zh")


def test_hostile_names_stay_text(chrome: Any, hostile: Path):
    with open_page(chrome, hostile) as tab:
        assert illegible(tab) == [], "nor do they break the layout"
        walk(tab)
        assert tab.page.evaluate(CANARY) == ""
        assert tab.page.evaluate("document.querySelectorAll('img, iframe, [onerror], [onload]').length") == 0
        assert tab.page.evaluate("document.querySelectorAll('a[href^=javascript]').length") == 0
        assert tab.page.evaluate("({}).polluted === undefined && page.nodes.has('__proto__')")
        assert tab.trouble == []


EVERYTHING = """
async () => {
  const keys = [...page.nodes.keys(), ...page.cells.keys()];
  for (const lang of ['zh', 'en']) {
    page.lang = lang;
    page.speak();
    for (const key of keys) {
      page.select(key);
      if (page.selected !== key || !document.querySelector('#panel').innerText.trim()) return key;
      for (const more of document.querySelectorAll('#panel li > button.more')) more.click();
    }
    page.select(null);
    for (const view of ['gap', 'hub', 'look_up', 'all']) page.emphasise(view);
    for (const each of page.data.measures) page.measureBy(each);
    for (const box of document.querySelectorAll('[data-filter]')) box.click();
    page.clearFilters();
    await new Promise(done => setTimeout(done, 20));
  }
  return '';
}
"""


def test_a_thousand_hostile_strings_in_every_field_stay_text(chrome: Any, thousand: Path):
    assert len(set(hostile_strings())) == 1000
    with open_page(chrome, thousand) as tab:
        assert illegible(tab) == []
        assert tab.page.evaluate(EVERYTHING) == "", "the key whose panel stayed empty"
        assert tab.page.evaluate(CANARY) == ""
        assert tab.page.evaluate("document.querySelectorAll('img, iframe, [onerror], [onload], base').length") == 0
        links = tab.page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.protocol)")
        assert set(links) <= {"http:", "https:", "file:"}
        assert tab.page.evaluate("[...page.nodes.values()].filter(n => n.type === 'Company').length") >= 1000
        assert tab.page.evaluate("page.sources.size") >= 1000
        assert tab.trouble == []


@pytest.mark.parametrize("name", ["hostile", "thousand"])
def test_the_canary_sings_where_nothing_is_escaped(
    chrome: Any, request: pytest.FixtureRequest, tmp_path: Path, name: str
):
    text = request.getfixturevalue(name).read_text(encoding="utf-8")
    for escaped, raw in (
        ("\\u003c", "<"),
        ("\\u003e", ">"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&#x27;", "'"),
    ):
        text = text.replace(escaped, raw)
    without_policy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^\n]*\n', "", text)
    assert without_policy != text
    file = tmp_path / "unescaped.html"
    viz.save(file, without_policy)
    page = chrome.new_page()
    page.goto(file.as_uri())
    page.wait_for_timeout(300)
    assert page.evaluate(CANARY) != "", "else the test above proves nothing"
    page.close()


def test_the_policy_alone_would_stop_the_canary(chrome: Any, hostile: Path, tmp_path: Path):
    text = hostile.read_text(encoding="utf-8")
    text = text.replace("<main>", "<main><script>window.canary = 'ran'</script><img src=x onerror='window.canary = 1'>")
    file = tmp_path / "inserted.html"
    viz.save(file, text)
    with open_page(chrome, file) as tab:
        assert tab.page.evaluate(CANARY) == ""
        assert any("Content Security Policy" in message for message in tab.messages)
