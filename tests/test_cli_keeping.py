"""``versions``, ``undo``, ``redo`` and ``verify``, on stores that are whole and on damaged ones."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from chainscape import graph
from chainscape.graph import verify
from chainscape.graph.embedded import engine
from chainscape.schema import Node, Relation, Statement, StoreDamaged, StoreError, Text

COUNT = "MATCH (n:Company)-[r]->() RETURN count(r) AS n"


def said(**properties: object) -> tuple[Statement, ...]:
    return (Statement("madeup", "1", (), "2024", properties),)  # type: ignore[arg-type]


@pytest.fixture
def twice(own_store: Path) -> Path:
    """The pack's store with a second version."""
    with graph.open_store(own_store, "w", note="madeup") as store:
        store.write([Node("Company", "company:madeup", said(name="虚构"))])
    return own_store


def database(store: Path) -> Path:
    return store / "versions" / "2" / "database"


def test_versions_undo_redo(run, twice: Path):
    def read() -> list[str]:
        return [line.split(",")[1] for line in run("versions", "--store", twice, "--format", "csv").out.split()[1:]]

    assert read() == ["earlier", "current"]
    back = run("undo", "--store", twice, "--lang", "en")
    assert back.code == 0
    assert back.err.startswith("version 1 is read now: 1139 nodes, 1161 relations")
    assert read() == ["current", "undone"]
    again = run("undo", "--store", twice, "--lang", "en")
    assert (again.code, again.err) == (1, f"chainscape: the store at {twice}: no earlier version is kept\n")
    assert run("redo", "--store", twice).code == 0
    assert run("undo", "--to", 9, "--store", twice).code == 2
    # not the words of other tables: a place is no seat, and what was written no number of records
    assert run("versions", "--store", twice, "--lang", "zh").out.split()[:3] == ["版本", "位置", "写于"]
    assert run("versions", "--keep", 0, "--store", twice, "--format", "csv").out.count("\n") == 2
    assert read() == ["current"]
    assert run("versions", "--keep", -1, "--store", twice).code == 2
    # how many a server keeps is not for the user to say
    assert run("versions", "--keep", 2, "--store", "bolt://localhost:1").code == 2


def test_a_whole_store_is_whole(run, twice: Path):
    answer = run("verify", twice, "--lang", "en", "--format", "csv")
    assert (answer.code, answer.err) == (0, "whole: no fault was found\n")
    rows = [line.split(",") for line in answer.out.splitlines()[1:]]
    assert {row[-1] for row in rows} == {"0"}
    looked = {row[0]: int(row[-2]) for row in rows}
    assert looked["ends"] == 1161
    assert looked["walk"] == 2 * 1161
    assert looked["ids"] == looked["index"] == 1140 + 1161


@pytest.mark.parametrize("kind", ["Company_0.", "Company_0_out_edges", "schema.json", "dictionary"])
def test_damage_is_told_and_never_answered(run, twice: Path, kind: str):
    (path,) = (each for each in database(twice).iterdir() if each.name.startswith(kind) and "idx" not in each.suffix)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    for words in (("cypher", COUNT), ("gaps",), ("export", twice.parent / "x.jsonl")):
        answer = run(*words, "--store", twice, "--lang", "en")
        assert answer.code == 1
        assert answer.out == ""
        assert answer.err.startswith(f"chainscape: the store at {twice} is damaged: {path.name} has ")
        assert "chainscape undo goes back to the version before it (1)" in answer.err
    with pytest.raises(StoreDamaged), graph.open_store(twice, "w") as store:
        store.write([Node("Company", "company:madeup_2", said(name="虚构"))])
    answer = run("verify", twice, "--lang", "en")
    assert answer.code == 1
    assert f"files 2 *: {path.name} has " in answer.err
    assert run("undo", "--store", twice).code == 0
    assert run("verify", twice).code == 1  # the version that was taken back is still there
    assert run("cypher", COUNT, "--store", twice, "--format", "csv").out.split() == ["n", "479"]


