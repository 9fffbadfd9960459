"""The pages beside a page, for the chains that a scene has."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from ...schema import Cell, Extension, Scene, Text
from ..page import Beside, Shown, files_in, papers_in
from .choice import Choice, settled
from .listing import GAPS
from .names import short_names


def pages_beside(scene: Scene, files: Mapping[Shown, str] | Path | str, folder: Path | str | None = None) -> Beside:
    """Return the pages beside those of a scene: the files that are written with them, or those that a folder has.

    In a folder only pages count that were drawn for the same chains, by the same rules and as known by the same date.
    With ``folder`` what it has besides the files, documents and images too.
    """
    kin = _kin(scene)
    place = folder if isinstance(files, Mapping) else files
    there = files_in(Path(place), kin) if place is not None else {}
    papers = papers_in(Path(place)) if place is not None else frozenset()
    return Beside({**there, **(files if isinstance(files, Mapping) else {})}, _chains(scene), kin, papers)


def network_shown(scene: Scene, chain: str | None, choice: Choice) -> Shown:
    """Return what the page of a network shows: a chain or all of them; a choice of its own is no page for others."""
    choice = settled(scene, chain, choice)
    plain = choice == Choice(choice.chains) and len(choice.chains) < 2
    return Shown("network" if plain else "", choice.chains[0] if len(choice.chains) == 1 else "")


def _chains(scene: Scene) -> dict[str, Text]:
    """Return the short names of all chains, most gaps first."""
    findings = scene.findings
    judged: list[Cell | Extension] = [*findings.cells, *findings.extensions]
    gaps = Counter(each.chain for each in judged if each.verdict and each.verdict.kind in GAPS)
    chains = [id for id, type in scene.network.nodes(data="type") if type == "IndustryChain"]
    return short_names(scene.network, sorted(chains, key=lambda chain: (-gaps[chain], chain)))


def _kin(scene: Scene) -> str:
    findings = scene.findings
    parts = [findings.template_hash or scene.template.hash, findings.known_by, *sorted(_chains(scene))]
    return hashlib.sha256("\n".join(parts).encode("utf-8", errors="replace")).hexdigest()[:12]
