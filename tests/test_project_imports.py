"""What `import` of a project's datasets makes and tells; all data here is made up and says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from madeup_tables import tables

from chainscape import graph
from chainscape.cli.program import main

pytestmark = pytest.mark.usefixtures("no_project")


def test_an_import_of_several_datasets_is_one_version(tmp_path: Path, monkeypatch):
    main(["init", "city", "--region", "虚构市"])
    monkeypatch.chdir(tmp_path / "city")
    more = tmp_path / "city" / "tables" / "more"
    tables(more, {"more.csv": ("rows: Product\n    properties: [name]", "name\n虚构丙\n")})
    with Path("project.yaml").open("a", encoding="utf-8") as file:
        file.write("  - tables/more\n")
    assert main(["import"]) == 0
    with graph.open_store("store") as store:
        before = list(store.dump())
    assert [each.number for each in graph.versions("store")] == [2]
    for path in (more / "more.csv", *(tmp_path / "city" / "tables" / "example").glob("*.csv")):
        path.write_text(path.read_text(encoding="utf-8").replace("虚构", "编造"), encoding="utf-8")
    assert main(["import", "--replace"]) == 0
    assert [each.place for each in graph.versions("store")] == ["earlier", "current"]
    graph.undo("store")
    with graph.open_store("store") as store:
        assert list(store.dump()) == before


def test_where_no_district_is_within_the_region_that_is_told(tmp_path: Path, monkeypatch, capsys):
    main(["init", "city", "--region", "虚构市", "--lang", "zh"])
    monkeypatch.chdir(tmp_path / "city")
    assert main(["import"]) == 0
    told = capsys.readouterr().err
    assert "没有一个区县载明" not in told
    # of those that are outside by their seats it is told where they sit: a district of the region may be missing
    assert "所在地为虚构邻市 1：其中属于虚构市的，请在区县表中写明（区县 LOCATED_IN 虚构市）。" in told
    mapping = Path("tables/example/mapping.yaml")
    text = mapping.read_text(encoding="utf-8")
    begin, end = text.index("  - file: districts.csv"), text.index("  - file: services.csv")
    mapping.write_text(text[:begin] + text[end:], encoding="utf-8")
    Path("tables/example/districts.csv").unlink()
    assert main(["import", "--replace"]) == 0
    told = capsys.readouterr().err
    assert "库中有 2 个主体在虚构市之外" in told
    assert "没有一个区县载明在虚构市之内" in told
