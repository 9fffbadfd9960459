"""``suggest``: a mapping drafted from tables, with a look at what it would load."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from .options import Options, tell
from .output import save
from .parser import Commands
from .progressing import progress
from .replacing import at_terminal
from .screen import message
from .wording import Say

if TYPE_CHECKING:
    from ..importers import Dataset, Question
    from ..schema import Node

#: records of the draft that are shown, and problems
_SHOWN = 10


def add(to: Commands) -> None:
    """Add the command."""
    say = to.say
    suggest = to.add(
        "suggest",
        suggest_mapping,
        title=say("由表格起草映射", "Draft a mapping from tables"),
        about=say(
            "按表头与样本判断每列是什么，每行注明把握与理由；没有把握之处在终端上询问，不认得的列存为其他记载（details）。"
            "随后列出前十条记录，并照 check 核对。起草后请逐行核对。-o 写入文件，已有的不覆盖。",
            "Headings and samples say what each column may be, each line how sure that is and why. On a terminal what "
            "is not sure is asked; columns that nobody knows are kept as details. Then come the first ten records and "
            "what `check` finds. Look at each line. -o writes a file, never over one that is there.",
        ),
        example="chainscape suggest firms.xlsx\nchainscape suggest tables -o tables/mapping.yaml",
    )
    suggest.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=say("表格文件，或一个文件夹、一个 .zip", "files of tables, or one folder or .zip"),
    )
    suggest.add_argument(
        "--no-ask",
        action="store_true",
        help=say("在终端上也不询问没有把握之处", "on a terminal, too, ask nothing of what is not sure"),
    )
    suggest.add_argument("--name", metavar="NAME", default="", help=say("数据集名称", "name of the dataset"))


def suggest_mapping(parsed: Namespace) -> int:
    """Print or write a draft, and tell what it would load."""
    from ..importers import DATASET_NAMES, is_dataset_name
    from ..importers import suggest_mapping as draft
    from ..schema import Text, UsageError, shown, shown_zh

    options = Options.of(parsed)
    if parsed.name and not is_dataset_name(parsed.name):
        raise UsageError(
            f"--name wants {DATASET_NAMES.en}, found {shown(parsed.name)}",
            f"--name 应为{DATASET_NAMES.zh}，现为{shown_zh(parsed.name)}",
        )
    files = [Path(each) for each in parsed.files]
    target = Path(options.output) if options.output else None
    if target is not None and target.exists():
        raise UsageError(
            f"{target} is there already and stays as it is; name another file",
            zh=f"{target} 已存在，不覆盖；请换一个文件名",
        )
    ask = partial(_ask, say=options.say) if at_terminal() and not parsed.no_ask else None
    first: list[Text] = []
    text = draft(files, dataset=parsed.name, lang=options.lang, ask=ask, tell=first.append)
    if target is None:
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        save(target, text)
        tell(options.say(f"已写入 {target}", f"wrote {target}"))
    code = _look(files, text, options)
    for told in first:
        tell(told.to(options.lang))
    return 1 if first else code


def _ask(question: Question, say: Say) -> str:
    """Ask on the terminal until the answer is one of the choices; nothing but the end of the line takes the first."""
    from ..schema import closest, cut, shown

    likeliest = question.choices[0]
    tell(say(question.asked.zh, question.asked.en))
    values = say("、", ", ").join(map(cut, question.values))
    tell(say(f"  值如：{values}", f"  values: {values}"))
    why = say(question.why.zh, question.why.en)
    tell(
        say(f"  可能是 {likeliest}（{question.sure:.2f}：{why}）", f"  maybe {likeliest} ({question.sure:.2f}: {why})")
    )
    tell(say(f"  可答：{'、'.join(question.choices)}", f"  answers: {', '.join(question.choices)}"))
    while True:
        sys.stderr.write(message(f"[{likeliest}] "))
        sys.stderr.flush()
        line = sys.stdin.readline()
        answer = line.strip()
        if not answer:
            return likeliest
        folded = {each.casefold(): each for each in question.choices}
        if answer.casefold() in folded:
            return folded[answer.casefold()]
        near = closest(answer, question.choices)
        told = say(f"没有 {shown(answer)} 这个答案", f"{shown(answer)} is no answer")
        tell(told + (say(f"；是 {near} 吗？", f"; did you mean {near}?") if near else ""))


def _look(files: list[Path], text: str, options: Options) -> int:
    """Tell the first records that a draft makes, and how many problems there are; exit code 1 with any."""
    from ..graph import check
    from ..importers import name_ends, open_tables

    with TemporaryDirectory() as home:
        mapping = Path(home) / "mapping.yaml"
        mapping.write_text(text, encoding="utf-8")
        dataset = open_tables(files, mapping)
        for line in _lines(dataset):
            tell(f"  {line}")
        with progress(options.say) as bar:
            found = check(bar.reading(dataset, dataset))
        problems = name_ends(found.problems[:_SHOWN], dataset)
    for problem in problems:
        tell(problem.said.to(options.lang))
    zh = f"草稿得 {found.nodes} 个节点、{found.relations} 条关系，{found.problem_count} 处问题"
    en = f"the draft makes {found.nodes} nodes and {found.relations} relations, with {found.problem_count} problems"
    tell(options.say(zh, en))
    return 1 if found.problem_count else 0


def _lines(dataset: Dataset) -> Iterator[str]:
    """Yield the first records as lines; a relation to somebody whose row was refused has no name to show."""
    from ..schema import Node, Relation

    first = list(islice((each for each in dataset if isinstance(each, Node | Relation)), _SHOWN))
    ends = {id for each in first if isinstance(each, Relation) for id in (each.from_id, each.to_id)}
    names = {each.id: _name(each) for each in first if isinstance(each, Node)}
    if ends - names.keys():
        names |= {each.id: _name(each) for each in dataset if isinstance(each, Node) and each.id in ends}
    for record in first:
        if isinstance(record, Node):
            said = record.statements[0].properties
            more = ", ".join(f"{name}: {value}" for name, value in said.items() if name != "name")
            yield f"{record.type} {names[record.id]}" + (f" ({more})" if more else "")
        elif record.from_id in names and record.to_id in names:
            yield f"{names[record.from_id]} -{record.type}-> {names[record.to_id]}"


def _name(node: Node) -> str:
    return str(node.statements[0].properties.get("name", node.id))
