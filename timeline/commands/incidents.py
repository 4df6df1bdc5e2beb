"""``list --incidents``, ``show`` and ``export --incidents``: what happened, with all who report it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.commands.asking import Asked, filters_of, open_to_read
from timeline.commands.fetching import kept_lines
from timeline.commands.reading import explanation, marked_quote, say_how_many, write_pieces
from timeline.commands.table import print_rows
from timeline.commands.terminal import complain, is_terminal, plain, readable, say
from timeline.commands.versions import event_lines
from timeline.models import Event, Incident

if TYPE_CHECKING:
    from timeline.incidents.denials import Denial
    from timeline.store.query import Query
    from timeline.store.tools import Place

_HEAD = ("start", "end", "status", "title", "articles", "findings", "id")
_MARKS = {
    "date conflict": "dates differ",
    "number conflict": "numbers differ",
    "number update": "numbers change",
    "denial": "denied",
    "copy": "copies",
    "single source": "single source",
}
_NEIGHBOURS = 300  # incidents of the same story among which a denial is looked for


def list_incidents(asked: Asked, place: str | None, limit: int, top: int | None) -> int:
    """A line for each incident that the filters show, in order of time; with ``top`` the most important of them."""
    from timeline.store.query import Query

    with open_to_read(place) as store:
        query = Query(store)
        filters = filters_of(asked, query)
        number = query.count_incidents(filters)
        number = min(number, top) if top else number
        stream = query.stream_incidents(filters, top=top)
        found = [incident for _, (incident, _) in zip(range(limit or number), stream, strict=False)]
        waiting = store.ungrouped()
    print_rows(_HEAD, [_cells(incident) for incident in found])
    say_how_many(len(found), number, "incident", store.name, filtered=bool(filters))
    _say_waiting(waiting)
    return 0


def _say_waiting(number: int) -> None:
    if number:
        articles = "1 article is" if number == 1 else f"{number} articles are"
        complain(f"{articles} not grouped yet; group them with: python -m timeline group")


def _cells(incident: Incident) -> tuple[str, ...]:
    cells = (
        incident.start or ("undated" if incident.end is None else "…"),
        incident.end or "",
        incident.status,
        incident.title,
        f"{len(incident.articles)} (independent {incident.independent})",
        ", ".join(marks(incident)),
        incident.id,
    )
    return tuple(map(plain, cells))


def marks(incident: Incident) -> list[str]:
    """The findings that an analyst looks at first, a word or two for each kind."""
    return [mark for kind, mark in _MARKS.items() if any(finding.kind == kind for finding in incident.findings)]


def show(given: str, place: str | None) -> int:
    """One event or incident with its explanation. The id may be cut short as long as it means one."""
    from timeline.store.query import Query

    given = readable(given)
    bold = is_terminal(sys.stdout) and "NO_COLOR" not in os.environ
    with open_to_read(place) as store:
        query = Query(store)
        ids = [*query.incident_ids(given, 4), *query.event_ids(given, 4)] if given else []
        chosen = given if given in ids else ids[0] if len(ids) == 1 else None
        if chosen is None:
            if ids:
                complain(f"{given}: several begin so ({', '.join(ids[:3])}…); give more of the id")
            else:
                complain(f"{given}: no event or incident has this id; `python -m timeline list` shows the ids")
            return 1
        for line in _told(query, chosen, bold):
            say(line)
        if query.event(chosen):
            for line in kept_lines(query.article_of(chosen), place):
                say(line)
    return 0


def _told(query: Query, chosen: str, bold: bool) -> Iterator[str]:
    incident = query.incident(chosen)
    if incident:
        told = query.incident_events(incident)
        yield from incident_lines(incident, told, query.places(incident.articles), _denials(query, incident), bold=bold)
        return
    event = query.event(chosen)
    if event:
        article = query.article_of(chosen)
        yield from explanation(event, article, bold=bold, said=query.decided().get(event.id))
        yield from event_lines(query, chosen, article) if article else ()
        if incident := query.incident_of(chosen):
            others = len(incident.events) - 1
            beside = f", with {others} other {'report' if others == 1 else 'reports'}" if others else ""
            yield f"  incident  {incident.id}{beside}: {plain(incident.title)}"


def _denials(query: Query, incident: Incident) -> list[Denial]:
    """The denials in other incidents of its story that answer to this one."""
    from timeline.incidents.denials import denials
    from timeline.store.query import Filters

    if not incident.story:
        return []
    around = query.incidents(Filters(story=(incident.story,)), limit=_NEIGHBOURS)
    if all(one.id != incident.id for one in around):
        around.append(incident)
    events = {event.id: event for one in around for event in query.incident_events(one)}
    return [one for one in denials(around, events) if one.incident_id == incident.id]


def incident_lines(
    incident: Incident,
    told: Sequence[Event],
    places: Mapping[str, Place],
    denied: Sequence[Denial] = (),
    *,
    bold: bool = False,
) -> Iterator[str]:
    """The lines that ``show`` prints of an incident; ``places`` tells which articles repeat others."""
    number = {event.id: at for at, event in enumerate(told, 1)}
    yield plain(incident.title)
    yield ""
    yield f"  when         {_when(incident)}"
    yield f"  why          {plain(incident.why)}"
    yield f"  status       {incident.status}"
    yield f"  actors       {plain(', '.join(incident.actors)) or 'none found'}"
    yield f"  sources      {plain(', '.join(incident.sources)) or 'unknown'} (independent {incident.independent})"
    if incident.story:
        yield f"  story        {incident.story}"
    yield f"  id           {incident.id}"
    yield ""
    yield f"{len(told)} {'report' if len(told) == 1 else 'reports'}, in the order of publication"
    for event in told:
        yield from _report(event, number, incident, places, bold=bold)
    yield from _findings(incident, number)
    yield from _numbers(told, number)
    if denied:
        yield ""
        yield "Denied elsewhere"
        for one in denied:
            yield f"  {plain(', '.join(one.by)) or 'somebody'}: {plain(one.why)} ({one.event_id})"


def _when(incident: Incident) -> str:
    if incident.start is None and incident.end is None:
        return "undated"
    start, end = incident.start or "…", incident.end or "…"
    span = start if start == end else f"{start} to {end}"
    bound = "" if incident.bound == "exact" else f"{incident.bound} "
    return f"{bound}{span} ({incident.precision}{f', EDTF {incident.edtf}' if incident.edtf else ''})"


def _report(
    event: Event, number: Mapping[str, int], incident: Incident, places: Mapping[str, Place], *, bold: bool
) -> Iterator[str]:
    source = plain(event.source.publisher or event.source.title or event.source.url) or "unknown source"
    says = f", according to {plain(', '.join(event.attribution))}" if event.attribution else ""
    yield ""
    yield f"  {number[event.id]}. {source}, {event.source.published or 'day unknown'}: {event.status}{says}"
    yield f"     {marked_quote(event, bold=bold)}"
    dated = f"{event.start or '…'} to {event.end or '…'}" if event.start != event.end else event.start or "undated"
    yield f"     dated   {dated}: {plain(event.why)}"
    for join in incident.joins:
        if join.event_id == event.id:
            yield f"     joined  to {number.get(join.to, join.to)} ({join.score:.2f}): {plain(join.why)}"
    place = places.get(event.article_id)
    if place and place.copy_of:
        originals = [str(at) for name, at in number.items() if name.startswith(f"{place.copy_of}-")]
        yield f"     copies  {' and '.join(originals) or place.copy_of} ({place.score:.2f}): {plain(place.why)}"
    if event.denies:
        yield f"     denies  {plain(event.denies)}"
    yield f"     id      {event.id}"


def _findings(incident: Incident, number: Mapping[str, int]) -> Iterator[str]:
    if not incident.findings:
        return
    yield ""
    yield "Findings"
    for finding in incident.findings:
        named = ", ".join(str(number[name]) for name in finding.events if name in number)
        yield f"  {finding.kind}: {plain(finding.text)}{f' ({named})' if named else ''}"


def _numbers(told: Sequence[Event], number: Mapping[str, int]) -> Iterator[str]:
    """Numbers of one thing side by side: who said each, and when."""
    from timeline.incidents.counts import side_by_side

    for table in side_by_side(told):
        yield ""
        yield f"Numbers of {plain(table.what)}: {table.verdict}"
        for count in table.counts:
            said = f"{plain(count.said_by) or 'unknown'}, {count.published or 'day unknown'}"
            yield f"  {plain(count.text)}: {said} ({number[count.event_id]})"


def export_incidents(asked: Asked, place: str | None, format_name: str, out: Path | None, top: int | None) -> int:
    """Write incidents with their events in a format, to a file (only once it is whole) or to stdout."""
    from timeline.export import format_named
    from timeline.store.query import Query

    form = format_named(format_name)
    with open_to_read(place) as store:
        query = Query(store)
        found = query.stream_incidents(filters_of(asked, query), top=top)
        said = query.decided()
        code = write_pieces(out, lambda mark: form.stream_incidents(found, mark=mark, said=said))
        _say_waiting(store.ungrouped())
    return code
