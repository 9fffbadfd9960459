"""The architecture: no circle, no arrow back up, folders meet at their doors. Each check is shown to catch a breach.

A room is a module, a folder's door its ``__init__.py``, an arrow an import: at any depth of the file, inside functions
and under TYPE_CHECKING too. ``python tests/test_rooms.py`` prints the counts.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "chainscape"
FOLDERS = ("analysis", "cli", "data", "graph", "importers", "queries", "schema", "viz")
#: by folder: what stands in it, from the floor that all may import to the one that may import all. Rooms of one floor
#: may import one another, folders of one floor may not: so no engine knows another, and pictures know no store
FLOORS = {
    "": ("schema data", "importers viz", "graph", "queries", "analysis", "cli"),
    "graph": (
        "checking",
        "allowed filled following loading merging networks parameters putting py2neo_graphs store stored "
        "streaming temporal typed",
        "bolt embedded files",
        "adopting changes copying opening verifying",
    ),
    "viz": ("page", "reading", "chainmap network paper", "beside large matrix", "overview front", "book"),
}
#: the most that may stand in a folder, its door apart
MOST = {"graph": 23, "viz": 12}
Files = Mapping[str, str]
Arrow = tuple[str, str]


@cache
def shipped() -> dict[str, str]:
    """Texts of the package's files by their place, ``graph/store.py``."""
    paths = [ROOT / "__init__.py", *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(paths)}


parsed = cache(ast.parse)


def name(file: str) -> str:
    """``graph.store`` for a room, ``graph`` for a door, "" for the package's own."""
    return file.removesuffix("__init__.py").removesuffix(".py").strip("/").replace("/", ".")


def doors(files: Files) -> set[str]:
    return {name(file) for file in files if file.endswith("__init__.py")}


def above(room: str) -> str:
    return room.rpartition(".")[0]


def folder(room: str, doors: set[str]) -> str:
    return room if room in doors else above(room)


def arrows(files: Files) -> set[Arrow]:
    """Who imports whom."""
    rooms, opened = {name(file) for file in files}, doors(files)
    found = set()
    for file, text in files.items():
        here = name(file)
        within = folder(here, opened)
        for node in ast.walk(parsed(text)):
            found.update((here, to) for to in imported(node, here, within, rooms))
    return found


def imported(node: ast.AST, here: str, within: str, rooms: set[str]) -> Iterator[str]:
    """Rooms of ours that one node of a file imports."""
    if isinstance(node, ast.Import):
        wanted = [alias.name.split(".") for alias in node.names]
        yield from (nearest(".".join(parts[1:]), rooms) for parts in wanted if parts[0] == PACKAGE)
    if not isinstance(node, ast.ImportFrom):
        return
    if node.level:
        steps = within.split(".") if within else []
        start = steps[: len(steps) - node.level + 1]
    elif (node.module or "").split(".")[0] == PACKAGE:
        start = []
    else:
        return
    start += (node.module or "").split(".")[0 if node.level else 1 :]
    for alias in node.names:
        to = nearest(".".join([*filter(None, start), alias.name]), rooms)
        if to != here:
            yield to


def nearest(name: str, rooms: set[str]) -> str:
    """The room of that name, or the one that a name stands in."""
    while name and name not in rooms:
        name = above(name)
    return name


def circles(arrows: set[Arrow]) -> list[str]:
    found = nx.strongly_connected_components(nx.DiGraph(sorted(arrows)))
    return sorted(" ↔ ".join(sorted(each)) for each in found if len(each) > 1)


def inside(arrows: set[Arrow], folder: str) -> Iterator[tuple[str, str, Arrow]]:
    """Arrows between what stands in a folder, as ``(from, to, arrow)``; "" is the folder's own door."""
    for arrow in sorted(arrows):
        ends = [child(room, folder) for room in arrow]
        if None not in ends and ends[0] != ends[1]:
            yield str(ends[0]), str(ends[1]), arrow


