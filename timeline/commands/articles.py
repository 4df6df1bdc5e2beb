"""``extract`` and ``add``: articles to events, printed or stored."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from timeline.commands.terminal import complain, is_terminal, plain, readable, say
from timeline.models import Article, Event, Refusal

if TYPE_CHECKING:
    from timeline.store import Store

Tell = Callable[[str], None]
INTERRUPTED = 130  # what a shell calls a program that Ctrl-C ended


@dataclass(frozen=True)
class Reading:
    """How articles are to be read: the paths, what stands in for missing data, and whether the calendar is used."""

    paths: Sequence[str]
    published: date | None = None
    language: str | None = None
    calendar: bool = True


def print_events(how: Reading) -> int:
    """Print the events of the articles as JSON lines; returns the exit code."""
    from timeline.events.encode import event_to_dict

    code = 0
    for item in _articles(how):
        found = item if isinstance(item, Refusal) else _events(item, how)
        if isinstance(found, Refusal):
            complain(found)
            code = 1
            continue
        for event in found[1]:
            say(json.dumps(event_to_dict(event), ensure_ascii=False))
    return code


@dataclass
class Report:
    """What became of the articles."""

    added: int = 0
    events: int = 0
    refreshed: int = 0
    known: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The summary, and the names of what was known already."""
        parts = [f"added {_count(self.added, 'article')} with {_count(self.events, 'event')}"]
        if self.refreshed:
            parts.append(f"extracted again {_count(self.refreshed, 'article')}")
        parts.append(f"skipped {len(self.known)} as known")
        parts.append(f"refused {len(self.refused)}")
        yield "; ".join(parts)
        for name in self.known[:20]:
            yield f"known already: {name}"
        if len(self.known) > 20:
            yield f"known already: {len(self.known) - 20} more"


def add_articles(how: Reading, place: str | None, refresh: bool) -> int:
    """Read, extract and store, with progress and a summary on stderr; returns the exit code."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from timeline.store import Store

    report = Report()
    console = Console(stderr=True, markup=False, highlight=False, emoji=False)

    def tell(line: str) -> None:  # by the console of the progress, so that it stands above and not within
        console.print(plain(line), soft_wrap=True)

    columns = (SpinnerColumn(), TextColumn("{task.completed:.0f} read"), BarColumn(20), TimeElapsedColumn())
    name_column = TextColumn("{task.fields[name]}", markup=False)
    shown = is_terminal(sys.stderr)
    with (
        Store(place) as store,
        Progress(*columns, name_column, console=console, transient=True, disable=not shown) as bar,
    ):
        task = bar.add_task("reading", total=None, name="")
        whole = _add_all(store, how, refresh, report, tell, lambda name: bar.update(task, advance=1, name=name[-60:]))
    for line in report.lines():
        complain(line)
    if not whole:
        complain("stopped before the end; the same command again adds the rest")
        return INTERRUPTED
    return 1 if report.refused else 0


def _add_all(store: Store, how: Reading, refresh: bool, report: Report, tell: Tell, shown: Tell) -> bool:
    """Fill the report; answers whether Ctrl-C left it to its end. Each article is stored whole or not at all."""
    try:
        for item in _articles(how, tell):
            shown(plain(item.name if isinstance(item, Refusal) else name_of(item)))
            refusal = item if isinstance(item, Refusal) else _add(store, item, how, refresh, report)
            if refusal:
                report.refused.append(refusal)
                tell(str(refusal))
    except KeyboardInterrupt:
        return False
    return True


def _add(store: Store, article: Article, how: Reading, refresh: bool, report: Report) -> Refusal | None:
    from timeline.store import AddResult, StoreError

    article = replace(article, path=readable(article.path))
    name = name_of(article)
    try:
        if not refresh and store.has(article.id):
            report.known.append(plain(name))
            return None
        found = _events(article, how)
        if isinstance(found, Refusal):
            return found
        result = store.add(*found, refresh=refresh)
    except StoreError as fault:
        return Refusal(name, fault.fault, fault.remedy)
    if result is AddResult.KNOWN:
        report.known.append(plain(name))
        return None
    report.added += result is AddResult.ADDED
    report.refreshed += result is AddResult.REFRESHED
    report.events += len(found[1])
    return None


def _articles(how: Reading, tell: Tell = complain) -> Iterator[Article | Refusal]:
    from timeline.events.actors import actors_in_force
    from timeline.ingest import read_paths

    yield from actors_in_force().refused  # rows of the user's own file
    yield from read_paths(how.paths, published=how.published, language=how.language, tell=tell)


def _events(article: Article, how: Reading) -> tuple[Article, list[Event]] | Refusal:
    """The events, and the article with its publication date guessed where it had none."""
    from timeline.extract import extract, with_publication

    options: dict[str, Any] = {} if how.calendar else {"calendar": None}
    try:
        article = with_publication(article, **options)
        return article, extract(article, **options)
    except Exception as fault:  # one article that breaks the extraction must not stop the others
        return Refusal(
            name_of(article), f"extraction failed ({type(fault).__name__}: {fault})", "report this with the file"
        )


def name_of(article: Article) -> str:
    """What messages call an article."""
    return article.path or article.title or article.id


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
