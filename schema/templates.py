"""Chain templates: which slots a chain and its stages should have filled, and the rules of the verdicts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from .errors import UnknownName
from .files import Reading, any_of, read_yaml
from .projects import project
from .quoting import listed
from .slots import Slot, read_effort, read_slot
from .texts import read_text
from .vocabularies import Vocabulary, vocabulary
from .wordings import Text

FOLDER = Path(__file__).parent / "templates"
DEFAULT = "quality-innovation"
POSITIONS = ("upstream", "midstream", "downstream")
#: the verdicts, in the order in which they are listed
VERDICTS = ("build", "fill", "extend", "strengthen", "single_on_record", "look_up")
#: the same in words
VERDICT_LABELS = {
    "build": Text("建链", "build"),
    "fill": Text("补链", "fill"),
    "extend": Text("延链", "extend"),
    "strengthen": Text("强链", "strengthen"),
    "single_on_record": Text("单点（在录）", "single on record"),
    "look_up": Text("待查", "look up"),
}


@dataclass(frozen=True, slots=True)
class HubRule:
    """When a house is a hub: it reaches one of these."""

    types: tuple[str, ...]
    #: breadth: stages of one chain, chains, consortia
    stages: int
    chains: int
    consortia: int
    #: weight: stages and own slots that are empty on record without it
    empties: int
    slots: int


@dataclass(frozen=True, slots=True)
class Template:
    """What is expected along a chain."""

    name: str
    label: Text
    #: id or name of the Region; bodies known to be outside it fill no slot; "" for no region: every body counts
    region: str
    #: years; older evidence is marked, not removed
    stale_after: int
    #: kinds of Consortium whose bodies count
    consortium_kinds: tuple[str, ...]
    #: method → years after which a search no longer speaks
    searches_stale_after: Mapping[str, int]
    #: method → the least (queries, pages read) of a search that may find nobody
    effort: Mapping[str, tuple[int, int]]
    #: positions that every chain should reach
    positions: tuple[str, ...]
    groups: Mapping[str, Text]
    slots: Mapping[str, Slot]
    #: Herfindahl–Hirschman index of supply shares from which a product is concentrated, 0 to 1
    concentration: float
    #: chain id → slots that do not fit it
    not_expected: Mapping[str, tuple[str, ...]]
    #: verdicts that are switched on
    verdicts: tuple[str, ...]
    hubs: HubRule
    #: first 12 hex digits of SHA-256 over the file: which rules made a page
    hash: str

    def slots_of(self, stage: bool) -> list[Slot]:
        """Return the slots of a stage, or of a chain as a whole, in the file's order."""
        return [s for s in self.slots.values() if (s.of_stage if stage else s.of_chain)]


def template(name: str | Path = "") -> Template:
    """Return a template by its name or from a planner's own file; without one that of the project in use.

    A project's region is that of a template that names none. Outside a project it is the template of the package.

    >>> template().slots["metrology"].label.zh
    '计量'
    """
    used = project()
    word = name or (used.template if used is not None else "") or DEFAULT
    found = _named(word)
    if used is None or used.region == found.region or (found.region and not is_shipped(found)):
        return found
    return replace(found, region=used.region, hash=_hash(f"{found.hash} {used.region}".encode()))


def template_text() -> str:
    """Return the file of the template of the package, to start one of your own from."""
    return read_text(FOLDER / f"{DEFAULT}.yaml")


def is_shipped(found: Template) -> bool:
    """Say whether a template is that of the package, as it came."""
    return found.hash == _named(DEFAULT).hash


def _named(name: str | Path) -> Template:
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return _read(path)
    known = {p.stem: p for p in FOLDER.glob("*.yaml")}
    if str(name) not in known:
        raise UnknownName(Text("模板", "template"), str(name), known)
    return _shipped(known[str(name)], vocabulary())


def _hash(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:12]


@cache
def _shipped(path: Path, _words: Vocabulary) -> Template:
    """Return a template of the package; its `body` depends on the vocabulary in use."""
    return _read(path)


def _read(path: Path) -> Template:
    file = read_yaml(path)
    file.only(
        "name", "label", "region", "stale_after", "consortium_kinds", "searches", "positions",
        "concentration", "groups", "slots", "not_expected", "verdicts", "hubs",
    )  # fmt: skip
    groups = {name: file.part("groups").part(name).text() for name in file.part("groups").data}
    slots = {name: read_slot(name, file.part("slots").part(name), groups) for name in file.part("slots").data}
    positions, verdicts = tuple(file.words("positions")), tuple(file.words("verdicts"))
    kinds = tuple(file.words("consortium_kinds"))
    for key, found, allowed in (
        ("positions", positions, POSITIONS),
        ("verdicts", verdicts, VERDICTS),
        ("consortium_kinds", kinds, tuple(vocabulary().codes["consortium_kind"].codes)),
    ):
        for word in found:
            if word not in allowed:
                raise file.wrong(key, Text("以下各词：", "words of ") + listed(allowed), word, allowed)
    not_expected = {}
    for chain in file.part("not_expected").data:
        not_expected[chain] = tuple(file.part("not_expected").words(chain))
        for slot in not_expected[chain]:
            if slot not in slots:
                wanted = Text("支撑：", "a slot: ") + listed(slots)
                raise file.wrong(f"not_expected.{chain}", wanted, slot, slots)
    concentration = file.number("concentration")
    if not 0 < concentration <= 1:
        wanted = Text("大于 0、至多为 1 的数字", "a number above 0, at most 1")
        raise file.wrong("concentration", wanted, concentration)
    stale, effort = _searches(file.part("searches"))
    return Template(
        file.word("name"),
        file.part("label").text(),
        file.word("region") if file.data.get("region") else "",
        file.integer("stale_after"),
        kinds,
        stale,
        effort,
        positions,
        groups,
        slots,
        concentration,
        not_expected,
        verdicts,
        _hubs(file.part("hubs")),
        _hash(path.read_bytes()),
    )


def _searches(part: Reading) -> tuple[dict[str, int], dict[str, tuple[int, int]]]:
    part.only("stale_after", "effort")
    years = part.part("stale_after")
    methods = vocabulary().codes["search_method"].codes
    for method in years.data:
        if method not in methods:
            raise years.wrong(method, any_of(methods), method, methods)
    return {method: years.integer(method) for method in years.data}, read_effort(part.part("effort"))


def _hubs(part: Reading) -> HubRule:
    part.only("types", "stages", "chains", "consortia", "empties", "slots")
    types = tuple(part.words("types"))
    for word in types:
        if word not in vocabulary().nodes:
            raise part.wrong("types", Text("节点类型", "node types"), word, vocabulary().nodes)
    numbers = [part.integer(key) for key in ("stages", "chains", "consortia", "empties", "slots")]
    return HubRule(types, *numbers)


__all__ = [
    "DEFAULT",
    "POSITIONS",
    "VERDICTS",
    "VERDICT_LABELS",
    "HubRule",
    "Slot",
    "Template",
    "is_shipped",
    "template",
    "template_text",
]
