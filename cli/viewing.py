"""``--view``: a picture as a reader left it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection
from typing import TYPE_CHECKING

from .options import Options, tell
from .parser import Commands, Parser

if TYPE_CHECKING:
    from ..viz import View

#: ids that a line names before it counts them
_NAMED = 5


def view_option(parser: Parser, to: Commands) -> None:
    """Add ``--view``."""
    parser.add_argument(
        "--view",
        metavar="FILE",
        help=to.say(
            "视图文件（网页上“保存视图”所存）：标题、注记、隐去的主体，照样再画",
            "a view file, as “Save view” on a page writes it: title, notes and hidden bodies, drawn again",
        ),
    )


def view_of(parsed: Namespace) -> View:
    """Return what ``--view`` names, an empty one without it."""
    from ..viz import AS_IT_IS, read_view

    named = getattr(parsed, "view", None)
    return read_view(named) if named else AS_IT_IS


def tell_strangers(view: View, known: Collection[str], options: Options) -> None:
    """Tell which ids of a view the network does not have: they change nothing."""
    from ..viz import strangers

    found = strangers(view, known)
    if found:
        named, more = ", ".join(found[:_NAMED]), " …" if len(found) > _NAMED else ""
        tell(
            options.say(
                f"视图中有 {len(found)} 个编号库里没有，未起作用：{named}{more}",
                f"the view names {len(found)} ids that the store does not have, and which change nothing: "
                f"{named}{more}",
            )
        )
