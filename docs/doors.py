"""What the doors of the package offer, read from their source: docs/python.md."""

from __future__ import annotations

import ast
import doctest
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: in the order in which a reader meets them
DOORS = ("graph", "importers", "queries", "analysis", "viz", "schema")
WIDTH = 96
INTRO = """\
What each folder's door offers to Python; everything else may change without notice. `import chainscape` is enough: a
door opens when it is first asked for, and nothing heavy is imported before it is needed.

每个文件夹对外提供的 Python 接口;其余部分可能随时变动。只需 `import chainscape`,各部分用到时才载入。

```python
import chainscape

with chainscape.graph.open_store("out/demo/store") as store:
    for row in chainscape.queries.ask(store, "stages", chain="光电"):
        print(row["position"], row["name"], row["companies"])
    findings = chainscape.analysis.find(store, "光电")
print(len(findings.cells), "cells")
```
"""


@dataclass(frozen=True, slots=True)
class Offered:
    """One name of a door: where it is written, and how."""

    name: str
    path: Path
    node: ast.stmt

    @property
    def text(self) -> str:
        """Its docstring, "" where it has none."""
        described = isinstance(self.node, ast.FunctionDef | ast.ClassDef)
        return (ast.get_docstring(self.node) or "") if described else _comment(self.path, self.node)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def names(door: str) -> list[str]:
    """Return ``__all__`` of a door."""
    for node in _tree(ROOT / door / "__init__.py").body:
        if isinstance(node, ast.Assign) and _targets(node) == ["__all__"]:
            return list(ast.literal_eval(node.value))
    raise LookupError(f"{door}/__init__.py has no __all__")


def find(path: Path, name: str) -> Offered:
    """Return where a name of a module is written, through as many imports as it takes."""
    found: Offered | None = None
    for node in _tree(path).body:
        if name in _targets(node):
            found = Offered(name, path, node)
        elif isinstance(node, ast.ImportFrom) and node.level:
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    return find(_module(path, node), alias.name)
    if found is None:
        raise LookupError(f"no {name} in {path}")
    return found


def _module(path: Path, node: ast.ImportFrom) -> Path:
    folder = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
    file = folder.with_suffix(".py")
    return file if file.exists() else folder / "__init__.py"


def _targets(node: ast.stmt) -> list[str]:
    """Return the names that a statement gives a meaning to, imports apart."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if not isinstance(node, ast.Assign | ast.AnnAssign):
        return []
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [each.id for each in targets if isinstance(each, ast.Name)]


def _comment(path: Path, node: ast.stmt) -> str:
    """Return the ``#:`` lines above a constant."""
    above = path.read_text(encoding="utf-8").splitlines()[: node.lineno - 1]
    lines: list[str] = []
    while above and above[-1].strip().startswith("#:"):
        lines.insert(0, above.pop().strip().removeprefix("#:").strip())
    return " ".join(lines)


def errors() -> list[str]:
    """Return the names of the tree of errors."""
    return [node.name for node in _tree(ROOT / "schema" / "errors.py").body if isinstance(node, ast.ClassDef)]


def examples(text: str) -> str:
    """Return the examples of a docstring that run; a test runs them."""
    found = doctest.DocTestParser().get_examples(text)
    return "".join(_shown(each) for each in found if not each.options.get(doctest.SKIP))


def _shown(example: doctest.Example) -> str:
    lines = example.source.splitlines()
    return "\n".join([f">>> {lines[0]}", *(f"... {line}" for line in lines[1:])]) + "\n" + example.want


def python() -> str:
    """Return docs/python.md."""
    lines = ["# Python\n", "<!-- Written by `make docs`; change the docstrings instead. -->\n", INTRO]
    lines += [f"- [`chainscape.{door}`](#chainscape{door}): {_first(_about(door))}" for door in DOORS]
    for door in DOORS:
        lines += [f"\n## chainscape.{door}\n", f"{_about(door)}\n"]
        offered = [find(ROOT / door / "__init__.py", name) for name in names(door)]
        lines.append(" · ".join(f"[`{each.name}`](#{_anchor(each)})" for each in offered) + "\n")
        for each in offered:
            lines += _entry(each)
    return "\n".join(lines).rstrip() + "\n"


