"""A dataset: the tables that one mapping describes, read as often as wanted."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from ..schema import (
    DataError,
    Node,
    NodeType,
    Place,
    Problem,
    Record,
    SchemaError,
    Text,
    UnknownName,
    UsageError,
    Vocabulary,
    clean_text,
    listed,
    read_yaml,
    suggest,
    vocabulary,
)
from .folders import MAPPING, files_in
from .graphs import Remark
from .left_out import Counts
from .mapping import End, Separator, Table, TableMapping
from .mapping_file import read_mapping
from .names import Asked, Bearers, LookUp, Names, made_id
from .reading import ENDINGS, Layout, LeftOut, kind_of, length_of, may_be_table
from .report import rows_at
from .rows import Found
from .tables import Refused, Seen, TableFile, chains_of, made_in, nodes_of, read_table
from .unpacking import STANDARD_INPUT, Unpacked, standard_input, unpack

PACKS = Path(__file__).parent.parent / "data"
#: mappings of public layouts, and how one is named
PRESETS = Path(__file__).parent / "presets"
_PRESET = "preset:"
#: files that are tables by their names: one that no table of the mapping names is a problem
_TABLES = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods")


class Dataset:
    """Records and problems of a set of tables; every `iter` reads the files anew, streaming.

    >>> from chainscape.schema import Node
    >>> sum(isinstance(record, Node) for record in pack())
    632
    """

    def __init__(
        self,
        mapping: TableMapping,
        files: Sequence[TableFile],
        problems: Sequence[Problem] = (),
        look_up: LookUp | Bearers | None = None,
        passed_over: Sequence[LeftOut] = (),
        unpacked: Unpacked | None = None,
    ) -> None:
        self.name = mapping.dataset
        self.title: Text = mapping.title
        self.files = tuple(files)
        #: name of a file → how many of its rows its ``where`` left out, at the last reading
        self.left_out: Mapping[str, int] = {}
        #: how many of its files are read, at the reading that goes on
        self.finished = 0
        self._problems = tuple(problems)
        self._look_up = Asked(look_up) if callable(look_up) else look_up
        self._names: Names | None = None
        self._made: set[str] | None = None
        self._passed_over = tuple(passed_over)
        # held as long as its files may be read
        self._unpacked = unpacked
        #: what the last reading left out: titles, notes, totals, sheets and files that no table means
        self.remarks: tuple[Remark, ...] = ()

    def __iter__(self) -> Iterator[Record | Problem]:
        seen = Seen()
        self._names = self._made = None
        self.left_out = seen.left_out
        yield from self._problems
        counts = Counts()
        passed: dict[Path, set[LeftOut]] = {}
        for each in self._passed_over:
            counts.add(each)
        for number, file in enumerate(self.files):
            self.finished = number
            sheets: set[LeftOut] = set()
            for record in read_table(file, self.name, self._find, seen):
                if not isinstance(record, LeftOut):
                    yield record
                elif record.what == "sheet":
                    sheets.add(record)
                else:
                    counts.add(record)
            # one table's sheet is left out by the next
            passed[file.path] = passed.get(file.path, sheets) & sheets
        for each in sorted(itertools.chain(*passed.values()), key=lambda left: str(left.place)):
            counts.add(each)
        self.remarks = tuple(counts)

    def lengths(self) -> tuple[int, ...]:
        """Return about how many rows each of the files has, to tell how far a reading is."""
        return tuple(length_of(file.path) if file.path.is_file() else 0 for file in self.files)

    def rows_at(self, places: Iterable[Place]) -> Iterator[tuple[Place, Mapping[str, str]]]:
        """Yield the rows at some places, column → cell as the file holds it, each once, file by file.

        The files are read again. A place without a row, or whose row is none for a fault of its form, yields nothing.
        """
        for row in rows_at(self.files, places):
            yield row.place, row.cells

    def _find(self, end: End, word: str, types: tuple[NodeType, ...], chain: str) -> Found:
        """Return whom a word means: a node of these tables, else of the store, else the one that is made for it."""
        names = self._names or self._read_names()
        wanted = [type_.name for type_ in types]
        own = names.ids(wanted, word, end.match, chain)
        refused = names.refused(wanted, word, own)
        if own or refused:
            return Found(tuple(own), refused=refused)
        named = "name" in end.match and bool(types)
        made = made_id(types[0], [chain, word] if chain else [word]) if named else ""
        stored = {*self._look_up.ids(wanted, word, end.match, chain)} if self._look_up else set()
        # what an earlier import of this file made must not hide the node that bears the name by itself
        if others := sorted(stored - {made}):
            return Found(tuple(others))
        if not named or (self._look_up and not stored and not end.create and made not in self._read_made()):
            return Found((), near=names.near(wanted, word))
        return Found((made,), end.create)

    def _read_made(self) -> set[str]:
        """Read the ids of the nodes that ``create: true`` makes; the files are read again where a name is missed."""
        if self._made is None:
            # there while it is being filled: whom these ends miss nobody makes
            self._made = set()
            for file in self.files:
                ends = [end for end in file.table.ends() if end.create]
                if ends:
                    self._made |= made_in(file, self.name, ends, self._find)
        return self._made

    def _read_names(self) -> Names:
        """Read what the nodes of these tables are called; stages after their chains."""
        # there while it is being filled: a stage asks it for its chain
        self._names = names = Names()
        ends = [end for file in self.files for end in file.table.ends() if end.match != ("id",)]
        types = {type_.name: type_ for end in ends for type_ in end.types}
        files = [file for file in self.files if any(plan.type.name in types for plan in file.table.nodes())]
        for find in (None, self._find):
            for file in files:
                if find is None or any(plan.chain for plan in file.table.nodes()):
                    for found in nodes_of(file, self.name, find):
                        self._call(found, types)
        if any(end.chain for end in ends):
            for file in self.files:
                for relation in chains_of(file, self.name, self._find):
                    names.place(relation.from_id, relation.to_id)
        return names

    def _call(self, found: Node | Refused, types: Mapping[str, NodeType]) -> None:
        if self._names is not None and found.type in types:
            if isinstance(found, Node):
                self._names.add_node(found, types[found.type])
                return
            for name in found.names:
                made = made_id(types[found.type], [name]) if found.by_name else ""
                self._names.refuse(found.type, name, found.place, made)


def open_tables(
    paths: Sequence[str | Path],
    mapping: str | Path | None = None,
    *,
    words: Vocabulary | None = None,
    look_up: LookUp | Bearers | None = None,
) -> Dataset:
    """Return the dataset that a folder, a .zip of one, or some files hold.

    A folder is read whole, as the ``mapping.yaml`` in it says; of files, those that are named. ``-`` is standard
    input. ``mapping`` may be ``preset:NAME``, one of `presets`. ``look_up`` tells which nodes of a store bear a name
    that no table of the dataset has.

    SchemaError: the mapping is wrong. DataError: no such file or folder, no mapping. What is wrong inside
    the tables comes as problems while reading.
    """
    words = words or vocabulary()
    if any(str(path) == STANDARD_INPUT for path in paths):
        return _from_input(paths, mapping, words, look_up)
    given = [Path(path) for path in paths]
    if not given:
        raise UsageError(
            "nothing to read: name a folder with a mapping.yaml, or files",
            "没有可读的：请给出有 mapping.yaml 的文件夹，或文件",
        )
    for path in given:
        if not path.exists():
            raise DataError(f"{path}: no such file or folder", f"{path}：没有这个文件或文件夹")
    for path in given:
        if path.is_file() and not may_be_table(path):
            kinds = listed(ENDINGS)
            raise DataError(
                f"{path}: not a table that can be read; tables are {kinds.en} or a .zip of these",
                f"{path}：不是可读的表格；可读 {kinds.zh}，或装有这些的 .zip",
            )
    folders = [path for path in given if path.is_dir() or (path.is_file() and kind_of(path) == "zip")]
    if folders and len(given) > 1:
        raise UsageError(
            f"{folders[0]} is a folder or .zip: read one folder at a time, or files only",
            f"{folders[0]} 是文件夹或 .zip：一次读一个文件夹，或只读文件",
        )
    if not folders:
        at = _mapping_file(given[0].parent, mapping)
        tables = read_mapping(at, words)
        return Dataset(tables, [file for path in given for file in _named(path, tables, at)], (), look_up)
    unpacked = None if folders[0].is_dir() else unpack(folders[0])
    folder = unpacked.path if unpacked else folders[0]
    at = _mapping_file(folder, mapping)
    files, problems, others = _in_folder(folder, tables := read_mapping(at, words), at)
    return Dataset(tables, files, problems, look_up, others, unpacked)


def _from_input(
    paths: Sequence[str | Path], mapping: str | Path | None, words: Vocabulary, look_up: LookUp | Bearers | None
) -> Dataset:
    """Return what comes in on standard input, as the sole table of a mapping, or that with ``file: "-"``."""
    if len(paths) > 1 or mapping is None:
        raise UsageError(
            "- is standard input: name no other file, and the mapping with --mapping FILE",
            "- 是标准输入：不要再写其他文件，并用 --mapping FILE 给出映射",
        )
    tables = read_mapping(at := _mapping_file(Path(), mapping), words)
    meant = [table for table in tables.tables if table.file == STANDARD_INPUT] or list(tables.tables)
    if len({table.file for table in meant}) > 1:
        raise DataError(
            f'{at}: several tables; say file: "-" for the one that comes in on standard input',
            f'{at}：不止一张表；请给标准输入的那张写 file: "-"',
        )
    unpacked = standard_input()
    path = unpacked.path / STANDARD_INPUT
    files = [_file(path, STANDARD_INPUT, table, tables) for table in meant]
    return Dataset(tables, files, (), look_up, (), unpacked)


def dataset_name(folder: Path) -> str:
    """Return the name of the dataset in a folder, "" where its mapping does not say one."""
    try:
        return str(read_yaml(folder / MAPPING).data.get("dataset", ""))
    except SchemaError:
        return ""


def pack(name: str = "suzhou") -> Dataset:
    """Return a data pack that ships with the program."""
    known = {path.parent.name: path.parent for path in PACKS.glob(f"*/{MAPPING}")}
    if name not in known:
        raise UnknownName(Text("数据包", "data pack"), name, known)
    return open_tables([known[name]])


def presets() -> tuple[str, ...]:
    """Return the names of the mappings that ship for public layouts: ``mapping="preset:NAME"``."""
    return tuple(sorted(path.stem for path in PRESETS.glob("*.yaml")))


def _mapping_file(folder: Path, mapping: str | Path | None) -> Path:
    if str(mapping).startswith(_PRESET):
        name = str(mapping).removeprefix(_PRESET)
        if name not in presets():
            raise UnknownName(Text("预设映射", "preset"), name, presets())
        return PRESETS / f"{name}.yaml"
    at = Path(mapping) if mapping is not None else folder / MAPPING
    if at.is_file():
        return at
    if mapping is not None:
        raise DataError(f"{at}: no such mapping file", f"{at}：没有这个映射文件")
    ready = listed(_PRESET + name for name in presets())
    raise DataError(
        f"{folder}: there is no {MAPPING}, which says what the columns of the tables are; chainscape suggest drafts "
        f"one (the pack's, {PACKS / 'suzhou' / MAPPING}, is a commented example); or give --mapping FILE, or for a "
        f"public layout one of {ready.en}",
        f"{folder}：没有说明各列含义的 {MAPPING}；chainscape suggest 可起草（数据包的 {PACKS / 'suzhou' / MAPPING} "
        f"是带注释的示例）；也可用 --mapping 给出文件，或现成的映射：{ready.zh}",
    )


def _in_folder(
    folder: Path, tables: TableMapping, mapping: Path
) -> tuple[list[TableFile], list[Problem], list[LeftOut]]:
    files: list[TableFile] = []
    problems: list[Problem] = []
    present = {name: path for name, path in files_in(folder).items() if not path.samefile(mapping)}
    likely = [name for name, path in present.items() if path.suffix.casefold() in ENDINGS]
    for table in tables.tables:
        found = [(path, name) for name, path in present.items() if _fits(name, table)]
        if not found:
            reason = Text(
                "映射写了这个文件，文件夹中没有。", "the mapping names this file and the folder does not have it."
            )
            problems.append(Problem.of(reason + suggest(table.file, likely), Place(table.file)))
        files += [_file(path, name, table, tables) for path, name in found]
    read = {file.path for file in files}
    left = {
        name: path
        for name, path in present.items()
        if path not in read and not any(PurePath(name).match(pattern) for pattern in tables.ignore)
    }
    for name, path in left.items():
        if path.suffix.casefold() in _TABLES:
            reason = Text(
                "映射的表都没有用到这个文件：请写进 tables，或写进 ignore 略去",
                "no table of the mapping names this file: add it under tables, or under ignore to leave it out",
            )
            problems.append(Problem.of(reason, Place(name)))
    others = [name for name, path in left.items() if path.suffix.casefold() not in _TABLES]
    return files, problems, [LeftOut(Place(folder.name), "file", name) for name in others]


def _fits(name: str, table: Table) -> bool:
    # match() alone goes from the right: leads.csv would fit old/leads.csv as well
    fits = name == table.file or PurePath(name).match(table.file)
    return fits and name.count("/") == table.file.count("/")


def _named(path: Path, tables: TableMapping, at: Path) -> list[TableFile]:
    """Return the tables that a file is read as: one, or those of its sheets or record paths."""
    fitting = [t for t in tables.tables if _fits(path.name, replace(t, file=PurePath(t.file).name))]
    # relations/leads.csv is nearer to …/relations/leads.csv than leads.csv is
    fitting = [table for table in fitting if path.resolve().match(table.file)] or fitting
    parts = {(table.form.sheet, table.form.records) for table in fitting}
    # tables that name the file alike are meant to read it side by side
    alike = len({table.file for table in fitting}) == 1
    if not fitting or (len(parts) < len(fitting) and not alike):
        names = [table.file for table in tables.tables]
        what = Text("没有表", "no table")
        if fitting:
            what = Text("不止一张表", "more than one table")
        near = suggest(path.name, names)
        raise DataError(
            f"{path}: {what.en} of {at.name} is for a file of this name.{near.en}; "
            "a pattern such as file: firms*.csv fits several",
            f"{path}：{at.name} 中{what.zh}对应这个文件名。{near.zh}；用通配符如 file: firms*.csv 可对应多个文件",
        )
    return [_file(path, str(path), table, tables) for table in fitting]


def _file(path: Path, name: str, table: Table, tables: TableMapping) -> TableFile:
    if not table.name:
        table = replace(table, name=clean_text(path.stem))
    of_file = [t for t in tables.tables if t.file == table.file]
    others = [t for t in of_file if (t.form.sheet, t.form.records) == (table.form.sheet, table.form.records)]
    layout = Layout(
        table.columns,
        frozenset().union(*(t.columns | t.ignore for t in others), _below(table, of_file)) - table.columns,
        table.form,
        dict(_separators(table)),
    )
    return TableFile(table, path, name, layout)


def _below(table: Table, of_file: Iterable[Table]) -> set[str]:
    """Return the keys of a record that lead to the records of another table."""
    own = table.form.records + "." if table.form.records else ""
    deeper = [t.form.records for t in of_file if t.form.records.startswith(own) and t.form.records != own]
    return {records[len(own) :].split(".")[0] for records in deeper} - {""}


def _separators(table: Table) -> Iterator[tuple[str, str]]:
    """Yield what parts the values in the cell of each column that may hold several; of several marks the first."""
    fields = [
        *(f for each in table.nodes() for f in each.fields),
        *(f for each in table.relations() for f in each.fields),
    ]
    marks: list[tuple[str, Separator]] = [(field.column, field.separator) for field in fields]
    marks += [(end.cell.column, end.separator) for end in table.ends() if end.separator]
    marks += [(table.sources.cell.column, table.sources.separator)] if table.sources else []
    yield from ((column, mark if isinstance(mark, str) else mark[0]) for column, mark in marks if mark)
