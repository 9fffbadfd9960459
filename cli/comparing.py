"""``compare``: two chains, or one known by two dates or from two stores, side by side."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from .analysing import for_reader, template_of, template_option
from .options import Options, tell
from .output import show
from .parser import Commands
from .picture_files import PictureFile, picture_options
from .weighing import needs_chain

if TYPE_CHECKING:
    from ..schema import Contrast, Scene, Template, Text

BRIEF_CHANGES = ("what", "chain", "stage", "slot", "before", "after", "why")
BRIEF_CHAINS = ("what", "item", "first", "second")
_PICTURES = (".html", ".htm", ".pdf", ".svg", ".png")


def add(to: Commands) -> None:
    """Add the command."""
    say = to.say
    compare = to.add(
        "compare",
        list_differences,
        title=say(
            "并排比较两条产业链，或一条链在两个日期、两个库中所知",
            "Compare two chains, or what was known by two dates or in two stores, side by side",
        ),
        about=say(
            "A、B 同为产业链、日期（截至该日所知）或库。两条链：环节按位置、各项支撑、判断、枢纽和两链都有的主体"
            "各一行；没人查过的是未知，不算缺。两个日期或库：变了的格位、判断、上下游和枢纽各一行，附原因。\n"
            "-o 后缀 .html、.pdf、.svg、.png 画成上下两幅链图，区与列对齐，并列出差别；"
            "--single 只画 B 一幅，变了的标出。PDF 默认 A3。",
            "A and B are both chains, dates (as known by then) or stores. Two chains: a row for the stages of each "
            "position, each slot, each verdict, each hub and each body on record in both; what nobody looked for is "
            "unknown, never missing. Two dates or stores: a row for each cell, verdict, link and hub that changed, and "
            "why.\n-o with the suffix .html, .pdf, .svg or .png draws the two maps one over the other, zones and "
            "columns in line, with the list of differences; --single draws B alone with what changed marked. "
            "A PDF is on A3 by default.",
        ),
        example="chainscape compare 光电 冶金\n"
        "chainscape compare 光电 冶金 -o two.html\n"
        "chainscape compare 2023 2026-11 --chain 光电\n"
        "chainscape compare 2023 2026-11 --chain 光电 -o changes.html",
    )
    compare.add_argument(
        "before", metavar="A", help=say("产业链、较早的日期或库", "a chain, the earlier date or a store")
    )
    compare.add_argument("after", metavar="B", help=say("产业链、较晚的日期或库", "a chain, the later date or a store"))
    compare.add_argument(
        "--chain", metavar="CHAIN", help=say("日期或库：只看一条产业链", "of dates or stores: one chain only")
    )
    compare.add_argument(
        "--single", action="store_true", help=say("只画 B 一幅，变了的标出", "one map, of B, with what changed marked")
    )
    template_option(compare, to)
    picture_options(compare, to)


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word on the command line stands for."""

    word: str
    kind: Literal["chain", "date", "store"]
    #: of a date: in EDTF
    date: str = ""


def list_differences(parsed: Namespace) -> int:
    """Print how two stand side by side, or draw their maps."""
    options = Options.of(parsed)
    sides = (_word(parsed.before), _word(parsed.after))
    is_picture = options.output.lower().endswith(_PICTURES) and not options.stated
    _check(sides, parsed, options, is_picture)
    rules = template_of(parsed)
    file = PictureFile.of(parsed, "compare") if is_picture else None
    if file is not None and parsed.paper is None:
        file = replace(file, paper="A3")
    if sides[0].kind == "chain":
        return _chains(sides, rules, options, file)
    return _changes(sides, parsed, rules, options, file)


def _chains(sides: tuple[_Word, _Word], rules: Template, options: Options, file: PictureFile | None) -> int:
    from ..analysis import contrast, contrast_rows, scene

    with options.open() as store, store.steady():
        first, second = (scene(store, each.word, rules) for each in sides)
        found = contrast(store, first, second)
        rows = for_reader(contrast_rows(found, options.lang), options, store, rules)
    if file is not None:
        _draw(first, second, found, file, options)
        return 0
    show(rows, options, BRIEF_CHAINS)
    if options.format == "table":
        names = [_name(each).to(options.lang) for each in (first, second)]
        tell(options.say(f"前者：{names[0]}；后者：{names[1]}", f"first: {names[0]}; second: {names[1]}"))
    return 0


