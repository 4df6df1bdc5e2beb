"""What is shown, as a value, and as the parameters of a URL: the URL is the only place where it is kept.

Widgets write to the URL, and every run of a page begins by reading it, so that a reload, a shared link and the
browser's back button all give the same view.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from timeline.store.filters import Filters

ORDERS = ("start", "-start", "published", "-published")
HAPPENING_ORDERS = (*ORDERS, "importance")
MODES = ("happenings", "reports")
PANELS = ("list", "gaps", "numbers", "decisions")
TOPS = (0, 5, 10, 20, 50)
COLOURS = ("status", "source")


@dataclass(frozen=True)
class View:
    """One view of the timeline page.

    ``zoom`` is a first and a last day, "all" for everything, or "" for the window that fits. ``event`` is the id of
    the open event, ``page`` counts from 1. ``mode`` is one of ``MODES``, or "" for what the store has most use for;
    ``top`` keeps only so many of the most important happenings: 0 all, None as many as can be taken in at once;
    ``panel`` is what stands below the chart.
    """

    filters: Filters = field(default_factory=Filters)
    zoom: tuple[date, date] | str = ""
    event: str = ""
    order: str = "start"
    colour: str = "status"
    page: int = 1
    mode: str = ""
    top: int | None = None
    panel: str = "list"

    def to_query(self) -> dict[str, list[str]]:
        """The parameters of the view's URL; what is as it comes by itself is left out."""
        query = dict(self.filters.to_query())
        if self.zoom:
            query["zoom"] = [
                self.zoom if isinstance(self.zoom, str) else "..".join(day.isoformat() for day in self.zoom)
            ]
        if self.event:
            query["event"] = [self.event]
        if self.order != "start":
            query["order"] = [self.order]
        if self.colour != "status":
            query["colour"] = [self.colour]
        if self.page > 1:
            query["page"] = [str(self.page)]
        if self.mode:
            query["show"] = [self.mode]
        if self.top is not None:
            query["top"] = [str(self.top) if self.top else "all"]
        if self.panel != "list":
            query["panel"] = [self.panel]
        return query

    def url(self, **changes: object) -> str:
        """A relative URL of this view with some things changed."""
        return "?" + urlencode(replace(self, **changes).to_query(), doseq=True)  # pyright: ignore[reportArgumentType]


def from_query(query: Mapping[str, list[str]]) -> View:
    """The view of a URL; parameters that make no sense are passed over."""

    def last(name: str) -> str:
        return (query.get(name) or [""])[-1]

    order, colour, page, mode, panel = (last(name) for name in ("order", "colour", "page", "show", "panel"))
    return View(
        filters=Filters.from_query(dict(query)),
        zoom=_zoom(last("zoom")),
        event=last("event"),
        order=order if order in HAPPENING_ORDERS else "start",
        colour=colour if colour in COLOURS else "status",
        page=max(_number(page), 1),
        mode=mode if mode in MODES else "",
        top=0 if last("top") == "all" else _number(last("top")) or None,
        panel=panel if panel in PANELS else "list",
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _zoom(text: str) -> tuple[date, date] | str:
    if text == "all":
        return "all"
    try:
        low, high = (date.fromisoformat(part) for part in text.split(".."))
    except ValueError:
        return ""
    return (low, high) if low <= high else ""


def without(filters: Filters, name: str, value: str = "") -> Filters:
    """The filters without one value of a field, or without the field."""
    held = getattr(filters, name)
    if isinstance(held, tuple):
        return replace(filters, **{name: tuple(one for one in held if one != value)})
    return replace(filters, **{name: "" if isinstance(held, str) else None})


def chips(filters: Filters) -> list[tuple[str, str]]:
    """(field, value) of each thing that is filtered, values as in the URL."""
    return [(name, value) for name, values in filters.to_query().items() for value in values]
