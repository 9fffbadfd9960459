"""What a reader asks to see of the findings, the same for tables and pictures. It chooses, it does not judge."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from .templates import VERDICTS

#: a cell that nobody is recorded to have looked for
NOBODY_LOOKED = "none"
#: kinds to ask for; ``links``: 上下游关系未载, a part of 待查
ASKED = (*VERDICTS, "links")
METHODS = ("inventory", "survey", "web", NOBODY_LOOKED)


@dataclass(frozen=True, slots=True)
class Filter:
    """What to keep: any of a field, all of the fields; an empty field leaves nothing out."""

    #: ids of regions: who is there or in a region inside
    regions: tuple[str, ...] = ()
    #: how it was looked for, by the record that speaks; ``none`` where there is no record
    methods: tuple[str, ...] = ()
    #: kinds of verdict
    verdicts: tuple[str, ...] = ()
    #: evidence of at least this reliability: A, B; "" or C any
    reliability: str = ""
    #: part of the id, title or publisher of a source
    source: str = ""

    def __bool__(self) -> bool:
        """Say whether anything is asked for."""
        return bool(self.regions or self.methods or self.verdicts or self.source) or self.reliability in ("A", "B")

    @property
    def address(self) -> str:
        """The same as a page keeps it in its address.

        >>> Filter(methods=("web", "survey"), reliability="B").address
        'grade=B&method=survey,web'
        """
        parts = {
            "grade": self.reliability if self.reliability in ("A", "B") else "",
            "region": ",".join(sorted(self.regions)),
            "verdict": ",".join(sorted(self.verdicts)),
            "method": ",".join(sorted(self.methods)),
            "source": self.source,
        }
        return "&".join(f"{name}={quote(text, safe=',')}" for name, text in parts.items() if text)


EVERYTHING_ASKED = Filter()
