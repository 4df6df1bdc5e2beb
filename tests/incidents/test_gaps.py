"""What the sources leave open."""

from __future__ import annotations

from typing import Any

import pytest

from timeline.incidents.gaps import gaps, order
from timeline.models import Incident


def incident(name: str, start: str, end: str = "", **given: Any) -> Incident:
    known: dict[str, Any] = {
        "id": name, "title": name, "language": "en", "start": start, "end": end or start, "precision": "day",
        "bound": "exact", "edtf": "", "why": "", "events": (), "articles": (), "independent": 2,
    }  # fmt: skip
    return Incident(**known | given)


def test_silences_are_the_days_between_that_nobody_tells_of():
    told = [incident("a", "2020-01-01"), incident("b", "2020-01-04", "2020-01-06"), incident("c", "2020-02-01")]
    first, second = gaps(told).silences
    assert (first.start, first.end, first.days, first.after, first.before) == ("2020-01-02", "2020-01-03", 2, "a", "b")
    assert (second.start, second.end, second.days) == ("2020-01-07", "2020-01-31", 25)
    assert not first.long


def test_a_year_fills_no_silence():
    told = [
        incident("a", "2020-01-01"),
        incident("y", "2020-01-01", "2020-12-31", precision="year"),
        incident("b", "2020-05-01"),
    ]
    assert [(one.after, one.before) for one in gaps(told).silences] == [("a", "b")]


def test_a_silence_many_times_the_usual_one_is_long():
    days = ["2020-01-01", "2020-01-05", "2020-01-09", "2020-01-13", "2020-04-01"]
    assert [one.long for one in gaps([incident(day, day) for day in days]).silences] == [False, False, False, True]


def test_single_sources_are_named():
    assert gaps([incident("a", "2020-01-01", independent=1), incident("b", "2020-01-02")]).single == ("a",)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (incident("a", "2020-01-01"), incident("b", "2020-01-02"), "before"),
        (incident("a", "2020-01-02"), incident("b", "2020-01-01"), "after"),
        (incident("a", "2020-01-02"), incident("b", "2020-01-02"), "same"),
        (incident("a", "2020-01-01", "2020-01-31", precision="month"), incident("b", "2020-01-10"), "open"),
        (incident("a", "2020-01-10", bound="before"), incident("b", "2020-01-08"), "open"),
        (incident("a", "2020-01-10", bound="after"), incident("b", "2020-01-20"), "open"),
        (
            incident("a", "2020-01-10T09:00", precision="minute"),
            incident("b", "2020-01-10T21:00", precision="minute"),
            "before",
        ),
        (incident("a", "2020-01-10"), incident("b", "2020-01-10T21:00", precision="minute"), "open"),
    ],
)
def test_bounds_prove_an_order_or_leave_it_open(one: Incident, other: Incident, relation: str):
    found = order(one, other)
    assert found.relation == relation
    assert found.why


def test_nothing_has_no_gaps():
    empty = gaps([])
    assert (empty.silences, empty.single, empty.open_orders) == ((), (), ())
