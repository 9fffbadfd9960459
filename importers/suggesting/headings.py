"""Words in headings, in Chinese and English, and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ...schema import Text, clean_text

#: what a row is, by the heading of the column that names it; the first that fits decides
ROWS: Mapping[str, tuple[str, ...]] = {
    "Consortium": ("联合体名称", "联合体", "consortium"),
    "Expert": ("专家姓名", "姓名", "专家", "expert", "expert name"),
    "Stage": ("环节名称", "产业环节", "环节", "stage", "stage name", "segment"),
    "Patent": ("专利名称", "专利", "发明名称", "patent", "patent title"),
    "Standard": ("标准名称", "标准", "standard", "standard title"),
    "Product": ("产品名称", "产品", "product", "product name"),
    "TestingInstitute": (
        "检测机构", "检验检测机构", "机构名称", "机构", "实验室名称", "检测单位", "计量机构", "认证机构",
        "laboratory", "testing institute", "institute",
    ),
    "ResearchInstitute": ("科研机构", "研究机构", "研究院", "研究所", "research institute"),
    "University": ("高校", "院校", "大学", "学校名称", "高校名称", "院校名称", "大学名称", "university"),
    "Association": ("协会名称", "协会", "商会", "行业协会", "association"),
    "Region": (
        "区县", "县区", "市县区", "行政区划", "行政区", "地区", "地区名称", "区域名称", "所在区", "所在区县",
        "所在地区", "辖区", "板块", "镇街", "region", "district",
    ),
    "Agency": ("主管部门", "部门名称", "agency"),
    "Project": ("项目名称", "项目", "project"),
    "Award": ("奖项名称", "奖项", "荣誉名称", "award"),
    "Technology": ("技术名称", "关键技术", "technology"),
    "IndustryChain": ("产业链名称", "产业链", "链条名称", "chain", "industry chain"),
    "Company": (
        "企业名称", "公司名称", "单位名称", "企业全称", "公司全称", "单位全称", "企业", "公司", "单位", "名称",
        "会员单位", "会员名称", "company", "company name", "firm", "name", "enterprise", "organization", "organisation",
    ),
}  # fmt: skip
#: which of them name a firm, and not a body of whatever kind
FIRMS = (
    "企业名称",
    "公司名称",
    "企业全称",
    "公司全称",
    "企业",
    "公司",
    "company",
    "company name",
    "firm",
    "enterprise",
)
#: properties by their headings, beside the labels of the vocabulary
PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "name": ("名称", "全称", "name"),
    "name_en": ("英文名称", "英文名", "英文", "english name", "name in english"),
    "aliases": ("简称", "别名", "曾用名", "short name", "alias", "aliases"),
    "founded": ("成立时间", "成立日期", "成立年份", "注册时间", "注册日期", "创办时间", "founded", "established"),
    "listed_on": ("上市时间", "上市日期", "挂牌时间", "listing date", "listed on"),
    "stock": ("股票代码", "证券代码", "上市代码", "stock code", "ticker"),
    "credit_code": ("统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "credit code", "uscc"),
    "address": ("地址", "注册地址", "经营地址", "通讯地址", "详细地址", "address"),
    "country": ("国家", "国别", "country"),
    "kind": ("类型", "类别", "企业类型", "单位性质", "性质", "kind", "type"),
    "fields": ("业务领域", "检测领域", "检测范围", "业务范围", "能力范围", "scope", "fields"),
    "accreditation": ("资质", "认可", "资质证书", "cnas", "cma", "accreditation"),
    "host": ("依托单位", "host"),
    "status": ("状态", "建设状态", "运营状态", "经营状态", "企业状态", "登记状态", "status"),
    "title": ("职务", "职称", "title"),
    "role_kind": ("专家类别", "专家类型"),
    "number": ("专利号", "申请号", "标准号", "标准编号", "编号", "number", "no."),
    "filed": ("申请日", "申请日期", "申请时间", "filed"),
    "inventor": ("发明人", "inventor"),
    "note": (
        "备注", "说明", "简介", "主营业务", "经营范围", "企业简介", "note", "notes", "remark", "remarks", "description",
    ),
}  # fmt: skip
#: a column of a relation: by type of the row, then (relation, end, type at that end, words)
Tie = tuple[str, str, str, tuple[str, ...]]
PLACES = (
    "所在地",
    "所属地区",
    "所在地区",
    "地区",
    "区县",
    "县区",
    "所在区",
    "所在县",
    "所在市",
    "所在区县",
    "所在县区",
    "所在板块",
    "所在镇街",
    "所属区",
    "所属区县",
    "所属板块",
    "板块",
    "注册地",
    "属地",
    "区域",
    "region",
    "district",
    "city",
    "location",
    "town",
    "county",
)
#: which chain something is of
CHAINS = (
    "所属产业链", "产业链", "产业链名称", "链条名称", "所属链条", "所在产业链", "服务产业链", "对应产业链", "chain",
    "industry chain",
)  # fmt: skip
STAGES = ("所属环节", "环节", "产业链环节", "产业环节", "所在环节", "服务环节", "对应环节", "stage", "segment")
#: position of the stages that a column of a chain names, by the first word for it
POSITIONS = {"上游环节": "upstream", "中游环节": "midstream", "下游环节": "downstream"}
_PARENT: Tie = (
    "PARENT_OF",
    "from",
    "body",
    ("母公司", "控股股东", "上级单位", "实际控制人", "parent", "parent company"),
)
_SEAT: Tie = ("LOCATED_IN", "to", "Region", PLACES)
_MEMBER: Tie = ("MEMBER_OF", "to", "Consortium", ("所属联合体", "联合体", "consortium"))
_CLUB: Tie = ("MEMBER_OF", "to", "Association", ("所属协会", "协会", "商会", "association"))
TIES: Mapping[str, tuple[Tie, ...]] = {
    "Company": (
        ("OPERATES_IN", "to", "Stage", STAGES),
        ("PRODUCES", "to", "Product", ("主要产品", "主导产品", "产品", "产品名称", "product", "products")),
        ("SUPPLIES", "to", "Company", ("客户", "下游客户", "主要客户", "customer", "customers")),
        ("SUPPLIES", "from", "Company", ("供应商", "上游供应商", "主要供应商", "supplier", "suppliers")),
        _PARENT, _SEAT, _MEMBER, _CLUB,
    ),
    "TestingInstitute": (
        ("TESTS_FOR", "to", "Stage", STAGES),
        ("TESTS_FOR", "to", "IndustryChain", CHAINS),
        _PARENT, _SEAT, _MEMBER,
    ),
    "ResearchInstitute": (
        ("RESEARCHES", "to", "Stage", STAGES),
        ("RESEARCHES", "to", "IndustryChain", CHAINS),
        ("RESEARCHES", "to", "Technology", ("关键技术", "技术", "研究技术", "technology")),
        _PARENT, _SEAT, _MEMBER,
    ),
    "University": (
        ("RESEARCHES", "to", "Stage", STAGES), ("RESEARCHES", "to", "IndustryChain", CHAINS), _SEAT, _MEMBER,
    ),
    "Consortium": (
        ("SERVES", "to", "IndustryChain", CHAINS),
        ("LEADS", "from", "Company", ("牵头单位", "牵头企业", "龙头企业", "链主企业", "发起单位", "lead", "lead firm")),
        ("MEMBER_OF", "from", "Company", ("成员单位", "成员企业", "成员", "参与单位", "members", "member")),
        ("OVERSEES", "from", "Agency", ("主管部门", "指导部门", "指导单位", "agency")),
        ("COORDINATES", "from", "Association", ("协会", "行业协会", "协调单位", "association")),
        ("ADVISES", "from", "Expert", ("专家", "专家组", "智库专家", "experts", "expert")),
        _SEAT,
    ),
    "Expert": (
        ("AFFILIATED_WITH", "to", "body", ("单位", "工作单位", "所在单位", "任职单位", "affiliation", "employer")),
        ("ADVISES", "to", "Consortium", ("联合体", "所属联合体", "consortium")),
        ("ADVISES", "to", "Stage", STAGES),
        ("ADVISES", "to", "IndustryChain", CHAINS),
    ),
    "Stage": (
        ("PART_OF", "to", "IndustryChain", CHAINS),
        ("FEEDS", "to", "Stage", ("下游环节", "供给环节", "下一环节", "feeds", "downstream stage")),
        ("FEEDS", "from", "Stage", ("上游环节", "上一环节", "upstream stage")),
        (
            "OPERATES_IN", "from", "Company",
            ("企业", "企业名称", "代表企业", "重点企业", "主要企业", "相关企业", "链上企业", "companies", "firms"),
        ),
    ),
    "IndustryChain": tuple(
        ("PART_OF", "from", "Stage", words)
        for words in (
            ("上游环节", "上游产业环节", "上游", "upstream"), ("中游环节", "中游产业环节", "中游", "midstream"),
            ("下游环节", "下游产业环节", "下游", "downstream"),
        )
    ),
    "Association": (
        ("COORDINATES", "to", "IndustryChain", CHAINS),
        ("COORDINATES", "to", "Consortium", ("联合体", "consortium")),
        ("MEMBER_OF", "from", "Company", ("会员单位", "会员企业", "会员", "members")),
        _SEAT,
    ),
    "Patent": (
        ("HOLDS", "from", "body", ("专利权人", "权利人", "申请人", "持有人", "assignee", "holder", "applicant")),
        ("APPLIES_TO", "to", "Stage", STAGES),
        ("APPLIES_TO", "to", "IndustryChain", CHAINS),
    ),
    "Standard": (
        ("DRAFTED", "from", "body", ("起草单位", "主要起草单位", "制定单位", "牵头起草单位", "drafter", "drafted by")),
        ("APPLIES_TO", "to", "Stage", STAGES),
        ("APPLIES_TO", "to", "IndustryChain", CHAINS),
    ),
    "Product": (("PRODUCES", "from", "Company", ("生产企业", "企业", "厂家", "制造商", "producer", "maker")),),
    "Region": (
        (
            "LOCATED_IN", "to", "Region",
            ("所属市", "所属地级市", "所在市", "所属", "所属地区", "上级地区", "上级", "所属省", "within", "city"),
        ),
    ),
    "Project": (("APPLIES_TO", "to", "Stage", STAGES), ("APPLIES_TO", "to", "IndustryChain", CHAINS)),
}  # fmt: skip
#: tables whose rows are relations between two columns: relation, words of the one end, words of the other
PAIRS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "SUPPLIES": (
        (
            "供方企业",
            "供方",
            "供方名称",
            "供货方",
            "供货企业",
            "供货单位",
            "供应方",
            "供应企业",
            "供应商",
            "供应商名称",
            "上游企业",
            "上游供应商",
            "supplier",
            "supplier name",
            "seller",
        ),
        (
            "需方企业",
            "需方",
            "需方名称",
            "需求方",
            "购货方",
            "购方",
            "采购方",
            "采购方名称",
            "采购企业",
            "采购单位",
            "客户",
            "客户名称",
            "下游企业",
            "下游客户",
            "customer",
            "customer name",
            "buyer",
        ),
    ),
    "PARENT_OF": (
        (
            "母公司",
            "控股公司",
            "控股企业",
            "股东",
            "股东名称",
            "投资方",
            "投资企业",
            "出资方",
            "出资企业",
            "parent",
            "parent company",
            "shareholder",
            "investor",
        ),
        (
            "子公司",
            "控股子公司",
            "下属公司",
            "下属企业",
            "被控股企业",
            "被投资企业",
            "被投资公司",
            "被投资方",
            "被投企业",
            "参股企业",
            "参股公司",
            "subsidiary",
            "investee",
        ),
    ),
}
#: columns of properties of a relation
RELATION_PROPERTIES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "SUPPLIES": {
        "product": ("产品", "产品名称", "供应产品", "供货产品", "物料", "物料名称", "品名", "货物", "product", "goods"),
        "share": ("占比", "份额", "比例", "采购占比", "供应占比", "供货占比", "采购比例", "市场份额", "share"),
        "volume": ("数量", "供货量", "供应量", "采购量", "volume", "quantity"),
        "year": ("年份", "年度", "year"),
    },
    "PARENT_OF": {"share": ("持股比例", "股权比例", "出资比例", "投资比例", "占比", "share")},
    "PART_OF": {"position": ("位置", "上中下游", "所处位置", "position"), "order": ("次序", "顺序", "序", "order")},
    "TESTS_FOR": {
        "service": ("服务", "服务类型", "服务类别", "服务内容", "service"),
        "service_basis": ("依据", "服务依据", "basis"),
    },
}
#: what tables call the services, beside the wording of their code list
SERVICES = {
    "认证": "certification", "认可": "certification", "检测": "testing", "检验": "testing", "测试": "testing",
    "校准": "metrology", "检定": "metrology", "计量校准": "metrology", "标准化": "standard", "标准制定": "standard",
    "calibration": "metrology",
}  # fmt: skip
SOURCES = ("来源", "数据来源", "资料来源", "信息来源", "出处", "source", "sources")
#: when a row held: by the whole heading, or by one that ends so; 投产日期, 提出时间 are the date of something else
DATES = ("日期", "时间", "date")
AS_OF = (
    "更新时间",
    "更新日期",
    "截至日期",
    "截止日期",
    "统计时间",
    "统计日期",
    "填报时间",
    "填报日期",
    "as of",
    "updated",
)
#: running numbers: they say nothing
NUMBERING = ("序号", "编号.", "no", "#", "index", "排序")
#: of a person: no table that is shared should hold it
PRIVATE = (
    "联系人", "联系电话", "电话", "手机", "手机号", "手机号码", "邮箱", "电子邮箱", "微信", "传真", "身份证号",
    "身份证号码", "法定代表人", "法人代表", "法人", "负责人", "contact", "legal representative",
    "phone", "telephone", "mobile", "email", "e-mail", "fax", "id card",
)  # fmt: skip
_NO_PLACE = Text("没有把项目与地点相连的关系", "no relation ties a project to a place")
_NO_BUILDER = Text("没有把项目与企业相连的关系", "no relation ties a project to a firm")
_NO_LEAD = Text(
    "没有把产业链与企业直接相连的关系；龙头企业牵头联合体", "no relation ties a chain to a firm; firms lead consortia"
)
_NO_OFFICE = Text(
    "没有把产业链与部门直接相连的关系；部门主管联合体", "no relation ties a chain to an office; it oversees consortia"
)
_NO_FIELD = Text("没有存放专家专业方向的属性", "no property holds the field of an expert")
#: what has no property or relation though it is known what it means: by type of the row, words and why
KEPT: Mapping[str, tuple[tuple[tuple[str, ...], Text], ...]] = {
    "Project": ((PLACES, _NO_PLACE), (("建设单位", "承担单位", "实施单位", "业主", "业主单位"), _NO_BUILDER)),
    "IndustryChain": (
        (("链主企业", "链主", "龙头企业", "牵头企业", "牵头单位"), _NO_LEAD),
        (("牵头部门", "主管部门", "责任部门"), _NO_OFFICE),
    ),
    "Expert": ((("专业", "研究方向", "研究领域", "领域", "专业领域", "专长"), _NO_FIELD),),
}
#: how names end, and what bears them
ENDINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("Association", re.compile(r"(协会|商会|学会|联盟|促进会|association|alliance)$", re.IGNORECASE)),
    ("University", re.compile(r"(大学|学院|university|college)$", re.IGNORECASE)),
    ("TestingInstitute", re.compile(r"(检测|检验|计量|测试|认证|质检|质量监督).*(院|所|中心|公司|站)$")),
    ("ResearchInstitute", re.compile(r"(研究院|研究所|研究中心|实验室|institute)$", re.IGNORECASE)),
    ("Agency", re.compile(r"(局|委员会|厅|管委会|人民政府)$")),
    ("Consortium", re.compile(r"(联合体|consortium)$", re.IGNORECASE)),
    ("Company", re.compile(r"(公司|集团|厂|有限|股份|co\.?,? ?ltd\.?|inc\.?|corp\.?|gmbh|group)$", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading without what is no word of it: units in brackets, marks, blanks."""

    column: str
    word: str

    @property
    def why(self) -> Text:
        """Say that the heading is the reason for a guess."""
        return Text(f"表头 {self.column}", f"heading {self.column}")


def heading(column: str) -> Heading:
    """Return a heading as it is compared.

    >>> heading("* 企业名称（必填）").word
    '企业名称'
    """
    text = clean_text(column)
    text = re.sub(r"[(（\[【][^)）\]】]*[)）\]】]", "", text)
    return Heading(column, re.sub(r"[*＊:：\s_]+", " ", text).strip().casefold())


def fits(heading: Heading, words: tuple[str, ...], shortest: int = 2) -> float:
    """Return how surely a heading is one of some words: 0.95 the same, 0.7 ends with one, 0.6 holds one, 0 none.

    ``shortest``: letters that a word has at least that a heading may end with: 股东持股比例 ends with 比例, too.
    """
    plain = heading.word.replace(" ", "")
    best = 0.0
    for word in words:
        folded = word.casefold().replace(" ", "")
        if plain == folded:
            return 0.95
        if len(folded) >= shortest and plain.endswith(folded):
            best = max(best, 0.7)
        elif len(folded) > 2 and folded in plain:
            best = max(best, 0.6)
    return best
