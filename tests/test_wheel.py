"""What ships: code, vocabulary, queries, page assets and data; no tests, docs or benchmarks.

The wheel is built from the source archive, as an installer without a wheel builds it.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
#: every folder of the repository is in one of the two
SHIPPED = ("analysis", "cli", "data", "graph", "importers", "queries", "schema", "viz")
LEFT_HOME = ("benchmarks", "build", "chainscape-store", "dist", "docs", "out", "tests")
#: what a tool leaves behind, in any folder
LITTER = ("__pycache__", ".DS_Store")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both archives, made from a copy so that nothing is left in the tree."""
    source = tmp_path_factory.mktemp("source") / "tree"
    target = tmp_path_factory.mktemp("built")
    for path in tree(*SHIPPED, *LEFT_HOME):
        place = source / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes((ROOT / path).read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


def tree(*folders: str) -> set[str]:
    """Files of the repository: those at its top and those of some folders."""
    tops = [p for p in ROOT.iterdir() if p.is_file() and not p.name.startswith(".")]
    below = [p for folder in folders for p in (ROOT / folder).rglob("*") if p.is_file()]
    if "out" in folders:
        below = [p for p in below if p.relative_to(ROOT).parts[0] not in ("out", "build", "dist", "chainscape-store")]
    return {p.relative_to(ROOT).as_posix() for p in [*tops, *below] if not any(part in LITTER for part in p.parts)}


def test_every_folder_is_shipped_or_knowingly_not():
    folders = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith((".", "__"))}
    assert folders - {"chainscape.egg-info"} <= {*SHIPPED, *LEFT_HOME}
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    inside = {p.parent.relative_to(ROOT).as_posix() for folder in SHIPPED for p in (ROOT / folder).rglob("__init__.py")}
    assert packages == ["chainscape", *sorted(f"chainscape.{folder.replace('/', '.')}" for folder in inside)]


def test_the_wheel_holds_exactly_the_shipped_tree(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    inside = {n.removeprefix("chainscape/") for n in names if n.startswith("chainscape/")}
    others = {n for n in names if not n.startswith("chainscape/")}
    tops = {"__init__.py", "py.typed"}
    shipped = {path for path in tree(*SHIPPED) if "/" in path and not path.startswith("viz/vendor/")}
    assert inside == tops | shipped | {"viz/vendor/LICENSES.txt"}
    assert all(".dist-info/" in n for n in others), others
    licences = {n.partition("/licenses/")[2] for n in others if "/licenses/" in n}
    assert licences == {"LICENSE", "data/suzhou/LICENSE"}


def test_the_source_archive_is_what_the_wheel_is_made_from_and_has_no_tests(built: Path):
    """Tests need the repository: tests/test*.py alone, as setuptools would take them, do not run."""
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive, encoding="utf-8") as opened:
        paths = [Path(each.name) for each in opened.getmembers() if each.isfile()]
    assert len({path.parts[0] for path in paths}) == 1
    names = {path.relative_to(path.parts[0]).as_posix() for path in paths}
    made = {name for name in names if name.startswith("chainscape.egg-info/")} | {"PKG-INFO", "setup.cfg"}
    tops = {"__init__.py", "py.typed", "pyproject.toml", "MANIFEST.in", "CHANGELOG.md", "LICENSE", "docs/package.md"}
    assert names - made == tops | {path for path in tree(*SHIPPED) if "/" in path}


def test_the_wheel_runs_by_itself(wheel: Path, tmp_path: Path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    where = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    asked = "import chainscape, chainscape.importers as i; print(chainscape.__file__); print(sum(1 for _ in i.pack()))"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=tmp_path, env=where, capture_output=True, text=True, check=True
    )
    file, records = done.stdout.split()
    assert Path(file) == tmp_path / "site" / "chainscape" / "__init__.py"
    assert int(records) > 1_000


def imports_by_name(source: str) -> list[int]:
    """Lines that import a module of ours by its full name, which works in one folder only."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        else:
            continue
        if any(name.partition(".")[0] in ("chainscape", *SHIPPED) for name in names):
            found.append(node.lineno)
    return found


def test_our_modules_import_each_other_by_dots():
    assert imports_by_name("from chainscape import graph") == imports_by_name("import viz.page") == [1]
    ours = sorted(path for path in tree(*SHIPPED) if path.endswith(".py"))
    assert len(ours) > 150
    read = {path: (ROOT / path).read_text(encoding="utf-8") for path in ours}
    assert [f"{path}:{line}" for path, text in read.items() for line in imports_by_name(text)] == []
