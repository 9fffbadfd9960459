"""The checks of the pages' scripts: what they look at, and that each catches what it is for."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from chainscape.viz.beside.picture import SCRIPTS as BESIDE
from chainscape.viz.chainmap.picture import SCRIPTS as CHAINMAP
from chainscape.viz.large.picture import _SCRIPTS as LARGE
from chainscape.viz.network.picture import _SCRIPTS as NETWORK
from chainscape.viz.page.shell import SHELL

ROOT = Path(__file__).parent.parent
VIZ = ROOT / "viz"
CHECKS = VIZ / "vendor/check"
TOOLS = ROOT / "out/check/node_modules/.bin"
PAGES = {file.stem: file for file in (CHECKS / "pages").glob("*.json")}
#: who may be absent: a machine without Node.js, where `make check` says so
TOOLED = pytest.mark.skipif(
    not (TOOLS / "tsc").exists() and os.environ.get("CI") != "true",
    reason="TypeScript and ESLint are not installed: make scripts, which needs Node.js",
)

#: what a script of the matrix must not do, and the number of TypeScript's complaint
MISTAKES = {
    "calls what page has not": ("page.selekt(null);", 2551),
    "reads what no data hold": ("page.data.cels;", 2551),
    "listens for what nobody tells": ("page.on('choose', () => {});", 2345),
    "takes a key for a cell": ("page.on('select', key => page.say(key));", 2345),
    "forgets that nothing may be found": ("page.cells.get('x').count;", 2532),
    "expects of the page what only the map brings": ("page.openLanes(null);", 2339),
    "uses a name that nobody made": ("{ selected(); }", 2304),
    "leaves a parameter without a type": ("{ const f = x => x; f(1); }", 7006),
    "keeps what nobody needs": ("{ const spare = 1; }", 6133),
    "assigns what has another type": ("page.emphasis = 'gaps';", 2820),
}
#: what a script must not do, and ESLint's rule
SLIPS = {
    "puts a name at the top": ("const mine = 1;\npage.say(String(mine));", "no-implicit-globals"),
    "uses a name that nobody made": ("{ selected(); }", "no-undef"),
    "takes another picture's library for granted": ("{ new vis.Network(); }", "no-undef"),
    "keeps what nobody needs": ("{ const spare = 1; }", "no-unused-vars"),
    "says a name twice": ("{ const a = page; { const a = 1; page.say(a); } page.say(a); }", "no-shadow"),
    "makes markup of data": ("page.root.innerHTML = page.name('x');", "no-restricted-properties"),
    "compares loosely": ("if (page.selected == 1) page.speak();", "eqeqeq"),
}


def run(*command: Path | str, at: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(each) for each in command], cwd=at, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )


def planted(at: Path, faults: Mapping[str, tuple[str, object]]) -> list[str]:
    """Copy scripts, types and rules, and write each fault as one more script of the matrix; return the files' names."""
    for file in [*VIZ.glob("*/*.js"), *VIZ.glob("*/*.d.ts"), *CHECKS.rglob("*.json"), *CHECKS.glob("*.mjs")]:
        place = at / "viz" / file.relative_to(VIZ)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.read_bytes())
    names = [f"fault_{n}.js" for n in range(len(faults))]
    for name, (script, _) in zip(names, faults.values(), strict=True):
        (at / "viz/matrix" / name).write_text(script + "\n", encoding="utf-8")
    return names


def test_every_script_is_checked_on_the_page_that_it_runs_on():
    folders = {file.parent.name for file in VIZ.glob("*/*.js")}
    assert set(PAGES) == folders
    for page, file in PAGES.items():
        config = json.loads(file.read_text(encoding="utf-8"))
        assert config["extends"] == "../tsconfig.json"
        used = ("page", *(["chainmap"] if page == "beside" else []), page)
        assert config["include"] == [f"../../../{each}/*" for each in dict.fromkeys(used)]
        assert config.get("exclude", []) in ([], ["../../../large/sigma.min.js"])
    assert {name.partition("/")[0] for name in SHELL} == {"page"}
    assert {name.partition("/")[0] for name in BESIDE} == {"chainmap", "beside"}
    for page, scripts in {"chainmap": CHAINMAP, "large": LARGE, "network": NETWORK}.items():
        assert {name.partition("/")[0] for name in scripts} == {page}
    options = json.loads((CHECKS / "tsconfig.json").read_text(encoding="utf-8"))["compilerOptions"]
    assert options["strict"]
    assert options["checkJs"]
    for script in VIZ.glob("*/*.js"):
        assert not re.search(r"@ts-(nocheck|ignore|expect-error)|eslint-disable", script.read_text(encoding="utf-8")), (
            script
        )


def test_the_tools_are_named_with_their_versions_and_without_a_registry():
    wanted = json.loads((CHECKS / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    lock = json.loads((CHECKS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    assert {name: lock[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert not [name for name, each in lock.items() if "resolved" in each]
    assert all(each["integrity"] for name, each in lock.items() if name)


@TOOLED
def test_the_type_checker_catches(tmp_path: Path):
    names = planted(tmp_path, MISTAKES)
    done = run(TOOLS / "tsc", "--project", "viz/vendor/check/pages/matrix.json", "--pretty", "false", at=tmp_path)
    found = set(re.findall(r"^viz/(\S+?)\(\d+,\d+\): error TS(\d+)", done.stdout, re.M))
    told = zip(names, MISTAKES.items(), strict=True)
    assert done.returncode
    assert not {what for name, (what, (_, code)) in told if (f"matrix/{name}", str(code)) not in found}, done.stdout
    assert {file for file, _ in found} == {f"matrix/{name}" for name in names}


@TOOLED
def test_eslint_catches(tmp_path: Path):
    names = planted(tmp_path, SLIPS)
    # where the rules find what they import
    (tmp_path / "out/check").mkdir(parents=True)
    (tmp_path / "out/check/node_modules").symlink_to(TOOLS.parent)
    rules = tmp_path / "out/check/eslint.config.mjs"
    rules.write_bytes((CHECKS / "eslint.config.mjs").read_bytes())
    done = run(TOOLS / "eslint", "--config", rules, "--format", "json", "viz", at=tmp_path)
    found = {
        (Path(file["filePath"]).name, message["ruleId"])
        for file in json.loads(done.stdout)
        for message in file["messages"]
    }
    assert done.returncode
    told = zip(names, SLIPS.items(), strict=True)
    assert not {what for name, (what, (_, rule)) in told if (name, rule) not in found}, found
    assert {file for file, _ in found} == set(names)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is missing")
def test_without_node_the_check_says_so_and_fails_in_the_automatic_run(tmp_path: Path):
    make = str(shutil.which("make"))
    bare = {**os.environ, "PATH": str(tmp_path), "CI": "false"}
    told = run(make, "--silent", "scripts", at=ROOT, env=bare)
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines() == [
        "the scripts of the pages are not checked: that needs Node.js 18.18 or newer, with npm"
    ]
    refused = run(make, "--silent", "scripts", at=ROOT, env={**bare, "CI": "true"})
    assert refused.returncode != 0
    assert "needs Node.js 18.18 or newer" in refused.stderr
