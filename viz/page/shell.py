"""The page that every picture stands in: header, picture, panel, legend, foot; one file, no request.

**How a picture plugs in.** Build a `Picture` and give it to `page`:

- ``canvas``: the markup of the picture (an SVG, a table, an empty ``<div>`` for a canvas). Whatever exists in two
  languages stands twice, inside ``<div data-lang="zh">`` and ``<div data-lang="en" hidden>``; the shell shows one.
  A short text is ``spoken(Text(…), lang)`` or ``said("word", lang)`` and changes with the language by itself.
  No ``style="…"`` attribute: the Content-Security-Policy blocks it (``element.style`` from script works).
- ``data``: what `facts.panel_data` returns, plus the picture's own keys. The shell reads ``nodes``, ``relations``,
  ``sources``, ``cells``, ``lists`` … for panel and search; it arrives in the browser as ``page.data``.
- ``scripts``: texts of scripts (`asset`), run after the shell's. They use the global ``page`` (``page.d.ts``
  lists what it can do): ``page.on("select", key => …)`` (node, cell or extension id, or null), ``"emphasis"``
  (all, gap, hub, look_up), ``"reliability"`` (A, B, C), ``"filter"``, ``"measure"``, ``"language"``, ``"theme"``,
  ``"resize"``; ``page.select(key)``; ``page.colour("gap")``; ``page.saver("png", async () => blob)``;
  ``page.focusPicture = () => …`` for the skip link; ``page.ready()`` when the first drawing stands.
- ``filters``: the picture's own part of the shell's 筛选 (what it hides, say); the shell's part fades, never hides:
  ``page.on("filter", filter => …)`` with ``filter.node(id)``, ``.relation(relation)``, ``.cell(id)`` → keep or fade.
- ``shown`` and ``beside``: what the page is, and the pages in its folder (`beside.py`), which it links.
- ``alternative``: where the same facts stand as a table (`Beside.table`); the panel links it.
- ``styles``: CSS in the palette's variables (``var(--gap)``).

Names in the data reach the page only through `markup.escape`, `markup.inert` and ``textContent``.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ...schema import Text, saving
from .beside import BY_ITSELF, Beside, Shown, links, mark
from .markup import clean, escape, inert
from .notebook import Page
from .palette import FONT, stylesheet
from .words import WORDS

#: scripts and styles stand beside the Python that uses them
PLACE = Path(__file__).parent.parent
SHELL = (
    "page/page.js",
    "page/address.js",
    "page/arrows.js",
    "page/drawings.js",
    "page/ticks.js",
    "page/search.js",
    "page/evidence.js",
    "page/fillers.js",
    "page/hubs.js",
    "page/panel.js",
    "page/filters.js",
    "page/filter_box.js",
    "page/standing.js",
    "page/save.js",
    "page/beside.js",
    "page/small.js",
)
EMPHASES = ("all", "gap", "hub", "look_up")
NO_NOTE = Text("", "")
_STYLES = ("page/page.css", "page/filters.css", "page/beside.css", "page/small.css")
_UNNAMED = Shown("")


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture brings to its page."""

    title: Text
    #: markup of the picture itself
    canvas: str
    #: markup of the legend line
    legend: str
    #: what the page rests on, see `foot`
    foot: Text
    #: what `facts.panel_data` returns, plus the picture's own keys
    data: Mapping[str, Any]
    #: texts of scripts that run after the shell's
    scripts: tuple[str, ...] = ()
    styles: str = ""
    #: small print beside the title
    note: Text = NO_NOTE
    #: markup of more controls in the header
    controls: str = ""
    #: markup of the picture's own section in the shell's 筛选, e.g. fieldsets of what it hides
    filters: str = ""
    #: address of the same facts as a table, see `Beside.table`; the panel at rest links it
    alternative: str = ""
    #: what the page shows, and the pages beside it
    shown: Shown = _UNNAMED
    beside: Beside = BY_ITSELF
    #: what the page opens with, of `measures.MEASURES`
    measure: str = "falls"
    #: what else it opens with: an address of its own, without '#'
    opens: str = ""


@cache
def asset(name: str) -> str:
    """Return the text of a script or style, named from ``viz``: ``page/page.js``."""
    return (PLACE / name).read_text(encoding="utf-8")


def page(picture: Picture, lang: str = "zh") -> Page:
    """Return the whole HTML of a picture's page; it opens in ``lang`` and can switch."""
    styles = stylesheet() + "".join(map(asset, _STYLES)).replace("FONT", FONT) + picture.styles
    script = "\n".join([*map(asset, SHELL), *picture.scripts])
    data = {"lang": lang, "title": [picture.title.zh, picture.title.en], **picture.data}
    data["words"] = {key: [text.zh, text.en] for key, text in WORDS.items()} | dict(data.get("words", {}))
    data["foot"] = [picture.foot.zh, picture.foot.en]
    data["measure"] = picture.measure
    if picture.alternative:
        data["alternative"] = picture.alternative
    if picture.opens:
        data["opens"] = picture.opens
    tag = {"zh": "zh-Hans", "en": "en"}[lang]
    whole = "".join(
        (
            f'<!doctype html>\n<html lang="{tag}" data-lang="{lang}">\n<head>\n<meta charset="utf-8">\n',
            mark(picture.shown, picture.beside.kin),
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(styles, script))}">\n',
            '<meta name="viewport" content="width=device-width,initial-scale=1">\n',
            f"<title>{escape(picture.title.to(lang))}</title>\n<style>{styles}</style>\n</head>\n<body>\n",
            f'<a class="skip" href="#picture" data-say="skip">{_say("skip", lang)}</a>\n',
            _header(picture, lang),
            links(picture.shown, picture.beside, lang),
            '<main>\n<div id="picture" class="picture" tabindex="-1" aria-details="panel">',
            picture.canvas,
            f'</div>\n<aside id="panel" aria-live="polite" tabindex="-1"{_attribute("aria-label", "panel", lang)}>'
            "</aside>\n</main>\n",
            f'<footer><div class="legend">{picture.legend}</div>',
            f'<div class="foot">{spoken(picture.foot, lang)}</div></footer>\n',
            # last of all, so that nothing is ever inserted after, or replaced inside, the data
            f'<script type="application/json" id="data">{inert(data)}</script>\n',
            f"<script>{script}</script>\n</body>\n</html>\n",
        )
    )
    return Page(whole)


