"""What the region of the rules, and positions that nobody recorded, leave unsaid: notes beside the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..queries import Reads, Streams, region_of, stream
from ..schema import Template, Text, is_shipped, listed, project, template
from .facts import Facts

#: chains that a note names before it counts them
_NAMED = 3
#: seats outside the region that a note names
_SEATS = 8


def left_out(store: Reads, many: int, chain: str, used: Template, inside: int) -> Iterator[Text]:
    """Tell how many bodies fill no slot because they are outside the region; ``used`` has its id.

    Where they are more than those ``inside`` that fill one, and the region is that of the package, the store is likely
    one of another city.
    """
    if many:
        region, scope = region_name(store, used.region), Text("本链", "Of this chain") if chain else _ALL
        yield Text(
            f"{scope.zh}有 {many} 个主体在{region.zh}之外，不计入：地区出自{whose(used).zh}；"
            "ask outside-bodies 列出是谁、凭什么。",
            f"{scope.en} {many} bod{'y is' if many == 1 else 'ies are'} outside {region.en} and not counted: the "
            f"region is that of {whose(used).en}; ask outside-bodies lists who and why.",
        )
    if many > inside and is_shipped(used):
        yield Text(
            "计入的不及一半：若这是另一座城市，请用 `chainscape init FOLDER --region …` 建立项目，"
            "或在自己的模板中写明 region。",
            "Fewer than half count: if this is another city, make a project by `chainscape init FOLDER --region …`, or "
            "name your region in a template of your own.",
        )


_ALL = Text("全部产业链", "Of all chains")


def nobody_outside(rules: Template, used: Template) -> Iterator[Text]:
    """Tell that a store does not have the region of the rules; ``used`` are those that were fitted to it."""
    if rules.region and not used.region:
        yield Text(
            f"库中没有模板的地区 {rules.region}：不分域内域外，所有主体都计入；"
            "自己的地区写在项目文件或模板的 region 里。",
            f"This store has no {rules.region}, the region of the template: nobody is left out as coming from outside. "
            "A project file or a template of your own names yours under region.",
        )


def unplaced(facts: Facts) -> Iterator[Text]:
    """Tell of which chains no stage has a position: nothing is said about what they reach."""
    placed = {stage.chain for stage in facts.stages if stage.position}
    loose = sorted({stage.chain for stage in facts.stages} - placed)
    if not loose:
        return
    names, rest = [facts.chains[each] for each in loose[:_NAMED]], len(loose) - _NAMED
    more = Text(f"等 {len(loose)} 条", f" and {rest} more") if rest > 0 else Text("", "")
    yield Text(
        f"{'、'.join(name.zh for name in names)}{more.zh}：没有一个环节载有位置，上中下游是否齐全无从说起。",
        f"{', '.join(name.en for name in names)}{more.en}: no stage has a position on record, so nothing is said about "
        "whether upstream, midstream and downstream are complete.",
    )


def region_name(store: Reads, region: str) -> Text:
    """Return what a region is called, by its id; the id where it is not in the store."""
    for row in store.look_up("MATCH (r:Region {id: $id}) RETURN r.name AS zh, r.name_en AS en", id=region):
        return Text(str(row["zh"] or region), str(row["en"] or row["zh"] or region))
    return Text(region, region)


def whose(rules: Template) -> Text:
    """Return which file names the region of a template."""
    used, asked = project(), template()
    if used is not None and used.region and used.region == asked.region and rules.hash == asked.hash:
        return Text(f"项目文件 {used.file.name}", f"the project file {used.file.name}")
    return Text(f"模板 {rules.name}", f"the template {rules.name}")


def _outside(store: Streams, region: str) -> tuple[int, int, Counter[str]]:
    """Return how many bodies are outside a region, of how many that is stated, and the seats of the others."""
    seats: Counter[str] = Counter()
    if not store.types_of([region]):
        # without regions nothing says where anybody sits
        (stated,) = store.look_up(_STATED).column("n")
        return stated, stated, seats
    many = stated = 0
    with stream(store, "outside-bodies", region=region) as rows:
        home, regions = rows.columns.index("home"), rows.columns.index("regions")
        for row in rows:
            many, stated = many + 1, stated + (row[home] == "outside")
            if row[home] != "outside":
                seats.update(row[regions])
    return many, stated, seats


def _seats(seats: Counter[str], region: Text) -> Text:
    """Say where the bodies sit that are outside by their seats alone: a district may be missing from the region."""
    first, rest = seats.most_common(_SEATS), len(seats) - _SEATS
    named = listed(f"{name} {many}" for name, many in first)
    more = Text(f"等 {len(seats)} 处", f" and {rest} more places") if rest > 0 else Text("", "")
    return Text(
        f"所在地为{named.zh}{more.zh}：其中属于{region.zh}的，请在区县表中写明（区县 LOCATED_IN {region.zh}）。",
        f" Their seats: {named.en}{more.en}; those that lie in {region.en} need a row that says so (district "
        f"LOCATED_IN {region.en}).",
    )


_WITHIN = "MATCH (:Region {id: $id})<-[:LOCATED_IN]-(r:Region) RETURN count(r) AS n"
_STATED = "MATCH (b) WHERE b.home = 'outside' RETURN count(b) AS n"


def outside(store: Streams) -> Text | None:
    """Return how many bodies of a store the region leaves out, by what is stated of them and by their seats.

    None where it leaves out nobody. SchemaError: see `queries.region_of`.
    """
    rules = template()
    region = region_of(store, rules)
    if not region:
        return None
    many, stated, seats = _outside(store, region)
    if not many:
        return None
    name = region_name(store, region)
    loose = many > stated and not store.look_up(_WITHIN, id=region).column("n")[0]
    more = Text(
        f"没有一个区县载明在{name.zh}之内：若其中有，请加一张表写明"
        f"（区县 LOCATED_IN {name.zh}，见 docs/projects.md）。",
        f" No district is on record within {name.en}: if some lie there, add a table that says so (district LOCATED_IN "
        f"{name.en}, see docs/projects.md).",
    )
    where = _seats(seats, name) if seats and not loose else Text("", "")
    return Text(
        f"库中有 {many} 个主体在{name.zh}之外，不填补格位（{stated} 个载明为域外，{many - stated} 个据所在地）："
        f"地区出自{whose(rules).zh}；ask outside-bodies 列出。{more.zh * loose}{where.zh}",
        f"bodies of the store outside {name.en}, which fill no slot: {many} ({stated} stated to be, "
        f"{many - stated} by their seats): the region is that of {whose(rules).en}; ask outside-bodies lists them."
        f"{more.en * loose}{where.en}",
    )
