"""The figures: what they hold, how much, and that article text does nothing in them."""

from __future__ import annotations

from typing import Any

from tests.counting import LONG, MOST, growth, repeat
from tests.views.samples import HOSTILE, article, event, events_of
from timeline.views import figures
from timeline.views.legend import legend
from timeline.views.marks import marks_of, ms, pack
from timeline.views.palette import DARK, LIGHT, faded

WINDOW = (ms("2017-04-01") or 0.0, ms("2017-06-10") or 0.0)


def drawn(events: Any, **more: Any) -> dict[str, Any]:
    marks, _ = marks_of(events, WINDOW)
    figure = figures.timeline(pack(marks, *WINDOW), WINDOW, LIGHT, lambda one: LIGHT.status(one.status), **more)
    return {trace["name"]: trace for trace in figure.to_dict()["data"]} | {"layout": figure.to_dict()["layout"]}


def test_one_trace_each_for_spans_days_and_labels():
    told = drawn(events_of(article()))
    assert {"spans", "days", "labels", "label areas", "layout"} == set(told)
    ids = {data[0] for data in told["spans"]["customdata"]}
    assert len(ids) == 7, "every dated event has a bar but the one of 2016, which lies far outside the window"


def test_a_day_has_a_marker_and_an_open_end_an_arrow():
    told = drawn(events_of(article()))
    symbols = dict(
        zip((data[0][-1] for data in told["days"]["customdata"]), told["days"]["marker"]["symbol"], strict=True)
    )
    assert symbols["2"] == "circle"
    assert symbols["1"] == "triangle-right"
    assert symbols["3"] == "x"


def test_about_is_drawn_in_three_steps():
    told = drawn([event(bound="about")])
    assert len(told["spans"]["base"]) == 3
    assert len(set(told["spans"]["marker"]["color"])) == 3


def test_a_label_can_be_clicked_where_it_is_read():
    told = drawn(events_of(article()))
    areas = told["label areas"]
    assert [data[0] for data in areas["customdata"]] == [data[0] for data in told["labels"]["customdata"]]
    for at, side, start, width in zip(
        told["labels"]["x"], told["labels"]["textposition"], areas["base"], areas["x"], strict=True
    ):
        anchor, low = ms(at) or 0.0, ms(start) or 0.0
        assert width > 0
        assert abs((low + width if side == "middle left" else low) - anchor) < 60_000


def test_a_label_inside_its_bar_does_not_cross_the_edges():
    told = drawn([event(start="2016-01-01", end="2017-12-31", precision="year", title="A long year")])
    assert told["spans"]["width"] == [0.6], "18 of 30 pixels"
    assert set(drawn([event()])["spans"]["width"]) == {0.46}


def test_the_legend_names_the_shapes_that_occur():
    marks, _ = marks_of([event(), event(id="e2", status="denied")], WINDOW)
    told = legend([], marks, LIGHT, "Click <it>")
    assert "●</span>Stated" in told
    assert "✖</span>Denied" in told
    assert LIGHT.status("denied") in told
    assert "Hedged" not in told
    assert "Click &lt;it&gt;" in told
    by_source = legend([(HOSTILE, "#123456")], marks, LIGHT, "")
    assert "✖</span>Denied" in by_source, "the shapes tell how sure the text is, whatever the colours tell"
    assert LIGHT.status("denied") not in by_source
    assert "<script" not in by_source


def test_the_chosen_event_stands_out():
    told = drawn(events_of(article()), chosen=events_of(article())[2].id)
    assert max(told["days"]["marker"]["line"]["width"]) == 3


def test_hostile_text_is_escaped_in_hover_and_labels():
    told = drawn([event(title=HOSTILE, why=HOSTILE)])
    for text in [*told["spans"]["hovertext"], *told["labels"]["text"]]:
        assert "<script" not in text
        assert "<b>bold" not in text.replace("<b>&lt;", "")
    assert told["spans"]["hovertemplate"] == "%{hovertext}<extra></extra>"


def test_no_more_bars_than_a_browser_bears():
    told = drawn([event(id=f"e{number}", bound="about") for number in range(figures.MAX_MARKS)])
    assert set(told) == {"spans", "days", "labels", "label areas", "layout"}, (
        "a trace for each mark would cost ten times as much"
    )
    assert figures.MAX_MARKS * 3 == len(told["spans"]["base"]) <= 2100


def test_work_grows_with_the_events_and_no_faster():
    def work(text: str) -> Any:
        days = [f"2017-{4 + number % 2:02d}-{1 + number % 30:02d}" for number in range(len(text) // 6)]
        return drawn([event(id=f"e{number}", start=day, end=day) for number, day in enumerate(days)])

    assert len(work("x" * LONG)["spans"]["base"]) == LONG // 6
    assert growth(work, repeat("x"), "timeline/views") < MOST


def test_without_events_there_is_still_a_figure():
    assert drawn([])["layout"]["height"] > 0


def test_counts_keep_their_days_and_skip_what_is_empty():
    day = 86_400_000.0
    bins = [(0.0, day, 3), (day, 2 * day, 0), (2 * day, 3 * day, 5)]
    for figure in (
        figures.density(bins, (0.0, 3 * day), DARK),
        figures.overview(bins, (0.0, day), (0.0, 3 * day), DARK),
    ):
        trace = figure.to_dict()["data"][0]
        assert trace["text"] == ["3", "5"]
        assert trace["customdata"][0] == ["1970-01-01T00:00", "1970-01-01T00:00"]


def test_colours_are_translucent_as_asked():
    assert faded("#ff8000", 0.5) == "rgba(255,128,0,0.5)"
