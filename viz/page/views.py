"""A reader's own touch on a picture: what is hidden, notes pinned to it, its title; in a small file or the address."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ...schema import Reading, Text, listed, read_yaml
from .shell import Picture, asset

#: the edition of the file
EDITION = 1
MOST_HIDDEN, MOST_NOTES = 500, 99
LONGEST_TITLE, LONGEST_NOTE, LONGEST_ADDRESS = 200, 500, 4000
#: parts of the address that the file holds by names of their own
_OWN = ("title", "hide", "pins", "theme")
#: seen of the names of what is hidden, before they are counted
_NAMED = 5
WORDS = {
    "touch": Text("本图的改动", "Your touch"),
    "touch_about": Text(
        "标题、注记和隐去只改这张图，不改记录；判断与计数仍按记录。地址栏里都有，可转发；保存的文件用 --view 可再画。",
        "Title, notes and what is hidden change this picture, not the record; verdicts and counts stay those of the "
        "record. The address holds it all; a saved file draws it again with --view.",
    ),
    "touch_title": Text("标题", "Title"),
    "touch_hide": Text("在图上隐去", "Hide on the picture"),
    "touch_show": Text("放回图上", "Show again"),
    "touch_note": Text("注记", "Note"),
    "touch_pin": Text("写注记", "Pin a note"),
    "touch_keep": Text("保存注记", "Keep the note"),
    "touch_drop": Text("删去注记", "Remove the note"),
    "touch_notes": Text("读者注记", "Reader's notes"),
    "touch_hidden": Text("隐去 {n} 个：{names}", "{n} hidden: {names}"),
    "touch_more": Text("等", " …"),
    "touch_named": Text("标题由读者所拟", "title by the reader"),
    "touch_not_drawn": Text("（不在图上）", " (not on the picture)"),
    "touch_save": Text("保存视图", "Save view"),
    "touch_clear": Text("全部还原", "Undo all"),
    "touch_full": Text("最多 {n} 条", "{n} at most"),
}


@dataclass(frozen=True, slots=True)
class View:
    """How a reader wants a picture: title, what is hidden, notes, theme, and the rest of the page's address."""

    #: "" keeps the picture's own
    title: str = ""
    #: ids of bodies and things
    hide: tuple[str, ...] = ()
    #: id of a stage, chain, body or thing → note, in the order of their numbers
    notes: tuple[tuple[str, str], ...] = ()
    #: light, dark, or "" for what the reader's machine prefers; drawings are always light
    theme: str = ""
    #: what a page shows besides: ``view=gap&at=stage%3Aparts``; drawings know nothing of it
    address: str = ""

    def number(self, id: str) -> int:
        """Return the number of the note on a node; 0 without one."""
        return next((at for at, (where, _) in enumerate(self.notes, 1) if where == id), 0)

    def among(self, known: Collection[str]) -> View:
        """Return the view without ids that a picture does not know."""
        notes = tuple((id, text) for id, text in self.notes if id in known)
        return replace(self, hide=tuple(id for id in self.hide if id in known), notes=notes)

    def shown(self) -> View:
        """Return the view without what it hides, for a picture that names no body."""
        return replace(self, hide=())

    def fragment(self) -> str:
        """Return the address of a page that opens so, without ``#``."""
        parts = {
            "title": self.title,
            "hide": json.dumps(list(self.hide), ensure_ascii=False) if self.hide else "",
            "pins": json.dumps([list(each) for each in self.notes], ensure_ascii=False) if self.notes else "",
            "theme": self.theme,
        }
        own = [f"{name}={quote(text, safe='')}" for name, text in parts.items() if text]
        return "&".join([*own, *([self.address] if self.address else [])])


AS_IT_IS = View()


