"""When two names are the same word: one form for look-alike marks, scripts, widths and letter case."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from .values import clean_text

_TRADITIONAL = Path(__file__).parent / "traditional.pairs"
#: marks that people type for one another, the first of each for all of them
_ALIKE = (
    "·•‧∙⋅・･●",
    "-‐‑‒–—―−﹣－",
    '"“”„‟〝〞″「」『』«»',
    "'‘’‚‛′`´",
    "(（【〔［[〈〖",
    ")）】〕］]〉〗",
    "&＆﹠",
    ",，、",
)
#: blanks that say nothing: beside a Chinese character or a mark
_LOOSE = re.compile(r"(?<=[\u2e80-\u9fff·\-\"'()&,]) | (?=[\u2e80-\u9fff·\-\"'()&,])")
_PLACEHOLDER = re.compile(
    r"""
    (不详|未知|未披露|未公开|匿名|佚名|待定|无名)(的)?(企业|公司|厂商|厂家|供应商|客户|单位|机构)?
    | (多|数|几|若干|部分|少数|个别|其他|其它|其余|各|诸|某|众多|大量|相关|有关)(个|家|些)?(的)?
      (本地|外地|国内|国外|海外|国际|境外|上游|下游|小型|中小|中小微|大型|民营|外资|配套)*
      (企业|公司|厂商|厂家|供应商|供货商|客户|单位|机构|商家|高校|院所|国家|地区)等?
    | (国内外|国内|国外|海外|境外|外资|本地|外地)(企业|公司|厂商|厂家|供应商|客户)等?
    | (多|若干|数|几)家 | 其他 | 其它 | 其余
    | (其他|其它)?(自然人|个人)(股东)?
    | (the\ )?(various|several|multiple|many|numerous|some|other|others|unknown|unnamed|undisclosed|anonymous|misc
       |miscellaneous|different)(\ (local|foreign|domestic|small|other|chinese|international))*
      (\ (companies|company|firms|firm|suppliers|supplier|manufacturers|manufacturer|makers|vendors|vendor|providers
       |provider|producers|enterprises|customers|customer|players|organi[sz]ations|institutions|countries))?
    | tb[acd] | n\.?a\.? | 无 | 没有 | 0+
    """,
    re.VERBOSE,
)


def matching(text: str) -> str:
    """Return the form in which names are compared; never shown and never stored.

    Widths, letter case, traditional and simplified characters, look-alike marks and blanks beside them are made one.

    >>> matching("無錫 药明・康德（ABC）") == matching("无锡药明·康德(abc)")
    True
    """
    return _LOOSE.sub("", clean_text(text).translate(_table()).casefold())


def is_placeholder(name: str) -> bool:
    """Say whether a name names nobody: ``多家企业``, ``不详``, ``Various companies``.

    >>> is_placeholder("多家企业"), is_placeholder("Various"), is_placeholder("多氟多新材料")
    (True, True, False)
    """
    return _PLACEHOLDER.fullmatch(matching(name)) is not None


@cache
def _table() -> dict[int, str]:
    pairs = "".join(
        line.rstrip("\n") for line in _TRADITIONAL.read_text(encoding="utf-8").split("\n") if not line.startswith("#")
    )
    listed = dict(zip(pairs[::2], pairs[1::2], strict=True))
    # 薴 → 苧 → 苎
    table = {ord(old): listed.get(new, new) for old, new in listed.items()}
    for marks in _ALIKE:
        table |= {ord(mark): marks[0] for mark in marks[1:]}
    return table
