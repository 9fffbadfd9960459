"""Texts of ours over a type: before Neo4j 5.26 no parameter can be one, so it is put in here, and only here."""

from __future__ import annotations

from collections.abc import Iterable

from ..schema import StoreError, shown, shown_zh

#: the first Neo4j that can make ids of relations unique
RELATIONS_UNIQUE = (5, 7)


def check_type(name: str) -> None:
    """Raise StoreError for a name that no type of ours may have."""
    if not name.isidentifier():
        raise StoreError(
            f"{shown(name)} cannot be a type; expected letters, digits and _",
            f"{shown_zh(name)}不能作类型名；应由字母、数字和 _ 组成",
        )


def typed(text: str, **types: str) -> str:
    """Return a text with each ``<MARK>`` replaced by a type's name in backticks.

    >>> print(typed("MATCH (n:<TYPE>) RETURN n", TYPE="Company"))
    MATCH (n:`Company`) RETURN n
    """
    for mark, name in types.items():
        text = text.replace(f"<{mark}>", quoted(name))
    return text


def union(text: str, types: Iterable[str]) -> str:
    """Return the text for each type as ``<TYPE>``, joined by UNION ALL."""
    return " UNION ALL ".join(typed(text, TYPE=name) for name in types)


def explained(text: str) -> str:
    """Return the text that asks for the plan of another; in a line before it, so that its columns stay."""
    return f"EXPLAIN\n{text}"


def quoted(name: str) -> str:
    """Return a type as Cypher writes it, whatever characters it has; a database may hold other people's.

    >>> print(quoted("a`b"), quoted("a" + chr(92) + "u0060b"))
    `a``b` `a\\u005cu0060b`
    """
    # the server reads unicode escapes before anything else
    return "`" + name.replace("\\", "\\u005c").replace("`", "``") + "`"


def constraint(name: str, *, node: bool, version: tuple[int, int] = RELATIONS_UNIQUE) -> str:
    """Return the statement that makes ids of a type unique; those of relations only quick to find before 5.7."""
    check_type(name)
    if node:
        text = "CREATE CONSTRAINT <NAME> IF NOT EXISTS FOR (n:<TYPE>) REQUIRE n.id IS UNIQUE"
        return typed(text, NAME=f"chainscape_node_{name}", TYPE=name)
    text = "CREATE CONSTRAINT <NAME> IF NOT EXISTS FOR ()-[n:<TYPE>]-() REQUIRE n.id IS UNIQUE"
    if version < RELATIONS_UNIQUE:
        text = "CREATE INDEX <NAME> IF NOT EXISTS FOR ()-[n:<TYPE>]-() ON (n.id)"
    return typed(text, NAME=f"chainscape_relation_{name}", TYPE=name)
