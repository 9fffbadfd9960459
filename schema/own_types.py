"""Types of one's own: node and relation types, code lists and additions to what is there, one YAML file each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .errors import SchemaError
from .files import Reading, read_yaml
from .kinds import CodeList, NodeType, RelationType
from .quoting import listed
from .type_files import read_codes, read_ends, read_properties
from .wordings import Text

#: what a file of a project's folder of types may hold
KINDS = ("node", "relation", "codes", "addition")
#: what a store keeps beside the types of the vocabulary
TAKEN = ("Source", "Search")


@dataclass(frozen=True, slots=True)
class OwnTypes:
    """The files of one folder, each with its kind."""

    files: tuple[tuple[Reading, str], ...] = ()

    def types(self) -> Iterator[tuple[Reading, str]]:
        """Yield the files of node and relation types."""
        for file, kind in self.files:
            if kind in ("node", "relation"):
                if file.data.get("name") in TAKEN:
                    taken = listed(TAKEN)
                    wanted = Text(f" {taken.zh} 以外的名称", f"a name that is not one of {taken.en}")
                    raise file.wrong("name", wanted, file.data["name"])
                yield file, kind

    def codes(self, known: Mapping[str, CodeList]) -> dict[str, CodeList]:
        """Return all code lists; a file with the name of a known list adds its codes to that one."""
        found = dict(known)
        for file, kind in self.files:
            if kind != "codes":
                continue
            own = read_codes(file)
            old = found.get(own.name)
            if old is not None and (twice := sorted(old.codes.keys() & own.codes.keys())):
                wanted = Text(f"代码表 {own.name} 尚无的代码", f"a code that the list {own.name} does not have yet")
                raise file.wrong(f"codes.{twice[0]}", wanted, twice[0])
            found[own.name] = replace(old, codes={**old.codes, **own.codes}) if old is not None else own
        return found

    def complete(
        self, nodes: dict[str, NodeType], relations: dict[str, RelationType], codes: Mapping[str, CodeList]
    ) -> None:
        """Add the properties and ends of the files of kind ``addition`` to the types that they name."""
        for file, kind in self.files:
            if kind != "addition":
                continue
            file.only("kind", "type", "from", "to", "properties")
            name = file.one_of("type", (*nodes, *relations))
            known = (nodes.get(name) or relations[name]).properties
            added = read_properties(file.part("properties"), codes) if "properties" in file.data else {}
            if twice := sorted(known.keys() & added.keys()):
                wanted = Text(f" {name} 尚无的属性", f"a property that {name} does not have yet")
                raise file.wrong(f"properties.{twice[0]}", wanted, twice[0])
            if name in nodes:
                _no_ends(file)
                nodes[name] = replace(nodes[name], properties={**known, **added})
                continue
            ends = [read_ends(file, at, nodes) if at in file.data else frozenset() for at in ("from", "to")]
            old = relations[name]
            relations[name] = replace(
                old,
                from_types=old.from_types | ends[0],
                to_types=old.to_types | ends[1],
                properties={**known, **added},
            )


def own_types(folder: Path) -> OwnTypes:
    """Read the YAML files of a folder; SchemaError names file, key and what was expected."""
    if not folder.is_dir():
        raise SchemaError(
            f"{folder}: no such folder; a folder of types holds one YAML file each",
            f"{folder}：没有这个文件夹；类型文件夹中每个类型一个 YAML 文件",
        )
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".yaml", ".yml"))
    files = [read_yaml(path) for path in paths]
    return OwnTypes(tuple((file, file.one_of("kind", KINDS)) for file in files))


def _no_ends(file: Reading) -> None:
    for key in ("from", "to"):
        if key in file.data:
            wanted = Text("没有此键：该类型是节点类型", "no such key: the type is a node type")
            raise file.wrong(key, wanted, file.data[key])


__all__ = ["OwnTypes", "own_types"]
