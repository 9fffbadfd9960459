"""An answer that comes in pieces, so that its size does not matter."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from types import TracebackType
from typing import Any, Self

from ..schema import QueryTooLarge, Rows, UsageError

#: rows that come from an engine at once
PIECE = 1_000


class Stream:
    """The columns of an answer and, one after the other, its rows as tuples.

    It holds the store's lock, or a transaction of the server, until it was read to its end or closed: use it in a
    ``with`` block. ``pieces`` gives the rest as `Rows` of up to 1,000. One thread at a time may read.

    >>> with store.stream("MATCH (c:Company) RETURN c.id, c.name") as rows:  # doctest: +SKIP
    ...     for id, name in rows:
    ...         print(id, name)
    """

    __slots__ = ("__weakref__", "_now", "_pieces", "_state", "columns")

    def __init__(self, pieces: Generator[Rows]) -> None:
        self._pieces = pieces
        self._state = "open"
        # at once: what is wrong with a query is told here, and an engine names the columns with the first rows
        first = self._next()
        self.columns: tuple[str, ...] = () if first is None else first.columns
        self._now: Iterator[Any] = iter(() if first is None else first.values)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return self

    def __next__(self) -> tuple[Any, ...]:
        while True:
            for row in self._now:
                return tuple(row)
            piece = self._next()
            if piece is None:
                raise StopIteration
            self._now = iter(piece.values)

    def pieces(self) -> Iterator[Rows]:
        """Yield the rows not read yet, in pieces."""
        if begun := list(self._now):
            yield Rows(self.columns, begun)
        while (piece := self._next()) is not None:
            yield Rows(self.columns, piece.values)

    def all(self) -> Rows:
        """Return the rows not read yet in one."""
        return Rows(self.columns, [row for piece in self.pieces() for row in piece.values])

    def close(self) -> None:
        """End the query, unless it has ended; a second call does nothing."""
        if self._state == "open":
            self._state = "closed"
            self._now = iter(())
        self._pieces.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _next(self) -> Rows | None:
        if self._state == "closed":
            # half an answer must not look like a whole one
            raise UsageError("this answer was closed before its end; ask again", "结果没有读完就已关闭；请重新查询")
        try:
            piece = next(self._pieces, None)
        except BaseException:
            self._state = "closed"
            raise
        if piece is None:
            self._state = "read"
        return piece


def at_most(pieces: Generator[Rows], most: int | None) -> Generator[Rows]:
    """Yield an answer's pieces; QueryTooLarge before the one that holds more rows than allowed in all."""
    read = 0
    try:
        for piece in pieces:
            read += len(piece)
            if most is not None and read > most:
                raise QueryTooLarge(
                    f"the answer has more than {most:,} rows: add LIMIT or a condition, "
                    "or raise the limit (max_rows, --max-rows)",
                    f"结果超过 {most:,} 行：请加 LIMIT 或条件，或放宽上限（max_rows、--max-rows）",
                )
            yield piece
    finally:
        pieces.close()


def timed_out(seconds: float | None) -> tuple[str, str]:
    """Return what a query that took too long is told, in English and Chinese."""
    limit = f"{seconds or 0:g}"
    return (
        f"the query took longer than {limit} seconds and was ended",
        f"查询超过 {limit} 秒，已中止",
    )


def shortened(text: str, most: int = 600) -> str:
    """Return a message of an engine that may quote a long text of the user's: its beginning and its end.

    >>> len(shortened("x" * 10_000)), shortened("short"), shortened("from one end to the other", 12)
    (600, 'short', 'from on…ther')
    """
    return text if len(text) <= most else f"{text[: most - most // 3 - 1]}…{text[-(most // 3) :]}"
