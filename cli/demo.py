"""``demo``: the Suzhou pack in a fresh store, its gaps and hubs, and every picture of it."""

from __future__ import annotations

import json
import re
import shutil
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from .analysing import for_reader
from .folders import draw_all
from .options import Options
from .output import save, show
from .parser import Commands
from .picture_files import save_numbered
from .screen import harmless
from .width import width

if TYPE_CHECKING:
    from ..schema import Findings, Rows, Scene

DEFAULT_FOLDER = "out/demo"
#: what says that a folder is a demo's: nothing else is ever taken away
MARKER = "chainscape-demo.json"
#: columns of the totals, gaps and hubs, and columns of the screen, that the demo prints: one screen in all
TOTALS = ("chain", "present", "not_found", "unknown", "build", "fill", "extend", "single_on_record")
WEIGHTIEST = 10
#: the chain whose map is written for documents too
PRINTED = "chain:optoelectronics"
LINE = 116
#: what a sentence says of its own search, or of how it was counted
_AFTER = re.compile("[；;]|查证附注|Searcher's note")
_BEFORE = re.compile("^(仅据在录（[^）]*），|On record only [(][^)]*[)], )")


def add(to: Commands) -> None:
    """Add the command."""
    say = to.say
    to.add(
        "demo",
        demo,
        title=say(
            "载入苏州数据包，列出缺口与枢纽，画出全部图", "Load the Suzhou pack, list gaps and hubs, draw every picture"
        ),
        about=say(
            f"-o 是文件夹，默认 {DEFAULT_FOLDER}；其中的库每次重建。",
            f"-o names a folder, {DEFAULT_FOLDER} by default; the store in it is made anew each time.",
        ),
        example="chainscape demo -o out/demo",
    )


def demo(parsed: Namespace) -> int:
    """Make the demo."""
    from ..analysis import gap_rows, hub_rows, scene, summary_rows
    from ..schema import Text

    folder = Path(parsed.output or DEFAULT_FOLDER)
    options = replace(Options.of(parsed), output="", format="md" if parsed.format == "md" else "table")
    say = options.say
    _take(folder)
    options = replace(options, store=str(folder / "store"))
    load_pack(folder, options)
    with options.open() as store:
        whole = scene(store)
        findings = whole.findings
        print(f"\n{say('各链格位', 'Cells by chain')}\n", flush=True)
        totals = for_reader(summary_rows(findings), options, store, whole.template)
        show(_only(totals, TOTALS), options)
        gaps = for_reader(gap_rows(findings, lang=options.lang), options, store, whole.template)
        hubs = for_reader(hub_rows(findings, options.lang), options, store, whole.template)
        for zh, en, told, many in (
            ("分量最重的缺口", "The weightiest gaps", _gaps(gaps), len(gaps)),
            ("分量最重的枢纽", "The weightiest hubs", _hubs(hubs, options.lang), len(hubs)),
        ):
            lines = [f"{number:>2} {_cut(line)}" for number, line in enumerate(told[:WEIGHTIEST], 1)]
            of = say(f"共 {many} 处", f"{len(lines)} of {many}")
            print(
                harmless("\n".join(["", f"{say(zh, en)}（{of}）" if options.lang == "zh" else f"{en} ({of})", *lines]))
            )
        for note in findings.notes:
            print(harmless(note.to(options.lang)))
        title = Text("链景：苏州质量创新联合体", "Chainscape: the Suzhou quality-innovation consortia")
        # first what the front page links
        papers = _for_documents(folder, whole, options)
        draw_all(folder, whole, options.lang, {"title": title, "note": Text("数据 CC BY 4.0", "data CC BY 4.0")})
    print("\n".join([_next(folder, findings, options), *papers]))
    return 0


def _for_documents(folder: Path, whole: Scene, options: Options) -> list[str]:
    """Write the map of one chain as PDF and PNG; return a line for each, which says where it is or why it is not."""
    from ..schema import DataError, MissingExtra
    from ..viz import chain_map_svg, png_sheets, printed_picture
    from .printing import pdf

    svg = chain_map_svg(whole, PRINTED, lang=options.lang)
    name = folder / f"map-{PRINTED.rpartition(':')[2]}"

    def paper() -> list[bytes]:
        return [pdf(printed_picture(whole, svg, chain=PRINTED, lang=options.lang))]

    def images() -> list[bytes]:
        return [*png_sheets(svg, "A4")]

    made = (
        (".pdf", options.say("打印用，A4", "for paper, A4"), paper),
        (".png", options.say("放进 Word 用，A4，300 dpi", "for Word, A4, 300 dpi"), images),
    )
    lines = []
    for suffix, use, make in made:
        path = name.with_suffix(suffix)
        try:
            files = save_numbered(path, make())
            told = options.say("、", ", ").join([str(files[0]), *(file.name for file in files[1:])])
            lines.append(f"  {told} ({use})" if options.lang == "en" else f"  {told}（{use}）")
        except (DataError, MissingExtra) as error:
            why = (options.lang == "zh" and error.zh) or str(error)
            told = options.say(f"未写 {path.name}：{why}", f"no {path.name}: {why}")
            lines.append("  " + _cut(told))
    return ["", options.say("光电链图，用于文档：", "the map of optoelectronics for documents:"), *lines]


