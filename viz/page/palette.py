"""The colours of all pictures: contrast measured, states told apart by shape as well."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: no web font: a page makes no request
FONT = (
    '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",'
    '"WenQuanYi Micro Hei",sans-serif'
)

LIGHT: Mapping[str, str] = {
    "ink": "#1b2430",
    "muted": "#5a6675",
    "faint": "#647082",
    "paper": "#ffffff",
    "canvas": "#f3f5f8",
    "zone": "#e9edf3",
    "line": "#c5cdd8",
    "link": "#6b788c",
    "present": "#0a5f66",
    "present-text": "#ffffff",
    "inherited": "#cfe5e4",
    "inherited-text": "#0a4a50",
    "gap": "#c43d00",
    "gap-fill": "#fff1e8",
    "unknown": "#6c7787",
    "hub": "#5b3fc4",
    "hub-fill": "#ece7fb",
    "select": "#1f4fd1",
    "heat-1": "#d5e9e8",
    "heat-2": "#7bb8b7",
    "heat-2-text": "#06282a",
    "firm": "#2563b0",
    "infrastructure": "#0a6f69",
    "knowledge": "#4b7a1a",
    "organisation": "#94521a",
    "thing": "#55606e",
}
DARK: Mapping[str, str] = {
    "ink": "#e8edf4",
    "muted": "#a9b4c2",
    "faint": "#8f9aa9",
    "paper": "#1a212b",
    "canvas": "#11161d",
    "zone": "#1d2530",
    "line": "#3c4757",
    "link": "#7d8a9c",
    "present": "#4fc3c0",
    "present-text": "#06282a",
    "inherited": "#1f4446",
    "inherited-text": "#bfe9e7",
    "gap": "#ff8a4d",
    "gap-fill": "#3a2117",
    "unknown": "#7d8896",
    "hub": "#b9a2ff",
    "hub-fill": "#2e2752",
    "select": "#8fb0ff",
    "heat-1": "#1c3b3e",
    "heat-2": "#2c7377",
    "heat-2-text": "#eafffd",
    "firm": "#7db4f0",
    "infrastructure": "#4fc7bf",
    "knowledge": "#a3cf6e",
    "organisation": "#e3aa76",
    "thing": "#aeb9c7",
}

#: what nobody looked for; slanting lines, and no turned pattern: LibreOffice draws one upright
HATCH = (
    '<defs><pattern id="hatch" width="11" height="11" patternUnits="userSpaceOnUse"><rect class="hatch-ground" '
    'width="11" height="11"/><path class="hatch-line" d="M-1 1L1 -1M0 11L11 0M10 12L12 10"/></pattern></defs>'
)
_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")


def definitions() -> str:
    """Return the unseen SVG with what the drawings of a page share."""
    return f'<svg class="definitions" aria-hidden="true">{HATCH}</svg>'


def stylesheet() -> str:
    """Return the CSS that sets ``--ink`` and the other variables: light, dark, and always light in print."""
    light, dark = (";".join(f"--{name}:{value}" for name, value in p.items()) for p in (LIGHT, DARK))
    return (
        f":root{{color-scheme:light;{light}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}"
        "@media screen and (prefers-color-scheme:dark)"
        f"{{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}"
        f"@media print{{:root:root:root{{color-scheme:light;{light}}}}}"
    )


def fixed(css: str, palette: Mapping[str, str] = LIGHT) -> str:
    """Return CSS or SVG with every ``var(--x)`` as its hex value, for renderers that know no variables.

    >>> fixed("fill:var(--gap)")
    'fill:#c43d00'
    """
    return _VARIABLE.sub(lambda match: palette[match[1]], css)
