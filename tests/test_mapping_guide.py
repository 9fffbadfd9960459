"""The guide on mappings: every example comes out as it says, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from worked_examples import Example, examples, run

DOCS = Path(__file__).parent.parent / "docs"
ENGLISH = list(examples(DOCS / "mapping.md"))
CHINESE = list(examples(DOCS / "mapping.zh-CN.md"))


@pytest.mark.parametrize("example", ENGLISH, ids=lambda example: example.name)
def test_an_example_comes_out_as_the_guide_says(example: Example, tmp_path: Path):
    assert run(example, tmp_path) == example.result


@pytest.mark.parametrize("example", CHINESE, ids=lambda example: example.name)
def test_an_example_comes_out_as_the_chinese_guide_says(example: Example, tmp_path: Path):
    assert run(example, tmp_path, "zh") == example.result


def test_both_languages_have_the_same_examples():
    assert len(ENGLISH) >= 13
    assert [(e.mapping, e.files) for e in CHINESE] == [(e.mapping, e.files) for e in ENGLISH]
