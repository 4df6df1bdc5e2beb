"""The chart section of the timeline page: the overview strip, the detail, and the buttons that move the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import streamlit as st

from timeline.models import Event
from timeline.views import address, components, escape, figures, legend, marks, phrases, window, words
from timeline.views.content import Content, content
from timeline.views.data import Source
from timeline.views.palette import Palette
from timeline.views.state import View

MODE = "_mode"  # in the session: whether happenings or reports are shown, for callbacks
_NAMED_ON_PHONES = 14  # labels on a narrow chart where there are many marks
_STRIP = 8  # from so many events on, the strip is worth its place
_MANY = 200  # of more events the strip leaves out a few that lie far off
Mode = Literal["points", "box"]
_CONFIG = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True)
class Stretch:
    """Bounds of everything, and the window in view, in ms; ``whole`` where nothing lies outside.

    ``strip`` are the first and last day of the strip of counts, which leaves out a few dates that lie far off.
    """

    bounds: tuple[float, float]
    low: float
    high: float
    strip: tuple[date, date]

    @property
    def window(self) -> tuple[float, float]:
        """The window in view."""
        return self.low, self.high

    @property
    def whole(self) -> bool:
        """Whether the window holds everything."""
        return self.low <= self.bounds[0] and self.high >= self.bounds[1]

    def days(self) -> tuple[date, date]:
        """First and last day in view."""
        return day(self.low), day(self.high - 1)

    def told(self) -> tuple[date, date]:
        """First and last day in view, without the air at both ends of everything."""
        low, high = max(self.low, self.bounds[0]), min(self.high, self.bounds[1])
        return (day(low), day(high - 1)) if low < high else self.days()


def day(position: float) -> date:
    """The day of a position in ms."""
    return date.fromisoformat(marks.iso(position)[:10])


def _ms(at: date) -> float:
    return marks.ms(at.isoformat()) or 0.0


def show(view: View, source: Source, palette: Palette) -> None:
    """Draw the section for what the filters show."""
    held = content(view, source)
    bounds = held.bounds()
    if bounds is None:
        st.info(words.ALONE)
        return
    stretch = _stretch(view, source, held, bounds)
    number = held.number()
    strip = bool(view.zoom) or number >= _STRIP or not stretch.whole
    if strip:
        _overview(view, source, stretch, palette, held.overview_alt.format(n=number))
    events, inside = held.window(*stretch.days())
    _controls(view, stretch, outside=max(number - held.undated() - inside, 0))
    if inside > len(events):
        _density(view, source, stretch, palette, inside)
        st.caption(held.dense.format(n=inside))
    elif not events:
        st.info(held.none_in_window)
    else:
        shown, named = _detail(view, source, held, stretch, palette, events)
        hint = words.DRAG_HINT if strip and not components.narrow() else words.CLICK_HINT
        low, high = stretch.window
        silent = any(start < high and end > low for start, end, _ in held.silences())
        st.html(legend.legend(named, shown, palette, hint, silent))


def _stretch(view: View, source: Source, held: Content, bounds: tuple[date, date]) -> Stretch:
    low, high = _ms(bounds[0]), _ms(bounds[1]) + marks.DAY
    if view.zoom == "all":
        return Stretch((low, high), *window.padded(low, high), bounds)

    strip = dense(view, source, bounds)
    if isinstance(view.zoom, tuple):
        strip = min(strip[0], max(view.zoom[0], bounds[0])), max(strip[1], min(view.zoom[1], bounds[1]))
        return Stretch((low, high), _ms(view.zoom[0]), _ms(view.zoom[1]) + marks.DAY, strip)
    events, number = held.window(*bounds)
    if number > len(events):
        first, last = window.reach(_counter(view, source), *strip, window.SHARE)
        shown = window.padded(_ms(first), _ms(last) + marks.DAY)
    else:
        shown = window.fit(window.anchors(marks.marks_of(events)[0]), low, high)
    return Stretch((low, high), *shown, strip)


def dense(view: View, source: Source, bounds: tuple[date, date]) -> tuple[date, date]:
    """The days that hold nearly all reports, where there are many and a few lie far off; else the bounds."""
    if source.count(view.filters) <= _MANY:
        return bounds
    return window.reach(_counter(view, source), *bounds, window.NEARLY_ALL)


def _counter(view: View, source: Source) -> Callable[[date, date], list[tuple[date, date, int]]]:
    def count(first: date, last: date) -> list[tuple[date, date, int]]:
        return [(b.start, b.end, b.count) for b in source.histogram(view.filters, figures.MAX_BINS, (first, last))]

    return count


def _overview(view: View, source: Source, stretch: Stretch, palette: Palette, alt: str) -> None:
    bins = _counts(view, source, stretch.strip)
    ticks = 4 if components.narrow() else 8
    framed = window.framed(_ms(stretch.strip[0]), _ms(stretch.strip[1]) + marks.DAY)
    figure = figures.overview(bins, stretch.window, framed, palette, ticks)
    _draw(figure, "overview", ("box",), alt)


def _counts(view: View, source: Source, days: tuple[date, date]) -> list[tuple[float, float, int]]:
    """How many events begin in each stretch of some days, its ends in ms."""
    found = source.histogram(view.filters, figures.MAX_BINS, days)
    return [(_ms(one.start), _ms(one.end) + marks.DAY, one.count) for one in found]


def _controls(view: View, stretch: Stretch, outside: int) -> None:
    low, high = stretch.told()
    text = phrases.between(low.isoformat(), high.isoformat())
    note = f" · {words.OUTSIDE.format(n=f'{outside:,}')}" if outside else ""
    shown = f"**{escape.markdown(text)}**{note}"
    if components.narrow():  # a row of its own, so that the buttons stay in one
        st.markdown(shown)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="window"):
        if not components.narrow():
            st.markdown(shown, width="content")
            st.space("stretch")
        for label, icon, move in (
            (words.EARLIER, "chevron_left", (-0.5, -0.5)),
            (words.LATER, "chevron_right", (0.5, 0.5)),
            (words.ZOOM_IN, "zoom_in", (0.25, -0.25)),
            (words.ZOOM_OUT, "zoom_out", (-0.5, 0.5)),
        ):
            st.button(
                label, icon=f":material/{icon}:", help=label, key=f"window_{icon}", on_click=_zoom,
                args=(_moved(stretch, *move),),
            )  # fmt: skip
        if view.zoom:
            st.button(words.FIT, key="window_fit", on_click=_zoom, args=("",), icon=":material/fit_screen:")
        if not stretch.whole:
            st.button(words.SHOW_ALL, key="window_all", on_click=_zoom, args=("all",), icon=":material/unfold_more:")


def _moved(stretch: Stretch, left: float, right: float) -> tuple[date, date]:
    """The window with its ends moved by shares of its width."""
    width = stretch.high - stretch.low
    low, high = day(stretch.low + left * width), day(stretch.high + right * width - 1)
    return (low, high) if low < high else (low, low + timedelta(days=1))


def _zoom(to: tuple[date, date] | str) -> None:
    st.session_state["_chart"] = st.session_state.get("_chart", 0) + 1
    address.change(zoom=to)


def _detail(
    view: View, source: Source, held: Content, stretch: Stretch, palette: Palette, events: Sequence[Event]
) -> tuple[list[marks.Mark], list[tuple[str, str]]]:
    """Draw the marks; answers them, and the sources with their colours, for the legend."""
    colour, named = _colours(view, source, palette)
    found = held.weighed(marks.marks_of(events, stretch.window)[0])
    narrow = components.narrow()
    label = 24 if narrow else 0 if len(found) > 160 else (56 if len(found) <= 60 else 28)
    most = _NAMED_ON_PHONES if narrow and len(found) > 30 else None
    packed = marks.pack(found, stretch.low, stretch.high, 330 if narrow else marks.PLOT_WIDTH, label, most)
    low, high = stretch.days()
    alt = held.chart_alt.format(n=len(found), start=phrases.day_text(low), end=phrases.day_text(high))
    figure = figures.timeline(
        packed, stretch.window, palette, colour, view.event, 720 if narrow else 960, held.tell, held.silences(),
        330 if narrow else marks.PLOT_WIDTH,
    )  # fmt: skip
    _draw(figure, "detail", ("points",), alt)
    return packed, named


def _density(view: View, source: Source, stretch: Stretch, palette: Palette, inside: int) -> None:
    low, high = stretch.told()
    bins = _counts(view, source, (low, high))
    shown = window.framed(_ms(low), _ms(high) + marks.DAY)
    alt = words.DENSITY_ALT.format(n=inside, start=phrases.day_text(low), end=phrases.day_text(high))
    _draw(figures.density(bins, shown, palette), "density", ("box",), alt)


def _colours(view: View, source: Source, palette: Palette) -> tuple[figures.Colour, list[tuple[str, str]]]:
    """The colour of an event, and the sources with theirs for the legend where it tells sources apart."""
    if view.colour == "source":
        series = palette.series([name for name, _ in source.facets(view.filters)["source"][:8]])
        return (
            lambda event: series.get(phrases.source_name(event.source), palette.grey()),
            [*series.items(), (words.OTHER_SOURCES, palette.grey())],
        )
    return lambda event: palette.status(event.status), []


def _draw(figure: Any, name: str, modes: Sequence[Mode], alt: str) -> None:
    """Draw a figure; on a narrow screen a drag must scroll the page, so there the buttons move the window."""
    if components.narrow():
        figure.update_layout(dragmode=False)
        modes = ("points",)
    key = f"{name}_{st.session_state.get('_chart', 0)}"
    st.plotly_chart(
        figure,
        key=key,
        on_select=_selected(key, name),
        selection_mode=modes,
        config=_CONFIG,
        alt=alt,
        theme="streamlit",
    )


def _selected(key: str, name: str) -> Callable[[], None]:
    def chosen() -> None:
        selection = st.session_state[key]["selection"]
        if name == "detail":
            opened(clicked(selection))
        elif stretch := boxed(selection) or binned(selection):
            _zoom(stretch)

    return chosen


def opened(event_id: str) -> None:
    """Open what was clicked: an event beside the timeline, a happening on its own page."""
    if event_id and st.session_state.get(MODE) == "happenings":
        st.session_state["_chart"] = st.session_state.get("_chart", 0) + 1
        address.send({"page": "happening", "query": {"of": event_id}})
    else:
        address.change(event=event_id)


def boxed(selection: dict[str, Any]) -> tuple[date, date] | None:
    """The first and last day of a box drawn on a chart, or None."""
    for box in selection.get("box") or []:
        ends = sorted(filter(None, (_day(value) for value in box.get("x") or [])))
        if len(ends) >= 2:
            return ends[0], ends[-1]
    return None


def binned(selection: dict[str, Any]) -> tuple[date, date] | None:
    """The days of a clicked bar of counts, or None."""
    for point in selection.get("points") or []:
        ends = [_day(value) for value in point.get("customdata") or []]
        if len(ends) == 2 and ends[0] and ends[1]:
            return ends[0], ends[1]
    return None


def clicked(selection: dict[str, Any]) -> str:
    """The id of a clicked mark's event, empty where a click took the choice away."""
    for point in selection.get("points") or []:
        data = point.get("customdata")
        if data:
            return str(data[0])
    return ""


def _day(value: object) -> date | None:
    if isinstance(value, int | float):
        return day(float(value))
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
