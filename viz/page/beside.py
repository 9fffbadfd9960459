"""The pages that lie beside a page in its folder: how one is known again, and the line of links to them.

A page has no way to look around it, so what lies beside it is settled when it is written: the pages that are written
with it, or those that its folder has then. A file that is not there gets no link.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from ...schema import Text
from .markup import escape
from .words import WORDS

#: pictures over all chains, then those that a chain has, in the order of their links
OF_ALL = ("front", "overview", "matrix", "network", "book")
OF_CHAIN = ("map", "network", "stages", "report")
#: of two chains, their ids one a line; of one chain as known twice
COMPARED = ("compare", "changes")
#: bytes of a page in which its mark stands
_HEAD = 512
_PAPER = re.compile(r"(?:-([1-9]\d?))?\.(pdf|png)")
_MARK = re.compile(r'<meta name="chainscape" content="(\w+) (\S*) (\w+)">')


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: a picture, and the id of the chain that it is of ("" for all chains; of two one a line)."""

    picture: str
    chain: str = ""

    @property
    def chains(self) -> list[str]:
        """Return the ids of the chains that it is of."""
        return self.chain.split("\n") if self.chain else []


@dataclass(frozen=True, slots=True)
class Beside:
    """The pages in one folder."""

    #: names of files; one that is an address is never linked
    files: Mapping[Shown, str]
    #: short names of chains by id, in the order of their links
    chains: Mapping[str, Text]
    #: what pages of the same chains and rules have in common, see `mark`
    kin: str = ""
    #: names of documents and images in the folder
    papers: frozenset[str] = frozenset()

    def file(self, picture: str, chain: str = "") -> str:
        """Return the address of a page, "" where there is none."""
        name = self.files.get(Shown(picture, chain), "")
        return quote(name) if is_beside(name) else ""

    def printed(self, picture: str, chain: str = "") -> list[tuple[str, str]]:
        """Return what is for paper of a page: kind and address of the files of its name, with the numbers of sheets.

        >>> at = Shown("overview")
        >>> Beside({at: "a.html"}, {}, papers=frozenset({"a.pdf", "a-1.png", "a-2.png", "ab.pdf"})).printed("overview")
        [('PDF', 'a.pdf'), ('PNG 1', 'a-1.png'), ('PNG 2', 'a-2.png')]
        """
        stem = self.files.get(Shown(picture, chain), "").rpartition(".")[0]
        found = []
        for name in sorted(self.papers):
            said = _PAPER.fullmatch(name.removeprefix(stem)) if stem and name.startswith(stem) else None
            own = f"{name.rpartition('.')[0]}.html" in self.files.values()
            if said and is_beside(name) and not (said[1] and own):
                found.append((f"{said[2].upper()} {said[1] or ''}".strip(), int(said[1] or 0), quote(name)))
        return [(kind, address) for kind, _, address in sorted(found, key=lambda each: (each[0].split()[0], each[1]))]

    def table(self, chain: str = "") -> str:
        """Return the address of a chain's facts as a table, or of those of all chains; "" where there is none.

        >>> Beside({Shown("matrix"): "matrix.html"}, {}).table("chain:optoelectronics")
        'matrix.html#at=chain%3Aoptoelectronics'
        """
        own, whole = self.file("stages", chain) if chain else "", self.file("matrix")
        return own or (whole and whole + (f"#at={quote(chain, safe='')}" if chain else ""))


#: a page that is written by itself
BY_ITSELF = Beside({}, {})


def is_beside(file: str) -> bool:
    """Say whether a name is that of a file beside the page, and no address."""
    return bool(file) and not any(sign in file for sign in ":/\\?#")


def mark(shown: Shown, kin: str) -> str:
    """Return what a page says of itself in its head, for pages that are written beside it later."""
    if not (shown.picture and kin):
        return ""
    return f'<meta name="chainscape" content="{shown.picture} {quote(shown.chain, safe="")} {kin}">\n'


def is_page(path: Path) -> bool:
    """Say whether a file is a page that was written to be found by others."""
    with path.open("rb") as opened:
        return _MARK.search(opened.read(_HEAD).decode("utf-8", errors="replace")) is not None


def files_in(folder: Path, kin: str) -> dict[Shown, str]:
    """Return the pages of a folder that have this in common; of two that show the same the first by name."""
    found: dict[Shown, str] = {}
    for path in sorted(folder.glob("*.html")) if kin else ():
        with path.open("rb") as opened:
            said = _MARK.search(opened.read(_HEAD).decode("utf-8", errors="replace"))
        if said and said[3] == kin:
            found.setdefault(Shown(said[1], unquote(said[2])), path.name)
    return found


def papers_in(folder: Path) -> frozenset[str]:
    """Return the names of documents and images in a folder."""
    return frozenset(path.name for path in folder.glob("*") if path.suffix in (".pdf", ".png"))


def links(here: Shown, beside: Beside, lang: str) -> str:
    """Return the line of links, "" for a page that has no other beside it."""
    tops = [(picture, "") for picture in OF_ALL]
    own = [(picture, chain) for chain in here.chains for picture in OF_CHAIN]
    chains = [chain for chain in beside.chains if chain not in here.chains and _of_chain(beside, chain, here)]
    reached = [at for at in [*tops, *own] if beside.file(*at) and Shown(*at) != here]
    if not (reached or chains):
        return ""
    parts = [_link(*at, here, beside, lang) for at in tops]
    for chain in here.chains:
        name = beside.chains.get(chain, Text(chain, chain))
        told = "".join(_link(picture, chain, here, beside, lang) for picture in OF_CHAIN)
        parts.append(f'<span class="of-chain">{_twice(name, lang, "b")}{told}</span>' if told else "")
    if chains:
        word = "other_chains" if here.chain else "chains"
        listed = "".join(
            f'<a href="{escape(_of_chain(beside, chain, here))}"{_both(beside.chains[chain])}>'
            f"{escape(beside.chains[chain].to(lang))}</a>"
            for chain in chains
        )
        parts.append(
            f'<details class="menu" id="chains"><summary data-say="{word}">{escape(WORDS[word].to(lang))}</summary>'
            f'<div class="menu-items">{listed}</div></details>'
        )
    label = escape(WORDS["beside"].to(lang))
    return f'<nav id="beside" data-say-aria-label="beside" aria-label="{label}">{"".join(parts)}</nav>\n'


def _of_chain(beside: Beside, chain: str, here: Shown) -> str:
    """Return the page of another chain: of the same picture where it has one."""
    for picture in (here.picture if here.chain else "map", *OF_CHAIN):
        if found := beside.file(picture, chain):
            return found
    return ""


def _link(picture: str, chain: str, here: Shown, beside: Beside, lang: str) -> str:
    word = f"beside_{picture}" + "_all" * (picture == "network" and not chain)
    label = f' data-say="{word}">{escape(WORDS[word].to(lang))}</a>'
    if Shown(picture, chain) == here:
        return f'<a aria-current="page"{label}'
    file = beside.file(picture, chain)
    return f'<a href="{escape(file)}"{label}' if file else ""


def _twice(text: Text, lang: str, tag: str) -> str:
    return f"<{tag}{_both(text)}>{escape(text.to(lang))}</{tag}>"


def _both(text: Text) -> str:
    return f' data-zh="{escape(text.to("zh"))}" data-en="{escape(text.to("en"))}"'
