"""Where a statement ends that is typed over several lines."""

from __future__ import annotations

import re

#: quoted texts and names, comments (also those not closed yet), the end of a statement, anything else
_TOKEN = re.compile(
    r"""(?P<quoted>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`)|(?P<comment>//[^\n]*|/\*.*?\*/)"""
    r"""|(?P<open>['"`]|/\*)|(?P<end>;)|.""",
    re.DOTALL,
)


def complete(text: str) -> bool:
    """Say whether Enter runs a text: a ``:command``, one that ends with ``;``, or one with an empty line at its end.

    >>> complete("MATCH (n)"), complete("RETURN 1;"), complete("RETURN 1\\n"), complete("RETURN 'a;")
    (False, True, True, False)
    """
    if not text.strip() or text.lstrip().startswith(":"):
        return True
    if not text.rpartition("\n")[2].strip() and "\n" in text:
        return True
    return not _says_something(_split(text)[1])


def parts(text: str) -> list[str]:
    """Return the statements and ``:commands`` in a text, without what only comments.

    >>> parts("RETURN 1; RETURN ';' AS x\\n\\n:format json\\n// nothing")
    ['RETURN 1', "RETURN ';' AS x", ':format json']
    """
    found = []
    for block in re.split(r"\n[ \t\r]*(?=\n)|\n(?=[ \t]*:[a-z])", text):
        if block.lstrip().startswith(":"):
            command, _, rest = block.strip().partition("\n")
            found += [command.strip().removesuffix(";").rstrip(), *parts(rest)]
        else:
            statements, rest = _split(block)
            found += [each.strip() for each in [*statements, rest] if _says_something(each)]
    return found


def _split(text: str) -> tuple[list[str], str]:
    """Return the statements that ``;`` ends, and what follows the last of them."""
    ended, begin = [], 0
    for token in _TOKEN.finditer(text):
        if token["open"]:
            break
        if token["end"]:
            ended.append(text[begin : token.start()])
            begin = token.end()
    return ended, text[begin:]


def _says_something(text: str) -> bool:
    return any(not token["comment"] and not token[0].isspace() for token in _TOKEN.finditer(text))
