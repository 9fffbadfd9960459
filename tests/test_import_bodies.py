"""Bodies that an import must not mix up or take for more than they are: placeholders, namesakes, refused rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tables import folder

from chainscape import analysis, graph, importers
from chainscape.cli.causes import Causes
from chainscape.schema import Place, Problem

FIRMS = """
    - file: firms.csv
      rows: Company
      id: id
      properties: {企业: name, 成立: founded}
    - file: supplies.csv
      rows: SUPPLIES
      from: {column: 供方, type: Company, match: name}
      to: {column: 需方, type: Company, match: name}
"""
SUPPLIES = "供方,需方\n示例光学,示例整机\n"


@pytest.fixture
def at(tmp_path: Path) -> Path:
    (tmp_path / "tables").mkdir()
    return tmp_path / "tables"


def test_a_refused_body_gives_its_relations_to_no_namesake(at: Path, tmp_path: Path):
    with graph.open_store(tmp_path / "store", mode="w") as store:
        first = "id,企业,成立\ncompany:other,示例光学,\ncompany:b,示例整机,\n"
        graph.load(store, importers.open_tables([folder(at, FIRMS, firms=first, supplies="供方,需方\n")]))

        def look_up(types, name):
            return [row["id"] for row in store.look_up("MATCH (n {name: $name}) RETURN n.id AS id", name=name)]

        for bad in (",示例光学,\n", "company:a,示例光学,去年\n"):
            files = folder(at, FIRMS, firms="id,企业,成立\n" + bad, supplies=SUPPLIES)
            loaded = graph.load(store, importers.open_tables([files], look_up=look_up), skip_bad=True)
            assert (loaded.checked.relations, loaded.checked.problem_count) == (0, 2)


CHAIN = """
    - file: chains.csv
      rows: IndustryChain
      id: id
      properties: {链: name}
    - file: stages.csv
      rows: Stage
      chain: 链
      properties: {环节: name}
    - file: firms.csv
      rows: Company
      properties: {企业: name}
      always: {home: inside}
      relations:
        - {type: OPERATES_IN, to: {column: 环节, type: Stage, match: name, chain: 链}, properties: {角色: role}}
"""


@pytest.mark.parametrize(("firm", "kept"), [("多家企业", 0), ("Various companies", 0), ("示例光学", 1)])
def test_a_name_that_names_nobody_is_no_supplier_and_no_hub(at: Path, tmp_path: Path, firm: str, kept: int):
    files = folder(
        at,
        CHAIN.replace("      relations", "      fold: true\n      relations"),
        chains="id,链\nchain:madeup,虚构产业链\n",
        stages="链,环节\n" + "".join(f"虚构,环节{n}\n" for n in range(6)),
        firms="企业,链,环节,角色\n" + "".join(f"{firm},虚构,环节{n},maker\n" for n in range(6)),
    )
    with graph.open_store(tmp_path / "store", mode="w") as store:
        assert graph.load(store, importers.open_tables([files])).checked.problem_count == 0
        found = analysis.find(store)
    suppliers = [cell for cell in found.cells if cell.slot == "suppliers"]
    assert len(suppliers) == 6
    assert {len(cell.evidence) for cell in suppliers} == {kept}
    assert len(found.hubs) == kept


def test_two_bodies_of_one_name_are_told(run, at: Path, own_store):
    known = json.loads(run("ask", "bodies-in-region", "region=苏州", "--store", own_store, "--format", "json").out)
    name = next(row["name"] for row in known if row["type"] == "Company")
    files = folder(at, FIRMS, firms=f"id,企业,成立\ncompany:madeup-namesake,{name},\n", supplies="供方,需方\n")
    told = run("import", files, "--store", own_store, "--lang", "en").err
    assert "1 pair(s) of bodies of one name" in told
    assert f"'{name}': company:madeup-namesake (firms.csv, row 2), company:" in told


def test_problems_are_grouped_by_cause_with_the_first_five_of_each(run, at: Path, tmp_path: Path):
    rows = "".join(f"company:{n},企业{n},第{n}年\n" for n in range(20)) + ",无编号,\n"
    files = folder(at, FIRMS, firms="id,企业,成立\n" + rows, supplies="供方,需方\n")
    told = run("import", files, "--store", tmp_path / "none", "--lang", "en").err.splitlines()
    assert told[0] == "20 problems of one cause:"
    assert [line.startswith("- firms.csv, row") for line in told[1:6]] == [True] * 5
    assert told[6] == "… and 15 more"
    assert told[7] == "firms.csv, row 22, column id: the id is blank"
    listed = json.loads(run("check", files, "--store", tmp_path / "none", "--format", "json").out)
    assert len(listed) == 21
    table = run("check", files, "--store", tmp_path / "none", "--lang", "en").out
    assert len(table.splitlines()) == 2 + 5 + 1


def test_causes_are_told_apart_by_file_column_and_reason_and_not_by_values():
    causes = Causes()
    for reason, column in (("'a' is bad. Did you mean 'b'?", "x"), ("'c' is bad.", "x"), ("'c' is bad.", "y")):
        causes.add(Problem(reason, Place("f.csv", "", 2), column))
    causes.add(Problem("row 7 is worse", Place("f.csv", "", 3), "y"))
    assert [cause.count for cause in causes] == [2, 1, 1]
    assert causes.total == 4


def test_suggestions_cost_the_same_however_many_rows_are_bad(at: Path, monkeypatch: pytest.MonkeyPatch):
    from chainscape.schema.nearest import Nearest

    made = []
    real = Nearest.__init__
    monkeypatch.setattr(Nearest, "__init__", lambda self, names: made.append(1) or real(self, names))
    firms = "id,企业,成立\n" + "".join(f"company:{n},企业{n}号,\n" for n in range(300))
    bad = "供方,需方\n" + "".join(f"企业{n}号股份,企业{n}\n" for n in range(300))
    files = folder(at, FIRMS, firms=firms, supplies=bad)
    dataset = importers.open_tables([files], look_up=lambda types, name: [])
    found = [record for record in dataset if isinstance(record, Problem)]
    assert len(found) == 600
    assert sum("Did you mean" in problem.reason for problem in found) > 500
    assert len(made) == 1
