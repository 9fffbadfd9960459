"""What the rows of a table are, by the column that names them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ...schema import NodeType, Text, Vocabulary
from .columns import ending_of
from .guesses import Guesses, Sample
from .headings import FIRMS, ROWS, fits, heading
from .writing import marks

#: headings that say only that a name stands below: the names themselves say of what
_ANY_NAME = ("名称", "单位名称", "机构名称", "机构", "单位", "name", "organization", "organisation")
#: they stand beside what a row is, and name it only where nothing else does
_LAST = ("IndustryChain", "Agency", "Award", "Region")
_NO_HEADING = 0.3
#: how sure the type of a row is where a heading is one of the words for it
_WHOLE = 0.9


@dataclass(slots=True)
class TableOfNodes(Guesses):
    """A table whose rows are nodes."""

    type: NodeType
    #: the column that names each
    named: str
    sure: float
    why: Text
    #: the column with the chain that the stages of a row are looked for in, "" for none
    chain: str = ""


def find_type(sample: Sample, words: Vocabulary) -> TableOfNodes:
    """Return what a row is; how sure that is says whether anything but a name stands for it."""
    found: list[tuple[float, int, str, str]] = []
    for at, column in enumerate(sample.columns):
        head = heading(column)
        for type, names in ROWS.items():
            if sure := fits(head, names):
                found.append((sure - 0.2 * (type in _LAST), -at, type, column))
    sure, _, type, column = max(found, key=lambda each: each[:2], default=(_NO_HEADING, 0, "", ""))
    # firms with their stages: the stage stands first as often as not
    if type == "Stage" and (firm := _firms(sample)):
        type, column = "Company", firm
    why = heading(column).why
    if not column:
        column = max(sample.columns, key=lambda each: len(set(sample.cells(each))), default="")
        why = Text("取值最多样的列", "the column with most different values")
    ending, share = usual_ending(sample, column)
    # a heading that merely ends as one of a firm does says less than the names
    loose = ending != type and sure < _WHOLE and type == "Company"
    if ending and share >= 0.5 and (not type or loose or heading(column).word in _ANY_NAME):
        type, sure = ending, max(sure, share * 0.9)
        label = words.nodes[type].label.zh
        why = Text(f"{why.zh}；名称多为{label}", f"{why.en}; most names end as one of {type} does")
    return TableOfNodes(words.nodes[type or "Company"], column, min(sure, 0.95), why)


def usual_ending(sample: Sample, column: str) -> tuple[str, float]:
    """Return the type of body that most names of a column end as, and the share of names that do."""
    cells = sample.cells(column)
    counted = Counter(ending_of(cell) for cell in cells)
    counted.pop("", None)
    if not counted:
        return "", 0
    type, many = counted.most_common(1)[0]
    return type, many / len(cells)


def _firms(sample: Sample) -> str:
    """Return the column that names one firm a row, "" where there is none, or cells with several."""
    named = (column for column in sample.columns if fits(heading(column), FIRMS) > 0.9)
    return next((column for column in named if not marks(sample.cells(column))), "")