def child(room: str, folder: str) -> str | None:
    if room == folder:
        return ""
    if folder and not room.startswith(folder + "."):
        return None
    return room.removeprefix(folder).strip(".").partition(".")[0]


def upward(files: Files, floors: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Arrows that do not lead to a floor above, and what has no floor."""
    wrong = []
    opened, every = doors(files), arrows(files)
    for within, each in floors.items():
        at = {word: number for number, floor in enumerate(each) for word in floor.split()}
        # a folder's own door gathers what is in the folder; all may look at the package's, which holds the version
        at[""] = len(each) if within else -1
        stands = {child(name(file), within) for file in files} - {None}
        wrong += [f"{within}/{new}: no floor is named for it" for new in sorted(map(str, stands - at.keys()))]
        for start, end, arrow in inside(every, within):
            if start not in at or end not in at or start == "":
                continue
            folders = {f"{within}.{side}".strip(".") for side in (start, end)} & opened
            if at[end] > at[start] or (at[end] == at[start] and folders):
                wrong.append(" → ".join(arrow))
    return wrong


def past_doors(files: Files) -> list[str]:
    """Arrows into another folder that do not lead to its door, or to a door that stands behind another one."""
    opened = doors(files)
    wrong = []
    for start, end in sorted(arrows(files)):
        # rooms of the own folder and those that stand in a folder around it; doors that stand there
        around = [folder(start, opened)]
        while around[-1]:
            around.append(above(around[-1]))
        if above(end) not in around and end not in around:
            wrong.append(f"{start} → {end}")
    return wrong


def hidden(files: Files) -> list[str]:
    """Names in a door that hide a room of the same name."""
    rooms = {name(file) for file in files}
    wrong = []
    for file, text in files.items():
        if not file.endswith("__init__.py"):
            continue
        for bound, by in bindings(parsed(text)):
            room = f"{name(file)}.{bound}".strip(".")
            if room in rooms and by != bound:
                wrong.append(room)
    return sorted(wrong)


def bindings(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Names that a module binds, each with the room that it is, if it is one: ``from . import room``."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield alias.asname or alias.name, alias.name if node.level == 1 and not node.module else ""
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, ""
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((each.id, "") for each in targets if isinstance(each, ast.Name))


def naming_the_engine(files: Files) -> list[str]:
    """Rooms that name the engine's Java in a text."""
    return sorted(
        name(file)
        for file, text in files.items()
        if any(
            isinstance(node, ast.Constant) and isinstance(node.value, str) and "com.arcadedb" in node.value
            for node in ast.walk(parsed(text))
        )
    )


#: two folders and a room, as they should be
SOUND = {
    "__init__.py": "__version__ = '1'",
    "schema/__init__.py": "from .rows import Rows",
    "schema/rows.py": "from .. import __version__\nclass Rows: ...",
    "graph/__init__.py": "from .opening import open",
    "graph/store.py": "from ..schema import Rows",
    "graph/opening.py": "from . import store\nfrom .one import One\nfrom .two import Two",
    "graph/one/__init__.py": "from .answers import One",
    "graph/one/answers.py": "from ...schema import Rows\nfrom ..store import Store\nclass One: ...",
    "graph/two/__init__.py": "class Two: ...",
}
SOUND_FLOORS = {"": ("schema", "graph"), "graph": ("store", "one two", "opening")}


def with_line(file: str, line: str) -> dict[str, str]:
    return {**SOUND, file: f"{SOUND[file]}\n{line}"}


def test_what_is_sound_passes():
    assert ("graph.opening", "graph.store") in arrows(SOUND)
    assert ("graph.one.answers", "schema") in arrows(SOUND)
    assert ("schema.rows", "") in arrows(SOUND)
    assert circles(arrows(SOUND)) == upward(SOUND, SOUND_FLOORS) == past_doors(SOUND) == hidden(SOUND) == []


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("graph/store.py", "from .opening import open"),
        ("graph/store.py", "def f():\n    from . import opening"),
        ("graph/store.py", "if TYPE_CHECKING:\n    from .opening import open"),
        ("graph/store.py", "import chainscape.graph.opening"),
        ("graph/store.py", "from chainscape.graph import opening"),
        ("schema/rows.py", "class A:\n    def f(self):\n        from ..graph import open"),
        ("graph/one/answers.py", "from . import One"),
    ],
)
def test_a_circle_is_caught(file: str, line: str):
    assert circles(arrows(with_line(file, line)))


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("schema/rows.py", "def f():\n    from ..graph import open"),
        ("graph/store.py", "from .two import Two"),
        ("graph/store.py", "from .opening import open"),
        ("graph/one/answers.py", "if TYPE_CHECKING:\n    from ..two import Two"),
        ("graph/two/__init__.py", "from ..opening import open"),
        ("graph/opening.py", "from ..graph import open"),
    ],
)
def test_an_arrow_back_up_is_caught(file: str, line: str):
    assert upward(with_line(file, line), SOUND_FLOORS)