def read_view(path: Path | str) -> View:
    """Return what a view file says: JSON as the page's button saves it, or the same as YAML.

    SchemaError names file, line, key and what was expected.
    """
    read = read_yaml(Path(path))
    read.only("view", "title", "hide", "notes", "theme", "address")
    if read.integer("view") != EDITION:
        wanted = Text(f" {EDITION}（本程序视图文件的版次）", f"{EDITION}, the edition of this program's view files")
        raise read.wrong("view", wanted, read.data["view"])
    hide = _few(read, "hide", read.words("hide") if "hide" in read.data else [], MOST_HIDDEN)
    parts = _few(read, "notes", read.parts("notes") if "notes" in read.data else [], MOST_NOTES)
    notes: dict[str, str] = {}
    for part in parts:
        part.only("at", "text")
        at, text = part.word("at"), _short(part, "text", part.word("text"), LONGEST_NOTE)
        if at in notes:
            raise part.wrong("at", Text("每个节点一条注记", "one note a node"), at)
        notes[at] = text
    address = _short(read, "address", _text(read, "address"), LONGEST_ADDRESS)
    if any(each.partition("=")[0] in _OWN for each in address.split("&")):
        wanted = Text("不含文件中另有其键的部分：", "no part that has a key of its own in the file: ") + listed(_OWN)
        raise read.wrong("address", wanted, address)
    if any(c in address for c in '#<>" \n'):
        raise read.wrong(
            "address", Text("网页地址中 # 之后的部分", "what stands after # in the address of a page"), address
        )
    return View(
        _short(read, "title", _text(read, "title"), LONGEST_TITLE),
        tuple(dict.fromkeys(hide)),
        tuple(notes.items()),
        read.one_of("theme", ("light", "dark")) if "theme" in read.data else "",
        address,
    )


def _text(read: Reading, key: str) -> str:
    return " ".join(read.word(key).split()) if key in read.data else ""


def _short(read: Reading, key: str, text: str, most: int) -> str:
    if len(text) > most:
        raise read.wrong(key, Text(f"至多 {most:,} 个字符", f"at most {most:,} characters"), f"{len(text):,}")
    return text


def _few(read: Reading, key: str, found: list[Any], most: int) -> list[Any]:
    if len(found) > most:
        raise read.wrong(key, Text(f"至多 {most:,} 项", f"at most {most:,} entries"), f"{len(found):,}")
    return found


def strangers(view: View, known: Collection[str]) -> list[str]:
    """Return the ids of a view that a picture does not know, sorted."""
    return sorted({*view.hide, *(id for id, _ in view.notes)} - set(known))


def touchable(picture: Picture, view: View) -> Picture:
    """Return a picture that a reader may touch; it opens as the view says unless the address says otherwise."""
    words = {key: [text.zh, text.en] for key, text in WORDS.items()}
    own: dict[str, Any] = {"words": {**picture.data.get("words", {}), **words}}
    # what was asked for on the command line comes first, and so counts
    opens = (picture.opens, view.among(picture.data["nodes"]).fragment())
    return replace(
        picture,
        data={**picture.data, **own},
        opens="&".join(filter(None, opens)),
        scripts=(*picture.scripts, asset("page/touch.js")),
        styles=picture.styles + asset("page/touch.css"),
    )


def hidden_line(names: Iterable[Text], lang: str) -> str:
    """Return the line that tells what is hidden on a picture; "" for nothing."""
    found = [name.to(lang) for name in names]
    if not found:
        return ""
    listed = {"zh": "、", "en": ", "}[lang].join(found[:_NAMED])
    more = WORDS["touch_more"].to(lang) if len(found) > _NAMED else ""
    told = WORDS["touch_hidden"].to(lang).replace("{n}", str(len(found)))
    return told.replace("{names}", listed + more)


def named_line(view: View, lang: str) -> str:
    """Return the line that tells whose title it is; "" where it is the picture's own."""
    return WORDS["touch_named"].to(lang) if view.title else ""


__all__ = ["AS_IT_IS", "EDITION", "View", "hidden_line", "named_line", "read_view", "strangers", "touchable"]
