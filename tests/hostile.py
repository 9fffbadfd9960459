"""Names that try to become markup or script, and what a map must survive besides."""

from __future__ import annotations

import random
from dataclasses import replace

from madeup import CHAIN, MadeUp, madeup_chain, madeup_stages

from chainscape.schema import Evidence, Hub, Search, Source, Statement, Text, Verdict

#: each sets `window.canary` if it ever runs; tests show first that it does when nothing escapes it
HOSTILE = (
    "</script><script>window.canary = 'script'</script>",
    "<img src=x onerror=\"window.canary = 'img'\">",
    "<svg onload=\"window.canary = 'svg'\"></svg>",
    '" autofocus onfocus="window.canary = \'attribute\'" x="',
    "' onmouseover='window.canary = 1' '",
    "</title></style></text></svg><script>window.canary = 'style'</script>",
    "<!--<script>",
    "]]><script>window.canary = 'cdata'</script>",
    "${window.canary = 'template'}{{constructor.constructor('window.canary=1')()}}",
    "javascript:window.canary='link'",
    "nul\x00 and bell\x07 and half \ud800",
    "line\u2028 and paragraph\u2029",
    "\u202e右到左 override \u2066 isolate",
    "👩‍🔬🏭🧵 e\u0301 ﷽",
    "名" * 500,
    "Donaudampfschifffahrtsgesellschaftskapitän" * 12,
    "   ",
    "__proto__",
    "constructor",
)


def madeup_hostile() -> MadeUp:
    """Return the made-up chain with every text replaced by a hostile one, and odd ids and numbers."""
    made = madeup_chain()
    texts = [HOSTILE[n % len(HOSTILE)] for n in range(200)]
    for at, (id, node) in enumerate(sorted(made.network.nodes(data=True))):
        if id != CHAIN:
            node["properties"] = {
                "name": texts[at], "name_en": texts[at + 1], "aliases": [texts[at + 2]], "note": texts[at + 3],
                "founded": float("nan"), "details": [texts[at + 4]], "status_note": float("inf"),
            }  # fmt: skip
    for at, (_, _, edge) in enumerate(made.network.edges(data=True)):
        edge["properties"] = {**edge["properties"], "note": texts[at], "share": float("nan"), "basis": float("-inf")}
    for name in ("__proto__", "constructor", "toString", "a\"b'c<d>&/#?%"):
        odd = made.node("Company", name, name)
        made.proof(odd, "OPERATES_IN", "stage:alone")
    made.node("Kind<b>", "odd:type", HOSTILE[0])
    made.network.add_edge("odd:type", CHAIN, key="r:odd", type="TIE<i>", properties={}, statements=())
    made.sources = {
        id: Source(
            id, texts[at], texts[at + 1], texts[at + 2], f"javascript:window.canary='{at}'", "", source.reliability
        )
        for at, (id, source) in enumerate(made.sources.items())
    }
    for at, cell in enumerate(made.cells):
        told = Text(texts[at], texts[at + 1])
        made.cells[at] = replace(
            cell,
            sentence=told,
            verdict=replace(cell.verdict, sentence=told, rule=texts[at]) if cell.verdict else None,
            searches=tuple(
                replace(s, by=texts[at], date=texts[at + 1], queries=tuple(texts[:4]), note=told) for s in cell.searches
            ),
        )
    made.hubs = [replace(hub, name=Text(texts[0], texts[1]), sentence=Text(texts[2], texts[3])) for hub in made.hubs]
    return made


