"""CSV for a spreadsheet: what a reader looks at first, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from timeline.export.format import Format, Said, Told
from timeline.models import Event, Incident, Reading
from timeline.store.review_log import Standing

# A spreadsheet reads a cell as a formula if it opens with one of these, some also with the full-width forms
# (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def joined(parts: Iterable[str]) -> str:
    """Several texts in one cell. Each is made safe, since a spreadsheet may split cells at the semicolon."""
    return "; ".join(safe(part) for part in parts)


def _reading(reading: Reading) -> str:
    return f"{reading.span.start or '..'}/{reading.span.end or '..'} ({reading.why})"


_COLUMNS: dict[str, Callable[[Event], object]] = {
    "start": lambda event: event.start,
    "end": lambda event: event.end,
    "when_text": lambda event: event.when_text,
    "title": lambda event: event.title,
    "quote": lambda event: event.quote,
    "actors": lambda event: joined(event.actors),
    "attribution": lambda event: joined(event.attribution),
    "status": lambda event: event.status,
    "numbers": lambda event: joined(event.numbers),
    "precision": lambda event: event.precision,
    "bound": lambda event: event.bound,
    "edtf": lambda event: event.edtf,
    "timex_type": lambda event: event.timex_type,
    "timex_value": lambda event: event.timex_value,
    "basis": lambda event: event.basis,
    "why": lambda event: event.why,
    "alternatives": lambda event: joined(map(_reading, event.alternatives)),
    "language": lambda event: event.language,
    "source_title": lambda event: event.source.title,
    "source_publisher": lambda event: event.source.publisher,
    "source_url": lambda event: event.source.url,
    "source_published": lambda event: event.source.published,
    "source_published_basis": lambda event: event.source.published_basis,
    "link": lambda event: event.link,
    "id": lambda event: event.id,
    "article_id": lambda event: event.article_id,
    "char_start": lambda event: event.char_start,
    "char_end": lambda event: event.char_end,
    "when_char_start": lambda event: event.when_char_start,
    "when_char_end": lambda event: event.when_char_end,
    "extracted": lambda event: event.extracted,
}


def _cell(value: object) -> object:
    return safe(value.replace("\x00", " ")) if isinstance(value, str) else value


_INCIDENT: dict[str, Callable[[Incident], object]] = {
    "incident_id": lambda incident: incident.id,
    "incident_title": lambda incident: incident.title,
    "incident_start": lambda incident: incident.start,
    "incident_end": lambda incident: incident.end,
    "incident_status": lambda incident: incident.status,
    "incident_reports": lambda incident: len(incident.events),
    "incident_independent": lambda incident: incident.independent,
    "incident_findings": lambda incident: joined(finding.text for finding in incident.findings),
    "incident_story": lambda incident: incident.story,
}


_REVIEW: dict[str, Callable[[Standing], object]] = {
    "review": lambda held: held.verdict,
    "review_start": lambda held: held.reading.span.start if held.reading else "",
    "review_end": lambda held: held.reading.span.end if held.reading else "",
}
_FIRST = "status"  # what a reviewer said stands behind it, where it is seen
_HEAD = [name for column in _COLUMNS for name in ([column, *_REVIEW] if column == _FIRST else [column])]
_NOBODY = Standing()


def _event_cells(event: Event, said: Said) -> list[object]:
    held = said.get(event.id, _NOBODY)
    cells = {name: read(event) for name, read in _COLUMNS.items()} | {
        name: read(held) for name, read in _REVIEW.items()
    }
    return [_cell(cells[name]) for name in _HEAD]


def _pieces(events: Iterable[Event], said: Said) -> Iterator[str]:
    yield from _table(_HEAD, (_event_cells(event, said) for event in events))


def _incident_pieces(incidents: Iterable[Told], said: Said) -> Iterator[str]:
    """A row for each event, with its incident before it, so that a spreadsheet can group them."""
    rows = (row for told in incidents for row in _incident_rows(*told, said))
    yield from _table((*_INCIDENT, "join", *_HEAD), rows)


def _incident_rows(incident: Incident, events: Iterable[Event], said: Said) -> Iterator[list[object]]:
    own = [_cell(read(incident)) for read in _INCIDENT.values()]
    reasons = {join.event_id: join.why for join in incident.joins}
    for event in events:
        yield [*own, _cell(reasons.get(event.id, "")), *_event_cells(event, said)]


def _table(head: Iterable[str], rows: Iterable[list[object]]) -> Iterator[str]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(head)
    for row in rows:
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


CSV = Format("csv", "CSV", "text/csv", ".csv", _pieces, _incident_pieces, mark=True)
