"""Which tests need a browser, a server, or another process: seen from what they use, so that none is forgotten."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable
from functools import cache
from typing import Any

#: marker → names that tell of it: fixtures, modules and functions
SIGNS: dict[str, frozenset[str]] = {
    "browser": frozenset({"chrome", "browser", "open_page"}),
    "server": frozenset({"neo4j_url", "neo4j_server", "pack_server"}),
    "process": frozenset({"subprocess", "pexpect", "pty", "NotebookClient"}),
}


@cache
def uses(file: str) -> dict[str, frozenset[str]]:
    """Return, for each function, class and constant of a module, all names that it or what it uses there mentions."""
    with open(file, encoding="utf-8") as opened:  # noqa: PTH123
        tree = ast.parse(opened.read())
    direct: dict[str, set[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            direct[node.name] = mentioned(node)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    direct[target.id] = mentioned(node.value)
    return {name: frozenset(reached([name], direct)) for name in direct}


def mentioned(node: ast.AST) -> set[str]:
    """Return every name in a piece of source: variables, parameters, modules, and the first words of imports."""
    found = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    found |= {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)}
    for each in ast.walk(node):
        if isinstance(each, ast.Import | ast.ImportFrom):
            found |= {alias.name.partition(".")[0] for alias in each.names}
            found |= {(each.module or "").partition(".")[0]} if isinstance(each, ast.ImportFrom) else set()
    return found


def reached(names: Iterable[str], direct: dict[str, set[str]]) -> set[str]:
    """Return names and all that they lead to."""
    found, open_ = set(names), list(names)
    while open_:
        new = direct.get(open_.pop(), set()) - found
        found |= new
        open_ += new
    return found


def kinds(function: Any, fixtures: Iterable[str], params: Iterable[Any]) -> set[str]:
    """Return the markers of a test, by its source, its fixtures and its parameters."""
    return kinds_of(inspect.getsourcefile(function) or "", function.__name__, fixtures, params)


def kinds_of(file: str, function: str, fixtures: Iterable[str], params: Iterable[Any]) -> set[str]:
    """Return the markers of a function in a file."""
    here = uses(file)
    names = {*fixtures, function}
    for name in list(names):
        names |= here.get(name, frozenset())
    found = {kind for kind, signs in SIGNS.items() if signs & names}
    # stores.KINDS and other fixtures of both stores ask for a server by this name
    given = [each for each in params if isinstance(each, str)]
    if "KINDS" in names or "opener" in names:
        found = found - {"server"}
    return found | ({"server"} if "neo4j" in given else set())