def test_a_room_without_a_floor_is_caught():
    assert upward({**SOUND, "graph/new.py": ""}, SOUND_FLOORS) == ["graph/new: no floor is named for it"]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("graph/store.py", "from ..schema.rows import Rows"),
        ("graph/store.py", "def f():\n    import chainscape.schema.rows"),
        ("graph/two/__init__.py", "from ..one.answers import One"),
        ("graph/opening.py", "from .one import answers"),
        ("schema/rows.py", "from ..graph.one import One"),
    ],
)
def test_a_way_past_a_door_is_caught(file: str, line: str):
    assert past_doors(with_line(file, line))


@pytest.mark.parametrize("line", ["from .opening import store", "def store(): ...", "class one: ...", "two = 1"])
def test_a_name_that_hides_a_room_is_caught(line: str):
    assert hidden(with_line("graph/__init__.py", line))
    assert not hidden(with_line("graph/__init__.py", "from . import store"))


def test_the_name_of_the_engine_is_caught():
    planted = with_line("graph/store.py", "kind = java(f'com.arcadedb.{name}')")
    assert naming_the_engine(planted) == ["graph.store"]
    assert not naming_the_engine(SOUND)


def test_there_is_no_circle():
    assert circles(arrows(shipped())) == []


def test_no_arrow_leads_back_up():
    assert upward(shipped(), FLOORS) == []


def test_folders_meet_at_their_doors():
    assert past_doors(shipped()) == []


def test_no_name_of_a_door_hides_a_room():
    assert hidden(shipped()) == []


def test_one_room_names_the_engine():
    assert naming_the_engine(shipped()) == ["graph.embedded.engine"]


@pytest.mark.parametrize("folder", MOST)
def test_a_folder_can_be_taken_in(folder: str):
    stands = {child(name(file), folder) for file in shipped()} - {None, ""}
    assert len(stands) <= MOST[folder], sorted(map(str, stands))


def counts() -> Iterator[tuple[str, int, int, int]]:
    """Rooms, floors and arrows of every folder: what stands in it, how long its longest way is, who knows whom."""
    files = shipped()
    every = arrows(files)
    for folder in sorted(doors(files)):
        stands = {child(name(file), folder) for file in files} - {None, ""}
        ways = {(start, end) for start, end, _ in inside(every, folder) if start and end}
        graph = nx.DiGraph(sorted(ways))
        graph.add_nodes_from(stands)
        floors = nx.dag_longest_path_length(nx.condensation(graph)) + 1 if stands else 0
        yield folder or PACKAGE, len(stands), floors, len(ways)


if __name__ == "__main__":
    print(f"{'folder':<16}{'rooms':>7}{'floors':>8}{'arrows':>8}")
    for where, rooms, floors, ways in counts():
        print(f"{where:<16}{rooms:>7}{floors:>8}{ways:>8}")
    texts = shipped()
    print(f"all: {len(texts)} rooms, {len(arrows(texts))} arrows, {len(circles(arrows(texts)))} circles, ", end="")
    print(f"{len(upward(texts, FLOORS))} back up, {len(past_doors(texts))} past a door")
    sys.exit()
