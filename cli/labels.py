"""Headings of tables for a reader. CSV and JSON keep the plain names, which scripts rely on."""

from __future__ import annotations

_ZH = {
    "about": "说明", "agency": "主管部门", "association": "协会", "award": "奖项", "betweenness": "中介中心性",
    "build": "建链", "cell": "格位", "certification": "认证认可", "chain": "产业链", "chains": "产业链",
    "column": "列", "companies": "企业", "company": "企业", "consortia": "联合体", "consortium": "联合体",
    "count": "数目", "date": "日期", "degree": "度", "en": "英文名", "example": "示例", "expert": "专家",
    "experts": "专家", "extend": "延链", "file": "文件", "fill": "补链", "found": "查过有", "gaps": "缺口",
    "hub": "枢纽", "id": "编号", "inherited": "由全链提供", "institute": "检测机构", "is_hub": "枢纽", "kind": "类别",
    "lead": "龙头企业", "leads": "龙头企业", "look_up": "待查", "measures": "指标", "member": "成员",
    "members": "成员", "metrology": "计量", "name": "名称", "nodes": "节点", "not_expected": "不适用",
    "not_found": "查过未见", "params": "参数", "place": "所在地", "position": "上中下游", "present": "已有",
    "problems": "问题", "reason": "原因", "records": "记录", "relation": "关系", "relations": "关系",
    "returns": "返回", "row": "行", "rows": "行数", "rule": "规则", "searches": "查证记录", "sentence": "说明",
    "service": "服务", "sheet": "工作表", "slot": "支撑", "sole": "独自支撑", "sources": "来源", "stage": "环节",
    "stages": "环节", "standard": "标准", "state": "状态", "statements": "陈述", "status": "状态",
    "strengthen": "强链", "technology": "技术", "testing": "检验检测", "title": "标题", "type": "类型",
    "unknown": "未知", "value": "值", "verdict": "判断", "what": "内容", "written": "新增或改动", "year": "年份",
    "zh": "中文名",
}  # fmt: skip


def labels(lang: str) -> dict[str, str]:
    """Return the heading of each column name that has one in the language."""
    return _ZH if lang == "zh" else {}
