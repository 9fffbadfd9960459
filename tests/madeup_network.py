"""Made-up networks of several chains, and of names that try to break a page. Nothing in them is real."""

from __future__ import annotations

from collections.abc import Sequence

from madeup import MadeUp, looked, madeup_sources

from chainscape.schema import Cell, Hub, Text, Verdict

POSITIONS = ("upstream", "midstream", "downstream")
HOSTILE = (
    "</script><script>window.canary = 1</script>",
    '<img src=x onerror="window.canary = 1">',
    "javascript:window.canary = 1",
    "a\x00b\x08c",
    "\u202eمؤسسة الاختبار\u202c",
    "长" * 10_000,
    "`${window.canary = 1}`",
    "]]>&lt;!--",
    "\u2028\u2029\ufeff",
)


def madeup_chains(chains: int = 3, stages: int = 6, firms: int = 3) -> MadeUp:
    """Return chains with stages, firms, a tester of all, gaps that were counted or only searched for, a hub."""
    made = MadeUp()
    madeup_sources(made)
    all_chains = [f"chain:{n}" for n in range(chains)]
    made.node("TestingInstitute", "institute:all", "编造计量院", "Made-up metrology")
    for n, chain in enumerate(all_chains):
        made.node("IndustryChain", chain, f"编造{n}产业链", f"Made-up {n} chain")
        made.node("Consortium", f"consortium:{n}", f"编造{n}联合体", f"Made-up consortium {n}")
        made.tie("SERVES", f"consortium:{n}", chain, "source:a")
        made.tie("TESTS_FOR", "institute:all", chain, "source:a", service="testing")
        made.tie("TESTS_FOR", "institute:all", chain, "source:b", service="certification")
        before = ""
        for k in range(stages):
            stage = made.node("Stage", f"stage:{n}/{k}", f"编造环节{n}-{k}", f"Made-up stage {n}-{k}")
            made.tie("PART_OF", stage, chain, "source:a", position=POSITIONS[k * 3 // stages], order=k)
            if before:
                made.tie("FEEDS", before, stage, "source:b")
            before = stage
            for each in range(firms):
                firm = made.node(
                    "Company", f"company:{n}/{k}/{each}", f"编造企业{n}-{k}-{each}", f"Firm {n}-{k}-{each}"
                )
                made.tie("OPERATES_IN", firm, stage, "source:c")
                made.tie("LOCATED_IN", firm, "region:made-up", "source:c")
            made.cells += [_gap(chain, stage, "metrology", web=k % 2 == 0), _unknown(chain, stage, "testing")]
        made.cells += [_gap(chain, "", "patent", web=True), _unknown(chain, "", "expert")]
    made.network.nodes["institute:all"]["properties"]["status"] = "fact"
    made.node("Region", "region:made-up", "编造市", "Made-up city")
    sentence = Text("服务全部产业链。", "serves every chain.")
    made.hubs.append(
        Hub("institute:all", Text("编造计量院", "Made-up metrology"), "TestingInstitute", chains, 0.5,
            tuple(all_chains), (), (), (), True, sentence)
    )  # fmt: skip
    return made


def madeup_hostile(names: Sequence[str] = HOSTILE) -> MadeUp:
    """Return a chain whose ids, names, types and properties are hostile."""
    made = MadeUp()
    madeup_sources(made)
    made.node("IndustryChain", "chain:x", names[0], names[1])
    made.node("Stage", "__proto__", names[1], names[0])
    made.tie("PART_OF", "__proto__", "chain:x", "source:a", position="sideways")
    for n, name in enumerate(names):
        id = made.node("Company", f"company:{n}{name[:40]}", name, name, aliases=[name], share=float("nan"))
        made.tie("OPERATES_IN", id, "__proto__", "source:script", note=name, share=float("inf"))
        made.tie("OPERATES_IN", id, id, "source:a")
    made.node("Company", "a\x00", "零", "NUL")
    made.node("Company", "a\ufffd", "代", "FFFD")
    made.node(names[1], "odd type", "怪类型", "odd")
    made.tie(names[0], "odd type", "chain:x", "source:a", status=names[1])
    made.cells += [_gap("chain:x", "__proto__", "suppliers", web=True), _gap("chain:x", "", "metrology", web=False)]
    made.hubs.append(
        Hub("company:0" + names[0][:40], Text(names[0], names[1]), "Company", 10**6, float("nan"),
            ("chain:x",), (), ("__proto__",), (), True, Text(names[0], names[1]))
    )  # fmt: skip
    return made


def _gap(chain: str, stage: str, slot: str, *, web: bool) -> Cell:
    told = Text(f"{slot}尚未查到。" if web else f"缺{slot}。", f"No {slot} found.")
    kind = "build" if slot == "suppliers" else "fill"
    method = "web" if web else "inventory"
    return Cell(
        f"{chain}/{stage or '-'}/{slot}", chain, stage, slot, "not_found", 0, 1, sentence=told,
        searches=looked(stage or chain, slot, method), verdict=Verdict(kind, "made-up-rule", told, web),
    )  # type: ignore[arg-type]  # fmt: skip


def _unknown(chain: str, stage: str, slot: str) -> Cell:
    told = Text("没有人查过。", "Nobody looked.")
    verdict = Verdict("look_up", "nobody-looked", told)
    return Cell(f"{chain}/{stage or '-'}/{slot}", chain, stage, slot, "unknown", 0, 1, sentence=told, verdict=verdict)
