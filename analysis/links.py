"""What the links between stages say: stages that feed nothing before the chain's end, lone ones, empty positions.

延链 extend only where somebody looked for the next stage, or for the position, in vain; else the link is not recorded,
and the finding is 待查: 上下游关系未载.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from ..schema import Extension, Stage, Template, Text, Verdict, rank_of, vocabulary
from .cells import WHOLE
from .facts import Facts
from .searched import NOBODY_LOOKED, Searched, searched
from .sentences import UNSEEN, clue, joined, looked, spoken, to_record

#: slot of a search for what a stage feeds, or is fed by
LINKS = "feeds"


def extensions(facts: Facts, template: Template) -> Iterator[Extension]:
    """Yield the findings about the links of each chain.

    Of a chain none of whose stages has a position, positions are told only where somebody looked; of one with a single
    stage there are no links to tell.
    """
    stages_of: dict[str, list[Stage]] = defaultdict(list)
    for stage in facts.stages:
        stages_of[stage.chain].append(stage)

    def look(subject: str, slot: str) -> Searched:
        records = facts.searches.get((subject, slot), ())
        return searched(records, None, template, facts.data_date) if records else NOBODY_LOOKED

    for chain in sorted(facts.chains):
        stages = stages_of[chain]
        placed = {stage.position for stage in stages if stage.position}
        for position in template.positions:
            asked = look(chain, position)
            if position not in placed and (placed or asked.result == "none_found"):
                label = vocabulary().codes["position"].codes[position].label
                step = to_record(facts.chains[chain].zh, label.zh)
                yield from _kept(_position(facts, chain, stages, position, asked), template, step)
        if len(stages) < 2:
            continue
        last = template.positions[-1] if template.positions else ""
        here = {stage.id for stage in stages}
        fed = {to for stage in stages for to in stage.feeds if to != stage.id}
        for stage in sorted(stages, key=lambda each: each.id):
            step = to_record(facts.chains[chain].zh, stage.name.zh, "上下游")
            ends = not any(to in here and to != stage.id for to in stage.feeds)
            if ends and stage.id not in fed:
                yield from _kept(_alone(chain, stage, look(stage.id, LINKS)), template, step)
            elif ends and last in placed and stage.position and stage.rank < rank_of(last):
                yield from _kept(_ends_early(chain, stage, last, look(stage.id, LINKS)), template, step)


def _kept(found: Extension, template: Template, step: Text) -> Iterator[Extension]:
    if found.verdict.kind in template.verdicts:
        yield replace(found, next_step=step)


def _position(facts: Facts, chain: str, stages: list[Stage], position: str, look: Searched) -> Extension:
    who, label = spoken(facts.chains[chain]), vocabulary().codes["position"].codes[position].label
    sources = tuple(sorted({source for s in stages for source in s.sources}))
    id = f"{chain}/{WHOLE}/extend-{position}"
    if look.result == "none_found" and look.speaks:
        how = looked(look.speaks)
        text = Text(
            f"{who.zh}：{UNSEEN[look.speaks.method].zh}{label.zh}环节（{how.zh}）。",
            f"{who.en}: no {label.en} stage{UNSEEN[look.speaks.method].en} ({how.en}).",
        )
        found = Verdict("extend", "position-missing", joined(text, clue(look.speaks)), look.speaks.method == "web")
    else:
        text = Text(
            f"{who.zh}：{label.zh}环节未载{_asked(look).zh}。",
            f"{who.en}: no {label.en} stage is recorded{_asked(look).en}.",
        )
        found = Verdict("look_up", "position-not-recorded", text)
    return Extension(id, chain, "", position, found, sources, look.records)  # type: ignore[arg-type]


def _alone(chain: str, stage: Stage, look: Searched) -> Extension:
    who = spoken(stage.name)
    id = f"{chain}/{stage.id}/links"
    if look.result == "none_found" and look.speaks:
        how, web = looked(look.speaks), look.speaks.method == "web"
        text = Text(
            f"「{who.zh}」：{UNSEEN[look.speaks.method].zh}上下游环节（{how.zh}）。",
            f"{who.en}: no stage that it feeds or is fed by{UNSEEN[look.speaks.method].en} ({how.en}).",
        )
        found = Verdict("extend", "stands-alone", joined(text, clue(look.speaks)), web)
        return Extension(id, chain, stage.id, "", found, stage.sources, look.records)
    text = Text(
        f"「{who.zh}」的上下游关系未载：它与本链其他环节之间没有供给记录{_asked(look).zh}。",
        f"{who.en}: what it feeds and is fed by is not recorded; no supply to or from another stage of the chain"
        f"{_asked(look).en}.",
    )
    said = joined(text, clue(look.speaks)) if look.speaks else text
    found = Verdict("look_up", "links-not-recorded", said)
    return Extension(id, chain, stage.id, "", found, stage.sources, look.records)


def _ends_early(chain: str, end: Stage, last: str, look: Searched) -> Extension:
    who, label = spoken(end.name), vocabulary().codes["position"].codes[last].label
    id = f"{chain}/{end.id}/extend-{last}"
    if look.result == "none_found" and look.speaks:
        how, web = looked(look.speaks), look.speaks.method == "web"
        text = Text(
            f"供给链到「{who.zh}」为止，{UNSEEN[look.speaks.method].zh}其后的{label.zh}环节（{how.zh}）。",
            f"The lane ends at {who.en}; no {label.en} stage after it{UNSEEN[look.speaks.method].en} ({how.en}).",
        )
        found = Verdict("extend", "lane-ends-early", joined(text, clue(look.speaks)), web)
    else:
        text = Text(
            f"「{who.zh}」之后的供给关系未载{_asked(look).zh}；本链另有{label.zh}环节在录。",
            f"What {who.en} feeds is not recorded{_asked(look).en}; the chain has {label.en} stages on record.",
        )
        found = Verdict("look_up", "links-not-recorded", text)
    return Extension(id, chain, end.id, last, found, end.sources, look.records)  # type: ignore[arg-type]


def _asked(look: Searched) -> Text:
    if look.speaks is None:
        return Text("，也没有查证记录", ", and nobody is recorded to have looked")
    said = vocabulary().codes["search_result"].codes[look.result].label
    how = looked(look.speaks)
    return Text(f"（{how.zh}：{said.zh}）", f" ({how.en}: {said.en})")


def reached(starts: Iterable[str], feeds: Mapping[str, Collection[str]], without: Collection[str] = ()) -> set[str]:
    """Return what can be reached along FEEDS, the starts among it, without passing through some stages."""
    found = {start for start in starts if start not in without}
    todo = deque(found)
    while todo:
        for each in feeds.get(todo.popleft(), ()):
            if each not in found and each not in without:
                found.add(each)
                todo.append(each)
    return found
