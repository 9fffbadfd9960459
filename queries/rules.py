"""The parameters of what counts: their names, and the one that goes with those about places."""

from __future__ import annotations

from collections.abc import Collection

from ..schema import Text

#: each parameter that `ask` fills, and what it holds
RULE = {
    "idle": Text("不计入的状态", "statuses that do not count"),
    "unclear": Text("不计入的服务依据", "bases of a service that do not count"),
    "roles": Text("企业在环节中算作供应者的角色", "roles that make a firm a supplier"),
    "kinds": Text("计入的联合体类别", "kinds of consortia that count"),
    "outside": Text("域外主体 → 真，见 outside-bodies", "body from outside → true, see outside-bodies"),
    "away": Text("域外的地区", "regions that lie outside"),
    "around": Text("包含本地区的地区", "regions around the one that counts as inside"),
    "houses": Text("主体 → 所属一家之首", "body → head of its house, for bodies with ties"),
    "slots": Text("模板的格位，附查找方式的有效起日与最低用力", "slots, with age and effort of a search"),
    "fillers": Text("什么填补哪个格位", "what fills which slot"),
}
#: rule parameters that depend on the region
PLACED = ("outside", "away", "around")
#: a query with one of them takes this parameter, too, without declaring it
REGION = "region"
#: stands for the region of the template where a query takes an id
OF_TEMPLATE = "template"
REGION_ABOUT = Text(
    "所论地区，域外主体不计；空为模板所指", "what counts as inside; empty for the region of the template"
)


def placed(names: Collection[str]) -> bool:
    """Say whether a text with these parameters asks where a body sits."""
    return any(name in names for name in PLACED)
