"""Headings of tables for a reader. CSV and JSON keep the plain names, which scripts rely on."""

from __future__ import annotations

_ZH = {
    "about": "说明", "agency": "主管部门", "association": "协会", "award": "奖项", "betweenness": "中介中心性",
    "build": "建链", "cell": "格位", "certification": "认证认可", "chain": "产业链",
    "chain_statuses": "所属状态", "chains": "产业链",
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
    "zh": "中文名", "next_step": "下一步", "downstream": "下游环节数", "house_count": "家数", "set_aside": "不计入",
    "clue": "查证附注", "looked": "查找日期", "thing_count": "其中物项", "house_head": "所属一家",
    "stages_emptied": "环节落空", "slots_emptied": "格位落空", "inherited_lost": "不再提供", "left_on_one": "只剩一个",
    "cut_off": "断供环节", "routes_cut": "路线中断", "customers_left": "失供客户", "single_on_record": "单点（在录）",
    "before": "之前", "after": "之后", "left": "余下", "why": "为何",
}  # fmt: skip
#: columns that only the query library has
_QUERIES_ZH = {
    "accreditation": "资质", "advises": "咨询对象", "advises_basis": "咨询依据", "agencies": "主管部门",
    "aliases": "别名", "applies_to": "适用于", "award_name": "奖项名称", "awards": "获奖", "basis": "依据",
    "bearer": "承担者", "bearer_name": "承担者名称", "bearer_name_en": "承担者英文名", "bodies": "主体",
    "body": "主体", "body_count": "主体数", "breakers": "攻克者", "built_by": "不晚于", "by": "何人",
    "candidate": "候选", "chain_count": "产业链数", "child": "下级", "child_home": "下级本外地",
    "child_name": "下级名称", "company_name": "企业名称", "conflict": "说法不一", "customer": "客户",
    "customer_name": "客户名称", "dataset": "数据集", "direction": "方向", "doubt": "存疑", "drafters": "起草单位",
    "drafts": "草案", "family": "类别", "feeds": "供给", "fields": "业务领域", "filed": "申请年", "filled": "已填",
    "filler": "填补者", "filler_kind": "填补者类别", "filler_name": "填补者名称", "filler_name_en": "填补者英文名",
    "filler_type": "填补者类型", "firm_count": "企业数", "firms": "企业", "formerly_held_by": "此前掌握者",
    "founded": "成立", "from": "自", "from_firms": "自方企业数", "from_name": "自方名称", "from_region": "自方地区",
    "from_relations": "与前者的关系", "grade_a": "A级", "grade_b": "B级", "grade_c": "C级", "granted": "已授权",
    "granted_by": "授予机关", "holders": "持有者", "home": "本外地", "honour": "荣誉", "house": "单位",
    "house_name": "单位名称", "house_type": "单位类型", "houses": "单位", "ids": "各编号", "in": "入",
    "inside_firms": "本地企业", "institutes": "检测机构", "inventor": "发明人", "isolated": "孤立",
    "issued": "已发布", "kin": "同一集团", "level": "层级", "makers": "生产者", "method": "查找方式",
    "name_en": "英文名", "names": "各名称", "newest": "最近日期", "node": "节点", "note": "备注",
    "note_en": "英文备注", "note_zh": "中文备注", "number": "编号", "one_source": "单一来源", "order": "次序",
    "other": "对方", "other_chain": "另一产业链", "other_kind": "对方类别", "other_name": "对方名称",
    "other_type": "对方类型", "others": "其他", "out": "出", "outside_firms": "域外企业", "pages_read": "所读页数",
    "parent": "上级", "parent_home": "上级本外地", "parent_name": "上级名称", "partner": "合作者", "patent": "专利",
    "patents": "专利", "percent": "百分比", "planned": "规划中", "position_stated": "位置有明文", "product": "产品",
    "project": "项目", "property": "属性", "published": "发表", "publisher": "发布者", "quality": "质量类",
    "queries": "查询词", "region": "地区", "region_name": "地区名称", "relation_type": "关系类型",
    "reliability": "可靠度", "research": "高校院所", "researchers": "研究者", "result": "结果", "role": "角色",
    "role_kind": "专家类别", "roles": "职务", "scope": "范围", "searched": "查过几次", "services": "服务",
    "share": "份额", "shared": "共同之处", "shared_count": "共同数", "sole_count": "独家数", "source": "来源",
    "sources_on_average": "平均来源数", "stage_count": "环节数", "standard_count": "标准数", "standards": "标准",
    "statuses": "各状态", "stem": "词干", "steps": "步数", "subject": "对象", "supplier": "供应商",
    "supplier_name": "供应商名称", "target": "对象", "target_kind": "对象类别", "target_name": "对象名称",
    "target_type": "对象类型", "technologies": "技术", "technology_name": "技术名称", "things": "何事何物",
    "tie": "归属关系", "third": "第三方", "third_name": "第三方名称", "third_type": "第三方类型", "tier": "级",
    "to": "至",
    "to_firms": "至方企业数", "to_name": "至方名称", "to_region": "至方地区", "to_relations": "与后者的关系",
    "topics": "研究方向", "types": "各类型", "unclear": "依据不明", "undated": "无日期", "unit": "下属单位",
    "url": "网址", "via": "经由", "was_imported": "曾进口", "whole_chain": "全链提供者", "winners": "获得者",
    "within": "隶属", "word": "词", "outward": "由承担者出发", "relation_values": "关系属性值",
    "filler_values": "填补者属性值", "bearer_type": "承担者类型", "from_name_en": "自方英文名",
    "to_name_en": "至方英文名",
}  # fmt: skip


def labels(lang: str) -> dict[str, str]:
    """Return the heading of each column name that has one in the language."""
    return _QUERIES_ZH | _ZH if lang == "zh" else {}
