"""Text → markup and JSON that nothing in the data can break out of."""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ...schema import Text

#: what XML 1.0 cannot hold (NUL and other controls, lone surrogates, non-characters)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_RISKY = re.compile("[<>&\u2028\u2029]")


def clean(text: str) -> str:
    """Return text that XML and UTF-8 can hold; what they cannot becomes U+FFFD, so that it is seen.

    >>> clean("a\\x00b")
    'a\\ufffdb'
    """
    return _FORBIDDEN.sub("\ufffd", text)


def escape(text: object) -> str:
    """Return a text for use between tags or inside a double-quoted attribute.

    >>> escape('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(clean(str(text)), quote=True)


def tongue(name: Text, lang: str) -> str:
    """Return ``lang="zh"`` for a name that stays Chinese on an English drawing, so that it is read aloud as Chinese.

    >>> tongue(Text("亨通", ""), "en"), tongue(Text("亨通", "Hengtong"), "en")
    (' lang="zh"', '')
    """
    return ' lang="zh"' if lang == "en" and not name.en and not name.zh.isascii() else ""


def inert(data: Mapping[str, Any]) -> str:
    """Return data as JSON for ``<script type="application/json">``: no tag, no NaN, no line separator in it.

    >>> inert({"name": "</script>", "share": float("nan")})
    '{"name":"\\\\u003c/script\\\\u003e","share":null}'
    """
    text = json.dumps(_finite(data), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _RISKY.sub(lambda match: _IN_SCRIPT[match[0]], clean(text))


def _finite(value: Any) -> Any:
    """Return JSON values only; what is not a number (NaN, inf) becomes null."""
    if isinstance(value, str) or value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _finite(each) for key, each in value.items()}
    if isinstance(value, Sequence | set | frozenset):
        return [_finite(each) for each in (sorted(value) if isinstance(value, set | frozenset) else value)]
    return str(value)
