"""Hostile configuration files: read within bounds, and refused by one sentence with file and line (decision 0115)."""

from __future__ import annotations

import json
import os
import random
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from campaigns import config

from chainscape import graph
from chainscape.cli import main
from chainscape.cli.asking import read_values
from chainscape.schema import (
    ChainscapeError,
    DataError,
    SchemaError,
    UsageError,
    read_json,
    read_yaml,
    shown,
    vocabulary,
)
from chainscape.schema.texts import LARGEST

BOMB = "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 11))])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("true", True),
        ("no", "no"),
        ("on", "on"),
        ("12", 12),
        ("-1.5", -1.5),
        ("007", "007"),
        ("0o7", "0o7"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        (".nan", ".nan"),
        ("2023-11-01", "2023-11-01"),
        ("2024-13-45", "2024-13-45"),
        ("'12'", "12"),
        ("''", ""),
        ("&a [1, {b: c}]", [1, {"b": "c"}]),
    ],
)
def test_a_scalar_is_what_stands_there(tmp_path: Path, text: str, value: Any):
    path = tmp_path / "madeup.yaml"
    path.write_text(f"key: {text}\n", encoding="utf-8")
    found = read_yaml(path).data["key"]
    assert (found, type(found).__name__) == (value, "list" if isinstance(value, list) else type(value).__name__)


def test_aliases_and_merges_stand_for_what_they_name(tmp_path: Path):
    path = tmp_path / "madeup.yaml"
    path.write_text("a: &a {x: 1, y: 2}\nb: *a\nc: {<<: *a, y: 3}\nd: {<<: [*a, {z: 4}], 1: one}\n", encoding="utf-8")
    assert read_yaml(path).data == {
        "a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 2}, "c": {"x": 1, "y": 3}, "d": {1: "one", "x": 1, "y": 2, "z": 4},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOMB, "line 6: more than 200,000 values"),
        ("a: 1\nb: &a [*a]", "line 2: the alias '*a' stands for a value that holds it"),
        ("a: *b", "line 1: the alias '*b' stands for nothing"),
        ("[" * 100_000, "line 1: not valid YAML: exceeded maximum nesting depth"),
        ("- " * 50, "line 1: lists and mappings stand more than 40 deep"),
        ("a: 1\na: 2", "line 2: the key 'a' stands twice"),
        ("a: !!int foo", "line 1: the tag '!!int' is not read here"),
        ("a: !!python/object:os.system x", "the tag '!!python/object:os.system' is not read"),
        (f"a: {'9' * 5_000}", "has more than 18 digits"),
        ("a: 1.0e999", "'1.0e999' is larger than any number"),
        ("a: 1\nnull: 2", "line 2: a key is a text, found nothing"),
        ("? [a]\n: 1", "line 1: a key is a text, found a list"),
        (f"{'k' * 600}: 1", "has more than 500 characters"),
        ("a: 1\n---\nb: 2", "line 2: a second document begins"),
        ("a: {<<: 1}", "<< takes a mapping"),
        ("a: \0", "line 1: holds the control character U+0000"),
        ("a: b: c", "line 1: not valid YAML"),
        ("", "the file is empty; expected keys"),
        ("#" * (LARGEST + 1), "more than the 4,000,000"),
        (b"\xff\xfea\0", "not UTF-8 text but UTF-16"),
        (b"a: 1\nb: \xff", "line 2: not UTF-8 text"),
    ],
)
def test_what_no_reader_should_choke_on_is_one_sentence(tmp_path: Path, text: str | bytes, told: str):
    path = tmp_path / "madeup.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    with pytest.raises(SchemaError) as error:
        read_yaml(path)
    assert told in str(error.value)
    assert "madeup.yaml" in str(error.value)
    assert len(str(error.value)) < 500 + len(str(tmp_path))


def test_many_keys_are_no_trouble(tmp_path: Path):
    path = tmp_path / "madeup.yaml"
    path.write_text("".join(f"key{n}: {n}\n" for n in range(40_000)), encoding="utf-8")
    assert len(read_yaml(path).data) == 40_000


