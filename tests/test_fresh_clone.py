"""From a fresh copy of the repository to the demo, as the README says. Asks a package index, so: CI only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from chainscape.cli import printing

ROOT = Path(__file__).parent.parent

pytestmark = [
    pytest.mark.skipif(os.environ.get("CI") != "true", reason="installs from a package index; set CI=true to run it"),
    pytest.mark.timeout(1200),
]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a clone would hold, in a folder whose name has blanks and Chinese."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True,
    ).stdout.split("\0")  # fmt: skip
    folder = tmp_path_factory.mktemp("fresh") / "链景 a copy"
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    hidden = ("PYTHONPATH", "VIRTUAL_ENV", "CHAINSCAPE_STORE", "MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    variables = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        words, cwd=folder, env=variables, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def test_make_demo_twice(clone: Path):
    python = f"PYTHON={sys.executable}"
    first = run(clone, "make", "demo", python)
    assert (clone / "out/demo/index.html").exists()
    assert len(list((clone / "out/demo").glob("map-*.html"))) == len(list((clone / "out/demo").glob("network-*.html")))
    assert (clone / "out/demo/map-optoelectronics.pdf").exists() == bool(printing.chromium())
    second = run(clone, "make", "demo", python)
    assert "installing" in first.stdout
    assert "installing" not in second.stdout
    assert first.stderr == second.stderr == ""


def test_pip_install_and_demo(clone: Path, tmp_path: Path):
    run(clone, sys.executable, "-m", "venv", str(tmp_path / "venv"))
    python = tmp_path / "venv" / "bin" / "python"
    run(clone, str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", ".")
    shown = run(tmp_path, str(python.parent / "chainscape"), "demo")
    assert (tmp_path / "out/demo/index.html").exists()
    assert str(tmp_path / "out/demo/index.html") in shown.stdout
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "venv"]
