"""Options that say which part of a store is meant: of chains, regions and types."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .parser import Parser
from .wording import Say

if TYPE_CHECKING:
    from ..graph import Store
    from ..viz import Choice


def part_options(parser: Parser, say: Say) -> None:
    """Add ``--type`` and ``--region``."""
    parser.add_argument(
        "--type",
        action="append",
        default=[],
        metavar="TYPE",
        help=say(
            "只取这些类型的节点,如 Company 或 企业;可多次,也可用逗号隔开",
            "only nodes of these types, such as Company; repeatable, or with commas",
        ),
    )
    parser.add_argument(
        "--region",
        action="append",
        default=[],
        metavar="REGION",
        help=say(
            "只取位于这些地区(含下辖地区)的主体,及与其直接相连的环节、产品等;可多次,也可用逗号隔开",
            "only bodies in these regions or a region inside them, and the stages, products and so on tied to these; "
            "repeatable, or with commas",
        ),
    )


def part(parsed: Namespace, store: Store, chains: Iterable[str]) -> Choice:
    """Return what chains and those options choose, names read as ids."""
    from ..analysis import chain_id
    from ..queries import resolve
    from ..viz import Choice

    return Choice(
        chains=_once(chain_id(store, word) for word in chains),
        regions=_once(resolve(store, "region", word) for word in _words(parsed.region)),
        types=_once(map(_type, _words(parsed.type))),
    )


def _words(given: Iterable[str]) -> list[str]:
    return [word for each in given for word in re.split("[,,、]", each)]


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _type(word: str) -> str:
    from ..schema import UnknownName, clean_text, vocabulary

    wanted, known = clean_text(word).casefold(), vocabulary().nodes
    for kind in known.values():
        if wanted in (kind.name.casefold(), kind.label.zh, kind.label.en.casefold()):
            return kind.name
    raise UnknownName("type", word, [*known, *(kind.label.zh for kind in known.values())])
