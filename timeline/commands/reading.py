"""``list``, ``export`` and ``verify``: what the store holds; and how ``show`` explains an event."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from timeline.commands.asking import Asked, filters_of, open_to_read
from timeline.commands.fetching import archive_of, kept_fault
from timeline.commands.table import block, print_rows
from timeline.commands.terminal import complain, is_terminal, plain, say
from timeline.commands.versions import changed_lines
from timeline.models import Article, Event

if TYPE_CHECKING:
    from timeline.store import Store
    from timeline.store.review_log import Standing

__all__ = ["block", "drift", "explanation", "export_events", "list_events", "marked_quote", "write_pieces"]
_HEAD = ("start", "end", "status", "title", "actors", "source", "id")


def list_events(asked: Asked, place: str | None, limit: int, top: int | None = None) -> int:
    """The table of what the filters show: laid out on a terminal, tab-separated in a pipe.

    With ``top`` only the events of the most important incidents.
    """
    from timeline.store.query import Query

    with open_to_read(place) as store:
        query = Query(store)
        filters = filters_of(asked, query)
        if top is None:
            events, number = query.events(filters, limit=limit or None), query.count(filters)
        else:
            events = list(query.stream(filters, top=top))
            number = len(events)
            events = events[: limit or None]
    print_rows(_HEAD, [_cells(event) for event in events])
    say_how_many(len(events), number, "event", store.name, filtered=bool(filters))
    return 0


def say_how_many(shown: int, number: int, word: str, name: str, *, filtered: bool) -> None:
    """What stands below a list: how many there are in the store of that name, and how to see more of them."""
    if is_terminal(sys.stdout):
        complain(f"{number} {word if number == 1 else word + 's'} of {name}")
    if shown < number:
        complain(f"{shown} of {number} {word}s are shown; --limit 0 shows all")
    elif not number and filtered:
        complain(f"no {word} matches these filters; leave one out")


def _cells(event: Event) -> tuple[str, ...]:
    cells = (
        event.start or "undated",
        event.end or "",
        event.status,
        event.title,
        ", ".join(event.actors),
        event.source.publisher or event.source.title or event.source.url,
        event.id,
    )
    return tuple(map(plain, cells))


def explanation(
    event: Event, article: Article | None, *, bold: bool = False, said: Standing | None = None
) -> Iterator[str]:
    """The lines that ``show`` prints; ``said`` is what reviewers said of the event."""
    yield plain(event.title)
    yield ""
    yield f"  when      {_when(event)}"
    yield f"  why       {plain(event.why)}"
    for reading in event.alternatives:
        span = reading.span
        yield f"  or        {span.start or '…'} to {span.end or '…'}: {plain(reading.why)}"
    if said:
        yield f"  review    {_review(said)}"
    yield f"  quote     {marked_quote(event, bold=bold)}"
    if event.region != "body":
        yield f"  place     {event.region}"
    yield f"  actors    {plain(', '.join(event.actors)) or 'none found'}"
    says = f", according to {plain(', '.join(event.attribution))}" if event.attribution else ""
    yield f"  status    {event.status}{says}"
    if event.numbers:
        yield f"  numbers   {plain('; '.join(event.numbers))}"
    source = event.source
    parts = (source.title, source.publisher, _published(event, article))
    yield f"  source    {plain(', '.join(part for part in parts if part))}"
    if event.link or source.url:
        yield f"  link      {plain(event.link or source.url)}"
    if article and article.path:
        yield f"  file      {plain(article.path)}, characters {event.char_start} to {event.char_end}"
    yield f"  id        {event.id}"
    yield f"  extracted {event.extracted}"


def _review(said: Standing) -> str:
    span = said.reading.span if said.reading else None
    dated = f"dated {span.start or '…'} to {span.end or '…'}" if span else ""
    return ", ".join(filter(None, [said.verdict, dated]))


def _published(event: Event, article: Article | None) -> str:
    if not event.source.published:
        return "day of publication unknown"
    why = f": {article.published_why}" if article and article.published_why else ""
    return f"published {event.source.published} ({event.source.published_basis}{why})"


def _when(event: Event) -> str:
    if event.start is None and event.end is None:
        return f"undated ({plain(event.when_text) or 'no expression'})"
    start, end = event.start or "…", event.end or "…"
    span = start if start == end else f"{start} to {end}"
    bound = "" if event.bound == "exact" else f"{event.bound} "
    details = ", ".join(part for part in (event.precision, event.basis, event.edtf and f"EDTF {event.edtf}") if part)
    return f"{bound}{span} ({details})"


def marked_quote(event: Event, *, bold: bool = False) -> str:
    """The quote on one line with its time expression in brackets, or in bold."""
    start, end = event.when_char_start - event.char_start, event.when_char_end - event.char_start
    if not 0 <= start < end <= len(event.quote):
        return plain(event.quote)
    opening, closing = ("\x1b[1m", "\x1b[0m") if bold else ("[", "]")
    before, words, after = event.quote[:start], event.quote[start:end], event.quote[end:]
    gap, rest = " " if before[-1:].isspace() else "", " " if after[:1].isspace() else ""
    return f"{plain(before)}{gap}{opening}{plain(words)}{closing}{rest}{plain(after)}"


def export_events(asked: Asked, place: str | None, format_name: str, out: Path | None, top: int | None) -> int:
    """Write what the filters show in a format, to a file (only once it is whole) or to stdout.

    With ``top`` only the events of the most important incidents.
    """
    from timeline.export import format_named
    from timeline.store.query import Query

    form = format_named(format_name)
    with open_to_read(place) as store:
        query = Query(store)
        events = query.stream(filters_of(asked, query), top=top)
        said = query.decided()
        return write_pieces(out, lambda mark: form.stream(events, mark=mark, said=said))


def write_pieces(out: Path | None, stream: Callable[[bool | None], Iterator[bytes]]) -> int:
    """Write a stream to a file, or to stdout without a byte order mark; returns the exit code."""
    if out is not None:
        return _write_file(out, stream(None))
    sys.stdout.flush()
    for piece in stream(False):
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
    return 0


def _write_file(out: Path, pieces: Iterator[bytes]) -> int:
    part = out.with_name(out.name + ".part")
    try:
        with part.open("wb") as file:
            file.writelines(pieces)
        part.replace(out)
    except OSError as fault:
        part.unlink(missing_ok=True)
        reason = (fault.strerror or str(fault)).lower()
        remedy = "make room there" if fault.errno == errno.ENOSPC else "name a file in a folder you can write to"
        complain(f"{out}: it cannot be written ({reason}); {remedy}")
        return 1
    return 0


def verify_quotes(place: str | None) -> int:
    """Find every stored quote again in its article, and every fetched page as it was; what is not is reported.

    So is what changed between the versions of an article, which is no fault.
    """
    checked = drifted = pages = changed = 0
    with open_to_read(place) as store:
        archive = archive_of(place)
        for article in store.articles():
            kept, fault = kept_fault(article, archive)
            pages += kept
            if fault:
                changed += 1
                complain(fault)
            for event in store.events_of(article.id):
                checked += 1
                if fault := drift(event, article):
                    drifted += 1
                    complain(f"{event.id}: {fault}; add {article.path or 'its article'} again with --refresh")
        rewritten = _say_versions(store)
    say(f"{checked} quotes checked, {drifted} drifted")
    if pages:
        say(f"{pages} fetched {'page' if pages == 1 else 'pages'} checked, {changed} gone or changed")
    if rewritten:
        say(f"{rewritten} {'article has' if rewritten == 1 else 'articles have'} older versions")
    return 1 if drifted or changed else 0


def _say_versions(store: Store) -> int:
    """What changed between the versions of each article that has several; answers how many these are."""
    found = [store.versions(name) for name in store.rewritten()]
    for versions in found:
        for line in changed_lines(store, versions):
            say(line)
    return len(found)


def drift(event: Event, article: Article) -> str:
    """What is wrong between an event and its article's text; empty where every word is where the event says."""
    if article.text[event.char_start : event.char_end] != event.quote:
        found = article.text.find(event.quote) if event.quote else -1
        where = f"it stands at {found}" if found >= 0 else "it is nowhere in the text"
        return f"the quote is not at {event.char_start} to {event.char_end} of its article ({where})"
    if article.text[event.when_char_start : event.when_char_end] != event.when_text:
        return f"the words {event.when_text!r} are not at {event.when_char_start} to {event.when_char_end}"
    return ""


def check_format(name: str) -> str:
    """The format as typed. Raises typer.BadParameter naming the right ones."""
    from timeline.export import format_named

    try:
        return format_named(name).name
    except LookupError as fault:
        raise typer.BadParameter(str(fault.args[0])) from fault
