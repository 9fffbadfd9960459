"""Credit codes and codes of shares: what is one, what is told, and whom a code means. All codes are made up."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tables import folder, nodes, problems, relations

from chainscape import importers, schema
from chainscape.schema import Node, Property, Statement, Text, read_value

CREDIT = Property("credit_code", Text("代码", "code"), "credit_code")
STOCK = Property("stock", Text("代码", "code"), "stock_code")
GOOD = "91000000MADEUP001M"
FIRMS = """
    - file: {file}
      rows: Company
      properties: {{企业: name, 统一社会信用代码: credit_code, 股票代码: stock}}
"""


def reason(text: str, property: Property) -> str:
    with pytest.raises(ValueError) as told:
        read_value(text, property)
    return str(told.value)


@pytest.mark.parametrize(
    "text", [GOOD, GOOD.lower(), "91 000000 MADEUP001 M", "91000000-MADEUP001-M", "９１000000MADEUP001M"]
)
def test_spellings_of_one_credit_code(text: str):
    assert read_value(text, CREDIT) == GOOD


def test_a_letter_may_stand_for_the_registering_office():
    from stdnum.cn.uscc import calc_check_digit

    code = "N2000000MADEUP001"
    assert read_value(code + calc_check_digit(code), CREDIT).startswith("N2")


def test_every_mistyped_character_and_every_swap_is_told():
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    wrong = {GOOD[:at] + other + GOOD[at + 1 :] for at in range(18) for other in letters} - {GOOD}
    assert len(wrong) == 540
    wrong |= {GOOD[:at] + GOOD[at + 1] + GOOD[at] + GOOD[at + 2 :] for at in range(17)} - {GOOD}
    for code in wrong:
        reason(code, CREDIT)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("91000000MADEUP001Q", "has a wrong check digit: the last character follows from the 17 before it"),
        ("91000000MADEUP001Q", "would be M"),
        ("91000000MADEUPO01M", "digits and capitals without I, O, S, V and Z"),
        ("虚构代码", "have 18 characters, this has 4"),
        ("9.1E+17", "a code of 18 digits that a spreadsheet took for a number"),
        ("910000000000000000", "a code of 18 digits that a spreadsheet took for a number"),
    ],
)
def test_what_no_credit_code_is(text: str, told: str):
    assert told in reason(text, CREDIT)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("600487", "600487"), ("600487.SH", "600487"), ("sh600487", "600487"), ("SZ.002491", "002491"),
        ("920001.BJ", "920001"), ("600487.0", "600487"), ("00700.HK", "00700.HK"), ("00700", "00700"),
        ("TSM", "TSM"), ("2330.TW", "2330.TW"), ("600487/00700.HK", "600487/00700.HK"),
    ],
)  # fmt: skip
def test_codes_of_shares(text: str, kept: str):
    assert read_value(text, STOCK) == kept


def test_what_no_code_of_a_share_is():
    assert "is 002491 whose zeros a spreadsheet took" in reason("2491", STOCK)
    assert "is 000063 whose zeros" in reason("63.0", STOCK)
    assert "are listed at SH, not at SZ: correct the digits or the exchange (600487.SH)" in reason("600487.SZ", STOCK)
    assert "shares that begin so are listed at SH, not at BJ" in reason("BJ900001", STOCK)


def test_each_bad_cell_of_a_workbook_is_told_with_its_place(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.title = "虚构名单"
    for row in (
        ["企业", "统一社会信用代码", "股票代码"],
        ["虚构甲公司", GOOD, "600487.SH"],
        ["虚构乙公司", "91000000MADEUP001Q", 63],
        ["虚构丙公司", 910000000000000000, None],
    ):
        book.active.append(row)
    book.save(tmp_path / "made-up.xlsx")
    records = list(importers.open_tables([folder(tmp_path, FIRMS.format(file="made-up.xlsx"))]))
    told = [(p.place.file, p.place.sheet, p.place.row, p.column, p.value) for p in problems(records)]
    assert told == [
        ("made-up.xlsx", "虚构名单", 3, "统一社会信用代码", "91000000MADEUP001Q"),
        ("made-up.xlsx", "虚构名单", 3, "股票代码", "63"),
        ("made-up.xlsx", "虚构名单", 4, "统一社会信用代码", "9.10000E+17"),
    ]
    (firm,) = nodes(records).values()
    assert firm.statements[0].properties == {"name": "虚构甲公司", "credit_code": GOOD, "stock": "600487"}


def test_an_end_is_found_by_any_spelling_of_its_code(tmp_path: Path):
    mapping = (
        FIRMS.format(file="firms.csv")
        + """
    - file: supplies.csv
      rows: SUPPLIES
      from: {column: 从, type: Company, match: code}
      to: {column: 至, type: Company, match: [code, name]}
      always: {product: 虚构品}
"""
    )
    firms = f"企业,统一社会信用代码,股票代码\n虚构甲,{GOOD},600487\n虚构乙,,002491.SZ\n"
    ties = f"从,至\n{GOOD.lower()},SZ002491\n600487.SH,虚构乙\n"
    records = list(importers.open_tables([folder(tmp_path, mapping, firms=firms, supplies=ties)]))
    assert problems(records) == []
    first, second = nodes(records)
    assert [(each.from_id, each.to_id) for each in relations(records)] == [(first, second)] * 2


def test_records_made_in_python_are_held_to_it():
    def told(**properties: object) -> list[tuple[str, str]]:
        said = {"name": "虚构", **properties}
        found = schema.check(Node("Company", "company:x", (Statement("madeup", "1", (), "", said),)))
        return [(each.column, each.value) for each in found]

    assert told(credit_code=GOOD, stock="00700.HK") == []
    assert told(credit_code=GOOD[:-1] + "Q", stock="63") == [("credit_code", GOOD[:-1] + "Q"), ("stock", "63")]
    assert told(stock=600487) == [("stock", "600487")]
