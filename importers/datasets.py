"""A dataset: the tables that one mapping describes, read as often as wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from ..schema import (
    DataError,
    Node,
    NodeType,
    Place,
    Problem,
    Record,
    Text,
    UnknownName,
    UsageError,
    Vocabulary,
    clean_text,
    suggest,
    vocabulary,
)
from .encodings import SAVE_AS
from .lines import Layout
from .mapping import End, Table, TableMapping
from .mapping_file import read_mapping
from .names import Asked, Bearers, LookUp, Names, made_id
from .rows import Found
from .tables import Refused, Seen, TableFile, chains_of, nodes_of, read_table

MAPPING = "mapping.yaml"
PACKS = Path(__file__).parent.parent / "data"
_TABLES = (".csv", ".txt", ".tsv")
#: what a folder may hold beside: not read, and not passed over in silence
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")


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
    ) -> None:
        self.name = mapping.dataset
        self.title: Text = mapping.title
        self.files = tuple(files)
        #: name of a file → how many of its rows its ``where`` left out, at the last reading
        self.left_out: Mapping[str, int] = {}
        self._problems = tuple(problems)
        self._look_up = Asked(look_up) if callable(look_up) else look_up
        self._names: Names | None = None

    def __iter__(self) -> Iterator[Record | Problem]:
        seen = Seen()
        self._names = None
        self.left_out = seen.left_out
        yield from self._problems
        for file in self.files:
            yield from read_table(file, self.name, self._find, seen)

    def _find(self, end: End, word: str, types: tuple[NodeType, ...], chain: str) -> Found:
        """Return whom a word means: a node of these tables, else of the store, else the one that is made for it."""
        names = self._names or self._read_names()
        wanted = [type_.name for type_ in types]
        own, refused = names.ids(wanted, word, end.match, chain), names.refused(wanted, word)
        if own or refused:
            return Found(tuple(own), refused=refused)
        named = "name" in end.match and bool(types)
        made = made_id(types[0], [chain, word] if chain else [word]) if named else ""
        stored = {*self._look_up.ids(wanted, word, end.match, chain)} if self._look_up else set()
        # what an earlier import of this file made must not hide the node that bears the name by itself
        if others := sorted(stored - {made}):
            return Found(tuple(others))
        if not named or (self._look_up and not stored and not end.create):
            return Found((), near=names.near(wanted, word))
        return Found((made,), end.create)

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
                self._names.refuse(found.type, name, found.place)


def open_tables(
    paths: Sequence[str | Path],
    mapping: str | Path | None = None,
    *,
    words: Vocabulary | None = None,
    look_up: LookUp | Bearers | None = None,
) -> Dataset:
    """Return the dataset that a folder, or some CSV files, hold.

    A folder is read whole, as the ``mapping.yaml`` in it says; of files, those that are named. ``look_up``
    tells which nodes of a store bear a name that no table of the dataset has.

    SchemaError: the mapping is wrong. DataError: no such file or folder, no mapping. What is wrong inside
    the tables comes as problems while reading.
    """
    words = words or vocabulary()
    given = [Path(path) for path in paths]
    if not given:
        raise UsageError("nothing to read: name a folder with a mapping.yaml, or CSV files")
    for path in given:
        if not path.exists():
            raise DataError(f"{path}: no such file or folder")
    folders = [path for path in given if path.is_dir()]
    if folders and len(given) > 1:
        raise UsageError(f"{folders[0]} is a folder: read one folder at a time, or files only")
    for path in given:
        if path.is_file() and path.suffix.casefold() not in _TABLES:
            raise DataError(f"{path}: not a table that can be read; this version reads CSV only: open it and {SAVE_AS}")
    at = _mapping_file(given[0] if folders else given[0].parent, mapping)
    tables = read_mapping(at, words)
    if folders:
        return Dataset(tables, *_in_folder(folders[0], tables), look_up)
    return Dataset(tables, [_named(path, tables, at) for path in given], (), look_up)


def pack(name: str = "suzhou") -> Dataset:
    """Return a data pack that ships with the program."""
    known = {path.parent.name: path.parent for path in PACKS.glob(f"*/{MAPPING}")}
    if name not in known:
        raise UnknownName("data pack", name, known)
    return open_tables([known[name]])


def _mapping_file(folder: Path, mapping: str | Path | None) -> Path:
    at = Path(mapping) if mapping is not None else folder / MAPPING
    if at.is_file():
        return at
    if mapping is not None:
        raise DataError(f"{at}: no such mapping file")
    raise DataError(
        f"{folder}: there is no {MAPPING}, which says what the columns of the tables are; "
        f"write one (the pack's, {PACKS / 'suzhou' / MAPPING}, is a commented example) or give --mapping FILE"
    )


def _in_folder(folder: Path, tables: TableMapping) -> tuple[list[TableFile], list[Problem]]:
    files: list[TableFile] = []
    problems: list[Problem] = []
    present = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.casefold() in (*_TABLES, *_WORKBOOKS)
        and path.is_file()
        and not path.name.startswith(("~$", "."))  # what an open Excel or a Mac leaves
    )
    names = [path.relative_to(folder).as_posix() for path in present]
    for table in tables.tables:
        found = [path for path, name in zip(present, names, strict=True) if _fits(name, table)]
        if not found:
            reason = f"the mapping names this file and the folder does not have it.{suggest(table.file, names)}"
            problems.append(Problem(reason, Place(table.file)))
        files += [_file(path, path.relative_to(folder).as_posix(), table, tables) for path in found]
    read = {file.path for file in files}
    for path, name in zip(present, names, strict=True):
        if path not in read and not any(PurePath(name).match(pattern) for pattern in tables.ignore):
            reason = "no table of the mapping names this file: add it under tables, or under ignore to leave it out"
            if path.suffix.casefold() in _WORKBOOKS:
                reason = f"a workbook; this version reads CSV only: {SAVE_AS}, or name the file under ignore"
            problems.append(Problem(reason, Place(name)))
    return files, problems


def _fits(name: str, table: Table) -> bool:
    # match() alone goes from the right: leads.csv would fit old/leads.csv as well
    fits = name == table.file or PurePath(name).match(table.file)
    return fits and name.count("/") == table.file.count("/")


def _named(path: Path, tables: TableMapping, at: Path) -> TableFile:
    fitting = [t for t in tables.tables if _fits(path.name, replace(t, file=PurePath(t.file).name))]
    # relations/leads.csv is nearer to …/relations/leads.csv than leads.csv is
    fitting = [table for table in fitting if path.resolve().match(table.file)] or fitting
    if len(fitting) != 1:
        names = [table.file for table in tables.tables]
        what = "more than one table" if fitting else "no table"
        raise DataError(
            f"{path}: {what} of {at.name} is for a file of this name.{suggest(path.name, names)}; "
            "a pattern such as file: firms*.csv fits several"
        )
    return _file(path, str(path), fitting[0], tables)


def _file(path: Path, name: str, table: Table, tables: TableMapping) -> TableFile:
    if not table.name:
        table = replace(table, name=clean_text(path.stem))
    others = [t for t in tables.tables if t.file == table.file]
    layout = Layout(
        table.columns,
        frozenset().union(*(t.columns | t.ignore for t in others)) - table.columns,
        table.delimiter,
        table.encoding,
    )
    return TableFile(table, path, name, layout)
