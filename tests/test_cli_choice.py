"""``network`` with some chains, ``--type``, ``--region``, ``--around``: what is drawn, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from images import read


@pytest.fixture(autouse=True)
def here(pack_path: Path, monkeypatch, tmp_path: Path):
    """Commands find the pack's store by the environment; the current folder is an empty one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHAINSCAPE_STORE", str(pack_path))


def title(file: str) -> str:
    return re.search("<title>(.*?)</title>", Path(file).read_text(encoding="utf-8"))[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["光电", "冶金"], "网络 · 光电、冶金"),
        (["光电", "chain:optoelectronics", "-o", "x.svg"], "网络 · 光电产业链"),
        (["--around", "亨通"], "网络 · 亨通集团 周围 1 步"),
        (["--around", "Hengtong Group", "--hops", "2", "--lang", "en"], "Network · 2 steps around Hengtong Group"),
        (["--region", "吴江,昆山", "--region", "SIP"], "网络 · 吴江区、昆山市、苏州工业园区"),
        (["--type", "Company,检测机构", "--type", "stage"], "网络 · 企业、检测机构、环节"),
        (["--region", "吴江", "光电", "--type", "企业"], "网络 · 光电产业链 · 吴江区 · 企业"),
    ],
)
def test_the_title_says_what_was_asked_for(run, words: list[str], said: str):
    answer = run("network", "-o", "x.svg", *words)
    assert (answer.code, answer.out) == (0, "")
    assert title("x.svg") == said


@pytest.mark.parametrize("large", [[], ["--large"]])
def test_page_and_large_page_honour_the_same_choice(run, large: list[str]):
    assert run("network", "冶金", "--type", "Company,Stage", "-o", "x.html", *large).code == 0
    assert title("x.html").startswith("网络 · 冶金产业链 · 企业、环节")
    text = Path("x.html").read_text(encoding="utf-8")
    # 13 stages; 6 firms in them or in the consortium, and one that a firm of these is tied to
    assert "20 个节点" in text
    assert ('id="large"' in text) == bool(large)


def test_a_choice_is_an_image_as_well(run):
    assert run("network", "--around", "亨通", "-o", "x.png", "--dpi", "40").code == 0
    assert read(Path("x.png").read_bytes()).dpi == 40


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["光电X"], "没有名为「光电X」的产业链。是「光电」吗？"),
        (["光电", "冶金X"], "没有名为「冶金X」的产业链。是「冶金」吗？"),
        (["--type", "Compny"], "没有名为「Compny」的类型。是「Company」吗？"),
        (["--type", "Company,"], "没有名为「」的类型"),
        (["--region", "吴江,花桥"], "没有名为「花桥」的地区。是「花桥经济开发区」吗？"),
        (["--around", "亨通集团有限公"], "库中没有名为「亨通集团有限公」的节点。是「亨通集团有限公司」吗？"),
        (["--hops", "2"], "--hops 要与 --around 连用"),
        (["--around", "亨通", "--hops", "0"], "--hops 要 1 以上的整数"),
        (["--around", "亨通", "--hops", "x"], "--hops 要 1 以上的整数"),
        (["冶金", "--region", "花桥经济开发区"], "加上 --region 花桥经济开发区 就什么也不剩"),
        (["--around", "亨通", "--type", "University"], "加上 --type University 就什么也不剩"),
        (["--around", "苏州工业园区"], "地区用 --region"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(run, words: list[str], said: str):
    answer = run("network", *words, "-o", "x.html")
    assert answer.code == 2
    assert said in answer.err
    assert not list(Path().iterdir())
