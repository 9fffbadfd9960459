"""What an analysis finds, in the shapes that pictures, reports and the command line share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from .records import Search
from .regions import Regions
from .wordings import Text

State = Literal["present", "not_found", "unknown", "not_expected"]
VerdictKind = Literal["build", "fill", "extend", "strengthen", "single_on_record", "look_up"]
#: seat of a body against the template's region; "none" for what has no seat
Seat = Literal["inside", "outside", "unknown", "none"]
Unit = Literal["house", "body", "thing"]


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
    region: Seat
    #: id of the head of its house, or of its bearer's; its own id for what has no house
    house: str
    #: what is counted: the house, the body itself or the thing
    unit: Unit = "house"
    #: id of the body that holds the patent or received the award; its own id elsewhere
    bearer: str = ""
    #: ids of the chain, stages and consortia by way of which it counts, sorted: without all of them it does not
    places: tuple[str, ...] = ()
    #: comes from the chain, not from the stage itself
    inherited: bool = False
    #: older than the template's `stale_after`
    stale: bool = False
    #: why it fills nothing: "" it counts; else a status that does not count (planned, candidate, retired,
    #: draft, filed), unclear (basis of the service), user (role of the firm), outside (the region),
    #: other_kind (of consortium)
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
    #: houses, bodies and things that fill it (own evidence, else inherited), each by its unit
    count: int
    #: what the template asks for
    minimum: int
    #: evidence that counts; own first, then what the chain lends
    evidence: tuple[Evidence, ...] = ()
    #: evidence that fills nothing, each with its reason
    set_aside: tuple[Evidence, ...] = ()
    #: the cell is present only through the chain's evidence
    inherited: bool = False
    #: how many of `count` are things: standards, patents, awards, projects
    things: int = 0
    #: present, but by fewer than the minimum
    thin: bool = False
    #: every piece of evidence is older than `stale_after` / has no date
    stale: bool = False
    undated: bool = False
    #: search records about this cell, the one that speaks first
    searches: tuple[Search, ...] = ()
    #: what the record that speaks says; a none_found below the least effort is partial; "" nobody looked lately
    result: str = ""
    #: the records are about the whole chain
    searched_whole: bool = False
    #: records that say otherwise than the one that speaks
    against: tuple[Search, ...] = ()
    #: every record is older than its method allows: nobody is known to have looked lately
    outdated: bool = False
    #: what a source says there is, beyond what is recorded one by one; "" nothing
    known: Text = field(default_factory=lambda: Text("", ""))
    #: what can be done next; "" nothing
    next_step: Text = field(default_factory=lambda: Text("", ""))
    #: what hangs on the cell: stages downstream of it, houses in the chain, consortia of the chain
    downstream: int = 0
    houses: int = 0
    consortia: int = 0
    sentence: Text = field(default_factory=lambda: Text("", ""))
    verdict: Verdict | None = None

    @property
    def web_only(self) -> bool:
        """Nothing was found, and it was looked for on the web alone: 尚未查到, never 没有."""
        return self.state == "not_found" and bool(self.searches) and self.searches[0].method == "web"

    @property
    def sources(self) -> tuple[str, ...]:
        """Source ids of everything that the cell rests on, sorted, once each."""
        return tuple(sorted({s for e in (*self.evidence, *self.set_aside) for s in e.sources}))


@dataclass(frozen=True, slots=True)
class Falls:
    """What falls on record if a set of bodies goes: the gaps counted again without them."""

    #: stages that have nobody left
    empties: tuple[str, ...] = ()
    #: ids of cells that nothing of their own fills any more
    slots: tuple[str, ...] = ()
    #: ids of cells that the chain no longer lends
    inherited: tuple[str, ...] = ()
    #: ids of cells that are left with one
    left_on_one: tuple[str, ...] = ()
    #: stages that no supply from the chain's beginnings reaches any more
    cut_off: tuple[str, ...] = ()
    #: pairs of first and last stages between which no way is left
    routes: int = 0
    #: ids of firms that lose their only recorded supplier of a product
    customers: tuple[str, ...] = ()
    #: the routes themselves, first stage and last, sorted
    ways: tuple[tuple[str, str], ...] = ()
    #: those firms with each product, sorted
    lost: tuple[tuple[str, str], ...] = ()

    @property
    def weight(self) -> tuple[int, ...]:
        """How much falls, as hubs are ordered: each part counts before the next, nothing is weighed."""
        return (
            len(self.empties), len(self.slots), len(self.inherited), len(self.left_on_one), len(self.cut_off),
            self.routes, len(self.customers),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hub:
    """A house with what falls without it; `is_hub` when the template's hub rule fires."""

    #: the body that stands for the house: its head, or where that takes no part the one with most cells, then most ties
    id: str
    name: Text
    type: str
    #: distinct neighbours among bodies, chains, stages, things; agencies and awards left out
    degree: int
    #: share of shortest paths through it, among the pairs that are connected (Freeman 1977); None: not computed
    betweenness: float | None
    #: ids it serves, sorted
    chains: tuple[str, ...]
    consortia: tuple[str, ...]
    stages: tuple[str, ...]
    #: ids of cells that only this house fills
    sole: tuple[str, ...]
    is_hub: bool
    sentence: Text
    #: head of the house, and its bodies that take part, sorted
    house: str = ""
    bodies: tuple[str, ...] = ()
    falls: Falls = field(default_factory=Falls)


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
    #: known by this date, later statements left out; "" all
    known_by: str = ""
    #: head of a house → its bodies, sorted; bodies that are a house by themselves left out
    houses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: those of the notes that say whom the region leaves out, or that it leaves out nobody
    about_region: tuple[Text, ...] = ()
    #: which regions the bodies lie in
    regions: Regions = field(default_factory=Regions)


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two findings: a cell, what the links of a chain say, or a hub."""

    what: Literal["cell", "links", "hub"]
    #: id of the cell, of the finding on links or of the house's body
    id: str
    chain: str
    stage: str
    slot: str
    #: how it stood and stands, in words; "" where it was not there
    before: Text
    after: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Side:
    """How one of two stands in one respect."""

    #: stages, cells that are filled, cells with a verdict, or stages and chain-wide cells of a house
    count: int
    told: Text
    #: ids of the cells, stages, findings on links and bodies that it is about, for a picture to mark
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contrast:
    """One respect in which two chains, or one chain known by two dates or from two stores, stand side by side."""

    what: Literal["stages", "slot", "verdict", "hub", "body", "cell", "links"]
    #: position, slot, kind of verdict, or id of a house, cell or finding on links
    key: str
    item: Text
    first: Side
    second: Side
    #: why the second stands otherwise; "" where the two are not one known twice
    why: Text = field(default_factory=lambda: Text("", ""))

    @property
    def differs(self) -> bool:
        """Say whether the two sides stand otherwise."""
        return (self.first.count, self.first.told) != (self.second.count, self.second.told)


@dataclass(frozen=True, slots=True)
class Extension:
    """What the links of a chain say: 延链 where somebody looked for the next stage in vain, else 待查.

    A position without a stage, a lane that ends early, a stage that stands alone.
    """

    #: ``chain id/stage id/extend-POSITION``, ``chain id/-/extend-POSITION`` for a missing position,
    #: ``chain id/stage id/links`` for a stage without links
    id: str
    chain: str
    #: last stage of the lane that ends early, or the lone stage; "" when a whole position is missing
    stage: str
    #: the position that has nothing; "" for a lone stage
    position: Literal["upstream", "midstream", "downstream", ""]
    verdict: Verdict
    sources: tuple[str, ...] = ()
    searches: tuple[Search, ...] = ()
    #: what can be done next: the command that records the answer
    next_step: Text = field(default_factory=lambda: Text("", ""))


def count_of(evidence: Iterable[Evidence]) -> int:
    """Return how many stand behind evidence: each house, each body and each thing once, as its slot counts."""
    return len({(each.unit, each.house if each.unit == "house" else each.id) for each in evidence})