@pytest.mark.parametrize("kind", ["Company_0_out_edges", "Company_0_in_edges", "OPERATES_IN_0_"])
def test_what_is_kept_twice_is_built_again(run, twice: Path, kind: str):
    with graph.open_store(twice) as store:
        before = list(store.dump())
    (path,) = (each for each in database(twice).iterdir() if each.name.startswith(kind))
    path.write_bytes(b"")
    answer = run("verify", twice, "--lang", "en")
    assert "the records are whole: chainscape verify --restore" in answer.err
    answer = run("verify", "--restore", twice, "--lang", "en")
    assert answer.code == 0, answer.err
    assert "from 1140 nodes and 1161 relations; 0 things could not be read" in answer.err
    with graph.open_store(twice) as store:
        assert list(store.dump()) == before
    # neither the whole version before nor the damaged one is lost by it
    assert [each.number for each in graph.versions(twice)] == [1, 2, 3]


def test_what_is_lost_is_named(run, twice: Path):
    (path,) = (each for each in database(twice).iterdir() if each.name.startswith("Company_0."))
    path.write_bytes(b"")
    answer = run("verify", "--restore", twice, "--lang", "en")
    assert answer.code == 1
    assert "chainscape undo" not in answer.err
    assert " is lost\n" in answer.err
    with graph.open_store(twice) as store:
        assert "Company" not in store.count()
        assert store.count()["Stage"] == 102
    assert run("verify", "--restore", "--store", "bolt://localhost:1").code == 2


def test_without_the_pointer_a_version_can_be_named(run, twice: Path):
    for text in (None, b"", b"\xff\xfe", b"[]", b'{"versions": [1, 2]}'):
        if text is None:
            (twice / "current.json").unlink()
        else:
            (twice / "current.json").write_bytes(text)
        answer = run("cypher", COUNT, "--store", twice, "--lang", "en")
        assert answer.code == 1
        assert "nothing says which version is read. There are: 1, 2; chainscape undo --to NUMBER" in answer.err
        with pytest.raises(StoreDamaged):
            graph.open_store(twice, "w")
        assert run("verify", twice).code == 1
        assert run("undo", "--to", 2, "--store", twice).code == 0
        assert run("cypher", COUNT, "--store", twice, "--format", "csv").out.split() == ["n", "479"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may read everything")
@pytest.mark.parametrize("name", ["database/schema.json", "proof.json", "database", "../../current.json"])
def test_a_store_that_one_may_not_read_says_so(own_store: Path, name: str):
    path = own_store / "versions" / "1" / name
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        with pytest.raises(StoreError, match=r"may not be read by this user .* chmod -R a\+rX"):
            graph.open_store(own_store)
    finally:
        path.chmod(mode)


def test_files_have_the_permissions_of_the_folder(own_store: Path):
    own_store.chmod(0o750)
    with graph.open_store(own_store, "w") as store:
        store.write([Node("Company", "company:madeup", said(name="虚构"))])
    place = own_store / "versions" / "2"
    found = {each.stat().st_mode & 0o777 for each in [*place.rglob("*"), own_store / "current.json"] if each.is_file()}
    assert found == {0o640}
    assert {each.stat().st_mode & 0o777 for each in (place, place / "database")} == {0o750}


def test_faults_inside_are_found_from_every_side(own_store: Path):
    """What no file's sum shows: a program of another kind wrote to the database and closed it properly."""
    statements = [said(name="虚构")[0].to_json()]
    with graph.open_store(own_store, "w") as store:
        store.write([Node("Company", f"company:madeup_{n}", said(name="虚构")) for n in (1, 2)])
        store.write([Relation("SUPPLIES", "company:madeup_1", "company:madeup_2", said(product="x"), ("x",))])
        with store._reading() as written:  # type: ignore[attr-defined]
            written.begin()
            node = written.lookupByKey("Company", "id", "company:madeup_2").next().getRecord().modify()
            node.set("name", "改过")
            node.save()
            odd = {"id": "company:madeup_odd", "statements": statements, "sources": ["source:madeup_nowhere"]}
            written.newVertex("Company").fromMap(engine.as_map(json.dumps(odd))).save()
            written.commit()
        found = {each.name: each for each in verify(store)}
        store.discard()
    assert found["values"].faults == 2
    assert "Company company:madeup_2: name" in [each.en for each in found["values"].first]
    assert found["sources"].first == (
        Text(
            "Company company:madeup_odd 引用 source:madeup_nowhere",
            "Company company:madeup_odd cites source:madeup_nowhere",
        ),
    )
    assert [found[name].faults for name in ("ids", "ends", "walk", "index")] == [0, 0, 0, 0]
