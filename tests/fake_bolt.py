"""A server that says which Neo4j it is and answers as much as a driver needs to open a store, until it fails.

What it does wrong is told by the name of a fault and by the statement at which it begins. The first statement is the
greeting's ``EXPLAIN RETURN 1``, the second the guard's EXPLAIN of a query, the third the query itself.
"""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

MAGIC = b"\x60\x60\xb0\x17"
#: Bolt 4.4, the last that Neo4j 4 speaks
BOLT = b"\x00\x00\x04\x04"
AGENT = "Neo4j/5.26.0"
HELLO, GOODBYE, RUN, PULL = 0x01, 0x02, 0x10, 0x3F
#: what a server may do in place of an answer; "accepts" and the like stand for the moment of connecting
FAULTS = ("silent", "half", "cut", "reset", "garbage", "slow")
DOORS = ("deaf", "accepts", "shakes", "http", "shuts", "tls", "garbage")
PLAN = {"operatorType": "ProduceResults@neo4j", "args": {}, "children": []}


class Faulty:
    """A server on a port of its own; ``at`` is the number of the statement from which on it fails."""

    def __init__(
        self, fault: str = "", at: int = 3, door: str = "", agent: str = AGENT, *, garbage: bytes = b"garbage!"
    ) -> None:
        self.fault, self.at, self.door, self.agent = fault, at, door, agent
        self.garbage = garbage
        self.statements = 0
        self._held: list[socket.socket] = []
        self._server = socket.create_server(("127.0.0.1", 0), backlog=0 if door == "deaf" else 50)
        self.port = int(self._server.getsockname()[1])

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def failing(self) -> bool:
        """Whether somebody has met the fault."""
        return bool(self._held) if self.door else self.statements >= self.at

    def __enter__(self) -> Faulty:
        if self.door == "deaf":
            self._fill()
        else:
            threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for each in (self._server, *self._held):
            each.close()

    def _fill(self) -> None:
        """Fill the queue of a socket that never accepts, so that no more connections are made."""
        for _ in range(4):
            self._held.append(made := socket.socket())
            made.setblocking(False)
            made.connect_ex(("127.0.0.1", self.port))

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                talk, _ = self._server.accept()
                self._held.append(talk)
                threading.Thread(target=self._meet, args=(talk,), daemon=True).start()

    def _meet(self, talk: socket.socket) -> None:
        with suppress(OSError, struct.error):
            if self.door == "accepts":
                return
            if self.door == "shuts":
                talk.close()
                return
            _exactly(talk, 20)
            if self.door == "http":
                talk.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
                talk.close()
                return
            if self.door == "tls":
                talk.sendall(b"\x15\x03\x01\x00\x02\x02\x46")
                talk.close()
                return
            talk.sendall(BOLT)
            if self.door == "shakes":
                return
            self._talk(talk)

    def _talk(self, talk: socket.socket) -> None:
        while True:
            message = _message(talk)
            kind = message[1]
            self.statements += kind == RUN
            if kind == GOODBYE:
                return
            answer = b"".join(_framed(each) for each in self._answers(kind))
            if self.door == "garbage":
                answer = _framed(self.garbage)
            if self.fault and self.statements >= self.at:
                if not self._fail(talk, kind, answer):
                    return
            else:
                talk.sendall(answer)

    def _answers(self, kind: int) -> list[bytes]:
        if kind == HELLO:
            return [success(server=self.agent, connection_id="bolt-1")]
        if kind == RUN:
            return [success(fields=["one"], qid=0)]
        if kind == PULL:
            # of a query that is asked, a row; of an EXPLAIN a row does not harm
            rows = [b"\xb1\x71" + pack([1])] if self.statements > 1 else []
            return [*rows, success(type="r", has_more=False, plan=PLAN, db="neo4j")]
        return [success()]

    def _fail(self, talk: socket.socket, kind: int, answer: bytes) -> bool:
        """Do what is wrong in place of an answer; say whether the talk goes on."""
        if kind == RUN and self.fault in ("half", "cut", "slow"):
            talk.sendall(answer)
            return True
        if self.fault == "garbage":
            talk.sendall(_framed(self.garbage))
        elif self.fault == "slow":
            for byte in answer:
                talk.sendall(bytes([byte]))
                time.sleep(0.3)
            return True
        elif self.fault in ("half", "cut"):
            talk.sendall(answer[: len(answer) // 2])
        if self.fault in ("cut", "reset"):
            talk.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            talk.close()
        return False


@contextmanager
def greeting(agent: str) -> Iterator[str]:
    """Yield the address of a server that answers HELLO with its name, and EXPLAIN without a plan."""
    with Faulty(agent=agent) as server:
        server._answers = lambda kind: [  # type: ignore[method-assign]
            success(server=agent, connection_id="bolt-1") if kind == HELLO else success(fields=[])
        ]
        yield server.url


def success(**told: Any) -> bytes:
    """Return the message that all went well."""
    return b"\xb1\x70" + pack(told)


def pack(value: Any) -> bytes:
    """Return a small value in PackStream."""
    if isinstance(value, bool):
        return b"\xc3" if value else b"\xc2"
    if isinstance(value, int):
        return struct.pack(">b", value)
    if isinstance(value, str):
        text = value.encode()
        return (bytes([0x80 + len(text)]) if len(text) < 16 else b"\xd0" + bytes([len(text)])) + text
    if isinstance(value, list):
        return bytes([0x90 + len(value)]) + b"".join(map(pack, value))
    return bytes([0xA0 + len(value)]) + b"".join(pack(name) + pack(each) for name, each in value.items())


def _framed(message: bytes) -> bytes:
    return struct.pack(">H", len(message)) + message + b"\x00\x00"


def _message(talk: socket.socket) -> bytes:
    message = b""
    # nothing between two ends of a message keeps a connection alive
    while not message:
        message = _chunks(talk)
    return message


def _chunks(talk: socket.socket) -> bytes:
    message = b""
    while size := struct.unpack(">H", _exactly(talk, 2))[0]:
        message += _exactly(talk, size)
    return message


def _exactly(talk: socket.socket, many: int) -> bytes:
    read = b""
    while len(read) < many:
        part = talk.recv(many - len(read))
        if not part:
            raise OSError("gone")
        read += part
    return read