def policy(styles: str, script: str = "") -> str:
    """Return the Content-Security-Policy of a page: its own styles and script, and nothing from elsewhere."""
    runs = f"script-src {_hash(script)}; " if script else ""
    return (
        f"default-src 'none'; {runs}style-src {_hash(styles)}; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def save(path: Path | str, picture: str | bytes) -> None:
    """Write a page or SVG as UTF-8, a PNG as it is; the file is whole or not there, never half-written."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with saving(path) as file:
        file.write(picture if isinstance(picture, bytes) else clean(picture).encode("utf-8"))


def said(key: str, lang: str, tag: str = "span", **attributes: str) -> str:
    """Return an element that holds an interface word and changes with the language."""
    return f'<{tag}{_attributes(attributes)} data-say="{key}">{_say(key, lang)}</{tag}>'


def twice(make: Callable[[str], str], lang: str) -> str:
    """Return markup in both languages; the page shows one."""
    return "".join(
        f'<div data-lang="{each}"{"" if each == lang else " hidden"}>{make(each)}</div>' for each in ("zh", "en")
    )


def spoken(text: Text, lang: str, tag: str = "span", **attributes: str) -> str:
    """Return an element that holds a text and changes with the language."""
    both = f' data-zh="{escape(text.to("zh"))}" data-en="{escape(text.to("en"))}"'
    return f"<{tag}{_attributes(attributes)}{both}>{escape(text.to(lang))}</{tag}>"


def _header(picture: Picture, lang: str) -> str:
    chosen = ' aria-pressed="true"'
    emphases = "".join(
        f'<button type="button" data-emphasis="{name}"{chosen if name == "all" else chosen.replace("true", "false")}'
        f' data-say="{name}">{_say(name, lang)}</button>'
        for name in EMPHASES
    )
    grades = "".join(
        f'<option value="{grade}" data-say="to_{grade}">{_say(f"to_{grade}", lang)}</option>' for grade in "CBA"
    )
    note = spoken(picture.note, lang, class_="note") if picture.note.to(lang) else ""
    saves = "".join(said(f"save_{kind}", lang, "button", type="button", data_save=kind) for kind in ("svg", "png"))
    return (
        f"<header>{spoken(picture.title, lang, 'h1')}{note}<span class='gap-between'></span>"
        f'<div class="search" role="search"><label class="hidden-text" for="query" data-say="search">'
        f'{_say("search", lang)}</label><input id="query" type="text" role="combobox" aria-controls="hits" '
        f'aria-expanded="false" aria-autocomplete="list" autocomplete="off" spellcheck="false"'
        f"{_attribute('placeholder', 'search_hint', lang)}>"
        f'<ul id="hits" role="listbox" hidden{_attribute("aria-label", "search", lang)}></ul></div>'
        f'<button type="button" id="menu" aria-controls="tools" aria-expanded="false"'
        f"{_attribute('aria-label', 'menu', lang)}{_attribute('title', 'menu', lang)}>"
        "<span aria-hidden='true'>☰</span></button>"
        '<div id="tools">'
        f'<div class="segments" role="group"{_attribute("aria-label", "emphasis", lang)}>{emphases}</div>'
        f'<select id="grade"{_attribute("aria-label", "reliability", lang)}>{grades}</select>'
        f"{_filters(picture, lang)}{picture.controls}"
        f'<button type="button" id="language" data-say="other_language"{_attribute("title", "switch_language", lang)}>'
        f"{_say('other_language', lang)}</button>"
        f'<button type="button" id="theme"{_attribute("aria-label", "theme", lang)}'
        f"{_attribute('title', 'theme', lang)}>"
        "<span aria-hidden='true'>◐</span></button>"
        f'<details class="menu" id="save">{said("save", lang, "summary")}<div class="menu-items">{saves}'
        f"{said('print', lang, 'button', type='button', id='print')}</div></details></div>"
        f'<button type="button" id="fold" aria-controls="panel" aria-expanded="true"'
        f"{_attribute('aria-label', 'panel_hide', lang)}{_attribute('title', 'panel_hide', lang)}>"
        "<span aria-hidden='true'>⇥</span></button></header>\n"
    )


def _filters(picture: Picture, lang: str) -> str:
    own = f'<section id="own-filters">{said("filter_own", lang, "h2")}{picture.filters}</section>'
    return (
        f'<details class="menu filters" id="filters"><summary>{said("filters", lang)}'
        f'<b id="filters-on" hidden></b></summary><div class="menu-items"><div id="shared-filters"></div>'
        f"{own if picture.filters else ''}</div></details>"
    )


def _say(key: str, lang: str) -> str:
    return escape(WORDS[key].to(lang))


def _attribute(name: str, key: str, lang: str) -> str:
    """Return an attribute whose value is an interface word; ``data-say-NAME`` lets the script change it."""
    return f' {name}="{_say(key, lang)}" data-say-{name}="{key}"'


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"' for name, value in attributes.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
