"""Names short enough for a card: an alias of about five characters, or the name without its legal form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...schema import Text, vocabulary
from .facts import name_of

if TYPE_CHECKING:
    import networkx as nx

_HAN = re.compile("[\u3400-\u9fff]")
_BRACKETS = re.compile(r"\s*[((][^()()]*[))]")
_LEGAL = re.compile("(股份有限公司|有限责任公司|集团有限公司|控股有限公司|科技有限公司|有限公司)$")
_PLACE = re.compile("^(江苏省|江苏|苏州市|苏州|昆山市|昆山|张家港市|张家港)")
_LEGAL_EN = re.compile(
    r"[\s,]*\b(Co\.?,?\s*(Ltd|Limited)\.?|Corporation|Corp\.?|Company Limited|Limited|Ltd\.?|Inc\.?)\s*$", re.IGNORECASE
)
_PLACE_EN = re.compile(r"^(Jiangsu|Suzhou|Kunshan|Zhangjiagang)\s+(?=\S+\s)", re.IGNORECASE)
_GROUP_EN = re.compile(r"\s+(Group|Holdings?)$", re.IGNORECASE)
_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]+(?![A-Za-z.])")
#: words that names of bodies share; what tells two of them apart is mostly none of these
_ABBREVIATIONS = {
    "administration": "Admin.", "and": "&", "association": "Assn", "centre": "Ctr", "center": "Ctr",
    "committee": "Cttee", "communication": "comm.", "communications": "comm.", "consortium": "Cons.",
    "demonstration": "demo", "development": "Dev.", "electrical": "elec.", "engineering": "Eng.",
    "environmental": "env.", "equipment": "equip.", "improvement": "impr.", "industrial": "Ind.", "industry": "Ind.",
    "industrialisation": "Ind.", "innovation": "Innov.", "inspection": "Insp.", "institute": "Inst.",
    "international": "Intl", "laboratory": "Lab", "management": "mgmt", "manufacturing": "Mfg", "national": "Natl",
    "organization": "Org.", "provincial": "Prov.", "regulation": "Reg.", "requirements": "req.", "research": "Res.",
    "standardisation": "Std.", "standardization": "Std.", "system": "sys.", "systems": "sys.", "technical": "Tech.",
    "technologies": "Tech.", "technology": "Tech.", "university": "Univ.",
}  # fmt: skip
#: types whose aliases are names in use; an alias of a standard or stage may be another thing
_ALIASED = frozenset({"Company", "TestingInstitute", "ResearchInstitute", "University", "Association"})
_SHORT_ENOUGH = 6
_SHORT_ENOUGH_EN = 18


def short_names(network: nx.MultiDiGraph, ids: Iterable[str]) -> dict[str, Text]:
    """Return a short name in both languages for each id; the full one where the short one is not unique.

    Where a stage and what it makes, say, have the same name, all but the stage say of what type they are.
    """
    full: dict[str, Text] = {}
    short: dict[str, Text] = {}
    for id in ids:
        node = network.nodes[id] if id in network else {}
        full[id] = name_of(id, node)
        zh_name, type = _short(full[id].zh, node), node.get("type", "")
        short[id] = Text(zh_name, _short_en(full[id].en, type, _latin(node)) or zh_name)
    zh, en = Counter(t.zh for t in short.values()), Counter(t.en for t in short.values())
    names = {
        id: Text(
            name.zh if zh[name.zh] == 1 else full[id].zh,
            name.en if en[name.en] == 1 else full[id].to("en"),
        )
        for id, name in short.items()
    }
    return _by_type(names, {id: network.nodes[id].get("type", "") for id in names if id in network})


def _by_type(names: dict[str, Text], types: Mapping[str, str]) -> dict[str, Text]:
    """Return names, those that are still the same with the type behind them."""
    zh, en = Counter(name.zh for name in names.values()), Counter(name.en for name in names.values())
    terms = vocabulary().nodes
    for id, name in names.items():
        type = types.get(id, "Stage")
        if (zh[name.zh] > 1 or en[name.en] > 1) and type in terms and type not in ("Stage", "IndustryChain"):
            label = terms[type].label
            names[id] = Text(
                f"{name.zh}（{label.zh}）" if zh[name.zh] > 1 else name.zh,
                f"{name.en} ({label.en.lower()})" if en[name.en] > 1 else name.en,
            )
    return names


def abbreviated(name: str) -> str:
    """Return an English name with its long words in their usual abbreviations; a Chinese one as it is.

    >>> abbreviated("Suzhou Institute of Optoelectronic Technology")
    'Suzhou Inst. of Optoelectronic Tech.'
    """
    return _WORD.sub(lambda found: _ABBREVIATIONS.get(found[0].lower(), found[0]), name)


def _short(name: str, node: Mapping[str, Any]) -> str:
    if not _HAN.search(name):
        return _short_en(name, node.get("type", ""), [])
    type = node.get("type", "")
    if type == "IndustryChain":
        return name.removesuffix("产业链") or name
    if type == "Consortium":
        return name.removeprefix("苏州市").replace("产业质量", "质量").replace("质量创新联合体", "质创联合体")
    if len(name) <= _SHORT_ENOUGH:
        return name
    if type in _ALIASED:
        aliases = node.get("properties", {}).get("aliases", [])
        fitting = [a for a in aliases if 4 <= len(a) < len(name) and _HAN.search(a)]
        if fitting:
            return str(min(fitting, key=lambda a: (abs(len(a) - 5), len(a), a)))
    bare = _LEGAL.sub("", _BRACKETS.sub("", name))
    if type == "Company" and len(bare) > _SHORT_ENOUGH:
        bare = _PLACE.sub("", bare)
    return bare if len(bare) > 1 else name


def _latin(node: Mapping[str, Any]) -> list[str]:
    """Return the aliases of a body in Latin letters, the shortest first."""
    if node.get("type") not in _ALIASED:
        return []
    found = (str(each) for each in node.get("properties", {}).get("aliases", []))
    return sorted((alias for alias in found if not _HAN.search(alias)), key=lambda alias: (len(alias), alias))


def _short_en(name: str, type: str, aliases: Sequence[str]) -> str:
    """Return a short English name, "" for a body that has neither an English name nor an alias in Latin letters."""
    if not name:
        return aliases[0] if aliases else ""
    bare = _LEGAL_EN.sub("", _BRACKETS.sub("", name)).strip()
    if type == "Consortium":
        bare = re.sub("^Suzhou quality", "Quality", bare)
    if type == "Company" and len(bare) > _SHORT_ENOUGH_EN:
        bare = _PLACE_EN.sub("", bare)
    if type == "Company" and len(bare) > _SHORT_ENOUGH_EN:
        bare = _GROUP_EN.sub("", bare)
    if type == "IndustryChain":
        bare = re.sub(r"\s*(industry chain|industrial chain|chain)$", "", bare, flags=re.IGNORECASE)
    return bare if len(bare) > 1 else name
