"""What an analysis finds, in the shapes that pictures, reports and the command line share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .records import Search, Text

State = Literal["present", "not_found", "unknown", "not_expected"]
VerdictKind = Literal["build", "fill", "extend", "strengthen", "look_up"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One body or thing that fills a slot, or that was set aside, and what proves it."""

    #: id, name and type of what fills the slot: company, institute, expert, standard, patent, award …
    id: str
    name: Text
    type: str
    #: id and type of the relation that proves it
    relation: str
    relation_type: str
    #: EDTF; "" undated
    date: str
    #: source ids
    sources: tuple[str, ...]
    #: best reliability among the sources: A, B, C; "" without a source
    reliability: str
    #: seat of the body against the template's region
    region: Literal["inside", "outside", "unknown", "none"]
    #: id that stands for its group (PARENT_OF closure); its own id without a group
    group: str
    #: comes from the chain, not from the stage itself
    inherited: bool = False
    #: older than the template's `stale_after`
    stale: bool = False
    #: why it fills nothing: "" it counts; else a status that does not count (planned, candidate, retired,
    #: draft, filed), unclear (basis of the service), outside (the region), other_kind (of consortium)
    set_aside: str = ""
    #: name of the body that holds the patent or received the award; "" elsewhere
    through: Text = field(default_factory=lambda: Text("", ""))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a planner should do about a cell, by which rule, in a sentence."""

    kind: VerdictKind
    #: name of the rule in the template that fired
    rule: str
    sentence: Text
    #: rests on web searches alone, as its cell does: draw the lighter mark
    web_only: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """(chain, stage, slot): what should be there, and what is known about it."""

    #: ``chain id/stage id/slot``; ``-`` stands for the whole chain
    id: str
    chain: str
    #: stage id; "" for the whole chain
    stage: str
    slot: str
    state: State
    #: groups that fill it (own evidence, else inherited)
    count: int
    #: what the template asks for
    minimum: int
    #: evidence that counts; own first, then what the chain lends
    evidence: tuple[Evidence, ...] = ()
    #: evidence that fills nothing, each with its reason
    set_aside: tuple[Evidence, ...] = ()
    #: the cell is present only through the chain's evidence
    inherited: bool = False
    #: present, but by fewer groups than the minimum
    thin: bool = False
    #: every piece of evidence is older than `stale_after` / has no date
    stale: bool = False
    undated: bool = False
    #: search records about this cell, newest first
    searches: tuple[Search, ...] = ()
    sentence: Text = field(default_factory=lambda: Text("", ""))
    verdict: Verdict | None = None

    @property
    def web_only(self) -> bool:
        """Whether what was not found was looked for on the web alone: say 尚未查到, never 没有."""
        looked = [search for search in self.searches if search.result == "none_found"]
        return bool(looked) and all(search.method == "web" for search in looked)

    @property
    def sources(self) -> tuple[str, ...]:
        """Source ids of everything that the cell rests on, sorted, once each."""
        return tuple(sorted({s for e in (*self.evidence, *self.set_aside) for s in e.sources}))


@dataclass(frozen=True, slots=True)
class Hub:
    """A body with its measures; `is_hub` when the template's hub rule fires."""

    id: str
    name: Text
    type: str
    #: distinct neighbours among bodies, chains, stages, things
    degree: int
    #: share of shortest paths through it, 0 to 1 (Freeman 1977, normalised)
    betweenness: float
    #: ids it serves, sorted
    chains: tuple[str, ...]
    consortia: tuple[str, ...]
    stages: tuple[str, ...]
    #: ids of cells that only this body's group fills: what breaks first without it
    sole: tuple[str, ...]
    is_hub: bool
    sentence: Text


@dataclass(frozen=True, slots=True)
class Findings:
    """Gaps and hubs of one chain or of all, under one template."""

    cells: tuple[Cell, ...]
    hubs: tuple[Hub, ...]
    #: name and content hash of the template
    template: str
    template_hash: str
    #: newest date among the data; ages are counted from here
    data_date: str
    #: chain-level verdicts without a slot of their own (延链): keyed by chain id
    extensions: tuple[Extension, ...] = ()
    #: what the rules could not say on these data, and why
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """A 延链 verdict: a position that is missing, or a lane that ends early."""

    #: ``chain id/stage id/extend``; ``chain id/-/extend-POSITION`` for a missing position
    id: str
    chain: str
    #: last stage of the lane that ends early; "" when a whole position is missing
    stage: str
    #: the position that has nothing
    position: Literal["upstream", "midstream", "downstream"]
    verdict: Verdict
    sources: tuple[str, ...] = ()
