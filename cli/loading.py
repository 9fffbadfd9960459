"""``import`` and ``check``: files into a store, and the same without writing."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from .labels import labels
from .options import Options, tell
from .output import show
from .parser import Commands, Parser
from .progressing import Progress, progress
from .projecting import each_dataset
from .wording import Say

if TYPE_CHECKING:
    from ..graph import Changes, Checked, Loaded, Store
    from ..importers import Dataset
    from ..schema import Problem, Text
    from .known_names import KnownNames, Namesakes
    from .known_slots import UnknownSlots


def add(to: Commands) -> None:
    """Add the commands."""
    say = to.say
    load = to.add(
        "import",
        import_files,
        title=say("把表格载入库中", "Load tables into the store"),
        about=say(
            "有一行不合格就整体拒绝，库保持原样；--skip-bad 载入其余各行。重复载入不会改变什么。"
            "数据集载入过的，先与库中比较：新增、改动、更名、移动、消失，消失的撤下（见 history）。",
            "One bad row refuses the whole load and leaves the store as it was; --skip-bad loads the rest. "
            "Loading the same again changes nothing. A dataset that was loaded before is compared first: what is new, "
            "changed, renamed, moved or vanished is told, and what vanished is withdrawn (see history).",
        ),
        example="chainscape import tables/ --mapping tables/mapping.yaml",
    )
    _files(load, say)
    load.add_argument("--dry-run", action="store_true", help=say("只检查，不写入", "check only, write nothing"))
    load.add_argument(
        "--skip-bad", action="store_true", help=say("跳过不合格的行", "leave bad rows out and load the rest")
    )

    either = load.add_mutually_exclusive_group()
    either.add_argument(
        "--replace",
        action="store_true",
        help=say(
            "数据集载入过：新文件中没有了的陈述照样撤下，不再询问",
            "of a dataset that was loaded before: withdraw what the files no longer hold, without asking",
        ),
    )
    either.add_argument(
        "--add",
        action="store_true",
        help=say("文件只作增补：不比较，也不撤下什么", "the files only add: compare nothing, withdraw nothing"),
    )

    check = to.add(
        "check",
        check_files,
        title=say("检查表格，不写入", "Check tables without writing"),
        about=say(
            "列出每处问题：文件、行、列、值、原因。已有的库也用来核对关系的两端。",
            "Lists each problem with file, row, column, value and reason. "
            "A store that is there is used to look up ends.",
        ),
        example="chainscape check tables/ --format csv -o problems.csv",
    )
    _files(check, say)


def import_files(parsed: Namespace) -> int:
    """Load files."""
    if parsed.dry_run:
        return check_files(parsed)
    if not parsed.paths:
        return each_dataset(parsed, import_files)
    from functools import partial

    from ..graph import load, replace
    from ..importers import name_ends
    from ..schema import ImportRefused

    options = Options.of(parsed)
    from .known_names import KnownNames, Namesakes
    from .known_slots import UnknownSlots

    names = KnownNames()
    dataset = _dataset(parsed, names, options)
    slots = UnknownSlots(dataset)
    watched = Namesakes(slots, names)
    with collecting(parsed, options, dataset=dataset) as problems:
        try:
            with options.open("w") as store, progress(options.say) as bar:
                names.store = store
                told = {"skip_bad": parsed.skip_bad, "on_problem": problems.append, "on_progress": bar.written}
                read = bar.reading(watched, dataset)
                if parsed.add:
                    loaded = load(store, read, **told)
                else:
                    loaded = replace(store, read, agree=partial(_agree, parsed, options, bar), **told).loaded
                outside = outside_of(store)
        except ImportRefused as error:
            _tell_remarks(dataset, options)
            problems.tell(options)
            _tell_preset(parsed, options)
            if not error.problems:
                raise
            raise ImportRefused.by(name_ends(error.problems[:1], dataset), error.total) from None
    problems.tell(options)
    _tell_remarks(dataset, options)
    _tell_besides(dataset, (slots, watched), options)
    show_loaded(loaded, options, outside)
    return 0


def _agree(parsed: Namespace, options: Options, bar: Progress, changes: Changes) -> None:
    from .replacing import ask_before

    bar.pause()
    ask_before(parsed, options, changes)


def outside_of(store: Store) -> Text | None:
    """Return how many bodies the region leaves out; why it cannot be told where it is not in the store."""
    from ..analysis import outside
    from ..schema import SchemaError, told

    try:
        return outside(store)
    except SchemaError as error:
        return told(error)


def show_loaded(loaded: Loaded, options: Options, outside: Text | None = None) -> None:
    """Print what a load read and wrote, kind by kind, and whom the region leaves out."""
    from ..schema import Rows

    found, written = loaded.checked, loaded.written
    words = labels(options.lang) if options.format in ("table", "md") else {}
    rows = [
        [words.get(what, what), records, new]
        for what, records, new in (
            ("nodes", found.nodes, written.nodes_new + written.nodes_changed),
            ("relations", found.relations, written.relations_new + written.relations_changed),
            ("sources", found.sources, written.sources),
            ("searches", found.searches, written.searches),
            ("statements", None, written.statements),
            ("problems", found.problem_count, None),
        )
    ]
    show(Rows(("what", "records", "written"), rows), options)
    if written.disputed:
        zh = f"{written.disputed} 个节点或关系，两个数据集说法不一，两种说法都保留：chainscape ask doubts"
        en = f"two datasets contradict each other on {written.disputed} nodes or relations; both readings are kept"
        tell(options.say(zh, f"{en}: chainscape ask doubts"))
    if outside is not None:
        tell(outside.to(options.lang))


def check_files(parsed: Namespace) -> int:
    """Check files, against the store too if there is one; exit code 1 with problems."""
    if not parsed.paths:
        return each_dataset(parsed, check_files)
    from ..graph import check, compare, store_exists
    from ..schema import Problem
    from .replacing import tell_changes

    options = Options.of(parsed)
    from .known_names import KnownNames, Namesakes
    from .known_slots import UnknownSlots

    names = KnownNames()
    dataset = _dataset(parsed, names, options)
    slots = UnknownSlots(dataset)
    watched = Namesakes(slots, names)
    known = options.open() if store_exists(options.store) else nullcontext()
    with known as store, collecting(parsed, options, options.format != "table", dataset) as problems:
        names.store = store
        with progress(options.say) as bar:
            found = check(bar.reading(watched, dataset), store, on_problem=problems.append)
        if store is not None and getattr(parsed, "dry_run", False):
            # as the import would, where nothing is wrong
            tell_changes(
                compare(store, lambda: (each for each in dataset if not isinstance(each, Problem)), [dataset.name]),
                options,
            )
    _tell_remarks(dataset, options)
    _tell_besides(dataset, (slots, watched), options)
    code = show_checked(found, problems, options)
    if code:
        _tell_preset(parsed, options)
    return code


def show_checked(found: Checked, problems: Collected, options: Options) -> int:
    """Print the problems and how much there is, and return the exit code: 1 with problems.

    A table on the screen has the first few of each cause, with how many there are of it; all other forms have all.
    """
    from ..importers import REPORT_COLUMNS, report_row
    from ..schema import Rows

    if options.format != "table":
        show(Rows(REPORT_COLUMNS, [report_row(each, options.lang) for each in problems.all]), options)
    elif problems.causes.total:
        rows = [
            [cause.count if number == 0 else None, *report_row(problem, options.lang)]
            for cause in problems.causes
            for number, problem in enumerate(cause.first)
        ]
        show(Rows(("count", *REPORT_COLUMNS), rows), options, ("count", "file", "row", "column", "reason"))
    tell(_counts(found, options.say))
    return 1 if found.problem_count else 0


def _files(parser: Parser, say: Say) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        default=[],
        metavar="PATH",
        help=say(
            "文件、文件夹或 .zip；- 为标准输入；不写为项目的各数据集",
            "files, a folder or a .zip; - is standard input; without any: the datasets of the project",
        ),
    )
    parser.add_argument(
        "--mapping",
        metavar="FILE",
        help=say(
            "映射 YAML：哪一列是什么；默认取文件夹中的 mapping.yaml；preset:eto 等为公开数据的现成映射",
            "mapping (YAML): which column is what; default: mapping.yaml of the folder; preset:eto and others are for "
            "public layouts",
        ),
    )
    add_report(parser, say)


def add_report(parser: Parser, say: Say) -> None:
    """Add ``--report``."""
    parser.add_argument(
        "--report",
        metavar="FILE",
        help=say(
            "把全部问题写入文件：.csv 每行一处，.json 按原因，.xlsx 按原因并附有问题的行，出错的单元格标红并附批注",
            "write all problems to a file: .csv one a row, .json by cause, .xlsx by cause with a copy of the bad rows, "
            "the bad cell in red and what is wrong as its comment",
        ),
    )


def _tell_remarks(dataset: Dataset, options: Options) -> None:
    for remark in dataset.remarks:
        tell(remark.to(options.lang))


def _tell_preset(parsed: Namespace, options: Options) -> None:
    """Say which preset reads the files that the one that was named does not."""
    if not str(parsed.mapping or "").startswith("preset:"):
        return
    from ..importers import fitting_presets

    for name in fitting_presets([Path(path) for path in parsed.paths]):
        told = f"preset:{name}"
        tell(options.say(f"这些文件合于 --mapping {told}", f"these files fit --mapping {told}"))


def _dataset(parsed: Namespace, names: KnownNames, options: Options) -> Dataset:
    from ..importers import open_tables
    from ..schema import DataError

    mapping = Path(parsed.mapping) if parsed.mapping else None
    try:
        return open_tables([Path(path) for path in parsed.paths], mapping=mapping, look_up=names)
    except DataError:
        # a preset whose tables have names of their own, none of which is this one
        _tell_preset(parsed, options)
        raise


class Collected:
    """The problems of a load: counted by cause, and kept whole only where all are wanted."""

    def __init__(self, whole: bool, dataset: Dataset | None = None) -> None:
        from .causes import Causes

        self.causes = Causes()
        self.all: list[Problem] = []
        self._whole = whole
        self._dataset = dataset
        #: nothing came in since the missing ends were named
        self._named = False

    def append(self, problem: Problem) -> None:
        """Take in one problem."""
        self._named = False
        self.causes.add(problem)
        if self._whole:
            self.all.append(problem)

    def name_ends(self) -> None:
        """Say of missing ends what the files call them, once all problems are in."""
        if self._dataset is not None and self.causes.total and not self._named:
            self._named = True
            from functools import partial

            from ..importers import name_ends

            name = partial(name_ends, dataset=self._dataset)
            self.causes.rename(name)
            self.all = name(self.all)

    def tell(self, options: Options) -> None:
        """Tell the problems by their cause."""
        self.name_ends()
        for line in self.causes.lines(options.say):
            tell(line)


@contextmanager
def collecting(
    parsed: Namespace, options: Options, whole: bool = False, dataset: Dataset | None = None
) -> Iterator[Collected]:
    """Give what takes problems in; ``--report`` writes them out at the end, whatever the end is."""
    problems = Collected(whole or bool(parsed.report), dataset)
    if parsed.report:
        from .reports import check_name

        check_name(parsed.report)
    try:
        yield problems
        problems.name_ends()
    finally:
        if parsed.report:
            from .reports import write_problems

            write_problems(Path(parsed.report), problems.all, dataset, options)
            zh = f"已写入 {parsed.report}（{len(problems.all)} 处问题）"
            tell(options.say(zh, f"wrote {parsed.report}: {len(problems.all)} problems"))


def _tell_besides(dataset: Dataset, watching: tuple[UnknownSlots, Namesakes], options: Options) -> None:
    """Tell what is no problem and yet to be known: rows left out, searches that count nowhere, bodies of one name."""
    for file, rows in dataset.left_out.items():
        tell(
            options.say(f"{file}：映射的 where 略去 {rows} 行", f"{file}: {rows} rows left out by where in the mapping")
        )
    for each in watching:
        for line in each.lines(options.say):
            tell(line)


def _counts(found: Checked, say: Say) -> str:
    zh = (
        f"节点 {found.nodes}，关系 {found.relations}，来源 {found.sources}，"
        f"查证记录 {found.searches}，问题 {found.problem_count}"
    )
    en = (
        f"{found.nodes} nodes, {found.relations} relations, {found.sources} sources, "
        f"{found.searches} searches, {found.problem_count} problems"
    )
    return say(zh, en)
