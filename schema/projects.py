"""A project: the folder in which one keeps template, types, queries and tables of one's own, and which of them is used.

One project is in use in a process, or none. The command line sets it once, Python by `use_project`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import UsageError
from .files import Reading, read_yaml
from .wordings import Text

PROJECT_FILE = "project.yaml"
_KEYS = ("name", "region", "language", "store", "template", "vocabulary", "queries", "datasets")


@dataclass(frozen=True, slots=True, eq=False)
class Project:
    """What a project file says; its paths are those of files and folders, not relative any more."""

    folder: Path
    name: Text
    #: id or name of the Region that a template without one judges by; "" for none
    region: str
    #: zh or en; "" for that of the system
    language: str
    #: a folder or the address of a server; "" for the usual one
    store: str
    #: None: the template of the package
    template: Path | None
    #: folder of types of one's own; None: there are none
    vocabulary: Path | None
    #: folder of queries of one's own; None: there are none
    queries: Path | None
    #: folders of tables, the first has the say where two contradict each other
    datasets: tuple[Path, ...]

    @property
    def file(self) -> Path:
        """The project file."""
        return self.folder / PROJECT_FILE


def find_project(start: Path | str = ".") -> Path | None:
    """Return the nearest folder with a project file, upwards from a folder; None without one."""
    here = Path(start).resolve()
    return next((each for each in (here, *here.parents) if (each / PROJECT_FILE).is_file()), None)


def read_project(path: Path | str) -> Project:
    """Read the project file of a folder, or the file itself; SchemaError names line, key and what was expected."""
    file = Path(path) / PROJECT_FILE if Path(path).is_dir() else Path(path)
    if not file.is_file():
        raise UsageError(
            f"{path}: no project, there is no {PROJECT_FILE}; `chainscape init {path}` makes one",
            zh=f"{path}：不是项目，没有 {PROJECT_FILE}；`chainscape init {path}` 可建一个",
        )
    read = read_yaml(file)
    read.only(*_KEYS)
    given = read.value("name")
    name = Text(given, given) if isinstance(given, str) and given else read.part("name").text()
    return Project(
        file.parent,
        name,
        read.word("region") if read.data.get("region") else "",
        read.one_of("language", ("zh", "en")) if read.data.get("language") else "",
        _store(read),
        _file(read, "template"),
        _folder(read, "vocabulary", "types"),
        _folder(read, "queries", "queries"),
        tuple(_inside(read, "datasets", each) for each in _datasets(read)),
    )


def _store(read: Reading) -> str:
    if not read.data.get("store"):
        return ""
    found = read.word("store")
    return found if "://" in found else str(read.path.parent / found)


def _datasets(read: Reading) -> Sequence[str]:
    return read.words("datasets") if read.data.get("datasets") else ()


def _file(read: Reading, key: str) -> Path | None:
    return _inside(read, key, read.word(key)) if read.data.get(key) else None


def _folder(read: Reading, key: str, usual: str) -> Path | None:
    """Return a folder that the file names, else the usual one where it is there."""
    if read.data.get(key):
        return _inside(read, key, read.word(key))
    here = read.path.parent / usual
    return here if key not in read.data and here.is_dir() else None


def _inside(read: Reading, key: str, word: str) -> Path:
    path = read.path.parent / word
    if not path.exists():
        wanted = Text(
            f"已有的文件或文件夹（自 {read.path.parent} 起）",
            f"a file or folder that is there, from {read.path.parent} on",
        )
        raise read.wrong(key, wanted, word)
    return path


_used: list[Project | None] = [None]


def project() -> Project | None:
    """Return the project in use, None without one."""
    return _used[0]


def use_project(path: Path | str | None) -> Project | None:
    """Use a project from now on in this process, by its folder or file; None: that of the package alone.

    Its types are known to `vocabulary`, its template is what `template` returns. The files are read now: changed ones
    are read by calling this again.

    >>> use_project(None)
    """
    _used[0] = read_project(path) if path is not None else None
    return _used[0]


__all__ = ["PROJECT_FILE", "Project", "find_project", "project", "read_project", "use_project"]