def hostile_strings(count: int = 1000) -> list[str]:
    """Return so many different hostile strings: the ones above, and mixtures of tags, marks and odd characters."""
    dice = random.Random(20261122)
    run = ("window.canary='x'", "window['can'+'ary']=1", "this.canary=2", "eval('canary=3')")
    shells = (
        "</{tag}><script>{run}</script>", "<{tag} {event}=\"{run}\">", "<{tag} {event}={run}>",
        "\" {event}=\"{run}\" x=\"", "' {event}='{run}' x='", "</{tag}><{tag} src=x {event}={run}//",
        "<svg><{tag} {event}=\"{run}\"/></svg>", "javascript:{run}", " java\tscript:{run}",
        "JaVaScRiPt:{run}//", "data:text/html,<script>{run}</script>", "vbscript:{run}", "{{{{{run}}}}}",
        "${{{run}}}", "<%= {run} %>", "#{{{run}}}", "[[{run}]]", "{{%raw%}}{run}",
        "<a href=\"javascript:{run}\">x</a>", "<base href=//x><script>{run}</script>",
        "<math><{tag} xlink:href=javascript:{run}>", "<template><script>{run}</script></template>",
        "--><script>{run}</script><!--", "*/;{run};/*", "');{run};('",
        "\\u003cscript\\u003e{run}\\u003c/script\\u003e", "&lt;script&gt;{run}&lt;/script&gt;",
        "%3Cscript%3E{run}%3C/script%3E", "<style>*{{background:url(javascript:{run})}}</style>",
        "<meta http-equiv=refresh content=\"0;url=javascript:{run}\">",
    )  # fmt: skip
    tags = (
        "script",
        "style",
        "title",
        "textarea",
        "svg",
        "img",
        "iframe",
        "body",
        "input",
        "details",
        "video",
        "text",
        "g",
    )
    events = (
        "onload",
        "onerror",
        "onfocus autofocus",
        "onmouseover",
        "onclick",
        "ontoggle",
        "onbegin",
        "onanimationstart",
    )
    spice = (
        "", "", "\x00", "\u2028", "\u2029", "\u202e", "\u2066", "\u200f", "\ud800", "\udfff", "\ufeff", "\u200b",
        "e\u0301" * 9,
        "👩‍🔬", "🏳️‍🌈", "\x1b[31m", "\x07", "\r\n", "\t", "中文", "ﷺ", "\ufffe", "A" * 200, "𠮷", "٪",
        "\\", "\"", "'", "`",
    )  # fmt: skip
    found = [*HOSTILE, "名" * 10_000, "W" * 10_000, "<b>" * 3_333, "\u202e" * 10_000, "🏭" * 5_000]
    seen = set(found)
    while len(found) < count:
        text = dice.choice(shells).format(tag=dice.choice(tags), event=dice.choice(events), run=dice.choice(run))
        text = dice.choice(spice) + text + dice.choice(spice)
        if text not in seen:
            seen.add(text)
            found.append(text)
    return found


def madeup_thousand(count: int = 1000) -> MadeUp:
    """Return a made-up chain in which each hostile string stands in every field once."""
    texts = hostile_strings(count)

    def text(at: int) -> str:
        return texts[at % count]

    # an id is hashed as UTF-8: no store could hold half a surrogate pair in one
    ids = [f"company:{text.encode('utf-8', 'replace').decode()}#{n}" for n, text in enumerate(texts)]
    made = madeup_stages(40)
    made.sources |= {
        f"source:{n}": Source(f"source:{n}", text(n), text(n + 1), text(n + 2), text(n + 3), text(n + 4), "ABC"[n % 3])
        for n in range(count)
    }
    for n in range(count):
        names = {"aliases": [text(n + 2)], "note": text(n + 3), "status_note": text(n + 4), "details": [text(n + 5)]}
        firm = made.node("Company", ids[n], text(n), text(n + 1), **names)
        stage = f"stage:{n % 40}"
        more = {"note": text(n), "basis": text(n + 1), "product": text(n + 2)}
        made.tie("OPERATES_IN", firm, stage, f"source:{n}", date=text(n), **more)
        made.network.nodes[firm]["statements"] = tuple(
            Statement("d", str(k), (f"source:{(n + k) % count}",), text(n + k), {"founded": text(n + k)})
            for k in (1, 2)
        )
    cells = []
    for at, cell in enumerate(made.cells):
        told, second = Text(text(4 * at), text(4 * at + 1)), Text(text(4 * at + 2), text(4 * at + 3))
        searches = tuple(
            Search(
                f"search:{n}", cell.stage, cell.slot, "web", "none_found", text(n), text(n + 1),
                (text(n + 2), text(n + 3)), 1, Text(text(n + 4), text(n + 5)),
            )
            for n in range(5 * at, 5 * at + 5)
        )  # fmt: skip
        filled = tuple(
            Evidence(
                ids[n], Text(text(n), text(n + 1)), "Company", f"r:{n}", "OPERATES_IN", text(n),
                (f"source:{n}",), "A", "unknown", text(n), through=Text(text(n + 2), text(n + 3)),
            )
            for n in range(int(cell.stage.rpartition(":")[2]), count, 40)
        ) if cell.slot == "suppliers" else ()  # fmt: skip
        verdict = Verdict("fill", text(at), second, web_only=bool(at % 2)) if not filled else None
        state = "present" if filled else "not_found"
        cells.append(replace(
            cell, state=state, count=len(filled), evidence=filled, sentence=told, verdict=verdict, searches=searches,
        ))  # fmt: skip
    made.cells = cells
    made.hubs = [
        Hub(ids[n], Text(text(n), text(n + 1)), "Company", n, n / 1000, (CHAIN,), (),
            (f"stage:{n % 40}",), (), n < 40, Text(text(n + 2), text(n + 3)))
        for n in range(count)
    ]  # fmt: skip
    return made