def test_something_else_in_the_place_of_a_file(tmp_path: Path):
    with pytest.raises(SchemaError, match="this is a folder"):
        read_yaml(tmp_path)
    with pytest.raises(SchemaError, match="cannot be read: No such file"):
        read_yaml(tmp_path / "absent.yaml")
    with pytest.raises(SchemaError, match="cannot be read: embedded null byte"):
        read_yaml(tmp_path / "a\0b")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(SchemaError, match="no regular file"):
            read_yaml(tmp_path / "pipe")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('separator: ";"', "separator:", "line 3, key separator: expected a text, found nothing"),
        (
            "encoding: utf-8",
            "encoding: undefined",
            "key tables[0].encoding: expected the name of an encoding of tables",
        ),
        ("encoding: utf-8", "encoding: [a, b]", "key tables[0].encoding: expected a text, found [a, b]"),
        ("file: firms.csv", "file: '.'", "line 6, key tables[0].file: expected the name of a file in the folder"),
        ('["old*.csv"]', "['.']", "key ignore: expected the name of a file"),
        ("founded: 2001", "founded: [a, null]", "key tables[0].always.founded: expected a list of texts"),
        ("founded: 2001", "founded: ~", "key tables[0].always.founded: expected a text or a number, found nothing"),
        (
            "title: 虚构来源",
            f"title: {'x' * 900}, publisher: [1]",
            "source.publisher: expected a text or a number, found [1]",
        ),
        ("create: true", "create: yes", "key tables[1].from.create: expected true or false, found 'yes'"),
    ],
)
def test_a_mapping_is_told_by_line_and_key(tmp_path: Path, capsys, old: str, new: str, told: str):
    assert old in config._MAPPING
    (tmp_path / "mapping.yaml").write_text(config._MAPPING.replace(old, new), encoding="utf-8")
    assert main(["check", str(tmp_path), "--store", str(tmp_path / "absent")]) == 1
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1


def test_the_good_files_of_the_campaign_are_read(tmp_path: Path):
    """Else it would only see how the first fault of each is told."""
    for kind in config.kinds(tmp_path):
        for good in kind.good:
            path = tmp_path / kind.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(good)
            kind.read(path)


def test_spoilt_files_are_told_in_a_sentence(tmp_path: Path):
    """A few; ``python tests/campaigns/config.py SECONDS SEED`` tries as many as one likes."""
    assert [told for each in islice(config.tries(tmp_path, 1), 120) if (told := each())] == []


def test_the_campaign_catches_what_python_would_show(tmp_path: Path):
    (kind, *_) = config.kinds(tmp_path)
    for text in ("mapping.yaml: found ['a']", "mapping.yaml: None", "mapping.yaml\nb", "mapping.yaml" * 300, "no file"):
        assert config.amiss(kind, text, text, Path("mapping.yaml")), text
    failing = config.Kind("madeup", [b"a"], "madeup.txt", lambda path: path.read_text("utf-8").no_such_name, yaml=False)
    assert "AttributeError" in config.attempt(tmp_path, failing, b"a", b"b")
    assert len({config.spoil(b"a: 1\nb: 2\n", random.Random(seed), yaml=True) for seed in range(50)}) > 20


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[" * 100_000, "more than 60 deep"),
        ("[" * 70 + "]" * 70, "more than 60 deep"),
        ("9" * 5_000, "larger than 64 bits"),
        (str(2**63), "larger than 64 bits"),
        ("1e999", "larger than any number"),
        ('{"a": 1, "a": 2}', "the key 'a' stands twice"),
        ('"\\ud800"', "half a character"),
    ],
)
def test_json_that_no_store_keeps_is_no_text_either(text: str, told: str):
    with pytest.raises(UsageError, match=f"parameter x: .*{told}"):
        read_values([f"x={text}"])


@pytest.mark.parametrize("text", ["NaN", "[1,", "{a: 1}", "[" * 10, "1.", "-"])
def test_what_is_no_json_is_text(text: str):
    assert read_values([f"x={text}"]) == {"x": text}


def test_json_within_bounds_is_read():
    assert read_json("[" * 60 + "]" * 60)
    assert read_json('["\\ud83c\\udfed", 9223372036854775807, 1.5e300]') == ["🏭", 2**63 - 1, 1.5e300]


