"""The demo's first page: every chain with its counts and its pictures. Text only, no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from .. import __version__
from .labels import labels
from .wording import speaker

if TYPE_CHECKING:
    from ..schema import Findings, Rows

_STYLE = """
:root { color-scheme: light dark; --ink: #1b2430; --muted: #5a6675; --paper: #fff; --line: #c5cdd8; --link: #1f4fd1;
  --gap: #c43d00 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf4; --muted: #a9b4c2; --paper: #1a212b; --line: #3c4757;
  --link: #8fb0ff; --gap: #ff8a4d } }
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: var(--ink);
  background: var(--paper); max-width: 76rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem; margin: 0 } p { margin: .5rem 0 } a { color: var(--link) } .muted { color: var(--muted) }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .7rem; text-align: right; white-space: nowrap }
th:first-child, td:first-child { text-align: left } .gap { color: var(--gap); font-weight: 600 }
"""
_GAPS = ("build", "fill", "extend")


@dataclass(frozen=True, slots=True)
class Page:
    """A written picture."""

    chain: str
    picture: str
    file: str


def index_page(summary: Rows, names: Mapping[str, str], pages: Sequence[Page], findings: Findings, lang: str) -> str:
    """Return the HTML of the index; ``names`` are the chains by id."""
    say = speaker("zh" if lang == "zh" else "en")
    title = say("链景:苏州质量创新联合体", "Chainscape: the Suzhou quality-innovation consortia")
    about = say(
        "沿每条产业链:哪里缺什么,谁承担得最多。未知是没有人查过,或查过没有定论,不是缺口。",
        "Along each chain: what is missing where, and on whom most depends. "
        "Unknown means that nobody looked, or that looking settled nothing; it is not a gap.",
    )
    heads = labels(lang) | _verdicts(lang)
    rules = f"{findings.template} ({findings.template_hash})"
    foot = say(
        f"数据截至 {findings.data_date}｜模板 {rules}｜链景 {__version__}｜数据 CC BY 4.0",
        f"data as of {findings.data_date} | template {rules} | Chainscape {__version__} | data CC BY 4.0",
    )
    head = "".join(f"<th scope='col'>{escape(heads.get(c, c))}</th>" for c in summary.columns)
    rows = "".join(_row(row, names, pages, say("链图", "map"), say("网络", "network")) for row in summary)
    return f"""<!doctype html>
<html lang="{"zh-Hans" if lang == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{escape(title)}</h1>
<p>{escape(about)}</p>
<p>{_whole(lang)}</p>
<div class="wide"><table>
<thead><tr>{head}<th scope="col">{escape(say("图", "pictures"))}</th></tr></thead>
<tbody>
{rows}</tbody>
</table></div>
<p class="muted">{escape(foot)}</p>
</body>
</html>
"""


def _row(row: Mapping[str, object], names: Mapping[str, str], pages: Sequence[Page], map: str, network: str) -> str:
    chain = str(row["chain"])
    files = {page.picture: escape(page.file) for page in pages if page.chain == chain}
    cells = [f'<td><a href="{files["map"]}">{escape(names.get(chain, chain))}</a></td>']
    for column, value in row.items():
        if column != "chain":
            mark = " class='gap'" if column in _GAPS and value else ""
            cells.append(f"<td{mark}>{escape(str(value))}</td>")
    links = " ".join(f'<a href="{files[p]}">{escape(word)}</a>' for p, word in (("map", map), ("network", network)))
    return f"<tr>{''.join(cells)}<td>{links}</td></tr>\n"


def _whole(lang: str) -> str:
    """Return links to the pictures over all chains."""
    say = speaker("zh" if lang == "zh" else "en")
    links = (
        ("overview", say("全景", "overview")),
        ("matrix", say("覆盖矩阵", "coverage matrix")),
        ("book", say("全部图,一个文件", "all pictures in one file")),
    )
    return " · ".join(f'<a href="{name}.html">{escape(word)}</a>' for name, word in links)


def _verdicts(lang: str) -> dict[str, str]:
    from ..analysis import VERDICT_LABELS

    return {name: label.to("zh" if lang == "zh" else "en") for name, label in VERDICT_LABELS.items()}
