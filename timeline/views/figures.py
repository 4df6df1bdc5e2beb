"""Plotly figures of marks and counts, built without Streamlit: values in, a figure out.

All spans go into one ``go.Bar`` trace (base and length in ms), all markers and labels into one ``go.Scatter`` trace
each: a trace for each colour would cost ten times as much. Text takes no clicks in Plotly, so unseen bars lie over
the labels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import plotly.graph_objects as go

from timeline.models import Event
from timeline.views import escape, phrases, words
from timeline.views.marks import CHARACTER, DAY, PLOT_WIDTH, Mark, iso
from timeline.views.palette import SYMBOLS, Palette, faded

MAX_MARKS = 700  # marks drawn one by one; three bars at most for each, so never more than about 2,000 bars
MAX_BINS = 160

Colour = Callable[[Event], str]
Tell = Callable[[Event], str]
Band = tuple[float, float, str]  # a silence: its start and end in ms, and its hover text
TICKS = [
    {"dtickrange": [None, 60_000], "value": "%H:%M:%S\n%-d %b %Y"},
    {"dtickrange": [60_000, 86_400_000], "value": "%H:%M\n%-d %b %Y"},
    {"dtickrange": [86_400_000, "M1"], "value": "%-d %b\n%Y"},
    {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]
STRIP_TICKS = [
    {"dtickrange": [None, "M1"], "value": "%-d %b %Y"},
    {"dtickrange": ["M1", "M12"], "value": "%b %Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]


def timeline(
    marks: Sequence[Mark],
    window: tuple[float, float],
    palette: Palette,
    colour: Colour,
    chosen: str = "",
    tall: int = 960,
    tell: Tell | None = None,
    silences: Sequence[Band] = (),
    wide: float = PLOT_WIDTH,
) -> go.Figure:
    """The detail figure: packed marks in their lanes over ``window`` (ms), the event ``chosen`` set off.

    Lanes grow flatter where they would be higher than ``tall`` pixels together, down to 7 pixels each.

    Each bar and marker carries its event's id as ``customdata[0]``. ``tell`` gives the hover text of an event, and
    ``silences`` are drawn as faint bands behind all. ``wide`` is how many pixels the axis is taken to be wide.
    """
    tell = tell or hover
    lanes = 1 + max((mark.lane for mark in marks), default=0)
    lane_height = max(7, min(30 if lanes <= 12 else (25 if lanes <= 20 else 22), tall // lanes))
    figure = go.Figure()
    if silences:
        figure.add_trace(_bands(silences, window, palette, max(lanes, 2)))
    figure.add_trace(_bars(marks, window, colour, lane_height, chosen, palette, tell))
    figure.add_trace(_markers(marks, window, colour, lane_height, chosen, palette, tell))
    if any(mark.label for mark in marks):
        figure.add_trace(_labels(marks, window, palette, wide))
        figure.add_trace(_label_areas(marks, window, tell, wide))
    _axes(figure, window, palette, height=64 + max(lanes, 2) * lane_height)
    figure.update_yaxes(range=[max(lanes, 2) - 0.35, -0.65], fixedrange=True, visible=False)
    figure.update_xaxes(fixedrange=True)
    if lanes > 14:  # the days stand where a reader of a tall chart sees them first
        figure.update_xaxes(side="top")
        figure.update_layout(margin={"t": 40, "b": 8})
    # Streamlit reports no clicks while a drag selects: here marks are clicked, and the strip above is dragged.
    figure.update_layout(dragmode=False, bargap=0.42)
    return figure


def hover(event: Event) -> str:
    """The hover text of an event, in Plotly's few tags, all article text escaped."""
    lines = [f"<b>{escape.wrapped(event.title or event.quote, 52)}</b>", escape.plotly(phrases.when(event))]
    if event.why:
        lines.append(f"<i>{escape.wrapped(phrases.reason(event.why), 62)}</i>")
    said = phrases.said(event)
    lines.append(escape.wrapped(said, 62, 2))
    source = phrases.source_name(event.source)
    if source:
        lines.append(escape.wrapped(words.SOURCE_LINE.format(source=source), 62, 2))
    return "<br>".join(lines)


def _bars(
    marks: Sequence[Mark], window: tuple[float, float], colour: Colour, lane_height: int, chosen: str, palette: Palette,
    tell: Tell,
) -> go.Bar:  # fmt: skip
    roomy = min(0.84, 18 / lane_height)  # so that a label inside does not cross the edges
    base, length, lane, fill, data, text, edge, height = [], [], [], [], [], [], [], []
    for mark in marks:
        tone = colour(mark.event)
        outline = palette.text if mark.event.id == chosen else faded(tone, 0 if mark.soft or mark.point else 0.75)
        for low, high, alpha in layers(mark, window):
            base.append(iso(low))
            length.append(high - low)
            lane.append(mark.lane)
            fill.append(faded(tone, alpha))
            edge.append(outline)
            height.append(roomy if mark.side == "inside" else min(0.84, 0.46 + 0.06 * min(mark.weight - 1, 6)))
            data.append([mark.event.id])
            text.append(tell(mark.event))
    return go.Bar(
        base=base, x=length, y=lane, orientation="h", width=height, customdata=data, hovertext=text,
        hovertemplate="%{hovertext}<extra></extra>", marker={"color": fill, "line": {"color": edge, "width": 1}},
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}}, showlegend=False, name="spans",
    )  # fmt: skip


