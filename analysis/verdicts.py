"""Verdicts: 建链 build, 补链 fill, 延链 extend, 强链 strengthen, 待查 look up, each with its rule and sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..schema import Cell, Evidence, Extension, Slot, Stage, Template, Text, Verdict, rank_of, vocabulary
from .cells import WHOLE, count_groups
from .facts import Facts
from .sentences import looked, names


def verdict(cell: Cell, where: Text, slot: Slot, template: Template) -> Verdict | None:
    """Return what to do about a cell; None where nothing is to be done or the rule is switched off."""
    found = _verdict(cell, Text(where.zh, where.en or where.zh), slot)
    return found if found and found.kind in template.verdicts else None


def _verdict(cell: Cell, who: Text, slot: Slot) -> Verdict | None:
    what = slot.label
    if cell.state == "not_found":
        web = cell.web_only
        how = looked(cell.searches[0])
        if slot.name == "suppliers":
            zh = f"{who.zh}:{'尚未查到' if web else '没有'}企业({how.zh})。"
            en = f"{who.en}: {'no firm found yet' if web else 'there is no firm'} ({how.en})."
            return Verdict("build", "searched-and-nobody", Text(zh, en), web)
        zh = f"{who.zh}:{'尚未查到' if web else '缺'}{what.zh}({how.zh})。"
        en = f"{who.en}: {'no ' + what.en.lower() + ' found yet' if web else what.en.lower() + ' missing'} ({how.en})."
        return Verdict("fill", "required-slot-not-found", Text(zh, en), web)
    if cell.state == "unknown":
        rule = "nobody-looked" if not cell.searches else f"search-{cell.searches[0].result}"
        return Verdict("look_up", rule, cell.sentence)
    if cell.state == "present" and not cell.inherited and slot.strengthen:
        own = [each for each in cell.evidence if not each.inherited]
        if count_groups(own) == 1:
            one, listed = _alone(own), names(own)
            zh = f"{who.zh}的{what.zh}只有{one.zh}:{listed.zh}。"
            en = f"{who.en}, {what.en.lower()}: only {one.en}, {listed.en}."
            return Verdict("strengthen", "one-group", Text(zh, en))
        if cell.thin:
            zh = f"{who.zh}的{what.zh}只有 {cell.count} 家,少于 {cell.minimum} 家。"
            en = f"{who.en}, {what.en.lower()}: {cell.count} groups, fewer than {cell.minimum}."
            return Verdict("strengthen", "below-minimum", Text(zh, en))
    return None


def _alone(evidence: list[Evidence]) -> Text:
    """Return what a slot hangs on alone, in the measure word of its kind."""
    if len({each.id for each in evidence}) > 1:
        return Text("一个集团", "one group")
    if evidence[0].type == "Expert":
        return Text("一位", "one expert")
    return Text("一家", "one body") if evidence[0].type in vocabulary().bodies else Text("一项", "one record")


def concentrated(facts: Facts, template: Template) -> dict[tuple[str, str], Verdict]:
    """Return 强链 verdicts for the suppliers of stages where supply shares are concentrated.

    For each customer and product the Herfindahl–Hirschman index is the sum of squared shares over supplier
    groups (Hirschman 1945; Herfindahl 1950); what no share covers adds nothing, so the index is a floor.
    Keys are (chain, stage).
    """
    if "strengthen" not in template.verdicts:
        return {}
    markets: dict[tuple[str, str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    stages: dict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
    names_of: dict[str, str] = {}
    seen: set[tuple[str, str, str, str]] = set()
    for row in facts.shares:
        market = (row["customer"], row["customer_name"], row["product"])
        stages[market].add((row["chain"], row["stage"]))
        group = min([row["supplier"], *row["kin"]])
        names_of.setdefault(group, row["supplier_name"])
        if (*market, row["supplier"]) not in seen:
            seen.add((*market, row["supplier"]))
            markets[market][group] += row["share"]
    found: dict[tuple[str, str], Verdict] = {}
    for market, shares in sorted(markets.items()):
        index = sum(share * share for share in shares.values())
        if index < template.concentration:
            continue
        top = max(shares, key=lambda g: (shares[g], g))
        _, customer, product = market
        zh = f"{customer}的{product or '供应'}集中:{names_of[top]}占 {shares[top]:.0%},HHI {index:.2f}。"
        top_en = f"{names_of[top]} has {shares[top]:.0%}, HHI {index:.2f}"
        en = f"{product or 'supply'} of {customer} is concentrated: {top_en}."
        for where in sorted(stages[market]):
            found.setdefault(where, Verdict("strengthen", "shares-concentrated", Text(zh, en)))
    return found


def extensions(facts: Facts, template: Template) -> Iterator[Extension]:
    """Yield 延链: an expected position without any stage, or a lane of FEEDS that ends before the last one.

    A chain none of whose stages has a position says nothing about positions and gets no verdict.
    """
    if "extend" not in template.verdicts or not template.positions:
        return
    labels = vocabulary().codes["position"].codes
    for chain in sorted(facts.chains):
        stages = [s for s in facts.stages if s.chain == chain]
        placed = {s.position for s in stages if s.position}
        if not placed:
            continue
        who = facts.chains[chain]
        sources = tuple(sorted({source for s in stages for source in s.sources}))
        for position in template.positions:
            if position not in placed:
                label = labels[position].label
                zh = f"{who.zh}没有{label.zh}环节的记录。"
                en = f"{who.en or who.zh}: no {label.en} stage is recorded."
                found = Verdict("extend", "position-missing", Text(zh, en))
                yield Extension(f"{chain}/{WHOLE}/extend-{position}", chain, "", position, found, sources)  # type: ignore[arg-type]
        last = template.positions[-1]
        if last in placed:
            yield from _ends_early(chain, stages, last)


def _ends_early(chain: str, stages: list[Stage], last: str) -> Iterator[Extension]:
    by_id = {s.id: s for s in stages}
    label = vocabulary().codes["position"].codes[last].label
    for lane in lanes(stages):
        ends = [by_id[id] for id in lane if not any(n in by_id for n in by_id[id].feeds)]
        # a lane that only runs in circles has no end; one with an end of unknown position says nothing
        if len(lane) < 2 or not ends or any(not e.position or e.rank >= rank_of(last) for e in ends):
            continue
        end = max(ends, key=lambda e: (e.rank, e.id))
        zh = f"供给链到「{end.name.zh}」为止,没有接到{label.zh}环节的记录。"
        en = f"The lane ends at {end.name.en or end.name.zh}; no {label.en} stage after it is recorded."
        found = Verdict("extend", "lane-ends-early", Text(zh, en))
        yield Extension(f"{chain}/{end.id}/extend-{last}", chain, end.id, last, found, end.sources)  # type: ignore[arg-type]


def lanes(stages: Iterable[Stage]) -> list[list[str]]:
    """Return the weakly connected components of FEEDS, each sorted, largest first.

    By hand, not by networkx: importing that costs as much as all the rest of `gaps` (0.2 s).
    """
    known = {s.id: s for s in stages}
    parts: dict[str, set[str]] = {id: {id} for id in known}
    for stage in known.values():
        for fed in stage.feeds:
            if fed in known and parts[fed] is not parts[stage.id]:
                joined = parts[stage.id] | parts[fed]
                for id in joined:
                    parts[id] = joined
    lanes_ = {min(part): sorted(part) for part in parts.values()}
    return sorted(lanes_.values(), key=lambda part: (-len(part), part))


def why_not(fired: set[str], template: Template) -> tuple[Text, ...]:
    """Return, for each verdict that is switched on and fired nowhere, why it could not."""
    why = {
        "build": Text("没有环节被查过而一家企业也未见", "no stage was searched and found without any firm"),
        "fill": Text("没有必备格位被查过而未见", "no required slot was searched and found empty"),
        "extend": Text(
            "每条链各位置都有环节,且供给链都到末位",
            "every chain has stages in each position and every lane reaches the last",
        ),
        "strengthen": Text(
            "没有格位只靠一家,也没有供应份额记录", "no slot hangs on one group, and no supply share is recorded"
        ),
        "look_up": Text("没有未知的格位", "no cell is unknown"),
    }
    labels = VERDICT_LABELS
    return tuple(
        Text(f"{labels[kind].zh}未触发:{why[kind].zh}。", f"{labels[kind].en} did not fire: {why[kind].en}.")
        for kind in template.verdicts
        if kind not in fired
    )


#: the five verdicts in words
VERDICT_LABELS = {
    "build": Text("建链", "build"),
    "fill": Text("补链", "fill"),
    "extend": Text("延链", "extend"),
    "strengthen": Text("强链", "strengthen"),
    "look_up": Text("待查", "look up"),
}
