"""The words of the interface, zh and en. Labels of types, slots and codes come from the schema instead."""

from __future__ import annotations

from ...schema import Text

WORDS: dict[str, Text] = {
    # header
    "skip": Text("跳到图", "Skip to the picture"),
    "search": Text("搜索", "Search"),
    "search_hint": Text("名称、别名、拼音首字母  /", "Name, alias, pinyin initials  /"),
    "search_none": Text("没有匹配项。试试名称、别名或拼音首字母", "No match. Try a name, an alias or pinyin initials"),
    "not_drawn": Text("不在本图", "not on this picture"),
    "emphasis": Text("强调", "Emphasis"),
    "all": Text("全部", "All"),
    "gap": Text("缺口", "Gaps"),
    "hub": Text("枢纽", "Hubs"),
    "look_up": Text("待查", "To look up"),
    "reliability": Text("来源可靠度", "Reliability of sources"),
    "to_C": Text("来源 A–C", "Sources A–C"),
    "to_B": Text("来源 A–B", "Sources A–B"),
    "to_A": Text("来源 A", "Sources A"),
    "other_language": Text("EN", "中文"),
    "switch_language": Text("Switch to English", "切换到中文"),
    "theme": Text("深色 / 浅色", "Dark / light"),
    "save": Text("导出", "Export"),
    "save_svg": Text("SVG 图", "SVG drawing"),
    "save_png": Text("PNG 图", "PNG image"),
    "print": Text("打印", "Print"),
    "panel": Text("说明与依据", "Details and evidence"),
    "panel_hide": Text("收起说明栏", "Hide the panel"),
    "panel_show": Text("展开说明栏", "Show the panel"),
    # panel
    "rest": Text("点一个环节、主体或格位,查看依据。", "Select a stage, a body or a cell to see the evidence."),
    "nothing": Text("这里还没有任何记录。", "Nothing is recorded here yet."),
    "back": Text("返回总览", "Back to the overview"),
    "also": Text("又名", "Also"),
    "facts": Text("记载", "Recorded"),
    "slots": Text("应有支撑", "Expected support"),
    "fills": Text("支撑的格位", "Slots it fills"),
    "alone": Text("只靠它", "it alone"),
    "relations": Text("关系与依据", "Relations and evidence"),
    "evidence": Text("依据", "Evidence"),
    "more": Text("再显示 {n} 项", "Show {n} more"),
    "as_of": Text("截至", "as of"),
    "no_date": Text("日期未载", "no date stated"),
    "no_evidence": Text("没有依据记录", "no evidence recorded"),
    "grade": Text("来源可靠度 {grade}", "source reliability {grade}"),
    "readings": Text("说法不一", "Sources differ"),
    "filled_by": Text("由谁提供", "Filled by"),
    "from_chain": Text("由全链提供", "from the whole chain"),
    "set_aside": Text("另有记载,但不计入", "On record, but not counted"),
    "searches": Text("查证记录", "Search records"),
    "searched_by": Text("查找人", "by"),
    "by_nobody": Text("查找人未载", "by whom not recorded"),
    "queries": Text("查询", "Queries"),
    "pages": Text("读 {n} 页", "{n} pages read"),
    "stale": Text("依据陈旧", "evidence is old"),
    "undated": Text("依据无日期", "evidence is undated"),
    "thin": Text("少于应有的 {n} 家", "fewer than the {n} expected"),
    "whole_chain": Text("全链", "whole chain"),
    "of_group": Text("同一集团只计一家", "one group counts once"),
    "seat_unknown": Text("所在地未载", "seat not recorded"),
    "web_only": Text("只在网上查过", "web search only"),
    # why evidence fills nothing
    "aside_outside": Text("域外", "outside the region"),
    "aside_planned": Text("规划", "planned"),
    "aside_candidate": Text("候选", "candidate"),
    "aside_retired": Text("已撤", "retired"),
    "aside_draft": Text("草案", "draft"),
    "aside_filed": Text("申请中", "filed only"),
    "aside_unclear": Text("依据不明", "basis unclear"),
    "aside_other_kind": Text("属其他类型联合体", "other kind of consortium"),
    # states
    "present": Text("已有", "present"),
    "inherited": Text("全链提供", "from the chain"),
    "not_found": Text("查过,缺", "searched, none"),
    "not_found_web": Text("网上查过,尚未查到", "searched the web, not found yet"),
    "unknown": Text("未知(没人查过)", "unknown (nobody looked)"),
    "unknown_searched": Text("未知(查过,查得不足)", "unknown (looked, not enough)"),
    "not_expected": Text("不适用", "not expected"),
    # verdicts
    "build": Text("建链", "Build"),
    "fill": Text("补链", "Fill"),
    "extend": Text("延链", "Extend"),
    "strengthen": Text("强链", "Strengthen"),
    # measures of hubs
    "measure": Text("枢纽指标", "Hub measure"),
    "measure_stages": Text("横跨环节数", "Stages it works in"),
    "measure_degree": Text("直接联系数", "Direct ties"),
    "measure_betweenness": Text("最短路径占比(中介度)", "Share of shortest paths (betweenness)"),
    "measure_chains": Text("服务产业链数", "Chains it serves"),
    "measure_sole": Text("只靠它的格位数", "Cells that it alone fills"),
    # filters
    "filters": Text("筛选", "Filter"),
    "filters_on": Text("{n} 个条件", "{n} set"),
    "filter_hint": Text(
        "勾选的留下,其余淡化;同组任一即可,各组同时满足。",
        "What is ticked stays, the rest fades: any of a group, all of the groups.",
    ),
    "filter_type": Text("类型", "Type"),
    "filter_region": Text("所在地", "Seat"),
    "region_inside": Text("本区域内", "inside the region"),
    "region_outside": Text("区域外", "outside the region"),
    "region_unknown": Text("未载", "not recorded"),
    "filter_verdict": Text("判断", "Verdict"),
    "filter_date": Text("依据日期", "Date of the evidence"),
    "date_any": Text("不限", "any"),
    "date_since": Text("{year} 年及以后", "{year} or later"),
    "date_undated": Text("只看无日期的", "undated only"),
    "filter_reset": Text("全部清除", "Clear all"),
    "filter_matches": Text(
        "符合:{n} / {all} 个主体与事物,{cells} / {all_cells} 格",
        "Matching: {n} of {all} bodies and things, {cells} of {all_cells} cells",
    ),
    "filter_own": Text("显示(不勾即隐藏)", "Shown (untick to hide)"),
    "text_alternative": Text("以表格查看(文字版)", "The same as a table (text)"),
    # lists at rest
    "list_gap": Text("缺口:建链、补链、延链", "Gaps: build, fill, extend"),
    "list_hub": Text("枢纽", "Hubs"),
    "list_strengthen": Text("强链", "Strengthen"),
    "list_look_up": Text("待查", "To look up"),
    # drawing
    "badge_stages": Text("×{n}", "×{n}"),
    "badge_degree": Text("{n} 联", "{n}t"),
    "badge_betweenness": Text("{n}%", "{n}%"),
    "badge_chains": Text("×{n}链", "×{n}ch"),
    "badge_sole": Text("独 {n}", "s{n}"),
    "lead_mark": Text("龙", "L"),
    "bodies": Text("{n} 个主体", "{n} bodies"),
    "more_bodies": Text("另 {n} 家 ▸", "+{n} more ▸"),
    "more_things": Text("另 {n} 项 ▸", "+{n} more ▸"),
    "build_note": Text("无企业 · {date} 已查", "no firm · searched {date}"),
    "build_note_web": Text("未见企业 · {date} 已查(网上)", "no firm seen · web search {date}"),
    "inferred": Text("位置按供给推断", "position inferred from links"),
    "lone": Text("◌ 上下游关系未载", "◌ no links recorded"),
    "ends_here": Text("链到此为止", "Chain ends here"),
    "no_stage_after": Text("未见{position}环节记录", "no {position} stage"),
    "position_missing": Text("{position}", "{position}"),
    "no_stage_there": Text("未见环节记录", "no stage on record"),
    "stages": Text("{n} 个环节", "{n} stages"),
    "one_stage": Text("1 个环节", "1 stage"),
    "no_position": Text("位置未载", "Position not recorded"),
    "no_stages": Text(
        "这条链还没有环节记录。先导入环节(表:链、环节、位置、次序)。",
        "No stage is recorded for this chain yet. Import stages first (chain, stage, position, order).",
    ),
    "whole": Text("{group}(服务全链)", "{group} (whole chain)"),
    "rail": Text("枢纽跨度:横跨多个环节的主体", "Hub span: bodies in several stages"),
    "no_record": Text("尚无记录", "nothing recorded"),
    "looked": Text("{date} 已查", "searched {date}"),
    "box_not_found": Text("查过,缺", "searched, none"),
    "box_not_found_web": Text("网上查过,尚未查到", "searched the web, none seen yet"),
    "box_unknown": Text("未知:尚无查证记录", "unknown: nobody looked"),
    "box_unknown_searched": Text("未知:查得不足", "unknown: not enough searched"),
    # legend
    "legend_cells": Text("格位", "Cells"),
    "legend_web": Text("网上未见", "web: none seen"),
    "legend_unknown": Text("未知", "unknown"),
    "legend_thin": Text("家数不足", "too few"),
    "legend_old": Text("依据旧或无日期", "old/undated"),
    "legend_hub_stages": Text("枢纽 ×环节", "hub ×stages"),
    "legend_hub_degree": Text("枢纽 联=联系数", "hub, t: ties"),
    "legend_hub_betweenness": Text("枢纽 %=中介度", "hub, %: of paths"),
    "legend_hub_chains": Text("枢纽 ×链", "hub, ch: chains"),
    "legend_hub_sole": Text("枢纽 独=独撑格", "hub, s: sole cells"),
    "legend_feeds": Text("供给", "feeds"),
    "legend_weak": Text("仅 C 级来源", "C only"),
    "map_title": Text("链图 · {chain}", "Chain map · {chain}"),
    # foot
    "data_date": Text("数据截至 {date}", "Data as of {date}"),
    "template": Text("模板 {name} ({hash})", "Template {name} ({hash})"),
    "pack": Text("数据包 {name}", "Data pack {name}"),
    "program": Text("链景 Chainscape {version}", "Chainscape {version}"),
    "no_data_date": Text("数据日期未载", "data date not recorded"),
}


def say(key: str, lang: str, **values: object) -> str:
    """Return a wording with its ``{places}`` filled.

    >>> say("more", "en", n=3)
    'Show 3 more'
    """
    text = WORDS[key].to(lang)
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def pair(key: str, **values: object) -> Text:
    """Return both wordings with their ``{places}`` filled."""
    return Text(say(key, "zh", **values), say(key, "en", **values))
