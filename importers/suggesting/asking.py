"""What a draft is not sure of, as questions to whoever is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ...schema import NodeType, Property, RelationType, Text, Vocabulary
from .guesses import Guess
from .headings import TIES

#: values of a column that a question shows
SHOWN = 3
#: what a column may be besides a property or a relation
DETAILS, IGNORE = "details", "ignore"
#: what a word may mean besides a code
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be answered with one of its choices."""

    #: what is asked
    asked: Text
    #: how sure the first choice is, 0 to 1, and why
    sure: float
    why: Text
    #: the likeliest first
    choices: tuple[str, ...]
    #: the first values of the column
    values: tuple[str, ...]


#: returns one of the choices of a question
Ask = Callable[[Question], str]


class Likely(Protocol):
    """What the rows of a table may be."""

    type: NodeType
    sure: float
    why: Text


def ask_of_rows(ask: Ask, file: str, column: str, values: Sequence[str], likely: Likely, words: Vocabulary) -> str:
    """Return the node type that a row is, as answered."""
    rest = [name for name in words.nodes if name != likely.type.name]
    asked = Text(f"{file}：一行是什么？（名称在“{column}”列）", f"{file}: what is a row? ({column} names it)")
    return ask(Question(asked, likely.sure, likely.why, (likely.type.name, *rest), tuple(values[:SHOWN])))


def ask_of_column(ask: Ask, file: str, values: Sequence[str], guess: Guess, type: NodeType | RelationType) -> Guess:
    """Return what a column is, as answered: a property, a relation, a further detail, or left out."""
    ties = {tie[0]: tie for tie in reversed(TIES.get(type.name, ()))} | ({guess.name: guess.tie} if guess.tie else {})
    of_its_own = guess.kind in ("source", "date", "of a tie")
    first = guess.kind if of_its_own else guess.name or (IGNORE if guess.kind == "ignored" else DETAILS)
    rest = [each for each in (DETAILS, IGNORE, *type.properties, *ties) if each != first]
    asked = Text(f"{file}：“{guess.column}”列是什么？", f"{file}: what is the column {guess.column}?")
    answer = ask(Question(asked, guess.sure, guess.why, (first, *dict.fromkeys(rest)), tuple(values[:SHOWN])))
    told = Text("已问明", "as answered")
    if answer == first and guess.kind != "nothing":
        return Guess(guess.column, guess.kind, guess.name, 1.0, told, guess.tie)
    if answer in (DETAILS, IGNORE):
        return Guess(guess.column, "ignored" if answer == IGNORE else "nothing", "", 1.0, told)
    if answer in type.properties:
        return Guess(guess.column, "property", answer, 1.0, told)
    return Guess(guess.column, "tie", answer, 1.0, told, ties[answer])


def ask_of_word(ask: Ask, file: str, column: str, word: str, property: Property) -> str:
    """Return the code that a word of a column stands for, as answered, "" for none of them."""
    asked = Text(
        f"{file}：“{column}”列的“{word}”是哪种{property.label.zh}？（{UNKNOWN} 为不详）",
        f"{file}: which {property.name} is {word} in the column {column}? ({UNKNOWN}: left open)",
    )
    codes = tuple(property.codes.codes) if property.codes else ()
    why = Text("没有代码明确对应", "no code says it plainly")
    answer = ask(Question(asked, 0, why, (UNKNOWN, *codes), (word,)))
    return "" if answer == UNKNOWN else answer
