"""The book: everything once, in one file."""

from __future__ import annotations

import json
import re

import pytest
from hostile import HOSTILE, madeup_hostile
from madeup import CHAIN, madeup_chain
from wholepages import data_of, whole

from chainscape import viz
from chainscape.schema import Scene
from chainscape.viz.network.picture import vis_script

MOST_BYTES = 4_500_000


@pytest.fixture(scope="module")
def suzhou(pack_store) -> Scene:
    return whole(pack_store)


@pytest.fixture(scope="module")
def book(suzhou: Scene) -> str:
    return viz.book_page(suzhou)


def templates(book: str) -> dict[str, str]:
    return dict(re.findall(r'<template data-tab="([^"]*)">(.*?)</template>', book, re.DOTALL))


def test_it_holds_every_picture_of_every_chain(suzhou: Scene, book: str):
    chains = {cell.chain for cell in suzhou.findings.cells}
    wanted = {"overview", "matrix"} | {f"{kind}/{chain}" for kind in ("map", "network", "stages") for chain in chains}
    found = templates(book)
    assert set(found) == wanted
    for chain in chains:
        alone = viz.chain_map(suzhou, chain)
        drawing = re.search(r'<svg class="drawing[ "].*?</svg>', alone, re.DOTALL)
        assert drawing
        assert drawing[0] in found[f"map/{chain}"], "the same map as on a page of its own"


def test_it_is_small_enough_to_send(book: str):
    assert len(book.encode()) <= MOST_BYTES


def test_shell_library_and_facts_are_written_once(book: str):
    assert book.count(vis_script()[:200]) == 1
    assert book.count("'use strict';") == 1
    assert book.count('id="hatch"') == 1
    shared = data_of(book)
    for key, markup in templates(book).items():
        own = json.loads(re.search(r'<script type="application/json">(.*?)</script>', markup, re.DOTALL)[1])
        assert not {"nodes", "relations", "sources", "cells", "evidence"} & own.keys(), key
    assert {"nodes", "relations", "sources", "cells", "evidence"} <= shared.keys()


def test_it_knows_all_that_the_pictures_show(suzhou: Scene, book: str):
    shared = data_of(book)
    assert {cell.id for cell in suzhou.findings.cells} <= shared["cells"].keys()
    for key, markup in templates(book).items():
        ids = set(re.findall(r'data-id="([^"]*)"', markup))
        assert ids <= shared["nodes"].keys() | shared["extensions"].keys(), key
        assert set(re.findall(r'data-cell="([^"]+)"', markup)) <= shared["cells"].keys(), key
        own = json.loads(re.search(r'<script type="application/json">(.*?)</script>', markup, re.DOTALL)[1])
        for node in own.get("network", {}).get("nodes", ()):
            assert node.get("key") is None or node["key"] in shared["nodes"], key
    chains = shared["book"]["chains"]
    for id, places in shared["book"]["places"].items():
        assert id in shared["nodes"]
        assert all(0 <= place < len(chains) for place in places)


def test_the_same_bytes_each_run(suzhou: Scene, book: str):
    assert viz.book_page(suzhou) == book


def test_nothing_is_asked_from_outside(book: str):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', book)
    assert policy
    assert policy[1].startswith("default-src &#x27;none&#x27;")
    body = book[: book.index('<script type="application/json" id="data"')]
    assert not re.search(r'(?:src|href)="(?!#)', body)
    assert ' style="' not in body, "the policy would block it"


def test_hostile_names_are_inert():
    made = madeup_hostile()
    page = viz.book_page(made.scene)
    body = page[: page.index('<script type="application/json" id="data"')]
    assert "<img" not in body
    assert not re.search(r'<script(?! type="application/json">)', body)
    markup = re.sub(r'<script type="application/json">.*?</script>', "", body, flags=re.DOTALL)
    assert not [name for name in HOSTILE[:6] if name in markup]
    assert len(templates(page)) == 5


def test_a_book_of_one_chain():
    made = madeup_chain()
    book = viz.book_page(made.scene, lang="en")
    assert set(templates(book)) == {"overview", "matrix", f"map/{CHAIN}", f"network/{CHAIN}", f"stages/{CHAIN}"}
    assert '<html lang="en"' in book
