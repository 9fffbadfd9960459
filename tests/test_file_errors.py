"""What the operating system refuses: a full disk, a barred folder, a name too long; each with the next step."""

from __future__ import annotations

import errno
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from chainscape.graph.checking import Spool
from chainscape.schema import DataError, file_error, file_fault, naming_file, saving

PACK = Path(__file__).parents[1] / "data" / "suzhou"

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    ("number", "name", "said", "zh"),
    [
        (errno.ENOSPC, "here.csv", "No space left on the disk", "磁盘已满"),
        (errno.EACCES, "here.csv", "Permission denied", "没有权限"),
        (errno.EPERM, "here.csv", "have its owner allow it", "没有权限"),
        (errno.EROFS, "here.csv", "read-only: write elsewhere", "只读"),
        (errno.EMFILE, "here.csv", "too many open files", "打开的文件过多"),
        (errno.ENFILE, "here.csv", "too many files are open", "打开的文件过多"),
        (errno.EFBIG, "here.csv", "larger than is allowed", "超过允许的大小"),
        (errno.EIO, "here.csv", "check the disk", "检查磁盘"),
        (errno.ENOENT, "here.csv", "check the path", "核对路径"),
        (errno.EISDIR, "here.csv", "a folder, not a file", "是文件夹"),
        (errno.ELOOP, "here.csv", "in a circle", "绕成一圈"),
        (errno.ENOTDIR, "here.csv", "is a file, not a folder", "不是文件夹"),
        (errno.ENAMETOOLONG, "n" * 300, "(300 bytes", "名称过长"),
        (errno.ETXTBSY, "here.csv", os.strerror(errno.ETXTBSY), os.strerror(errno.ETXTBSY)),
    ],
)
def test_each_error_says_where_why_and_what_to_do(tmp_path: Path, number: int, name: str, said: str, zh: str):
    path = tmp_path / name
    found = file_error(OSError(number, os.strerror(number), str(path)))
    assert isinstance(found, DataError)
    text = str(found)
    assert "\n" not in text + found.zh
    assert len(text) < 600
    assert text.startswith(str(path)[:150])
    assert found.zh.startswith(str(path)[:150])
    assert said in text
    assert zh in found.zh


def test_a_barred_folder_is_named_with_its_mode_and_owner(tmp_path: Path):
    barred = tmp_path / "barred"
    barred.mkdir(mode=0o700)
    (barred / "table.csv").touch(mode=0o600)
    said = file_fault(PermissionError(errno.EACCES, "Permission denied", str(barred / "table.csv")))
    assert f"({barred / 'table.csv'}: -rw-------" in said.en
    said = file_fault(PermissionError(errno.EACCES, "Permission denied", str(barred / "new" / "table.csv")))
    assert f"({barred}: drwx------" in said.en
    if sys.platform != "win32":
        import pwd

        assert f"drwx------ {pwd.getpwuid(os.getuid()).pw_name}）" in said.zh


def test_how_much_is_free_is_told(tmp_path: Path):
    assert " MB free)" in file_fault(FULL, tmp_path / "new" / "table.csv").en
    assert "剩 " in file_fault(FULL, tmp_path / "table.csv").zh


def test_an_error_of_writing_gets_the_name_of_the_file(tmp_path: Path):
    for write in (lambda: saving(tmp_path / "page.html"), lambda: naming_file(tmp_path / "page.html")):
        with pytest.raises(OSError, match=r"page\.html"), write():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OSError, match="other") as caught, naming_file(tmp_path / "page.html"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "other")
    assert caught.value.filename == "other"
    with pytest.raises(BrokenPipeError) as gone, naming_file(tmp_path / "page.html"):
        raise BrokenPipeError(errno.EPIPE, "gone")
    assert gone.value.filename is None


def test_a_spool_that_finds_no_room_names_the_folder_for_temporary_files(monkeypatch: pytest.MonkeyPatch):
    import tempfile

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(pickle, "dump", full)
    with Spool[int](held=1) as spool, pytest.raises(OSError, match="No space") as caught:
        spool.add(1)
    assert caught.value.filename == tempfile.gettempdir()
    assert "TMPDIR" in file_fault(caught.value).en


#: what a command is asked to write, and the place in the folder of the test
PLACES: list[tuple[str, str, str]] = [
    ("file/x.csv", "file is a file, not a folder", "不是文件夹"),
    ("n" * 300 + ".csv", "a name in it is too long (304 bytes", "名称过长"),
    ("missing/x.csv", "missing: there is no such folder; make it first", "没有这个文件夹：请先建立"),
    ("folder", "folder: a folder, not a file", "是文件夹，不是文件"),
]


@pytest.mark.parametrize(("place", "said", "zh"), PLACES, ids=[each[0][:10] for each in PLACES])
def test_a_place_that_takes_no_file(run: Any, pack_path: Path, tmp_path: Path, place: str, said: str, zh: str):
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for lang, expected in (("en", said), ("zh", zh)):
        answer = run("ask", "chains", "--store", pack_path, "-o", tmp_path / place, "--format", "csv", "--lang", lang)
        assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
        assert expected in answer.err


def limited(size: int) -> Callable[[], None]:
    def limit() -> None:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.skipif(sys.platform == "win32", reason="sizes of files are limited by the shell")
@pytest.mark.parametrize(
    "words",
    [
        ["network", "-o", "page.html"],
        ["ask", "chains", "-o", "rows.csv"],
        ["ask", "supplies", "-o", "rows.xlsx"],
        ["export", "out.graphml"],
        ["export", "out", "--format", "csv"],
        ["map", "光电", "-o", "map.html"],
        ["book", "-o", "book.html"],
    ],
    ids=lambda words: " ".join(words),
)
def test_a_file_that_finds_no_room_is_named_and_not_left_half(pack_path: Path, tmp_path: Path, words: list[str]):
    done = subprocess.run(
        [sys.executable, "-m", "chainscape.cli", *words, "--store", str(pack_path), "--lang", "en"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        preexec_fn=limited(100),
        timeout=120,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    name = next(word for word in words if word.startswith(("page", "rows", "out", "map.", "book.")))
    assert f"{name}: the file would be larger than is allowed" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB; a store needs more."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)]
    if sys.platform != "linux" or os.getuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only who may mount a disk has a small one")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_store_that_finds_no_room_says_so(run: Any, pack_path: Path, small_disk: Path):
    for lang, said in (("en", "No space left on the disk"), ("zh", "磁盘已满")):
        answer = run("copy", pack_path, small_disk / "store", "--lang", lang)
        assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
        assert f"{small_disk / 'store'}" in answer.err
        assert said in answer.err


@pytest.mark.skipif(sys.platform == "win32", reason="sizes of files are limited by the shell")
def test_a_page_that_the_disk_refuses_refuses_the_whole_load(tmp_path: Path):
    # pages of indexes alone are larger: the engine commits, closes, and reads all records of what is left
    line = [sys.executable, "-m", "chainscape.cli", "import", str(PACK), "--store", "store", "--lang", "en"]
    done = subprocess.run(
        line, capture_output=True, encoding="utf-8", check=False, cwd=tmp_path, preexec_fn=limited(200_000)
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith(
        "stays as it was: not all of it could be written to the disk: File too large; nothing was loaded, the store is "
        "as it was"
    )
    assert "SEVER" not in done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []
