"""Made-up tables with a row of each kind that the Suzhou pack has nothing of, and a folder of tables with a mapping."""

from __future__ import annotations

from pathlib import Path

ROWS = {
    "stages.csv": (
        "rows: Stage\n    id: id\n    properties: [name]\n    sources: {column: 来源, create: true}",
        "id,name,来源\nstage:x/wide,虚构大环节,虚构来源\nstage:x/part,虚构小环节,虚构来源\n",
    ),
    "chain.csv": (
        "rows: PART_OF\n    from: stage\n    to: {column: chain, type: IndustryChain, match: name, create: true}",
        "stage,chain\nstage:x/wide,虚构链\nstage:x/part,虚构链\n",
    ),
    "within.csv": ("rows: WITHIN\n    from: a\n    to: b", "a,b\nstage:x/part,stage:x/wide\n"),
    "products.csv": ("rows: Product\n    id: id\n    properties: [name, kind]", "id,name,kind\n"
                     "product:a,虚构整机,equipment\nproduct:b,虚构部件,part\nproduct:c,虚构合金,material\n"),
    "made.csv": ("rows: MADE_FROM\n    from: a\n    to: b\n    properties: [share]",
                 "a,b,share\nproduct:a,product:b,40%\nproduct:b,product:c,\n"),
    "kinds.csv": ("rows: KIND_OF\n    from: a\n    to: b", "a,b\nproduct:c,product:b\n"),
    "firms.csv": ("rows: Company\n    id: id\n    properties: [name, credit_code]",
                  "id,name,credit_code\ncompany:x,虚构公司,91000000MADEUP001M\n"),
    "shares.csv": (
        "rows: PROVIDES\n    from: {column: 国家, type: Region, match: name, create: true}\n    to: to\n"
        "    properties: {份额: share, 年份: year}",
        "国家,to,份额,年份\n虚构国,product:c,61%,2023\n虚构国,product:c,55%,2024\n",
    ),
    "measured.csv": (
        "rows: MEASURED\n    from: who\n    to: {column: 指标, type: Measure, match: name, create: true}\n"
        "    properties: {数值: value, 单位: unit, 年份: year}",
        "who,指标,数值,单位,年份\ncompany:x,虚构产能,120,吨,2024\nstage:x/wide,虚构产能,900,吨,2024\n",
    ),
    "needs.csv": (
        "rows: NEEDS\n    from: who\n    to: {column: 需求, type: Need, match: name, create: true}",
        "who,需求\ncompany:x,虚构的人才政策\n",
    ),
    "patents.csv": ("rows: Patent\n    id: id\n    properties: [name, classes]",
                    "id,name,classes\npatent:1,虚构专利一,H01B;G02B\npatent:2,虚构专利二,\n"),
    "cites.csv": ("rows: CITES\n    from: a\n    to: b", "a,b\npatent:1,patent:2\n"),
    "invented.csv": (
        "rows: INVENTED\n    from: {column: 人, type: Expert, match: name, create: true}\n    to: b",
        "人,b\n虚构发明人,patent:1\n",
    ),
}  # fmt: skip


def tables(folder: Path, rows: dict[str, tuple[str, str]]) -> Path:
    folder.mkdir()
    parts = []
    for name, (about, text) in rows.items():
        (folder / name).write_text(text, encoding="utf-8")
        parts.append(f"  - file: {name}\n    {about}\n")
    (folder / "mapping.yaml").write_text("dataset: madeup\ntables:\n" + "".join(parts), encoding="utf-8")
    return folder
