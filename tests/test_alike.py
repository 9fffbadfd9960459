"""Names that are the same word, names that name nobody, the nearest names, and numbers with units."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from chainscape.schema import (
    Named,
    Nearest,
    base_unit,
    is_placeholder,
    matching,
    read_quantity,
    stands_for,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("無錫藥明康德", "无锡药明康德"),
        ("史密斯·巴尼", "史密斯•巴尼"),
        ("史密斯·巴尼", "史密斯‧巴尼"),
        ("史密斯·巴尼", "史密斯・巴尼"),
        ("A-B", "A — B"),
        ("A-B", "Ａ－Ｂ"),
        ("示例(集团)公司", "示例【集团】公司"),
        ("“示例”公司", '"示例"公司'),
        ("O'Neil", "O’Neil"),
        ("示例 光学", "示例光学"),
        ("WuXi AppTec", "WUXI  APPTEC"),
    ],
)
def test_names_that_are_one_word(one: str, other: str):
    assert matching(one) == matching(other)


@pytest.mark.parametrize(("one", "other"), [("示例光学", "示例光电"), ("Foo Bar", "FooBar"), ("A1", "A-1")])
def test_names_that_are_two_words(one: str, other: str):
    assert matching(one) != matching(other)


def test_the_table_of_characters_is_that_of_opencc():
    spec = importlib.util.find_spec("opencc")
    assert spec is not None
    assert spec.origin is not None
    listed = Path(spec.origin).parent / "dictionary" / "TSCharacters.txt"
    pairs = [line.split("\t") for line in listed.read_text(encoding="utf-8").splitlines() if "\t" in line]
    differing = [(old, new.split()[0]) for old, new in pairs if old != new.split()[0]]
    assert len(differing) > 4_000
    assert [old for old, new in differing if matching(old) != matching(new)] == []


@pytest.mark.parametrize(
    "name",
    ["多家企业", "若干供应商", "其他企业", "国内外厂商", "不详", "某公司", "Various companies", "Others", "various"],
)
def test_names_that_name_nobody(name: str):
    assert is_placeholder(name)


@pytest.mark.parametrize(
    "name", ["多氟多新材料", "其他好公司集团", "各美环保", "Various Optics Ltd", "中国企业联合会", "NAURA"]
)
def test_names_that_name_somebody(name: str):
    assert not is_placeholder(name)


def test_a_word_stands_for_what_reads_alike_only_where_nothing_is_written_so():
    nodes = [Named("a", "WuXi"), Named("b", "wuxi"), Named("c", "無錫示例")]
    assert stands_for("wuxi", "company", nodes) == "b"
    assert stands_for("无锡示例", "company", nodes) == "c"
    assert stands_for("无锡", "company", nodes) == ""


def test_the_nearest_of_many_names_costs_a_bounded_look(monkeypatch: pytest.MonkeyPatch):
    import difflib

    looked = []
    real = difflib.get_close_matches
    monkeypatch.setattr(
        difflib, "get_close_matches", lambda word, names, **kw: looked.append(len(names)) or real(word, names, **kw)
    )
    nearest = Nearest([*(f"企业{number}号" for number in range(20_000)), "亨通光电"])
    assert nearest.to("亨通光店") == ("亨通光电",)
    assert nearest.to("企业777号股份")
    assert nearest.to("毫不相干") == ()
    assert max(looked) <= 12
    for number in range(3_000):
        nearest.to(f"企业{number}号甲")
    assert len(looked) <= 1_000


@pytest.mark.parametrize(
    ("text", "unit", "number", "named"),
    [
        ("3.5万吨", "", 35_000, "吨"),
        ("1,200", "万元", 12_000_000, "元"),
        ("3.5万", "万元", 35_000, "元"),
        ("2亿元", "万元", 200_000_000, "元"),
        ("61%", "", 61, "%"),
        ("12万吨/年", "", 120_000, "吨/年"),
        ("5 kt", "", 5, "kt"),
        ("3百分点", "", 3, "百分点"),
    ],
)
def test_numbers_with_units(text: str, unit: str, number: float, named: str):
    found = read_quantity(text, unit)
    assert (found.number, found.unit) == (number, named)


@pytest.mark.parametrize("text", ["约三吨", "吨", "1,2万", "1.2.3", ""])
def test_what_is_no_number_with_a_unit(text: str):
    with pytest.raises(ValueError, match="not a number with a unit"):
        read_quantity(text)


def test_a_unit_without_its_multiple():
    assert [base_unit(unit) for unit in ("万元", "亿", "%", "吨")] == ["元", "", "%", "吨"]
