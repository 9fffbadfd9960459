"""``pages``: all pages of a store in one folder, each with links to the others."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from .analysing import known_by_of, known_option, template_of, template_option
from .options import Options, tell
from .output import save
from .parser import Commands

if TYPE_CHECKING:
    from ..schema import Scene, Text
    from ..viz import Page, Shown

#: pictures that each chain has in a folder; its stages stand in the matrix and the book
OF_CHAIN = ("map", "network")
FRONT = "index.html"


def add(to: Commands) -> None:
    """Add the command."""
    say = to.say
    parser = to.add(
        "pages",
        draw_pages,
        title=say(
            "把全部图写进一个文件夹，由首页通向各图",
            "Write all pictures into a folder, with a front page that leads to them",
        ),
        about=say(
            "用 -o 指定文件夹；首页为其中的 index.html。各图互相链接。不是链景写出的同名文件不会被覆盖。",
            "Name the folder with -o; its index.html is the front page. The pictures link one another. A file of "
            "one of these names that Chainscape did not write is never overwritten.",
        ),
        example="chainscape pages -o pages",
    )
    template_option(parser, to)
    known_option(parser, to)


def draw_pages(parsed: Namespace) -> int:
    """Write the folder."""
    from ..analysis import scene
    from ..schema import UsageError

    options = Options.of(parsed)
    if not options.output:
        raise UsageError("pages writes into a folder: name it with -o", "pages 写进一个文件夹：用 -o 给出")
    folder, rules = Path(options.output), template_of(parsed)
    with options.open() as store:
        whole = scene(store, rules=rules, known_by=known_by_of(parsed))
    _check(folder, file_of(whole).values())
    folder.mkdir(parents=True, exist_ok=True)
    draw_all(folder, whole, options.lang)
    front = (folder / FRONT).resolve()
    tell(options.say(f"已写入 {folder}，打开 {front}", f"wrote {folder}; open {front}"))
    return 0


def _check(folder: Path, files: Iterable[str]) -> None:
    """Refuse to write over what is no page of ours."""
    from ..schema import DataError
    from ..viz import is_page

    for file in files:
        path = folder / file
        if path.exists() and not is_page(path):
            zh = f"{path} 不是链景写出的，不会覆盖：请换一个文件夹"
            en = f"{path} is no page of Chainscape's and stays as it is: name another folder"
            raise DataError(en, zh)


def file_of(whole: Scene) -> dict[Shown, str]:
    """Return the names of all pages of a folder."""
    from ..viz import Shown

    chains = sorted(id for id, type in whole.network.nodes(data="type") if type == "IndustryChain")
    files = {Shown("front"): FRONT} | {Shown(each): f"{each}.html" for each in ("overview", "matrix", "book")}
    named = file_names(chains).items()
    return files | {Shown(picture, id): f"{picture}-{name}.html" for id, name in named for picture in OF_CHAIN}


def draw_all(folder: Path, whole: Scene, lang: str, words: Mapping[str, Text] | None = None) -> None:
    """Write the front page, overview, matrix, book, and each chain's map and network.

    ``words`` are title and note of the front page, see `front_page`.
    """
    from ..viz import (
        book_page,
        chain_map,
        coverage_matrix,
        front_page,
        network_view,
        overview_page,
        pages_beside,
    )

    files = file_of(whole)
    near = pages_beside(whole, files)
    make: dict[str, Callable[[str], Page]] = {
        "map": lambda chain: chain_map(whole, chain, lang=lang, beside=near),
        "network": lambda chain: network_view(whole, chain, lang=lang, beside=near),
        "overview": lambda _: overview_page(whole, lang=lang, beside=near),
        "matrix": lambda _: coverage_matrix(whole, lang=lang, beside=near),
        "book": lambda _: book_page(whole, lang=lang, beside=near),
        # the front page also links comparisons, and what is for paper
        "front": lambda _: front_page(whole, lang=lang, beside=pages_beside(whole, files, folder), **(words or {})),
    }
    for shown, file in files.items():
        save(folder / file, make[shown.picture](shown.chain))


def file_names(chains: Sequence[str]) -> dict[str, str]:
    """Return the part of each chain's id that names its files; a number follows where two would be the same.

    >>> file_names(["chain:optoelectronics", "own:optoelectronics"])
    {'chain:optoelectronics': 'optoelectronics', 'own:optoelectronics': 'optoelectronics-2'}
    """
    found: dict[str, str] = {}
    # some file systems know no letter case
    taken: set[str] = set()
    for chain in chains:
        last = chain.rpartition(":")[2]
        plain = "".join(c if c.isalnum() or c in "-_." else "-" for c in last)
        free = (f"{plain}-{number}" if number > 1 else plain for number in count(1))
        found[chain] = next(name for name in free if name.casefold() not in taken)
        taken.add(found[chain].casefold())
    return found
