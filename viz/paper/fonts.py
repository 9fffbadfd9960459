"""Which font on this machine draws Chinese, for pictures that are made without a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ...schema import DataError, Text

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

#: beginnings of file names without marks, best first: the fonts of `palette.FONT`, then what is often there
_KNOWN = (
    "pingfang",
    "hiraginosansgb",
    "msyh",
    "notosanscjk",
    "notosanssc",
    "sourcehansanssc",
    "sourcehansans",
    "sarasa",
    "wqymicrohei",
    "wqyzenhei",
    "droidsansfallback",
    "stheiti",
    "simhei",
    "notoserifcjk",
    "simsun",
)
#: what a font for these pictures must hold
_SAMPLE = "链缺枢纽检测"
_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
#: more files of fonts that are not known are not opened: each costs some 100 ms
_OPENED = 40
_REGULAR, _BOLD = 400, 700
_HINT = Text(
    "本机没有含汉字的字体。请安装（Debian、Ubuntu：apt install fonts-noto-cjk；Fedora："
    "dnf install google-noto-sans-cjk-fonts），或用 --font 指定字体文件（Python：font=）",
    "no font with Chinese characters on this machine. Install one (Debian, Ubuntu: apt install fonts-noto-cjk; "
    "Fedora: dnf install google-noto-sans-cjk-fonts), or name a font file with --font (Python: font=)",
)


@dataclass(frozen=True, slots=True)
class Face:
    """One font in a file that may hold several."""

    file: Path
    #: its place in the file
    number: int
    family: str
    weight: int


@dataclass(frozen=True, slots=True)
class Fonts:
    """The faces of one family; both are the same where there is no bold."""

    regular: Face
    bold: Face


@lru_cache(maxsize=8)
def find(font: Path | str | None = None) -> Fonts:
    """Return the font for Chinese text: what ``font`` names (a file or a folder), else the best of the machine.

    DataError when there is none; the message says what to install.
    """
    if font is None:
        files = _on_this_machine()
    else:
        named = Path(font)
        if not named.exists():
            raise DataError(f"{named}: no such font file or folder", f"{named}：没有这个字体文件或文件夹")
        files = _in_folder(named) if named.is_dir() else [named]
    unknown = 0
    for file in sorted(files, key=_rank):
        unknown += _rank(file)[0] == len(_KNOWN)
        if unknown > _OPENED:
            break
        faces = list(_faces(file))
        if faces and _has_chinese(_nearest(faces, _REGULAR)):
            # a file named by the reader is taken alone; it may be a collection
            kin = [] if files == [font and Path(font)] else _kin(file, files)
            faces += [face for each in kin for face in _faces(each)]
            regular = _nearest(faces, _REGULAR)
            return Fonts(regular, _nearest([face for face in faces if face.family == regular.family], _BOLD))
    if font is not None:
        raise DataError(
            f"{font}: no font here that holds Chinese characters (.ttf, .otf, .ttc)",
            f"{font}：其中没有含汉字的字体（.ttf、.otf、.ttc）",
        )
    raise DataError.of(_HINT)


def opened(face: Face) -> TTFont:
    """Open a face with fontTools."""
    from fontTools.ttLib import TTFont

    return TTFont(face.file, fontNumber=face.number, lazy=True)


def _nearest(faces: list[Face], weight: int) -> Face:
    """Return the face for Chinese as it is written on the mainland, not of fixed width, of that weight."""
    return min(faces, key=lambda face: (not _mainland(face.family), abs(face.weight - weight), face.family))


def _mainland(family: str) -> bool:
    words = family.replace("-", " ").split()
    return not {"Mono", "HW"} & set(words) and not {"JP", "KR", "TC", "HK", "MO", "J", "K"} & set(words)


def _kin(file: Path, files: list[Path]) -> list[Path]:
    """Return the other files of a family: its bold face is often a file of its own."""
    known = _rank(file)[0]
    if known < len(_KNOWN):
        return sorted(each for each in files if each != file and _rank(each)[0] == known)
    stem = _plain(file).removesuffix("regular")
    return sorted(each for each in files if each != file and _plain(each) == stem + "bold")


def _faces(file: Path) -> Iterator[Face]:
    """Yield the faces of a file; none for a file that is no font."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        if file.suffix.lower() in (".ttc", ".otc"):
            fonts = TTCollection(file, lazy=True).fonts
        else:
            fonts = [TTFont(file, lazy=True)]
        for number, font in enumerate(fonts):
            name = font["name"].getBestFamilyName() or file.stem
            yield Face(file, number, name, font["OS/2"].usWeightClass if "OS/2" in font else _REGULAR)
    except (TTLibError, OSError, KeyError, AssertionError):
        return


def _has_chinese(face: Face) -> bool:
    held = opened(face).getBestCmap() or {}
    return all(ord(each) in held for each in _SAMPLE)


def _on_this_machine() -> list[Path]:
    if shutil.which("fc-list"):
        asked = subprocess.run(
            ["fc-list", "-f", "%{file}\n", ":lang=zh-cn"],  # noqa: S607 — wherever fontconfig lives
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=30,
        )
        found = sorted({Path(line) for line in asked.stdout.splitlines() if line.lower().endswith(_SUFFIXES)})
        if found:
            return found
    return sorted({file for folder in _folders() if folder.is_dir() for file in _in_folder(folder)})


def _folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        yield Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    else:
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
        yield from (home / ".local" / "share" / "fonts", home / ".fonts")


def _in_folder(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.suffix.lower() in _SUFFIXES and each.is_file()]


def _rank(file: Path) -> tuple[int, bool, str]:
    plain = _plain(file)
    known = next((at for at, name in enumerate(_KNOWN) if plain.startswith(name)), len(_KNOWN))
    return known, "regular" not in plain, str(file)


def _plain(file: Path) -> str:
    return "".join(each for each in file.stem.lower() if each.isalnum())
