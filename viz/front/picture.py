"""The front page: what to open first, totals, every chain with its counts and pages, the weightiest gaps and hubs.

It reads without a script: both languages stand in it, and the part of the address after ``#`` chooses. The search
alone, over chains, stages and bodies, has one, where there are pages that it can lead to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ...schema import VERDICT_LABELS, Cell, Extension, Scene, Text
from ..page import BY_ITSELF, COMPARED, FONT, WORDS, Beside, Page, Shown, asset, escape, foot, mark, policy, stylesheet
from ..reading import Coverage, all_lists, coverages
from . import words
from .finding import searching

_MOST = 10
_KINDS = ("build", "fill", "extend")
_COLUMNS = (*_KINDS, "strengthen", "single_on_record", "look_up", "present", "not_found", "unknown")
#: what a sentence says of its own search, or of how it was counted: the pages have it
_AFTER = re.compile("[；;]|查证附注|Searcher's note")
_BEFORE = re.compile("^(仅据在录（[^）]*），|On record only [(][^)]*[)], )")
_UNTITLED = Text("", "")


def front_page(
    scene: Scene, *, lang: str = "zh", beside: Beside = BY_ITSELF, title: Text = _UNTITLED, note: Text = _UNTITLED
) -> Page:
    """Return the front page of a folder: one HTML file, zh and en, that links and searches the pages ``beside`` it.

    ``title`` stands in place of the number of chains, ``note`` at the end of the foot: whose data these are, say.
    """
    used = coverages(scene)
    if not title.zh:
        title = Text(f"链景：{len(used)} 条产业链", f"Chainscape: {len(used)} chains")
    search = searching(scene, used, beside, lang)
    styles = stylesheet() + asset("front/front.css").replace("FONT", FONT)
    parts = "".join(_Front(scene, used, beside, each).markup(title, note, opens=each == lang) for each in ("zh", "en"))
    tag = {"zh": "zh-Hans", "en": "en"}[lang]
    return Page(
        f'<!doctype html>\n<html lang="{tag}">\n<head>\n<meta charset="utf-8">\n{mark(Shown("front"), beside.kin)}'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(styles, search.script))}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title.to(lang))}</title>\n<style>{styles}</style>\n</head>\n<body>\n{search.box}{parts}{search.data}"
        f"{f'<script>{search.script}</script>' if search.script else ''}</body>\n</html>\n"
    )


class _Front:
    """The page in one language."""

    def __init__(self, scene: Scene, used: Sequence[Coverage], beside: Beside, lang: str) -> None:
        self.scene, self.used, self.beside, self.lang = scene, used, beside, lang
        self.and_ = " 与 " if lang == "zh" else " and "
        self.lists = {each["title"]: each["entries"] for each in all_lists(scene, used)}
        self.counts: dict[str, Counter[str]] = {each.view.id: Counter() for each in used}
        for chain, kind in _judged(scene):
            self.counts.setdefault(chain, Counter())[kind] += 1
        self.all = sum(self.counts.values(), Counter[str]())
        self.judged: dict[str, Cell | Extension] = {each.id: each for each in scene.findings.cells}
        self.judged |= {each.id: each for each in scene.findings.extensions}

    def markup(self, title: Text, note: Text, *, opens: bool) -> str:
        lang = self.lang
        other = "en" if lang == "zh" else "zh"
        tag = {"zh": "zh-Hans", "en": "en"}
        based = foot(self.scene).to(lang) + (("｜" if lang == "zh" else " | ") + note.to(lang) if note.zh else "")
        sections = (
            self.open_first(), self.totals(), self.chains(), self.compared(), self.top(), self.meanings(),
        )  # fmt: skip
        return (
            f'<main id="lang={lang}" lang="{tag[lang]}"{" class=opens" * opens}>\n'
            f'<a class="language" href="#lang={other}" lang="{tag[other]}">{self.say(words.OTHER_LANGUAGE)}</a>'
            f"<h1>{escape(title.to(lang))}</h1>\n<p>{self.say(words.ABOUT)}</p>\n{''.join(sections)}"
            f'<p class="foot">{escape(based)}</p>\n</main>\n'
        )

    def say(self, text: Text, **values: object) -> str:
        told = text.to(self.lang)
        for name, value in values.items():
            told = told.replace("{" + name + "}", str(value))
        return escape(told)

    def link(self, picture: str, label: str, chain: str = "", at: str = "") -> str:
        """Return a link to a page, the label alone where there is no such page; ``label`` is markup."""
        file = self.beside.file(picture, chain)
        there = f"&at={quote(at, safe='')}" if at else ""
        return f'<a href="{escape(f"{file}#lang={self.lang}{there}")}">{label}</a>' if file else label

    def papers(self, picture: str, chain: str = "") -> str:
        """Return links to a page's documents and images, where they are there."""
        found = self.beside.printed(picture, chain)
        return "".join(f' <a class="paper" href="{escape(address)}">{kind}</a>' for kind, address in found)

    def compared(self) -> str:
        """Return links to the pages of two chains, and to those of one as it was known twice."""
        links = []
        for shown in sorted((each for each in self.beside.files if each.picture in COMPARED), key=lambda s: s.chain):
            names = [self.beside.chains.get(chain, Text(chain, "")).to(self.lang) for chain in shown.chains]
            label = words.COMPARED[shown.picture].to(self.lang).replace("{names}", self.and_.join(names))
            link = self.link(shown.picture, escape(label), shown.chain)
            links.append(f"<li>{link}{self.papers(shown.picture, shown.chain)}</li>\n")
        return self.section(words.COMPARED_HEAD, f"<ul class=pairs>{''.join(links)}</ul>") if links else ""

    def section(self, head: Text, *parts: str, **values: object) -> str:
        return f"<section><h2>{self.say(head, **values)}</h2>\n{''.join(parts)}</section>\n"

    def open_first(self) -> str:
        offered = [
            (
                self.link(picture, self.say(WORDS[f"beside_{picture}{'_all' * (picture == 'network')}"])),
                self.say(text) + self.papers(picture),
            )
            for picture, text in words.PURPOSES.items()
            if self.beside.file(picture)
        ]
        if self.used and (first := self.used[0].view.id) and self.beside.file("map", first):
            name = self.say(self.used[0].name)
            offered.insert(1, (self.link("map", f"{self.say(words.FIRST_CHAIN)}", first), name))
        if not offered:
            return ""
        cards = "".join(f"<li>{link}<span>{told}</span></li>" for link, told in offered)
        return self.section(words.OPEN_FIRST, f'<ul class="cards">{cards}</ul>')

    def totals(self) -> str:
        gaps = sum(self.all[kind] for kind in _KINDS)
        hubs = len(self.lists.get("list_hub", ()))
        figures = [(words.CHAINS_COUNTED, len(self.used), ""), (words.GAPS, gaps, "gap"), (words.HUBS, hubs, "hub")]
        figures += [(_label(kind), self.all[kind], "gap" if kind in _KINDS else "") for kind in _COLUMNS]
        told = "".join(
            f"<div><dt>{self.say(label)}</dt><dd{f' class={style}' * bool(style and count)}>{count}</dd></div>"
            for label, count, style in figures
        )
        return self.section(words.TOTALS, f'<dl class="figures">{told}</dl>')

    def chains(self) -> str:
        labels = [words.GAPS, *map(_label, _COLUMNS)]
        head = "".join(
            f'<th scope="col" role="columnheader">{self.say(label)}</th>'
            for label in (words.CHAIN, *labels, words.PICTURES)
        )
        rows = "".join(self.row(each, labels) for each in self.used)
        return self.section(
            words.CHAINS,
            f'<table role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
            f'<tbody role="rowgroup">{rows}</tbody></table>',
        )

    def row(self, each: Coverage, labels: Sequence[Text]) -> str:
        chain, count = each.view.id, self.counts[each.view.id]
        figures = [each.gaps, *(count[kind] for kind in _COLUMNS)]
        cells = "".join(
            f'<td role="cell" data-label="{self.say(label)}"{" class=gap" * (place < 4 and bool(figure))}>{figure}</td>'
            for place, (label, figure) in enumerate(zip(labels, figures, strict=True))
        )
        pictures = " ".join(
            self.link(picture, self.say(WORDS[f"beside_{picture}"]), chain) + self.papers(picture, chain)
            for picture in ("map", "network", "stages")
            if self.beside.file(picture, chain)
        )
        name = self.link("map", self.say(each.name), chain)
        return (
            f'<tr role="row"><th scope="row" role="rowheader">{name}</th>{cells}'
            f'<td role="cell" class="pictures">{pictures}</td></tr>\n'
        )

    def top(self) -> str:
        gaps, hubs = self.lists.get("list_gap", []), self.lists.get("list_hub", [])
        told = "".join(map(self.gap, gaps[:_MOST])), "".join(map(self.hub, hubs[:_MOST]))
        parts = [
            self.section(head, f"<ol>{items}</ol>" if items else self.say(words.NONE), all=len(all), n=len(all[:_MOST]))
            for head, items, all in zip((words.TOP_GAPS, words.TOP_HUBS), told, (gaps, hubs), strict=True)
        ]
        return f'<div class="two">{"".join(parts)}</div>\n'

    def gap(self, entry: Mapping[str, Any]) -> str:
        judged = self.judged[entry["key"]]
        sentence = judged.verdict.sentence.to(self.lang) if judged.verdict else ""
        name = self.link("map", escape(_pair(entry["label"], self.lang)), judged.chain, judged.id)
        seal = f'<b class="seal">{self.say(VERDICT_LABELS[entry["kind"]])}</b>'
        return f"<li>{seal} {name}<p>{escape(_AFTER.split(sentence, maxsplit=1)[0])}</p></li>\n"

    def hub(self, entry: Mapping[str, Any]) -> str:
        found = next(each for each in self.scene.findings.hubs if each.id == entry["key"])
        chains = [chain for chain in self.beside.chains if chain in found.chains]
        chains += sorted({cell.chain for cell in self.scene.findings.cells if cell.stage in found.stages})
        name = self.link("map", escape(found.name.to(self.lang)), next(iter(chains), ""), found.id)
        return f"<li>{name}<p>{escape(_BEFORE.sub('', found.sentence.to(self.lang)))}</p></li>\n"

    def meanings(self) -> str:
        told = "".join(
            f"<div><dt>{self.say(VERDICT_LABELS[kind])}</dt><dd>{self.say(text)}</dd></div>"
            for kind, text in words.MEANINGS.items()
        )
        return self.section(
            words.MEANINGS_HEAD, f'<dl class="meanings">{told}</dl>', f"<p>{self.say(words.BESIDES)}</p>"
        )


def _judged(scene: Scene) -> Iterator[tuple[str, str]]:
    """Yield, by chain, the state of each cell and the kind of each verdict."""
    for cell in scene.findings.cells:
        yield cell.chain, cell.state
        if cell.verdict:
            yield cell.chain, cell.verdict.kind
    for each in scene.findings.extensions:
        yield each.chain, each.verdict.kind


def _label(kind: str) -> Text:
    return words.STATES[kind] if kind in words.STATES else VERDICT_LABELS[kind]


def _pair(both: Sequence[str], lang: str) -> str:
    return (both[0] or both[1]) if lang == "zh" else (both[1] or both[0])
