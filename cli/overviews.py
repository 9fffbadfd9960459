"""``overview``, ``matrix`` and ``book``: pictures over all chains."""

from __future__ import annotations

from argparse import Namespace
from typing import Literal

from .analysing import known_by_of, known_option, template_of, template_option
from .choosing import filter_of, filter_options, on_a_page
from .options import Options
from .parser import Commands
from .picture_files import PictureFile, paper_options, picture_options
from .viewing import tell_strangers, view_of, view_option

Picture = Literal["overview", "matrix", "book"]


def add(to: Commands) -> None:
    """Add the commands."""
    say = to.say
    overview = to.add(
        "overview",
        draw_overview,
        title=say(
            "画全景：各链的环节、缺口与跨链机构", "Draw the overview: stages and gaps of all chains, bodies on several"
        ),
        about=say(
            "用 -o 指定文件：.html 为离线可用的网页，.svg、.png 供文档使用。",
            "Name the file with -o: .html is a page that needs no network, .svg and .png are for documents.",
        ),
        example="chainscape overview -o overview.html\nchainscape overview -o overview.svg",
    )
    template_option(overview, to)
    known_option(overview, to)
    picture_options(overview, to)

    matrix = to.add(
        "matrix",
        draw_matrix,
        title=say("画覆盖矩阵：每条链的各项支撑有没有", "Draw the coverage matrix: which chain has which support"),
        about=say(
            "用 -o 指定文件：.html 网页里可以排序、查依据，并导出 CSV；.svg、.png 供文档使用。"
            "--chain 改画一条链各环节的矩阵。",
            "Name the file with -o: the .html page sorts, shows evidence and exports CSV; .svg and .png are for "
            "documents. --chain draws the stages of one chain instead.",
        ),
        example="chainscape matrix -o matrix.html\nchainscape matrix --chain 光电 -o stages.png",
    )
    matrix.add_argument(
        "--chain",
        metavar="CHAIN",
        help=say("产业链：编号、名称、简称、英文名或别名", "a chain's id, name, English name or alias"),
    )
    filter_options(matrix, say)
    template_option(matrix, to)
    known_option(matrix, to)
    view_option(matrix, to)
    picture_options(matrix, to)

    book = to.add(
        "book",
        draw_book,
        title=say(
            "把全部图写进一个文件：全景、矩阵、每条链的链图与网络",
            "Write all pictures into one file: overview, matrix, every chain's map and network",
        ),
        about=say(
            "用 -o 指定文件：.html 为离线可用的网页，.pdf 可打印：目录、页码、各图与清单，字不小于 7 磅。",
            "Name the file with -o: .html is a page that needs no network, .pdf is for paper: contents, numbered "
            "sheets, every picture and list, no letter below 7 pt.",
        ),
        example="chainscape book -o book.html",
    )
    template_option(book, to)
    known_option(book, to)
    paper_options(book, to)


def draw_overview(parsed: Namespace) -> int:
    """Write the overview."""
    return _draw(parsed, "overview", PictureFile.of(parsed, "overview"))


def draw_matrix(parsed: Namespace) -> int:
    """Write the coverage matrix."""
    return _draw(parsed, "matrix", PictureFile.of(parsed, "matrix"))


def draw_book(parsed: Namespace) -> int:
    """Write the book: a page or sheets of paper, for it is many pictures."""
    instead = (
        "。book 是许多张图：要 .svg 或 .png，请分别用 overview、matrix、map、network",
        ". A book is many pictures: for .svg or .png draw each with overview, matrix, map or network",
    )
    return _draw(parsed, "book", PictureFile.of(parsed, "book", ("html", "pdf"), instead))


def _draw(parsed: Namespace, picture: Picture, file: PictureFile) -> int:
    from ..analysis import scene
    from ..schema import EVERYTHING_ASKED
    from ..viz import book_page, coverage_matrix, matrix_svg, overview_page, overview_svg, pages_beside, printed_book

    options = Options.of(parsed)
    lang = options.lang
    rules = template_of(parsed)
    touch = view_of(parsed)
    with options.open() as store:
        shown = scene(store, rules=rules, known_by=known_by_of(parsed))
        asked = filter_of(parsed, store) if picture == "matrix" else EVERYTHING_ASKED
    on_a_page(asked, file)
    near = pages_beside(shown, file.path.parent)
    # what a filter keeps is told on a page alone, also on paper
    drawn = file.is_drawing and not asked.address
    if picture == "book":
        if drawn:
            text: str = printed_book(shown, lang=lang, paper=file.paper, landscape=file.landscape)
        else:
            text = book_page(shown, lang=lang, beside=near)
    elif picture == "matrix":
        tell_strangers(touch, shown.network, options)
        if drawn:
            drawing = matrix_svg(shown, parsed.chain, lang=lang, touch=touch)
            text = file.on_sheets(drawing, shown, options, parsed.chain or "")
        else:
            text = coverage_matrix(shown, parsed.chain, lang=lang, beside=near, asked=asked, touch=touch)
    elif drawn:
        text = file.on_sheets(overview_svg(shown, lang=lang), shown, options)
    else:
        text = overview_page(shown, lang=lang, beside=near)
    file.save(text, options)
    return 0
