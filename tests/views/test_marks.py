"""Marks, lanes and the first window: pure values."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta

import pytest

from tests.views.samples import event, many
from timeline.models import Source
from timeline.views import window
from timeline.views.marks import DAY, Mark, iso, mark_of, marks_of, ms, pack


def at(stamp: str) -> float:
    found = ms(stamp)
    assert found is not None
    return found


def test_a_day_is_a_point_as_wide_as_the_day():
    mark = mark_of(event())
    assert mark is not None
    assert (mark.point, mark.soft, mark.arrow) == (True, False, "")
    assert (iso(mark.start), iso(mark.end)) == ("2017-05-05T00:00", "2017-05-06T00:00")


def test_a_minute_lies_where_it_was():
    mark = mark_of(event(start="2017-05-05T20:30", end="2017-05-05T20:30", precision="minute"))
    assert mark is not None
    assert mark.point
    assert (iso(mark.start), iso(mark.end)) == ("2017-05-05T20:30", "2017-05-05T20:31")


def test_a_named_zone_does_not_move_the_day():
    mark = mark_of(event(start="2017-05-05T23:30-07:00", end="2017-05-05T23:30-07:00", precision="minute"))
    assert mark is not None
    assert iso(mark.start) == "2017-05-05T23:30"


def test_a_month_is_a_vague_span_and_its_last_day_counts():
    mark = mark_of(event(start="2017-04-01", end="2017-04-30", precision="month"))
    assert mark is not None
    assert (mark.point, mark.vague) == (False, True)
    assert mark.end - mark.start == 30 * DAY


def test_a_range_is_a_firm_span():
    mark = mark_of(event(start="2017-06-03", end="2017-06-05", bound="between"))
    assert mark is not None
    assert (mark.point, mark.vague) == (False, False)


def test_about_is_soft_and_drawn_wider_than_it_is():
    mark = mark_of(event(bound="about"))
    assert mark is not None
    assert mark.soft
    assert mark.drawn[0] < mark.start < mark.end < mark.drawn[1]


def test_an_open_end_reaches_to_publication_with_an_arrow():
    mark = mark_of(event(start="2016-12-01", end=None, precision="month", bound="since"))
    assert mark is not None
    assert (mark.arrow, iso(mark.end)) == ("right", "2017-05-09T00:00")


def test_an_open_end_reaches_through_a_later_window():
    mark = mark_of(event(start="2016-12-01", end=None, bound="since"), (at("2018-01-01"), at("2018-03-01")))
    assert mark is not None
    assert (mark.arrow, iso(mark.end)) == ("right", "2018-03-01T00:00")


@pytest.mark.parametrize(("start", "end"), [("2016-12-01", "2016-12-31"), ("2017-05-02", "2017-05-02")])
def test_what_goes_on_since_a_date_reaches_to_publication(start: str, end: str):
    mark = mark_of(event(start=start, end=end, bound="since"))
    assert mark
    assert (mark.arrow, iso(mark.start)[:10], iso(mark.end)) == ("right", start, "2017-05-09T00:00")
    assert not mark.point
    unknown = mark_of(event(start=start, end=end, bound="since", source=Source()))
    assert unknown
    assert iso(unknown.end)[:10] <= "2017-05-03"


def test_an_open_beginning_has_an_arrow_to_the_left():
    mark = mark_of(event(start=None, end="2017-05-07", bound="until"))
    assert mark is not None
    assert (mark.arrow, iso(mark.end)) == ("left", "2017-05-08T00:00")
    assert mark.start < mark.end


def test_nothing_is_dropped():
    undated, ancient = event(id="u", start=None, end=None), event(id="x", start="-0043-03-15", end="-0043-03-15")
    marks, rest = marks_of([event(), undated, ancient])
    assert [mark.event.id for mark in marks] == ["e1"]
    assert [one.id for one in rest] == ["u", "x"]


@pytest.mark.parametrize("label", [0, 30])
def test_no_two_marks_of_a_lane_touch(label: int):
    marks, _ = marks_of(many(400))
    low, high = at("2009-01-01"), at("2020-01-01")
    packed = pack(marks, low, high, label=label)
    assert len(packed) == len(marks)
    lanes: dict[int, list[Mark]] = {}
    for mark in packed:
        lanes.setdefault(mark.lane, []).append(mark)
    for row in lanes.values():
        row.sort(key=lambda mark: mark.start)
        for before, after in itertools.pairwise(row):
            assert before.drawn[1] <= after.drawn[0] or before.drawn[1] > high


def test_lanes_do_not_depend_on_the_order_of_the_events():
    marks, _ = marks_of(many(60))
    mixed = marks[:]
    random.Random(1).shuffle(mixed)
    low, high = at("2009-01-01"), at("2020-01-01")
    lanes = [{mark.event.id: mark.lane for mark in pack(some, low, high)} for some in (marks, mixed)]
    assert lanes[0] == lanes[1]


def test_a_label_without_room_on_the_right_goes_left_or_inside():
    low, high = at("2017-01-01"), at("2017-06-01")
    late, long = (
        mark_of(event(start="2017-05-30", end="2017-05-30")),
        mark_of(event(start="2016-01-01", end="2018-01-01")),
    )
    assert late is not None
    assert long is not None
    sides = {mark.event.start: mark.side for mark in pack([late, long], low, high)}
    assert sides == {"2017-05-30": "left", "2016-01-01": "inside"}


def test_one_far_date_does_not_squash_the_rest():
    crowd = [event(id=f"c{day}", start=f"2017-05-{day:02}", end=f"2017-05-{day:02}") for day in range(1, 12)]
    far = event(id="far", start="2003-02-01", end="2003-02-01")
    marks, _ = marks_of([*crowd, far])
    bounds = window.bounds(marks)
    assert bounds is not None
    low, high = window.fit(window.anchors(marks), *bounds)
    assert at("2017-04-01") < low < at("2017-05-01")
    assert at("2017-05-12") <= high < at("2017-06-15")


def test_an_even_spread_is_shown_whole():
    marks, _ = marks_of(
        event(id=f"m{month}", start=f"2017-{month:02}-01", end=f"2017-{month:02}-01") for month in range(1, 13)
    )
    bounds = window.bounds(marks)
    assert bounds is not None
    low, high = window.fit(window.anchors(marks), *bounds)
    assert low < bounds[0]
    assert high > bounds[1]


def test_one_event_gets_a_window_with_air():
    marks, _ = marks_of([event()])
    bounds = window.bounds(marks)
    assert bounds is not None
    low, high = window.fit(window.anchors(marks), *bounds)
    assert high - low >= 2 * DAY


def test_no_events_have_no_bounds():
    assert window.bounds([]) is None


def counted(*days: date):
    """A count of days in 100 stretches, as a store answers it."""

    def count(low: date, high: date) -> list[tuple[date, date, int]]:
        width = -(-((high - low).days + 1) // 100)
        starts = [low + timedelta(days=at * width) for at in range(100)]
        ends = [start + timedelta(days=width - 1) for start in starts]
        return [(a, b, sum(a <= day <= b for day in days)) for a, b in zip(starts, ends, strict=True)]

    return count


def test_the_strip_leaves_out_what_lies_centuries_off():
    days = [date(2010, 4, 20) + timedelta(days=at) for at in range(150)]
    low, high = window.reach(counted(date(300, 1, 1), date(1979, 1, 1), *days), date(300, 1, 1), days[-1], 0.95)
    assert date(2010, 1, 1) < low <= days[7] and high >= days[-8]


def test_the_strip_holds_everything_where_nothing_lies_far_off():
    days = [date(2010, 1, 1), date(2010, 5, 1), date(2010, 12, 31)]
    assert window.reach(counted(*days), days[0], days[-1], 0.95) == (days[0], days[-1])
    assert window.reach(counted(), days[0], days[-1], 0.95) == (days[0], days[-1])
