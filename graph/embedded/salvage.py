"""What is left of a damaged folder: the files of each version, and the records that can still be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...schema import DataError, Kept, Node, Relation, Search, Source, StoreDamaged, StoreError, Text, told
from ..checking import batched
from ..loading import BATCH
from ..stored import Stored, record
from . import engine, inventory, jvm
from .classes import java_error
from .editing import Editing
from .folder import Folder
from .proof import DATABASE, faults
from .versioning import Versions, proof_of

_AROUND = re.compile(r"^.*(_(in|out)_edges\.|\.(n?umtidx|numcidx|umcidx)$)")


@dataclass(frozen=True, slots=True)
class Files:
    """What the files of one version say of themselves."""

    number: int
    #: the one that is read
    current: bool
    files: int
    faults: tuple[Text, ...]
    #: what brings back what is damaged
    way: Text


@dataclass(frozen=True, slots=True)
class Restored:
    """What was built from the records of a version."""

    nodes: int
    relations: int
    #: what could not be read, a sentence each
    lost: tuple[Text, ...]


def look_at_files(path: Path) -> list[Files]:
    """Look at every file of every version, without the engine; StoreMissing and StoreForeign as for any opening."""
    folder = Folder(path.absolute())
    if folder.check() == 1:
        return []
    try:
        versions = Versions.of(folder)
    except StoreDamaged:
        versions = Versions.among(folder, 0)
    return [_files(versions, number) for number in versions.numbers]


def _files(versions: Versions, number: int) -> Files:
    place = versions.place(number)
    try:
        proof = proof_of(place)
        found = tuple(faults(place, proof, whole=True))
        many = len(proof.files)
    except StoreDamaged as damaged:
        found, many = (told(damaged),), 0
    return Files(number, number == versions.current, many, found, _way(versions, number, found))


def _way(versions: Versions, number: int, found: tuple[Text, ...]) -> Text:
    if number != versions.current:
        return Text(
            "只影响撤回到这一版本：chainscape versions --keep 0 不再保留",
            "only an undo to this version suffers: chainscape versions --keep 0 keeps it no longer",
        )
    if found and all(_AROUND.match(each.en.split(" ")[0]) for each in found):
        return Text(
            "损坏的只是索引或邻接表，记录完好：chainscape verify --restore 由记录重建",
            "only indexes or lists of relations are damaged, the records are whole: chainscape verify --restore",
        )
    if versions.earlier():
        return Text(
            f"chainscape undo 回到版本 {versions.earlier()[-1]}；或 chainscape verify --restore 取出还读得出的记录",
            f"chainscape undo goes back to version {versions.earlier()[-1]}; chainscape verify --restore keeps the "
            "records that can still be read",
        )
    return Text(
        "chainscape verify --restore 取出还读得出的记录；或放回文件夹的备份，或重新载入",
        "chainscape verify --restore keeps the records that can still be read; or put back a copy of the folder, or "
        "load the data again",
    )


def restore(path: Path, *, heap: str | None = None) -> Restored:
    """Build a new version from the records of the current one that can still be read; the damaged one stays before it.

    Indexes and the nodes' lists of relations are made anew. What cannot be read is named. StoreError if that is all.
    """
    folder = Folder(path.absolute())
    folder.check()
    jvm.start("long", heap)
    lost: list[Text] = []
    every = list(_left(folder, lost))
    nodes = {each.id for each in every if not isinstance(each, Relation)}
    fit = []
    for each in every:
        if isinstance(each, Relation) and not {each.from_id, each.to_id} <= nodes:
            ends = Text(f"{each.from_id} 或 {each.to_id} 已丢失", f"{each.from_id} or {each.to_id} is lost")
            lost.append(Text(f"{each.type} {each.id}：", f"{each.type} {each.id}: ") + ends)
        else:
            fit.append(each)
    if not fit:
        raise StoreError(
            f"nothing can be read any more from the store at {path}: {'; '.join(each.en for each in lost[:3])}",
            f"库 {path} 中已读不出任何东西：{'；'.join(each.zh for each in lost[:3])}",
        )
    editing = Editing(folder, heap, fresh=True, note="verify --restore", spare=1)
    try:
        for batch in batched(fit, BATCH):
            editing.write(batch)
    except BaseException:
        editing.abandon()
        raise
    editing.close()
    ours = sum(isinstance(each, Node | Source | Search) for each in fit)
    return Restored(ours, len(fit) - ours, tuple(lost))


def _left(folder: Folder, lost: list[Text]) -> Iterator[Kept]:
    """Yield sources, other nodes, relations: what can be read of them."""
    place = Versions.of(folder).place() / DATABASE
    try:
        database = engine.open_for_reading(place)
    except java_error() as error:
        lost.append(Text(f"数据库打不开：{error}", f"the database cannot be opened: {error}"))
        return
    places: dict[str, str] = {}
    try:
        for name in sorted(inventory.node_types(database), key=lambda each: each != "Source"):
            yield from _records(name, inventory.nodes_of(database, name, places), lost)
        for name in inventory.relation_types(database):
            yield from _records(name, inventory.relations_of(database, name, places), lost)
    finally:
        engine.let_go(database)


def _records(name: str, found: Iterator[Stored], lost: list[Text]) -> Iterator[Kept]:
    while True:
        try:
            each = next(found)
        except StopIteration:
            return
        except (java_error(), ValueError, KeyError, TypeError) as error:
            said = " ".join(str(error).split())[:200]
            lost.append(Text(f"{name} 类其余的读不出：{said}", f"the rest of type {name} cannot be read: {said}"))
            return
        try:
            yield record(each)
        except (DataError, ValueError, KeyError, TypeError) as error:
            id = each.properties.get("id")
            lost.append(Text(f"{name} {id}：", f"{name} {id}: ") + told(error))