def _changes(
    sides: tuple[_Word, _Word], parsed: Namespace, rules: Template, options: Options, file: PictureFile | None
) -> int:
    from ..analysis import changes, compare

    before, after = (_known(each, parsed.chain, rules, options) for each in sides)
    left_out = _left_out(sides)
    if left_out.zh:
        tell(left_out.to(options.lang))
    if file is None:
        rows = compare(before.findings, after.findings, options.lang)
        with options.open() as store:
            show(for_reader(rows, options, store, rules), options, BRIEF_CHANGES)
        return 0
    from ..schema import Text
    from ..viz import chain_map, told_changes

    found = changes(before.findings, after.findings)
    was, now = (_side(each) for each in sides)
    if parsed.single:
        compared = Text(f"变化：{was.zh} → {now.zh}", f"Changes: {was.en} → {now.en}")
        file.save(chain_map(after, lang=options.lang, changes=found, compared=compared), options)
        return 0
    _draw(before, after, told_changes(before, after, found), file, options, (was, now), left_out)
    return 0


def _left_out(sides: Sequence[_Word]) -> Text:
    """Return what a side of a date does not count; nothing where no side is one."""
    from ..schema import Text

    if not any(each.kind == "date" for each in sides):
        return Text("", "")
    return Text(
        "按日期的一侧只含当时已知的关系，日期不详的不算：与 gaps 的数目会有出入。",
        "a side of a date has the relations known by then, not those without any date: gaps may count more.",
    )


def _draw(
    first: Scene,
    second: Scene,
    contrasts: Sequence[Contrast],
    file: PictureFile,
    options: Options,
    known: tuple[Text, Text] | None = None,
    left_out: Text | None = None,
) -> None:
    from ..schema import Text
    from ..viz import maps_apart, maps_beside, maps_beside_svg, pages_beside, printed_pair

    note = left_out or Text("", "")
    if file.kind == "html":
        # the pages around it are those of all that is known, whatever the dates
        near = pages_beside(replace(second, findings=replace(second.findings, known_by="")), file.path.parent)
        page = maps_beside(first, second, contrasts, lang=options.lang, known=known, note=note, beside=near)
        file.save(page, options)
    elif file.kind == "pdf":
        sheets = printed_pair(
            first, second, contrasts, lang=options.lang, known=known,
            paper=file.paper, landscape=file.landscape, note=note,
        )  # fmt: skip
        file.save(sheets, options)
    elif file.sheets:
        file.save_sheets(maps_apart(first, second, contrasts, lang=options.lang, known=known), options)
    else:
        file.save(maps_beside_svg(first, second, contrasts, lang=options.lang, known=known), options)


def _check(sides: tuple[_Word, _Word], parsed: Namespace, options: Options, is_picture: bool) -> None:
    from ..schema import UsageError

    of_chains = [each.kind == "chain" for each in sides]
    if any(of_chains) and not all(of_chains):
        chain, other = sorted(sides, key=lambda each: each.kind != "chain")
        raise UsageError(
            f"{other.word} is a {other.kind}, and {chain.word} is neither a date nor a store: compare two chains, "
            "or two dates or stores (with --chain)",
            f"{other.word} 是{'日期' if other.kind == 'date' else '库'}，{chain.word} 不是日期也不是库："
            "两条链相比，或两个日期、库相比（用 --chain 指定一条链）",
        )
    if all(of_chains) and (parsed.chain or parsed.single):
        raise UsageError(
            "--chain and --single are for two dates or stores; two chains stand side by side",
            "--chain 与 --single 用于两个日期或库；两条链并排即可",
        )
    if is_picture and not all(of_chains):
        needs_chain(parsed.chain, [])
    if parsed.single and not options.output.lower().endswith((".html", ".htm", ".pdf")):
        raise UsageError("--single wants -o with the suffix .html or .pdf", "--single 要 -o 后缀 .html 或 .pdf")


def _word(word: str) -> _Word:
    from ..graph import store_exists
    from ..schema import read_date

    if "://" in word or store_exists(word):
        return _Word(word, "store")
    try:
        return _Word(word, "date", read_date(word))
    except ValueError:
        return _Word(word, "chain")


def _known(side: _Word, chain: str | None, rules: Template, options: Options) -> Scene:
    """Return the scene of a store, or of what was known by a date in the store at hand."""
    from ..analysis import scene

    opened = replace(options, store=side.word) if side.kind == "store" else options
    with opened.open() as store:
        return scene(store, chain, rules, known_by=side.date)


def _side(side: _Word) -> Text:
    from ..schema import Text

    return Text(f"截至 {side.date} 所知", f"known by {side.date}") if side.date else Text(side.word, side.word)


def _name(scene: Scene) -> Text:
    from ..viz import name_of

    return name_of(scene.chain, scene.network.nodes[scene.chain])
