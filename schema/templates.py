"""Chain templates: which slots a chain and its stages should have filled, and the rules of the verdicts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .errors import UnknownName
from .files import Reading, read_yaml
from .records import Text

FOLDER = Path(__file__).parent / "templates"
DEFAULT = "quality-innovation"
POSITIONS = ("upstream", "midstream", "downstream")
#: the verdicts and what each rule may set
VERDICTS = ("build", "fill", "extend", "strengthen", "look_up")


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that a chain or a stage should have."""

    name: str
    label: Text
    #: one character (zh) or one or two letters (en) for the small cells of a map
    mark: Text
    #: heading that it stands under: firms, infrastructure, advice, innovation
    group: str
    #: whether a chain as a whole, and each of its stages, should have it
    of_chain: bool
    of_stage: bool
    #: groups (not legal entities) that should fill it
    minimum: int
    #: True: filled by a single group it is a 强链 verdict
    strengthen: bool


@dataclass(frozen=True, slots=True)
class HubRule:
    """When a body is a hub: it reaches one of these."""

    types: tuple[str, ...]
    stages: int
    chains: int
    consortia: int


@dataclass(frozen=True, slots=True)
class Template:
    """What is expected along a chain."""

    name: str
    label: Text
    #: id of the Region; bodies known to be outside it fill no slot
    region: str
    #: years; older evidence is marked, not removed
    stale_after: int
    #: kinds of Consortium whose bodies count
    consortium_kinds: tuple[str, ...]
    #: kinds of Award that count as quality improvement
    award_kinds: tuple[str, ...]
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


def template(name: str | Path = DEFAULT) -> Template:
    """Return a template by its name or from a planner's own file.

    >>> template().slots["metrology"].label.zh
    '计量'
    """
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return _read(path)
    known = {p.stem: p for p in FOLDER.glob("*.yaml")}
    if str(name) not in known:
        raise UnknownName("template", str(name), known)
    return _shipped(known[str(name)])


@cache
def _shipped(path: Path) -> Template:
    return _read(path)


def _read(path: Path) -> Template:
    file = read_yaml(path)
    file.only(
        "name", "label", "region", "stale_after", "consortium_kinds", "award_kinds", "positions",
        "concentration", "groups", "slots", "not_expected", "verdicts", "hubs",
    )  # fmt: skip
    groups = {name: file.part("groups").part(name).text() for name in file.part("groups").data}
    slots = {name: _slot(name, file.part("slots").part(name), groups) for name in file.part("slots").data}
    positions, verdicts = tuple(file.words("positions")), tuple(file.words("verdicts"))
    for key, found, allowed in (("positions", positions, POSITIONS), ("verdicts", verdicts, VERDICTS)):
        for word in found:
            if word not in allowed:
                raise file.wrong(key, "words of " + ", ".join(allowed), word)
    not_expected = {}
    for chain in file.part("not_expected").data:
        not_expected[chain] = tuple(file.part("not_expected").words(chain))
        for slot in not_expected[chain]:
            if slot not in slots:
                raise file.wrong(f"not_expected.{chain}", "a slot: " + ", ".join(slots), slot)
    hubs = file.part("hubs")
    hubs.only("types", "stages", "chains", "consortia")
    concentration = file.number("concentration")
    if not 0 < concentration <= 1:
        raise file.wrong("concentration", "a number above 0, at most 1", concentration)
    return Template(
        file.word("name"),
        file.part("label").text(),
        file.word("region"),
        file.integer("stale_after"),
        tuple(file.words("consortium_kinds")),
        tuple(file.words("award_kinds")),
        positions,
        groups,
        slots,
        concentration,
        not_expected,
        verdicts,
        HubRule(tuple(hubs.words("types")), hubs.integer("stages"), hubs.integer("chains"), hubs.integer("consortia")),
        hashlib.sha256(path.read_bytes()).hexdigest()[:12],
    )


def _slot(name: str, part: Reading, groups: Mapping[str, Text]) -> Slot:
    part.only("label", "mark", "group", "of", "minimum", "strengthen")
    of = part.words("of")
    if not of or set(of) - {"chain", "stage"}:
        raise part.wrong("of", "a list of chain, stage", of)
    minimum = part.integer("minimum", 1)
    if minimum < 1:
        raise part.wrong("minimum", "1 or more", minimum)
    return Slot(
        name,
        part.part("label").text(),
        part.part("mark").text(),
        part.one_of("group", tuple(groups)),
        "chain" in of,
        "stage" in of,
        minimum,
        part.flag("strengthen", True),
    )


__all__ = ["DEFAULT", "POSITIONS", "VERDICTS", "HubRule", "Slot", "Template", "template"]