def _about(door: str) -> str:
    return ast.get_docstring(_tree(ROOT / door / "__init__.py")) or ""


def _anchor(each: Offered) -> str:
    # a heading of its own for each: GitHub numbers headings of the same text
    return _title(each).replace(".", "").lower()


def _title(each: Offered) -> str:
    return f"{each.path.relative_to(ROOT).parts[0]}.{each.name}"


def _entry(each: Offered) -> Iterator[str]:
    yield f"### {_title(each)}\n"
    node = each.node
    if isinstance(node, ast.FunctionDef):
        yield f"```text\n{_signature(node)}\n```\n"
    elif isinstance(node, ast.ClassDef):
        yield f"```text\n{_class(node)}\n```\n"
    else:
        yield f"```text\n{_constant(node)}\n```\n"
    if each.text:
        yield f"{_first(each.text)}\n"
    if named := [name for name in errors() if re.search(rf"\b{name}\b", each.text) and name != each.name]:
        yield f"Errors: {', '.join(f'[`{name}`](#schema{name.lower()})' for name in named)}\n"
    if isinstance(node, ast.ClassDef):
        yield from _methods(node)
    if shown := examples(each.text):
        yield f"```pycon\n{shown}```\n"


def _first(text: str) -> str:
    """Return the first sentence or paragraph, in one line."""
    return " ".join(text.partition("\n\n")[0].split()).replace("``", "`")


def _signature(node: ast.FunctionDef) -> str:
    parts = _parts(node.args)
    end = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    line = f"{node.name}({', '.join(parts)}){end}"
    return line if len(line) <= WIDTH else "\n".join([f"{node.name}(", *(f"    {part}," for part in parts), f"){end}"])


def _parts(given: ast.arguments) -> list[str]:
    """Return the parameters one by one, as they are written."""
    plain = [*given.posonlyargs, *given.args]
    defaults = [None] * (len(plain) - len(given.defaults)) + list(given.defaults)
    parts = [_part(*each) for each in zip(plain, defaults, strict=True)]
    if given.posonlyargs:
        parts.insert(len(given.posonlyargs), "/")
    if given.vararg:
        parts.append(f"*{_part(given.vararg)}")
    elif given.kwonlyargs:
        parts.append("*")
    parts += [_part(*each) for each in zip(given.kwonlyargs, given.kw_defaults, strict=True)]
    if given.kwarg:
        parts.append(f"**{_part(given.kwarg)}")
    if parts[:1] in (["self"], ["cls"]):
        return parts[2:] if parts[1:2] == ["/"] else parts[1:]
    return parts


def _part(name: ast.arg, default: ast.expr | None = None) -> str:
    type = f": {ast.unparse(name.annotation)}" if name.annotation else ""
    equals = (" = " if type else "=") + ast.unparse(default) if default else ""
    return name.arg + type + equals


def _class(node: ast.ClassDef) -> str:
    """Return a class with its bases; one that holds fields, with those."""
    bases = ", ".join(ast.unparse(base) for base in node.bases)
    fields = [
        ast.unparse(each)
        for each in node.body
        if isinstance(each, ast.AnnAssign) and not ast.unparse(each.target).startswith("_")
    ]
    head = f"class {node.name}({bases})" if bases else f"class {node.name}"
    return "\n".join([head, *(f"    {field}" for field in fields)])


def _methods(node: ast.ClassDef) -> Iterator[str]:
    found = [each for each in node.body if isinstance(each, ast.FunctionDef) and not each.name.startswith("_")]
    for each in found:
        told = _first(ast.get_docstring(each) or "")
        is_value = any(ast.unparse(mark).endswith("property") for mark in each.decorator_list)
        shown = each.name if is_value else " ".join(_signature(each).split()).replace("( ", "(").replace(", )", ")")
        yield f"- `{shown}`" + (f": {told}" if told else "")
    if found:
        yield ""


def _constant(node: ast.stmt) -> str:
    """Return a constant as it is written, without a value that is long."""
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= WIDTH else text.partition(" = ")[0] + " = …"
