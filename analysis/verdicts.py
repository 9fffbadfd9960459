"""Verdicts of cells: 建链 build, 补链 fill, 强链 strengthen, 单点(在录) single on record, 待查 look up.

Each has the rule that fired and a sentence that keeps every caveat of its cell. What is alone on record is never
alone in the world: 强链 needs a survey or an inventory that found exactly these, or shares that show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from ..queries import Houses
from ..schema import VERDICT_LABELS, Cell, Slot, Template, Text, Verdict
from .facts import Facts
from .searched import COVERING
from .sentences import (
    UNSEEN,
    amount,
    aside,
    caveats,
    clue,
    conflict,
    joined,
    known_more,
    looked,
    names,
    spoken,
    used_by,
)


def verdict(cell: Cell, told: Text, where: Text, slot: Slot, template: Template, behind: Houses) -> Verdict | None:
    """Return what to do about a cell, of which ``told`` is the sentence; None where nothing is or the rule is off."""
    found = _verdict(cell, told, spoken(where), slot, behind)
    return found if found and found.kind in template.verdicts else None


def _verdict(cell: Cell, told: Text, who: Text, slot: Slot, behind: Houses) -> Verdict | None:
    what = slot.label
    if cell.state == "not_found":
        return None if cell.searched_whole else _missing(cell, who, what, slot, behind)
    if cell.state == "unknown":
        rule = "nobody-looked" if not cell.searches else "search-outdated" if cell.outdated else f"search-{cell.result}"
        return Verdict("look_up", rule, told)
    if cell.state == "present" and not cell.inherited and slot.strengthen and not cell.things:
        return _few(cell, who, what, behind)
    return None


def _missing(cell: Cell, who: Text, what: Text, slot: Slot, behind: Houses) -> Verdict:
    how = looked(cell.searches[0])
    if cell.web_only:
        text = Text(
            f"{who.zh}：尚未查到{what.zh}（{how.zh}）；网上未见不等于没有。",
            f"{who.en}: no {what.en.lower()} found yet ({how.en}); not on the web does not mean none.",
        )
    else:
        seen = UNSEEN[cell.searches[0].method]
        text = Text(
            f"{who.zh}：{seen.zh}{what.zh}（{how.zh}）。", f"{who.en}: no {what.en.lower()}{seen.en} ({how.en})."
        )
    if any(each.inherited for each in cell.evidence):
        lent = names((each for each in cell.evidence if each.inherited), behind)
        text = joined(text, Text(f"全链另有：{lent.zh}。", f"The whole chain has: {lent.en}."))
    text = joined(text, clue(cell.searches[0]), conflict(cell), aside(cell.set_aside, behind))
    if slot.when_missing == "build":
        return Verdict("build", "searched-and-nobody", text, cell.web_only)
    return Verdict("fill", "required-slot-not-found", text, cell.web_only)


def _few(cell: Cell, who: Text, what: Text, behind: Houses) -> Verdict | None:
    if cell.count > 1 and not cell.thin:
        return None
    used = used_by(cell)
    listed, many = names(used, behind), amount(used)
    rest = _rest(cell, behind)
    covered = next((s for s in cell.searches[:1] if cell.result == "complete" and s.method in COVERING), None)
    if covered is not None and not cell.known.zh:
        how = looked(covered)
        text = Text(
            f"{who.zh}的{what.zh}只有 {many.zh}：{listed.zh}（{how.zh}：查全）。",
            f"{who.en}, {what.en.lower()}: only {many.en}, {listed.en} ({how.en}: these are all).",
        )
        return Verdict("strengthen", "one-house" if cell.count == 1 else "below-minimum", joined(text, rest))
    if cell.known.zh:
        text = Text(
            f"{who.zh}的{what.zh}：在录 {many.zh}（{listed.zh}），已知不止于此。",
            f"{who.en}, {what.en.lower()}: {many.en} on record ({listed.en}); there are known to be more.",
        )
        return Verdict("look_up", "more-known", joined(text, rest))
    if cell.count == 1:
        text = Text(
            f"{who.zh}的{what.zh}，记录中只有一{_measure(used[0].unit)}：{listed.zh}{_unsurveyed(cell).zh}。",
            f"{who.en}, {what.en.lower()}: only one on record, {listed.en}{_unsurveyed(cell).en}.",
        )
        return Verdict("single_on_record", "one-on-record", joined(text, rest))
    text = Text(
        f"{who.zh}的{what.zh}，记录中有 {many.zh}：{listed.zh}，少于应有的 {cell.minimum} 个{_unsurveyed(cell).zh}。",
        f"{who.en}, {what.en.lower()}: {many.en} on record, {listed.en}; fewer than the {cell.minimum} expected"
        f"{_unsurveyed(cell).en}.",
    )
    return Verdict("single_on_record", "few-on-record", joined(text, rest))


def _rest(cell: Cell, behind: Houses) -> Text:
    """Return what is to be minded about a cell that somebody fills."""
    return joined(known_more(cell), caveats(cell), conflict(cell), aside(cell.set_aside, behind))


def _measure(unit: str) -> str:
    return "位" if unit == "body" else "家"


def _unsurveyed(cell: Cell) -> Text:
    """Return why "only" stops at the records."""
    if not cell.searches or cell.outdated:
        return Text("（未做普查）", " (no inventory was made)")
    how = looked(cell.searches[0])
    return Text(f"（未做普查；{how.zh}）", f" (no inventory was made; {how.en})")


def concentrated(cell: Cell, facts: Facts, template: Template) -> Verdict | None:
    """Return the 强链 verdict of a cell whose firms' supply shares are concentrated.

    For each customer and product the Herfindahl–Hirschman index is the sum of squared shares over the houses of the
    firms that fill the cell (Hirschman 1945; Herfindahl 1950); what no share covers adds nothing, so the index is a
    floor. The first market by customer and product that reaches the template's limit is named.
    """
    if "strengthen" not in template.verdicts or cell.state != "present" or cell.inherited or cell.things:
        return None
    own = {each.bearer for each in cell.evidence if not each.inherited}
    markets: dict[tuple[str, str, str], dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    names_of: dict[str, str] = {}
    for body in own:
        for row in facts.shares_of(body):
            house = facts.houses.of(body)
            names_of.setdefault(house, row["supplier_name"])
            market = (row["customer"], row["customer_name"], row["product"])
            markets[market][house].setdefault(body, float(row["share"]))
    for market, parts in sorted(markets.items()):
        shares = {house: sum(each.values()) for house, each in parts.items()}
        index = sum(share * share for share in shares.values())
        if index < template.concentration:
            continue
        top = max(shares, key=lambda house: (shares[house], house))
        _, customer, product = market
        zh = f"{customer}的{product or '供应'}集中：{names_of[top]}占 {shares[top]:.0%}，HHI {index:.2f}。"
        top_en = f"{names_of[top]} has {shares[top]:.0%}, HHI {index:.2f}"
        en = f"{product or 'supply'} of {customer} is concentrated: {top_en}."
        return Verdict("strengthen", "shares-concentrated", joined(Text(zh, en), _rest(cell, facts.houses)))
    return None


def why_not(fired: Collection[str], template: Template) -> tuple[Text, ...]:
    """Return, for each verdict that is switched on and fired nowhere, why it could not."""
    why = {
        "build": Text("没有环节被查过而一家企业也未见", "no stage was searched and found without any firm"),
        "fill": Text("没有必备格位被查过而未见", "no required slot was searched and found empty"),
        "extend": Text(
            "没有人查过下一环节而未见；未查的列为待查",
            "nobody looked for a next stage in vain; what was not looked for is listed to look up",
        ),
        "strengthen": Text(
            "没有经普查或调查确认只有一家的格位，也没有集中的供应份额记录",
            "no survey or inventory found exactly one house, and no concentrated supply share is recorded",
        ),
        "single_on_record": Text("没有在录只有一家的格位", "no slot has one house on record"),
        "look_up": Text("没有未知的格位", "no cell is unknown"),
    }
    return tuple(
        Text(
            f"{VERDICT_LABELS[kind].zh}未触发：{why[kind].zh}。",
            f"{VERDICT_LABELS[kind].en} did not fire: {why[kind].en}.",
        )
        for kind in template.verdicts
        if kind not in fired
    )