def _take(folder: Path) -> None:
    """Make the folder, or make sure that an earlier demo made it."""
    from ..schema import DataError

    if (folder / "store").exists() and not (folder / MARKER).is_file():
        raise DataError(
            f"{folder / 'store'} is there already and no demo made it: it stays as it is. Name another folder with -o",
            f"{folder / 'store'} 已存在，且不是 demo 所建：保持原样。请用 -o 换一个文件夹",
        )
    folder.mkdir(parents=True, exist_ok=True)
    save(folder / MARKER, json.dumps({"made_by": "chainscape demo", "version": __version__}) + "\n")


def load_pack(folder: Path, options: Options) -> None:
    """Load the pack into a store that starts from nothing; the one of an earlier demo is its version before."""
    from ..graph import load
    from ..importers import pack
    from .progressing import progress

    # what a demo of an older release left when it was stopped
    for left in ("store.new", "store.old"):
        shutil.rmtree(folder / left, ignore_errors=True)
    here = replace(options, store=str(folder / "store"))
    tables = pack()
    with here.open("w", fresh=True) as writing, progress(options.say) as bar:
        loaded = load(writing, bar.reading(tables, tables), on_progress=bar.written)
    found = loaded.checked
    zh = (
        f"已载入苏州数据包：节点 {found.nodes}，关系 {found.relations}，来源 {found.sources}，查证记录 {found.searches}"
    )
    en = (
        f"loaded the Suzhou pack: {found.nodes} nodes, {found.relations} relations, "
        f"{found.sources} sources, {found.searches} search records"
    )
    print(options.say(zh, en), flush=True)


def _gaps(rows: Rows) -> list[str]:
    """Return the gaps of all chains in a sentence each: the surest first, then by what hangs on them."""
    order = {kind: at for at, kind in enumerate(dict.fromkeys(row["verdict"] for row in rows))}
    weight = sorted(rows, key=lambda row: (order[row["verdict"]], -row["downstream"], -row["house_count"], row["cell"]))
    told = []
    for row in weight:
        where = f"{row['chain']} · " if row["stage"] else ""
        # what follows says how the search went: the page has it
        said = _AFTER.split(row["sentence"], maxsplit=1)[0]
        told.append(f"{row['verdict']}  {where}{said}")
    return told


def _hubs(rows: Rows, lang: str) -> list[str]:
    """Return the hubs in a sentence each, as they are ordered."""
    mark = "：" if lang == "zh" else ": "
    return [f"{row['name']}{mark}{_BEFORE.sub('', row['sentence'])}" for row in rows]


def _cut(line: str) -> str:
    """Return a line that fits a screen."""
    if width(line) <= LINE:
        return line
    while width(line) >= LINE:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _only(rows: Rows, columns: Sequence[str]) -> Rows:
    """Return the columns that fit a screen; the commands that the demo names give all."""
    at = [rows.columns.index(column) for column in columns or rows.columns]
    return replace(
        rows, columns=tuple(rows.columns[i] for i in at), values=[[row[i] for i in at] for row in rows.values]
    )


def _next(folder: Path, findings: Findings, options: Options) -> str:
    store = f"--store {_quoted(str(folder / 'store'))}"
    unknown = [c.id for c in findings.cells if c.verdict and c.verdict.rule == "nobody-looked"]
    lines = [
        "",
        options.say(f"打开：{(folder / 'index.html').resolve()}", f"open: {(folder / 'index.html').resolve()}"),
        options.say("接着可以试：", "then try:"),
        f"  chainscape gaps 光电 {store}",
        f"  chainscape hubs {store} --format csv -o hubs.csv",
        "  chainscape queries",
        f"  chainscape ask consortia built_by=2023-11 {store}",
    ]
    if unknown:
        who = options.say("市场监管局", "me")
        lines.append(f"  chainscape search add {unknown[0]} --result none_found --method survey --by {who} {store}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
