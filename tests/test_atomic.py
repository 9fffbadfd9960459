"""Files and folders that are there whole or not at all."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from chainscape.schema import making, saving


def test_a_file_is_there_whole(tmp_path: Path):
    file = tmp_path / "报告.csv"
    with saving(file) as opened:
        opened.write("链".encode())
        assert not file.exists()
    assert file.read_text(encoding="utf-8") == "链"
    assert list(tmp_path.iterdir()) == [file]


def test_a_failure_leaves_the_file_before_and_nothing_beside(tmp_path: Path):
    file = tmp_path / "report.csv"
    file.write_text("before", encoding="utf-8")

    def stopped() -> None:
        with saving(file) as opened:
            opened.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert file.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(not hasattr(stat, "S_IRWXG") or Path("C:/").exists(), reason="modes of a POSIX file system")
def test_a_new_file_is_for_sharing_and_one_that_was_not_stays_so(tmp_path: Path):
    plain, new, private = (tmp_path / name for name in ("plain", "new", "private"))
    plain.touch()
    private.touch(mode=0o600)
    for file in (new, private):
        with saving(file) as opened:
            opened.write(b"x")
    assert new.stat().st_mode == plain.stat().st_mode
    assert stat.S_IMODE(private.stat().st_mode) == 0o600


def test_a_folder_is_no_file(tmp_path: Path):
    with pytest.raises(IsADirectoryError), saving(tmp_path):
        pass


def test_a_folder_is_there_whole(tmp_path: Path):
    target = tmp_path / "export"
    target.mkdir()
    with making(target) as made:
        made.mkdir()
        (made / "nodes.csv").touch()
        assert not list(target.iterdir())
    assert [each.name for each in tmp_path.rglob("*")] == ["export", "nodes.csv"]

    def stopped() -> None:
        with making(tmp_path / "other") as made:
            made.mkdir()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert list(tmp_path.iterdir()) == [target]