SOURCE = {"kind": "node", "type": "Source", "id": "source:a", "properties": {"title": "虚构"}}
SAID = {"dataset": "d", "date": "", "properties": {"name": "虚构"}, "row": "1", "sources": []}
FIRM = {"kind": "node", "type": "Company", "id": "company:a", "properties": {}, "statements": [SAID]}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({**FIRM, "type": "Compny"}, "no node type 'Compny'. Did you mean Company"),
        (
            {**FIRM, "statements": [{**SAID, "properties": {"nmae": "x"}}]},
            "Company has no property 'nmae'. Did you mean name",
        ),
        (
            {**FIRM, "statements": [{**SAID, "properties": {"name": "x", "status": "odd"}}]},
            "'odd' is not in the list status",
        ),
        ({**FIRM, "statements": [{**SAID, "date": "2024-13-45"}]}, "there is no month 13"),
        ({**FIRM, "statements": [{**SAID, "properties": {"name": None}}]}, "'name' wants a text"),
        ({**FIRM, "statements": [{**SAID, "row": 1}]}, "row of a statement is a text, found 1"),
        ({**FIRM, "statements": SAID}, "statements of a record is a list"),
        ({**SOURCE, "properties": {"title": ["a"]}}, "title of a Source is a text, found \\[a\\]"),
        ({**SOURCE, "kind": "relation", "from": "a", "to": "b"}, "a Source is a node"),
        ({**FIRM, "from": "a"}, "only a relation, has from and to"),
        ({**FIRM, "kind": []}, "kind of a record is a text, found an empty list"),
        ([], "a record is a map, found an empty list"),
        ({**{k: v for k, v in FIRM.items() if k != "statements"}, "id": "x" * 9_000}, "Company x{79}… says nothing"),
    ],
)
def test_a_record_is_checked_against_the_vocabulary(tmp_path: Path, line: Any, told: str):
    path = tmp_path / "madeup.jsonl"
    path.write_text(f"{json.dumps(SOURCE)}\n{json.dumps(line)}\n", encoding="utf-8")
    with pytest.raises(DataError, match=rf"madeup\.jsonl, line 2: not a record.*{told}") as error:
        list(graph.read_records(path))
    assert len(str(error.value)) < 1_000 + len(str(tmp_path))


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (b"\xff\xfe{\0", "line 1: not UTF-8 text but UTF-16"),
        (b'{"a": "\xff"}\n', "line 1: not a record.*not UTF-8 text .byte 8"),
        (
            json.dumps(SOURCE).encode() + b"\n" + json.dumps(FIRM).encode()[:-9],
            "line 2: the file ends within this line",
        ),
        (b'{"a": NaN}\n', "NaN is no number of JSON"),
        (b"[" * 100_000 + b"\n", "more than 60 deep"),
        (b" " * 16_000_001 + b"\n", "line 1: more than 16,000,000 bytes"),
        (b'{"kind": 1, "kind": 2}\n', "the key 'kind' stands twice"),
    ],
)
def test_lines_that_are_none_are_told_by_number(tmp_path: Path, read: bytes, told: str):
    path = tmp_path / "madeup.jsonl"
    path.write_bytes(read)
    with pytest.raises(DataError, match=told) as error:
        list(graph.read_records(path))
    assert len(str(error.value)) < 500 + len(str(tmp_path))


def test_a_mark_and_a_missing_last_line_end_are_no_fault(tmp_path: Path):
    path = tmp_path / "madeup.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(SOURCE).encode() + b"\r\n" + json.dumps(FIRM).encode())
    assert [each.id for each in graph.read_records(path)] == ["source:a", "company:a"]


def test_a_folder_of_queries_with_something_else_in_it(tmp_path: Path, capsys):
    (tmp_path / "madeup.cypher").mkdir()
    assert main(["queries", "--queries", str(tmp_path)]) == 1
    assert "this is a folder" in capsys.readouterr().err


def test_values_are_shown_short():
    assert shown("x" * 10_000) == repr("x" * 79 + "…")
    assert len(shown(["x" * 10_000] * 10_000)) < 100
    assert shown({"a": [1]}) == "{a}"
    assert shown(10**5_000) == "a number of more than 80 digits"
    assert issubclass(SchemaError, ChainscapeError)


@pytest.mark.parametrize("text", ["RETURN '\ud800' AS x", "RETURN 1 AS `\udcff`"])
def test_a_query_with_half_a_character_is_told(pack_store, text: str):
    with pytest.raises(UsageError, match=r"the query: .* is no character of Unicode"):
        pack_store.run(text)
    with pytest.raises(UsageError, match="is no character of Unicode"), pack_store.stream(text) as rows:
        list(rows)


def test_a_vocabulary_without_a_list_that_every_one_has(tmp_path: Path):
    list(config.kinds(tmp_path))
    (tmp_path / "words" / "codes" / "patent_status.yaml").unlink()
    with pytest.raises(SchemaError, match="patent_status"):
        vocabulary(tmp_path / "words")
