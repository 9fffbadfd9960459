"""A small part of each campaign (tests/campaigns): it tries, and nothing fails."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from campaigns import config, damage, disk, fuzz, kills, readers

#: seconds for each: how many tries that makes is the machine's affair, at least one
PARTS: dict[str, tuple[Callable[[float, int], tuple[int, list[str]]], float]] = {
    "damage": (damage.main, 5),
    "broken input": (fuzz.main, 3),
    "configuration": (config.main, 2),
    "readers beside a writer": (readers.main, 4),
    "kills": (kills.embedded, 6),
    "a full disk": (disk.main, 4),
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.skipif(os.name == "nt", reason="kills and limits of the system are made by signals and setrlimit")
def test_nothing_fails(part: str):
    campaign, seconds = PARTS[part]
    tries, failures = campaign(seconds, 1)
    assert failures == []
    assert tries > 0