def _bands(silences: Sequence[Band], window: tuple[float, float], palette: Palette, lanes: int) -> go.Bar:
    """Faint bands over the whole height, clipped to what is near the window."""
    low, high = window[0] - (window[1] - window[0]), window[1] + (window[1] - window[0])
    seen = [(max(start, low), min(end, high), text) for start, end, text in silences if start < high and end > low]
    return go.Bar(
        base=[iso(start) for start, _, _ in seen], x=[end - start for start, end, _ in seen],
        y=[(lanes - 1) / 2] * len(seen), orientation="h", width=lanes + 0.3, hovertext=[text for *_, text in seen],
        hovertemplate="%{hovertext}<extra></extra>", marker={"color": palette.band, "line": {"width": 0}},
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}}, showlegend=False, name="silences",
    )  # fmt: skip


def layers(mark: Mark, window: tuple[float, float]) -> list[tuple[float, float, float]]:
    """The bars (start, end, opacity) that draw a mark: one, or three nested ones that make soft edges.

    Bars are clipped a little outside the window, so that a far-off end costs nothing.
    """
    low, high = window[0] - (window[1] - window[0]), window[1] + (window[1] - window[0])
    start, end = max(mark.start, low), min(mark.end, high)
    if end <= start:
        return []
    alpha = 0.3 if mark.vague else 0.75
    if mark.point:
        alpha = 0.28
    if mark.arrow:
        alpha = 0.22
    if not mark.soft:
        return [(start, end, alpha)]
    feather = mark.feather
    return [
        (start - 2 * feather, end + 2 * feather, alpha * 0.35),
        (start - feather, end + feather, alpha * 0.45),
        (start, end, alpha * 0.6),
    ]


def _markers(
    marks: Sequence[Mark], window: tuple[float, float], colour: Colour, height: int, chosen: str, palette: Palette,
    tell: Tell,
) -> go.Scatter:  # fmt: skip
    size = 13 if height >= 20 else max(5, height - 2)
    rows: list[tuple[Any, ...]] = []
    for mark in marks:
        ring = palette.text if mark.event.id == chosen else colour(mark.event)
        shape = SYMBOLS.get(mark.event.status, "circle")
        if mark.point:
            rows.append((iso(mark.middle), mark, f"triangle-{mark.arrow}" if mark.arrow else shape, size, ring))
        elif mark.arrow:
            at = min(mark.end, window[1]) if mark.arrow == "right" else max(mark.start, window[0])
            rows.append((iso(at), mark, f"triangle-{mark.arrow}", size, ring))
    return go.Scatter(
        x=[row[0] for row in rows],
        y=[row[1].lane for row in rows],
        mode="markers",
        marker={
            "symbol": [row[2] for row in rows],
            "size": [
                row[3] + min(row[1].weight - 1, 6) * min(1.6, height / 20) + (4 if row[1].event.id == chosen else 0)
                for row in rows
            ],
            "color": [colour(row[1].event) for row in rows],
            "opacity": 1,
            "line": {
                "width": [3 if row[1].event.id == chosen else 1.5 for row in rows],
                "color": [row[4] for row in rows],
            },
        },
        customdata=[[row[1].event.id] for row in rows],
        hovertext=[tell(row[1].event) for row in rows],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
        name="days",
    )


def _labels(marks: Sequence[Mark], window: tuple[float, float], palette: Palette, wide: float) -> go.Scatter:
    shown = [mark for mark in marks if mark.label]
    return go.Scatter(
        x=[iso(_label_place(mark, window, wide)) for mark in shown],
        y=[mark.lane for mark in shown],
        mode="text",
        text=[escape.plotly(mark.label) for mark in shown],
        textposition=["middle left" if mark.side == "left" else "middle right" for mark in shown],
        textfont={"size": 12, "color": palette.text},
        customdata=[[mark.event.id] for mark in shown],
        hoverinfo="skip",
        showlegend=False,
        name="labels",
        cliponaxis=True,
    )


