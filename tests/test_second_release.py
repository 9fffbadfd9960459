"""Next month's files in place of this month's: what vanished is gone from gaps and maps, and undo brings it back."""

from __future__ import annotations

from pathlib import Path

from madeup_tables import tables
from test_presets import ETO

from chainscape import graph
from chainscape.cli.program import main

PARTS = {
    "chains.csv": ("rows: IndustryChain\n    id: id\n    properties: [name]", "id,name\nchain:madeup,虚构链\n"),
    "stages.csv": (
        "rows: Stage\n    id: id\n    properties: [name]\n"
        "    relations: [{type: PART_OF, to: {always: 'chain:madeup'}}]",
        "id,name\nstage:madeup/casting,虚构铸造\nstage:madeup/rolling,虚构轧制\n",
    ),
    "firms.csv": (
        "rows: Company\n    properties: [name]\n    relations: [{type: OPERATES_IN, to: 环节}]",
        "name,环节\n虚构铸造厂,stage:madeup/casting\n虚构轧钢厂,stage:madeup/rolling\n",
    ),
}


def dumped(store: Path) -> list[str]:
    with graph.open_store(store) as opened:
        return list(opened.dump())


def replaced(files: Path, store: Path, *mapping: str) -> list[str]:
    """Load files in place of what was loaded, and return what the store was before."""
    before = dumped(store)
    assert main(["import", str(files), *mapping, "--store", str(store), "--replace"]) == 0
    assert dumped(store) != before
    return before


def drawn(store: Path, to: Path, chain: str) -> str:
    assert main(["map", chain, "-o", str(to), "--store", str(store)]) == 0
    return to.read_text(encoding="utf-8")


def test_a_second_release_of_a_public_layout(tmp_path: Path):
    files, store = tmp_path / "release", tmp_path / "store"
    files.mkdir()
    for name, text in ETO.items():
        (files / name).write_text(text, encoding="utf-8")
    assert main(["import", str(files), "--mapping", "preset:eto", "--store", str(store)]) == 0
    assert "Made-up Corp" in drawn(store, tmp_path / "a.html", "先进逻辑芯片")
    for name, old, new in (
        ("providers.csv", "Made-up Corp,P3,organization,USA\n", ""),
        ("provision.csv", "Made-up Corp,P3,Made-up tool,N1,,negligible\n", ""),
        ("provision.csv", "61%", "58%"),
        ("stages.csv", "Made-up design,", "Made-up planning,"),
    ):
        text = (files / name).read_text(encoding="utf-8")
        assert old in text
        (files / name).write_text(text.replace(old, new), encoding="utf-8")
    before = replaced(files, store, "--mapping", "preset:eto")
    with graph.open_store(store) as opened:
        assert opened.run("MATCH (c:Company) RETURN count(c) AS n").column("n") == [0]
        assert opened.run("MATCH (:Region)-[p:PROVIDES]->() RETURN p.share AS s").column("s") == [0.58]
    page = drawn(store, tmp_path / "b.html", "先进逻辑芯片")
    assert "Made-up Corp" not in page
    assert "Made-up planning" in page
    assert main(["undo", "--store", str(store)]) == 0
    assert dumped(store) == before


def test_a_corrected_list_of_an_office(tmp_path: Path, capsys):
    files, store = tables(tmp_path / "office", PARTS), tmp_path / "store"
    assert main(["import", str(files), "--store", str(store)]) == 0

    def cells() -> list[str]:
        capsys.readouterr()
        assert main(["gaps", "虚构链", "--all", "--store", str(store), "--format", "csv"]) == 0
        return capsys.readouterr().out.splitlines()

    filled = cells()
    assert "虚构轧钢厂" in drawn(store, tmp_path / "a.html", "虚构链")
    file = files / "firms.csv"
    file.write_text("name,环节\n虚构铸造厂,stage:madeup/casting\n", encoding="utf-8")
    before = replaced(files, store)
    assert any("虚构轧制" in line for line in cells() if line not in filled)
    page = drawn(store, tmp_path / "b.html", "虚构链")
    assert "虚构铸造厂" in page
    assert "虚构轧钢厂" not in page
    assert main(["undo", "--store", str(store)]) == 0
    assert dumped(store) == before
    assert cells() == filled
