"""Cleaning cells: the text of a table → a typed value, or a message that says what is expected."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainscape.schema import (
    Property,
    Statement,
    Text,
    clean_text,
    conflicts,
    dated,
    divide,
    is_blank,
    latest,
    read_code,
    read_date,
    read_integer,
    read_quantity,
    read_value,
    settle,
    vocabulary,
)
from chainscape.schema.values import LONGEST, read_boolean, read_number, read_share

LABEL = Text("甲", "a")


def property(type: str, codes: str = "") -> Property:
    return Property("p", LABEL, type, codes=vocabulary().codes[codes] if codes else None)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str):
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert clean == clean.strip()
    assert "  " not in clean
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn") for c in clean)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("\ufeff亨通\u3000光电", "亨通 光电"),
        ("\uff28\uff34\uff27\uff24\uff08\u82cf\u5dde\uff09", "HTGD(苏州)"),
        ("a\r\n b\t\tc\0", "a b c"),
        ("苏\u200b州\u00a0市", "苏州 市"),
        ("e\u200b\u0301", "é"),
    ],
)
def test_cleaning(dirty: str, clean: str):
    assert clean_text(dirty) == clean


@pytest.mark.parametrize("text", ["", " ", "-", "—", "——", "/", "N/A", "无数据", "不详", "\u3000未知 ", "\uff0f"])
def test_words_for_nothing_known(text: str):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "否", "无", "无锡", "a-b", "."])
def test_words_that_say_something(text: str):
    assert not is_blank(text)


@given(st.integers(-(10**17), 10**17))
def test_whole_numbers_come_back_exactly(number: int):
    assert read_integer(str(number)) == number
    assert read_integer(f"{number:,}") == number
    assert read_number(str(number)) == float(number)


@given(st.decimals(-10_000, 10_000, places=4, allow_nan=False))
def test_wan_and_yi_are_units(number):
    assert read_integer(f"{number}万") == int(number * 10_000)
    assert read_integer(f"{number}亿") == int(number * 100_000_000)
    assert read_number(str(number)) == float(number)


@given(st.integers(0, 10_000))
def test_shares_in_percent_and_as_fractions_agree(basis_points: int):
    percent, fraction = f"{basis_points / 100:.2f}%", f"{basis_points / 10_000:.4f}"
    assert read_share(percent) == read_share(fraction) == basis_points / 10_000


@pytest.mark.parametrize("text", ["", "1,2,3", "十二", "1e5", "NaN", "inf", "12家", "9" * 400, "1.2.3", "--5"])
def test_what_is_not_a_number(text: str):
    with pytest.raises(ValueError, match="is not a number; write 1200"):
        read_number(text)


def test_numbers_that_a_store_could_not_keep():
    with pytest.raises(ValueError, match="larger than any number"):
        read_integer("9" * 19)
    assert math.isclose(read_number("0." + "3" * 40), 1 / 3)


@pytest.mark.parametrize("text", ["61", "101%", "-1%", "1.5"])
def test_what_is_not_a_share(text: str):
    with pytest.raises(ValueError, match=r"is not a share; write 61% or 0.61"):
        read_share(text)


@pytest.mark.parametrize("text", ["1.5", "3.33万5", "0.5"])
def test_what_is_not_whole(text: str):
    with pytest.raises(ValueError, match="is not a"):
        read_integer(text)


def test_yes_and_no():
    assert [read_boolean(t) for t in ("是", "Yes", "TRUE", "1", "√", "有")] == [True] * 6
    assert [read_boolean(t) for t in ("否", "no", "False", "0", "×", "无")] == [False] * 6
    with pytest.raises(ValueError, match="neither yes nor no"):
        read_boolean("也许")


@pytest.mark.parametrize("text", ["计量", "metrology", "Metrology", " 计\u200b量 "])
def test_codes_are_read_by_name_and_by_label(text: str):
    assert read_code(text, vocabulary().codes["service"]) == "metrology"


def test_a_code_that_is_not_in_the_list_is_shown_the_list_in_both_languages():
    with pytest.raises(ValueError, match="'metrolgy' is not in the list service") as error:
        read_code("metrolgy", vocabulary().codes["service"])
    assert "Did you mean metrology?" in str(error.value)
    assert "testing 检验检测" in str(error.value)


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1).filter(lambda text: not is_blank(text))


@given(st.lists(WORDS))
def test_sets_of_texts_come_back(parts: list[str]):
    text = " ; ".join(parts)
    assert divide(text, ";") == list(dict.fromkeys(clean_text(p) for p in parts))
    assert read_value(text, property("texts")) == sorted({clean_text(p) for p in parts})


def test_separators():
    assert divide("甲\uff1b乙;丙;;甲", ";") == ["甲", "乙", "丙"]
    assert divide("甲、乙,丙", "、") == ["甲", "乙,丙"]
    assert divide("甲\n乙 \r\n丙", "\n") == ["甲", "乙", "丙"]
    assert divide("a=1 | b=2; c", "|") == ["a=1", "b=2; c"]


def test_a_text_too_long_to_be_one():
    with pytest.raises(ValueError, match="more than 100,000: is a quotation mark missing"):
        read_value("a" * (LONGEST + 1), property("text"))


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_dates_are_read_in_every_way_they_are_written(day: date):
    year, month = f"{day.year}", f"{day.year}-{day.month:02d}"
    assert read_date(day.isoformat()) == day.isoformat()
    assert read_date(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
    assert read_date(f"{day.year}/{day.month}/{day.day}") == day.isoformat()
    assert read_date(f"{day.year}.{day.month}.{day.day}") == day.isoformat()
    assert read_date(f"{day.year}年{day.month}月") == read_date(f"{day.year}/{day.month}") == month
    assert read_date(f"{day.year}年") == read_date(year) == year
    assert read_date(f"before {month}") == read_date(f"{day.year}年{day.month}月以前") == f"../{month}"
    for text in (year, month, day.isoformat(), f"../{month}", f"{year}/{year}"):
        assert read_date(read_date(text)) == read_date(text)
        assert latest(read_date(text)) >= day.isoformat()[: len(text)] or text.startswith("..")


@given(st.integers(1000, 9999), st.integers(1000, 9999))
def test_spans_of_years(start: int, end: int):
    if start <= end:
        assert read_date(f"{start}-{end}") == read_date(f"{start}/{end}") == f"{start}/{end}"
        assert latest(f"{start}/{end}") == f"{end}-12-31"
    else:
        with pytest.raises(ValueError, match="ends before it begins"):
            read_date(f"{start}-{end}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is not a date; write 2023"),
        ("去年", "is not a date"),
        # the cell, not the part of it
        ("截至2024年", "'截至2024年' is not a date"),
        ("23-11", "is not a date"),
        ("Nov-23", "2023-11, or the 23. of month 11"),
        ("23-Nov", "2023-11, or the 23. of month 11"),
        ("20231", "is not a date"),
        ("99999", "is not a date"),
        ("Maybe 2020", "is not a date"),
        ("05/06/2023", "is 2023-06-05 or 2023-05-06"),
        ("200911", "is 2009-11 or 2020-09-11"),
        ("2023.1", "is 2023-01, or 2023-10 that lost its 0"),
        ("2023-11-22T16:00:00Z", "is 2023-11-22 in London and the day after in China"),
        ("11月23日", "has no year"),
        ("20231323", "there is no month 13"),
        ("2023-13", "there is no month 13"),
        ("2023-00", "there is no month 0"),
        ("2023-02-29", "that month has no day 29"),
        ("1900-02-29", "that month has no day 29"),
        ("2023-04-31", "that month has no day 31"),
        ("2023-04-00", "that month has no day 0"),
        ("2018/2014", "ends before it begins"),
    ],
)
def test_what_is_not_a_date(text: str, said: str):
    with pytest.raises(ValueError, match=said):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023/11/23 0:00", "2023-11-23"),
        ("2023-11-23 00:00:00", "2023-11-23"),
        ("2023-11-23T00:00:00Z", "2023-11-23"),
        ("2023-11-23T08:00:00+08:00", "2023-11-23"),
        ("20231123", "2023-11-23"),
        ("202311", "2023-11"),
        ("2023.0", "2023"),
        ("45253", "2023-11-23"),
        ("45253.5", "2023-11-23"),
        ("2023年11月23号", "2023-11-23"),
        ("2023 年 11 月", "2023-11"),
        ("二〇二三年十一月", "2023-11"),
        ("二零二三年十月二十三日", "2023-10-23"),
        ("民国112年3月", "2023-03"),
        ("11/23/2023", "2023-11-23"),
        ("23.11.2023", "2023-11-23"),
        ("05/05/2023", "2023-05-05"),
        ("23 Nov 2023", "2023-11-23"),
        ("Sept 2020", "2020-09"),
        ("November 23rd, 2023", "2023-11-23"),
        ("2020—2024", "2020/2024"),
        ("2020年-2024年", "2020/2024"),
        ("2020~2024", "2020/2024"),
        ("2020.5-2021.6", "2020-05/2021-06"),
        ("2023.1至2024.3", "2023-01/2024-03"),
        ("2023年1-3月", "2023-01/2023-03"),
        ("2023年上半年", "2023-01/2023-06"),
        ("2023年第三季度", "2023-07/2023-09"),
        ("Q3 2023", "2023-07/2023-09"),
        ("约2020年", "2020~"),
        ("2020年左右", "2020~"),
    ],
)
def test_dates_that_offices_write(text: str, date: str):
    assert read_date(text) == date
    assert read_date(date) == date
    assert latest(date)[:4] == date[-4:].rstrip("~") or latest(date) >= date[:4]


@given(st.dates(date(1983, 1, 1), date(2064, 1, 1)))
def test_the_number_that_a_spreadsheet_keeps_for_a_day(day: date):
    assert read_date(str((day - date(1899, 12, 30)).days)) == day.isoformat()
    assert read_date(f"{day:%Y%m%d}") == read_date(f"{day.isoformat()}T00:00:00") == day.isoformat()


def test_leap_days():
    assert [read_date(t) for t in ("2024-02-29", "2000-02-29")] == ["2024-02-29", "2000-02-29"]


VALUES = st.text(max_size=5) | st.integers(-(2**53), 2**53) | st.booleans() | st.lists(st.text(max_size=3), max_size=3)
STATEMENTS = st.builds(
    Statement,
    st.sampled_from(["甲", "乙"]),
    st.text(max_size=3),
    st.lists(st.sampled_from(["s1", "s2", "s3"]), max_size=2, unique=True).map(lambda s: tuple(sorted(s))),
    st.sampled_from(["", "2019", "2018", "2014/2018", "../2019-11"]),
    st.dictionaries(st.sampled_from(["name", "founded", "aliases"]), VALUES, max_size=3),
)
GRADES = {"s1": "A", "s2": "B"}


@given(STATEMENTS)
def test_a_statement_comes_back_from_its_json(statement: Statement):
    assert Statement.from_json(statement.to_json()) == statement
    assert Statement.from_json(statement.to_json()).to_json() == statement.to_json()


def readings(statements: list[Statement]) -> list:
    return [(c.property, [r.value for r in c.readings]) for c in conflicts(statements, GRADES)]


#: a store keeps one statement of a row
ROWS = st.lists(STATEMENTS, max_size=6, unique_by=lambda s: (s.dataset, s.row))


@given(ROWS, st.randoms())
def test_the_order_of_statements_does_not_matter(statements: list[Statement], random):
    shuffled = list(statements)
    random.shuffle(shuffled)
    assert settle(shuffled, GRADES) == settle(statements, GRADES)
    assert dated(shuffled) == dated(statements)
    assert readings(shuffled) == readings(statements)


@given(st.lists(STATEMENTS, min_size=1, max_size=6))
def test_no_fact_disappears(statements: list[Statement]):
    shown = settle(statements, GRADES)
    assert shown.keys() == {"date", "reliability"} | {name for s in statements for name in s.properties}


def test_the_better_source_wins_then_the_later_date_and_conflicts_are_kept():
    weak = Statement("d", "1", ("s3",), "2025", {"founded": "1990"})
    strong = Statement("d", "2", ("s1",), "2001", {"founded": "1991", "aliases": ["甲"]})
    later = Statement("d", "3", ("s1",), "2002", {"founded": "1992", "aliases": ["乙"]})
    shown = settle([weak, strong], GRADES)
    assert (shown["aliases"], shown["founded"], shown["date"], shown["reliability"]) == (["甲"], "1991", "2025", "A")
    shown = settle([weak, strong, later], GRADES)
    assert (shown["aliases"], shown["founded"]) == (["乙", "甲"], "1992")
    (conflict,) = conflicts([weak, strong, later], GRADES)
    assert [reading.value for reading in conflict.readings] == ["1992", "1991", "1990"]


def test_small_numbers_as_programs_write_them():
    assert (read_share("6e-06"), read_share("1.5E-3")) == (6e-06, 0.0015)
    for text in ("e-5", "1e-", "1e-999", "5e+3", "1e5", "1e-x"):
        with pytest.raises(ValueError, match=f"'{re.escape(text)}' is not a number"):
            read_share(text)


def test_a_number_of_firms_is_not_below_nothing_and_a_power_is_no_unit():
    for name in ("Stage", "IndustryChain"):
        known = vocabulary().nodes[name].properties["known_firms"]
        assert read_value("0", known) == 0
        with pytest.raises(ValueError, match="-5 is less than 0: correct it"):
            read_value("-5", known)
    for text in ("1e400", "1E400", "3e-2"):
        with pytest.raises(ValueError, match="not a number with a unit"):
            read_quantity(text)
    # a unit may begin so
    assert read_quantity("3eV").unit == "eV"
