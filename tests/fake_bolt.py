"""A server that says which Neo4j it is, and nothing else: enough for a driver to greet it."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

MAGIC = b"\x60\x60\xb0\x17"
#: Bolt 4.4, the last that Neo4j 4 speaks
BOLT = b"\x00\x00\x04\x04"


@contextmanager
def greeting(agent: str) -> Iterator[str]:
    """Yield the address of a server that answers HELLO with its name."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_serve, args=(server, agent), daemon=True).start()
        yield f"bolt://127.0.0.1:{server.getsockname()[1]}"


def _serve(server: socket.socket, agent: str) -> None:
    with suppress(OSError):
        while True:
            talk, _ = server.accept()
            with talk, suppress(OSError, struct.error):
                _talk(talk, agent)


def _talk(talk: socket.socket, agent: str) -> None:
    assert _exactly(talk, 20).startswith(MAGIC)
    talk.sendall(BOLT)
    while True:
        message = b""
        while size := struct.unpack(">H", _exactly(talk, 2))[0]:
            message += _exactly(talk, size)
        # a structure of one field with the mark 70: SUCCESS {server: …, connection_id: …}, to all else {fields: []}
        hello = b"\xa2" + _text("server") + _text(agent) + _text("connection_id") + _text("bolt-1")
        told = b"\xb1\x70" + (hello if message[1:2] == b"\x01" else b"\xa1" + _text("fields") + b"\x90")
        if message[1:2] != b"\x02":  # GOODBYE has no answer
            talk.sendall(struct.pack(">H", len(told)) + told + b"\x00\x00")


def _text(text: str) -> bytes:
    return bytes([0x80 + len(text)]) + text.encode() if len(text) < 16 else b"\xd0" + bytes([len(text)]) + text.encode()


def _exactly(talk: socket.socket, many: int) -> bytes:
    read = b""
    while len(read) < many:
        part = talk.recv(many - len(read))
        if not part:
            raise OSError("gone")
        read += part
    return read
