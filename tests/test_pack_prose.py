"""The two languages of the Suzhou pack: what one page shows the other says too, in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from chainscape import importers
from chainscape.schema import Node, Relation, Search, Source, detail_names, vocabulary

#: persons, firms and the like that stand in English prose and have no English form on any page read
NAMES_WITHOUT_ENGLISH = frozenset({
    "中汽院(江苏)", "石英股份", "苏州数智科技集团", "苏州市计量测试研究所", "苏州市纤维检验所",
    "东菱公司", "中麒鑫", "元力曼(苏州)", "光格科技", "刘群", "刘育新", "华越健康", "博马科技", "双友", "号",
    "吴耀芳", "商琦", "四全两面", "奥维信亨通", "孔万林", "巨峰电气", "巨峰股份", "张一", "张家港天宇", "张淑梅",
    "感维智能", "招商车研", "格物汽车科技有限公司", "永联轧钢厂", "永鼎光电子", "江必旺",
    "江苏省医疗器械可用性测试平台", "江苏通鼎光电", "海克斯康制造智能技术(青岛)有限公司", "润迈德医疗集团", "王伟平",
    "王友林", "王振华", "王旭光", "罗军", "胡德霖", "航宇新材", "航理", "苏委发", "苏州世航智能科技", "苏州九龙医院",
    "苏州九龙医院有限公司", "苏州市吴中区医药行业商会", "苏州市吴中区生物医药行业协会", "苏州市国际航空物流有限公司",
    "苏州港航航空服务有限公司", "苏州通富超威", "薛文进", "迈信林", "迈胜", "钱斌", "长三角公司", "陈志杰", "雷允上",
    "韦曙和", "魔法原子机器人科技(无锡)有限公司", "黄解平",
})  # fmt: skip


@pytest.fixture(scope="module")
def records() -> list:
    return list(importers.pack())


@pytest.fixture(scope="module")
def without_english(records) -> set[str]:
    """Names that an English text may hold in Chinese."""
    nodes = [stated(r) for r in records if isinstance(r, Node)]
    return NAMES_WITHOUT_ENGLISH | {
        name for said in nodes if not said.get("name_en") for name in (said["name"], *said.get("aliases", []))
    }


def stated(record: Node | Relation) -> dict:
    (statement,) = record.statements
    return dict(statement.properties)


def prose(records) -> Iterator[tuple[Node | Relation, str, list[str], list[str]]]:
    """Yield record, property, Chinese and English items of every property with a twin."""
    words = vocabulary()
    for record in records:
        if not isinstance(record, Node | Relation):
            continue
        kind = words.nodes if isinstance(record, Node) else words.relations
        properties, said = kind[record.type].properties, stated(record)
        for name in {n.removesuffix("_en") if properties[n].twin_of else n for n in said}:
            if properties[name].both:
                zh, en = (v if isinstance(v, list) else [v] * bool(v) for v in (said.get(name), said.get(f"{name}_en")))
                yield record, name, zh, en


def english_prose(text: str) -> list[str]:
    """Return the English words of a Chinese text that are no name: small letters, and no identifier."""
    text = re.sub(r"^\w+=|[a-z0-9]+[.:/-][\w.:/-]+", " ", text)
    return re.findall(r"(?<![A-Za-z0-9])[a-z]{3,}(?![A-Za-z0-9])", text)


def foreign_names(text: str) -> set[str]:
    """Return the Chinese names in an English text, without the name of an item."""
    return set(re.findall(r"[\u3400-\u9fff]+(?:\([\u3400-\u9fff]+\)[\u3400-\u9fff]*)*", text))


def figures(text: str) -> set[str]:
    """Return the numbers of three figures and more that a text gives, apart from day and month."""
    text = re.sub(r"(\d),(\d{3})", r"\1\2", re.sub(r"\b(\d{4})-(\d\d)(-\d\d)?", r"\1", text))
    return set(re.findall(r"(?<![\d.A-Za-z])\d{3,}(?![\d.]*\d)", text))


def test_chinese_properties_hold_no_english_prose_and_the_reverse(records, without_english):
    seen = 0
    for record, name, zh, en in prose(records):
        seen += 1
        assert len(zh) == len(en) > 0, (record.id, name)
        assert [w for text in zh for w in english_prose(text)] == [], (record.id, name)
        assert {n for text in en for n in foreign_names(text)} <= without_english, (record.id, name)
    assert seen > 900


def test_both_notes_of_a_search_say_the_same(records, without_english):
    for search in records:
        if isinstance(search, Search):
            zh, en = search.note.zh, search.note.en
            assert zh, search.id
            assert en, search.id
            assert english_prose(zh) == [], search.id
            assert foreign_names(en) <= without_english, search.id
            assert figures(zh) == figures(en), search.id


def test_details_are_names_with_values_and_labels(records):
    named = set()
    for record, name, zh, en in prose(records):
        if name == "details":
            for item in [*zh, *en]:
                assert re.match(r"^\w+=\S", item), item
            keys = [[item.partition("=")[0] for item in items] for items in (zh, en)]
            assert sorted(keys[0]) == sorted(keys[1]), record.id
            named |= set(keys[0])
            # 十亿元 is no unit of Chinese readers
            assert not any(key.endswith("_bn_cny") for key in keys[0])
    assert named == detail_names().keys()


def test_what_is_told_of_a_source_stands_in_both_languages(records):
    sources = [record for record in records if isinstance(record, Source)]
    noted = [source for source in sources if source.note_zh or source.note_en]
    assert len(noted) > 100
    for source in noted:
        assert re.search("[\u3400-\u9fff]", source.note_zh), source
        assert english_prose(source.note_zh) == [], source
        assert source.note_en, source
    # such words stood in Chinese titles and in publishers
    for source in sources:
        for text in (source.publisher, source.title):
            assert not re.search(r"reprint|\bcopy\b|title ours|unknown host|third-party|mirror", text), source
