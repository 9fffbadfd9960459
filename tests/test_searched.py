"""Which of several search records speaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chainscape.analysis.searched import searched
from chainscape.schema import Search, Text, template

RULES = template()
SLOT = RULES.slots["testing"]
TODAY = "2026-11-29"


def record(
    result: str, method: str = "inventory", date: str = "2026-01-05", queries: int = 3, pages: int = 20
) -> Search:
    words = tuple(f"虚构查询{at}" for at in range(queries))
    id = f"search:madeup/{method}/{date}/{result}"
    return Search(id, "stage:madeup", "testing", method, result, date, "虚构", words, pages, Text("", ""), "madeup")  # type: ignore[arg-type]


def said(*records: Search) -> str:
    forwards, backwards = (searched(order, SLOT, RULES, TODAY) for order in (records, records[::-1]))
    assert (forwards.result, forwards.speaks) == (backwards.result, backwards.speaks)
    return forwards.result


def test_the_stronger_method_speaks_whatever_its_date():
    assert said(record("none_found", "inventory", "2024"), record("found", "web", "2026-10")) == "none_found"
    assert said(record("complete", "survey", "2024"), record("none_found", "web", "2026-10")) == "complete"


def test_of_equal_strength_the_newest_speaks():
    assert said(record("none_found", date="2025"), record("partial", date="2026")) == "partial"
    assert said(record("partial", date="2025"), record("none_found", date="2026")) == "none_found"


@pytest.mark.parametrize("more", ["found", "complete", "partial", "not_stated"])
def test_on_a_tie_the_one_that_found_more_speaks_and_the_other_is_told(more: str):
    assert said(record(more), record("none_found")) == more
    both = searched([record(more), record("none_found")], SLOT, RULES, TODAY)
    assert [each.result for each in both.against] == ["none_found"]


def test_a_weaker_search_that_found_somebody_is_told():
    found = searched([record("none_found"), record("found", "web", "2026-10")], SLOT, RULES, TODAY)
    assert found.result == "none_found"
    assert [each.method for each in found.against] == ["web"]


def test_old_records_speak_no_more():
    # five years for an inventory, two for the web
    assert said(record("none_found", "inventory", "2010")) == ""
    assert said(record("none_found", "web", "2024-11-28")) == ""
    assert said(record("none_found", "web", "2024-11-29")) == "none_found"
    assert searched([record("none_found", "web", "2010")], SLOT, RULES, TODAY).last is not None
    # the fresh weaker one speaks where the stronger is too old
    assert said(record("none_found", "inventory", "2010"), record("partial", "web", "2026")) == "partial"


def test_too_little_effort_cannot_say_that_there_is_nobody():
    assert said(record("none_found", "web", queries=0)) == "partial"
    assert said(record("none_found", "web", pages=4)) == "partial"
    assert said(record("none_found", "web", pages=5)) == "none_found"
    # nobody counts pages of a survey
    assert said(record("none_found", "survey", queries=0, pages=0)) == "none_found"
    own = replace(SLOT, effort={"web": (1, 50)})
    assert searched([record("none_found", "web")], own, RULES, TODAY).result == "partial"
    # what was found was found, however little was searched
    assert said(record("found", "web", queries=0, pages=0)) == "found"
