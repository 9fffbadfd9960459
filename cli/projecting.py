"""``init``: a folder to keep, with a project file, a template, types, queries and a worked example."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .options import Options, tell
from .output import save
from .parser import DEFAULT_STORE, Commands
from .scaffold import FOLDERS, files
from .wording import Say, speaker

if TYPE_CHECKING:
    from ..schema import Project

#: commands that are about no project: one makes it, one has data and rules of its own
_ALONE = ("init", "demo")


def add(to: Commands) -> None:
    """Add the command."""
    say = to.say
    init = to.add(
        "init",
        init_project,
        title=say("建立自己的项目文件夹", "Make a project of your own in a folder"),
        about=say(
            "其中有项目文件、期望模板、自有类型与查询的文件夹，和一份可照着改的示例表格（虚构）。"
            "在该文件夹中（或用 --project）运行的命令都按它来。已有的文件一概不动。",
            "It holds a project file, a template, folders for types and queries of your own, and made-up example "
            "tables to start from. Every command run in the folder (or with --project) goes by it. Files that are "
            "there already stay as they are.",
        ),
        example="chainscape init wuxi --region 无锡市 --name 无锡产业链",
    )
    init.add_argument(
        "folder", metavar="FOLDER", help=say("文件夹，没有则新建", "the folder; made where it is missing")
    )
    init.add_argument(
        "--region",
        metavar="NAME",
        default="",
        help=say(
            "本地区的名称，如 无锡市；不写则不分域内域外",
            "the name of your region; without one nobody is left out as coming from outside",
        ),
    )
    init.add_argument(
        "--name",
        metavar="NAME",
        default="",
        help=say("项目名称，默认为文件夹名", "the name of the project; default: the folder's"),
    )


def init_project(parsed: Namespace) -> int:
    """Make the files of a project and print what was made."""
    from ..schema import PROJECT_FILE, UsageError, clean_text

    say = speaker(parsed.lang)
    folder = Path(parsed.folder)
    if (folder / PROJECT_FILE).exists():
        file = folder / PROJECT_FILE
        raise UsageError(
            f"{file} is there already: change it, or name another folder", zh=f"{file} 已有：请改它，或另选文件夹"
        )
    name = clean_text(parsed.name) or folder.resolve().name
    region = clean_text(parsed.region)
    made, kept = [], []
    for each in FOLDERS:
        (folder / each).mkdir(parents=True, exist_ok=True)
    for path, text in files(name, region, parsed.lang).items():
        target = folder / path
        if target.exists():
            kept.append(path)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        save(target, text)
        made.append(path)
    print(_told(folder, made, kept, say))
    return 0


def use(parsed: Namespace) -> None:
    """Use the project of a command line from now on, and take from it what the command line leaves open.

    It is that of ``--project``, else of CHAINSCAPE_PROJECT, else the nearest one upwards of where the command runs.
    """
    from ..schema import find_project, use_project

    named = getattr(parsed, "project", "") or os.environ.get("CHAINSCAPE_PROJECT", "")
    if parsed.command in _ALONE:
        use_project(None)
    elif path := named or find_project():
        found = use_project(path)
        if found is not None:
            _take(parsed, found)
    else:
        use_project(None)
    parsed.store = parsed.store or os.environ.get("CHAINSCAPE_STORE") or DEFAULT_STORE


def _take(parsed: Namespace, found: Project) -> None:
    if found.language and not getattr(parsed, "lang", ""):
        parsed.lang = found.language
    parsed.store = parsed.store or found.store or str(found.folder / DEFAULT_STORE)
    if "://" not in parsed.store and Path(parsed.store).is_absolute():
        with suppress(ValueError):
            parsed.store = str(Path(parsed.store).relative_to(Path.cwd()))


def each_dataset(parsed: Namespace, run: Callable[[Namespace], int]) -> int:
    """Run a command for each dataset of the project, in its order; the highest exit code counts.

    UsageError without a project, or with one that names no dataset.
    """
    from ..schema import UsageError, project

    used = project()
    if used is None or not used.datasets:
        where = f"{used.file}, key datasets" if used is not None else "PATH"
        raise UsageError(
            f"{where}: which files? Name files or folders, or list folders under datasets in the project file",
            zh=f"{where}：载入哪些文件？请写出文件或文件夹，或在项目文件的 datasets 下列出文件夹",
        )
    if parsed.mapping:
        raise UsageError(
            "--mapping goes with named files; each dataset of the project has its own mapping.yaml",
            zh="--mapping 须同时写出文件；项目的各数据集各有自己的 mapping.yaml",
        )
    if len(used.datasets) > 1 and (parsed.output or parsed.report):
        raise UsageError(
            f"-o and --report take one dataset, and {used.file} has {len(used.datasets)}: name its folder",
            zh=f"-o 与 --report 只用于一个数据集，而 {used.file} 有 {len(used.datasets)} 个：请写出其文件夹",
        )
    code, since = 0, _current(parsed)
    for folder in used.datasets:
        tell(f"{folder}:")
        code = max(code, run(Namespace(**{**vars(parsed), "paths": [str(folder)], "since": since})))
    return code


def _current(parsed: Namespace) -> int:
    """Return the number of the version that is read; 0 without one."""
    from ..graph import store_exists, versions

    options = Options.of(parsed)
    if options.on_server:
        with options.open() as store:
            found = versions(store)
    else:
        found = versions(options.store) if store_exists(options.store) else []
    return next((each.number for each in found if each.place == "current"), 0)


def _told(folder: Path, made: list[str], kept: list[str], say: Say) -> str:
    lines = [say(f"已建立项目 {folder}：", f"made the project {folder}:"), *(f"  {each}" for each in made)]
    if kept:
        lines += [say("已有，未动：", "there already, left as they are:"), *(f"  {each}" for each in kept)]
    next_steps = ("import", "gaps", "map 虚构泵阀 -o map.html")
    lines += [say("接着：", "then:"), f"  cd {folder}", *(f"  chainscape {each}" for each in next_steps)]
    return "\n".join(lines)
