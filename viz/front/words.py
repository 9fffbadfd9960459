"""The words of the front page."""

from __future__ import annotations

from ...schema import Text

ABOUT = Text(
    "沿每条产业链看：哪里缺什么，谁承担得最多。未知是没有人查过，或查过没有定论，不是缺口。",
    "Along each chain: what is missing where, and on whom most depends. "
    "Unknown means that nobody looked, or that looking settled nothing; it is not a gap.",
)
OTHER_LANGUAGE = Text("English", "中文")
OPEN_FIRST = Text("先打开什么", "What to open first")
#: of each picture over all chains, what it is for
PURPOSES = {
    "overview": Text("哪条链薄弱在哪里，谁服务几条链", "where which chain is thin, and who serves several"),
    "matrix": Text("每条链的每项支撑有没有；可排序，可导出 CSV", "which chain has which support; sorts, exports CSV"),
    "network": Text("谁与谁有什么关系", "who is tied to whom"),
    "book": Text("全部图在一个文件里，可以单独发给别人", "all pictures in one file, the one to send"),
}
COMPARED_HEAD = Text("对比", "Side by side")
COMPARED = {
    "compare": Text("{names}", "{names}"),
    "changes": Text("{names}：两个日期或库", "{names}: two dates or stores"),
}
FIND = Text("查找产业链、环节、主体、专家：名称或拼音", "Find a chain, a stage, a body or an expert by name")
FOUND_NONE = Text("没有匹配项。试试名称、别名或拼音", "No match. Try a name, an alias or pinyin")
FOUND_ELSEWHERE = Text("不在链图上", "on no map")
FOUND_NOWHERE = Text(
    "这些页上都没有画“{name}”。画出它和它的周围：",
    "No page here shows {name}. To draw it with what is around it:",
)
FIRST_CHAIN = Text("缺口最多的链图", "The map with most gaps")
TOTALS = Text("合计", "In all")
CHAINS = Text("各产业链，缺口多的在前", "The chains, most gaps first")
CHAIN = Text("产业链", "chain")
CHAINS_COUNTED = Text("产业链", "chains")
GAPS = Text("缺口", "gaps")
HUBS = Text("枢纽", "hubs")
TOP_GAPS = Text("分量最重的缺口（共 {all} 处，列 {n} 处）", "The weightiest gaps ({n} of {all})")
TOP_HUBS = Text("分量最重的枢纽（共 {all} 家，列 {n} 家）", "The weightiest hubs ({n} of {all})")
NONE = Text("没有。", "None.")
PICTURES = Text("图", "pictures")
STATES = {
    "present": Text("已有格位", "cells present"),
    "not_found": Text("查过未见", "searched, none seen"),
    "unknown": Text("未知", "unknown"),
}
MEANINGS_HEAD = Text("五种判断是什么意思", "What the five verdicts mean")
MEANINGS = {
    "build": Text(
        "有人查过，这个环节一家企业也没有见到：要从头建起。",
        "somebody looked, and in this stage not one firm was seen: it has to be built.",
    ),
    "fill": Text(
        "一项应有的支撑（计量、标准、检测……）查过而没有见到：要补上。",
        "a support that should be there (metrology, standards, testing …) was looked for and not seen: to be filled.",
    ),
    "extend": Text(
        "查过下一个环节而没有见到，链到此为止：可以往下延伸。",
        "the next stage was looked for and not seen, the chain ends there: it can be extended.",
    ),
    "strengthen": Text(
        "普查或调查查全了，只有一家，或供应份额集中：有，但靠得太窄，要加强。",
        "a survey or inventory found exactly one, or supply shares are concentrated: there, but resting on too few.",
    ),
    "look_up": Text(
        "没有人查过，或查过没有定论：先去查。待查不是缺口。",
        "nobody looked, or looking settled nothing: look first. It is no gap.",
    ),
}
BESIDES = Text(
    "建链、补链、延链合称缺口。单点（在录）不是缺口：在录只有一家，但没有查全，不能说只有这一家。"
    "只在网上查过的写“尚未查到”，不写“没有”。",
    "Build, fill and extend are the gaps. Single on record is none: one house is on record, but nobody counted all, so "
    "it may not be the only one. What was looked for on the web alone is “not found yet”, never “none”.",
)