def _label_areas(marks: Sequence[Mark], window: tuple[float, float], tell: Tell, wide: float) -> go.Bar:
    """Unseen bars over the labels: what is read can be pointed at and clicked like the mark beside it."""
    pixel = (window[1] - window[0]) / wide
    shown = [mark for mark in marks if mark.label]
    widths = [len(mark.label) * CHARACTER * pixel for mark in shown]
    places = [_label_place(mark, window, wide) for mark in shown]
    starts = [at - width if mark.side == "left" else at for mark, at, width in zip(shown, places, widths, strict=True)]
    return go.Bar(
        base=[iso(start) for start in starts], x=widths, y=[mark.lane for mark in shown], orientation="h", width=0.9,
        customdata=[[mark.event.id] for mark in shown], hovertext=[tell(mark.event) for mark in shown],
        hovertemplate="%{hovertext}<extra></extra>", marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        selected={"marker": {"opacity": 0}}, unselected={"marker": {"opacity": 0}}, showlegend=False,
        name="label areas",
    )  # fmt: skip


def _label_place(mark: Mark, window: tuple[float, float], wide: float) -> float:
    """Where a label is anchored: a little beside the mark, or inside its visible part."""
    low, high = window
    pixel = (high - low) / wide
    half = 11 * pixel if mark.point else 0
    start, end = mark.drawn
    if mark.side == "inside":
        return max(start, low) + 3 * pixel
    if mark.side == "left":
        return min(max(start, low), mark.middle - half) - 4 * pixel
    gap = 12 * pixel if mark.arrow == "right" else 4 * pixel
    return max(min(end, high), mark.middle + half if mark.point else low) + gap


Bins = Sequence[tuple[float, float, int]]


def density(bins: Bins, window: tuple[float, float], palette: Palette) -> go.Figure:
    """Counts by time, for a window that holds too many events to draw one by one. ``bins``: (start, end, count), ms."""
    figure = _counts(bins, [count for _, _, count in bins], palette.status("stated"))
    _axes(figure, window, palette, height=320)
    figure.update_yaxes(fixedrange=True, gridcolor=palette.grid, zeroline=False, rangemode="tozero")
    figure.update_xaxes(fixedrange=True)
    figure.update_layout(bargap=0, dragmode="select", selectdirection="h", margin={"l": 56})
    return figure


def overview(
    bins: Bins, window: tuple[float, float], bounds: tuple[float, float], palette: Palette, ticks: int = 8
) -> go.Figure:
    """The strip that shows everything, binned, with the window in view shaded; drag across it to choose another.

    ``bins`` are (start, end, count) in ms; ``bounds`` are the ends of the strip, ``ticks`` the most labels of its axis.
    Heights are square roots, so that a lone event beside a crowd is still seen.
    """
    heights = [count**0.5 for _, _, count in bins]
    figure = _counts(bins, heights, palette.grey())
    _axes(figure, bounds, palette, height=84)
    figure.add_shape(
        type="rect", xref="x", yref="paper", x0=iso(window[0]), x1=iso(window[1]), y0=0, y1=1,
        fillcolor=palette.shade, line={"width": 1, "color": palette.status("stated")}, layer="below",
    )  # fmt: skip
    figure.update_yaxes(visible=False, fixedrange=True, range=[0, max(heights, default=1) * 1.15])
    figure.update_xaxes(fixedrange=True, nticks=ticks, tickformatstops=STRIP_TICKS)
    figure.update_layout(bargap=0.05, dragmode="select", selectdirection="h", margin={"t": 2, "b": 26})
    return figure


def _counts(bins: Bins, heights: Sequence[float], colour: str) -> go.Figure:
    """One bar for each stretch that holds something, its days in ``customdata``."""
    held = [(low, high, count, height) for (low, high, count), height in zip(bins, heights, strict=True) if count]
    return go.Figure(
        go.Bar(
            x=[iso((low + high) / 2) for low, high, _, _ in held],
            y=[height for *_, height in held],
            width=[high - low for low, high, _, _ in held],
            text=[f"{count:,}" for _, _, count, _ in held],
            textposition="none",
            customdata=[[iso(low), iso(high - DAY)] for low, high, _, _ in held],
            hovertemplate="%{text} · %{customdata[0]|%-d %b %Y} – %{customdata[1]|%-d %b %Y}<extra></extra>",
            marker={"color": colour, "line": {"width": 0}},
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            showlegend=False,
            name="counts",
        )
    )


def _axes(figure: go.Figure, window: tuple[float, float], palette: Palette, height: int) -> None:
    figure.update_xaxes(
        type="date", range=[iso(window[0]), iso(window[1])], showgrid=True, gridcolor=palette.grid, zeroline=False,
        tickformatstops=TICKS, tickfont={"color": palette.faint, "size": 12},
        ticklabeloverflow="hide past div", tickangle=0,
    )  # fmt: skip
    figure.update_layout(
        height=height, margin={"l": 8, "r": 8, "t": 8, "b": 40}, showlegend=False, hovermode="closest",
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", font={"color": palette.text},
        barmode="overlay", uirevision="stay",
        hoverlabel={"align": "left", "bgcolor": palette.ground, "font": {"size": 13, "color": palette.text}},
        clickmode="event+select",
    )  # fmt: skip
