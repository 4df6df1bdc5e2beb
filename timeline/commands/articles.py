"""``extract`` and ``add``: articles to events, printed or stored."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from timeline.commands.extracting import Read, default_jobs, extract_all, extract_one, name_of
from timeline.commands.fetching import Web, archive_of, followed
from timeline.commands.reported import expected, write_report
from timeline.commands.terminal import complain, is_terminal, plain, readable, say
from timeline.models import Article, Refusal

if TYPE_CHECKING:
    from timeline.ingest.web import Archive
    from timeline.store import Store

Tell = Callable[[str], None]
Shown = Callable[[str, int], None]  # a name, and by how many articles the count goes on
INTERRUPTED = 130  # what a shell calls a program that Ctrl-C ended


@dataclass(frozen=True)
class Reading:
    """How articles are to be read: the paths, what stands in for missing data, and whether the calendar is used."""

    paths: Sequence[str]
    published: date | None = None
    language: str | None = None
    calendar: bool = True
    jobs: int | None = None  # processes that extract; as many as there are processors where it is not said
    web: Web = field(default_factory=Web)
    columns: Mapping[str, str] = field(default_factory=dict)
    report: str = ""  # the file that the report is written to, too


def print_events(how: Reading) -> int:
    """Print the events of the articles as JSON lines; returns the exit code."""
    from timeline.events.encode import event_to_dict

    code = 0
    for item in _articles(how):
        found = item if isinstance(item, Refusal) else extract_one(item, how.calendar)
        if isinstance(found, Refusal):
            complain(found)
            code = 1
            continue
        for event in found[1]:
            say(json.dumps(event_to_dict(event), ensure_ascii=False))
    return code


@dataclass(frozen=True)
class NewVersion:
    """An article that was added as a version of another: ``name`` as it was given, ``of`` the other version's title or
    address, and whether it is the newest now.
    """

    name: str
    of: str
    newest: bool

    def __str__(self) -> str:
        return f"{'new' if self.newest else 'older'} version of {self.of}: {self.name}"


@dataclass
class Report:
    """What became of the articles."""

    added: int = 0
    events: int = 0
    refreshed: int = 0
    versions: list[NewVersion] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)  # what is known with another day of publication, and the remedy
    refused: list[Refusal] = field(default_factory=list)
    waiting: int = 0  # stored since the last grouping
    incidents: int | None = None  # how many there are now, where they were brought up to date
    broken: bool = False  # whether grouping failed

    def counts(self, whole: bool) -> dict[str, Any]:
        """The figures of the summary; ``whole`` is false where it was stopped before the end."""
        return {"whole": whole, "added": self.added, "events": self.events, "refreshed": self.refreshed,
                "incidents": self.incidents, "versions": [asdict(one) for one in self.versions]}  # fmt: skip

    def lines(self) -> Iterator[str]:
        """The summary, and the names of what was known already."""
        parts = [f"added {_count(self.added, 'article')} with {_count(self.events, 'event')}"]
        if self.refreshed:
            parts.append(f"extracted again {_count(self.refreshed, 'article')}")
        parts.append(f"skipped {len(self.known)} as known")
        parts.append(f"refused {len(self.refused)}")
        yield "; ".join(parts)
        if self.incidents is not None:
            yield f"{_count(self.incidents, 'incident')} in all"
        yield from _first([str(one) for one in self.versions], "")
        yield from _first(self.known, "known already: ")
        yield from self.differing


def add_articles(how: Reading, place: str | None, refresh: bool) -> int:
    """Read, extract and store, with progress and a summary on stderr; returns the exit code."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    from timeline.store import Store

    report = Report()
    console = Console(stderr=True, markup=False, highlight=False, emoji=False)

    def tell(line: str) -> None:  # by the console of the progress, so that it stands above and not within
        console.print(plain(line), soft_wrap=True)

    columns = (SpinnerColumn(), TextColumn("{task.completed:.0f} read, {task.fields[rate]}"), BarColumn(20),
               TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())  # fmt: skip
    name_column = TextColumn("{task.fields[name]}", markup=False)
    shown = is_terminal(sys.stderr)
    with (
        Store(place) as store,
        Progress(*columns, name_column, console=console, transient=True, disable=not shown) as bar,
    ):
        task = bar.add_task("reading", total=expected(how.paths) if shown else None, name="", rate="")

        def show(name: str, step: int = 1) -> None:
            speed = bar.tasks[0].finished_speed or bar.tasks[0].speed
            bar.update(task, advance=step, name=name[-60:], rate=f"{speed:.1f} a second" if speed else "")

        whole = _add_all(store, how, refresh, report, tell, show)
    for line in report.lines():
        complain(line)
    unwritten = write_report(how.report, report.counts(whole), report.known, report.refused) if how.report else ""
    if unwritten:
        complain(unwritten)
    if not whole:
        complain("stopped before the end; the same command again adds the rest")
        return INTERRUPTED
    return 1 if report.refused or report.broken or unwritten else 0


def group_articles(place: str | None, again: bool) -> int:
    """Bring the incidents up to date, or make them all anew; returns the exit code."""
    from timeline.store import Store

    report = Report()
    with Store(place) as store:
        if again:
            store.ungroup()
        waiting = store.ungrouped()
        _group(store, report, complain, lambda name, step: None)
    if report.incidents is not None:
        complain(f"{_count(waiting, 'article')} grouped; {_count(report.incidents, 'incident')} in all")
    return 1 if report.broken else 0


def _add_all(store: Store, how: Reading, refresh: bool, report: Report, tell: Tell, shown: Shown) -> bool:
    """Fill the report; answers whether Ctrl-C left it to its end. Each article is stored whole or not at all."""

    def refuse(refusal: Refusal) -> None:
        report.refused.append(refusal)
        tell(str(refusal))

    try:
        portion = store.portion()
        new = _new_articles(store, how, refresh, report, tell, refuse)
        with closing(extract_all(new, how.calendar, how.jobs or default_jobs())) as extracted:
            for found in extracted:
                shown(plain(found.name if isinstance(found, Refusal) else name_of(found[0])), 1)
                refusal = found if isinstance(found, Refusal) else _add(store, found, refresh, report)
                if refusal:
                    refuse(refusal)
                elif report.waiting >= portion:
                    _group(store, report, tell, shown)
                    portion = store.portion()
        _group(store, report, tell, shown)
    except KeyboardInterrupt:
        return False
    return True


def _new_articles(
    store: Store, how: Reading, refresh: bool, report: Report, tell: Tell, refuse: Callable[[Refusal], None]
) -> Iterator[Article]:
    """The articles that are to be extracted; what is known or refused goes to the report."""
    from timeline.store import StoreError

    for item in _articles(how, tell, archive_of(store.place)):
        if isinstance(item, Refusal):
            refuse(item)
            continue
        article = replace(item, path=readable(item.path))
        try:
            known = not refresh and store.knows(article)
        except StoreError as fault:
            refuse(Refusal(name_of(article), fault.fault, fault.remedy))
            continue
        if known:
            report.known.append(plain(name_of(article)))
            report.differing += _differing(store, article)
        else:
            yield article


def _differing(store: Store, article: Article) -> Iterator[str]:
    """One line where a known article is given with another day of publication, which is not taken by itself."""
    there = store.article(article.id)
    if there is None or article.published_basis != "given" or article.published in (None, there.published):
        return
    day = there.published.isoformat() if there.published else "none"
    remedy = f"timeline articles correct {there.id} --published {article.published}"
    yield f"{plain(name_of(article))}: its day of publication is {day} in the store; take the new one with: {remedy}"


def _add(store: Store, found: Read, refresh: bool, report: Report) -> Refusal | None:
    from timeline.store import AddResult, StoreError

    article, events = found
    try:
        result = store.add(article, events, refresh=refresh)
    except StoreError as fault:
        return Refusal(name_of(article), fault.fault, fault.remedy)
    if result is AddResult.KNOWN:
        report.known.append(plain(name_of(article)))
        return None
    if result in (AddResult.NEWER, AddResult.OLDER):
        report.versions.append(_new_version(store, article, result is AddResult.NEWER))
    report.added += result is not AddResult.REFRESHED
    report.refreshed += result is AddResult.REFRESHED
    report.events += len(events)
    report.waiting += 1
    return None


def _new_version(store: Store, article: Article, newest: bool) -> NewVersion:
    """What is told of a version that was added: beside the one in force before, or now."""
    found = store.versions(article.id)
    other = store.article(found[-2 if newest else -1].article_id)
    return NewVersion(plain(name_of(article)), plain(other.title or other.url) if other else "", newest)


def _first(lines: Sequence[str], head: str, most: int = 20) -> Iterator[str]:
    """The first of some lines, and how many more there are."""
    yield from (f"{head}{line}" for line in lines[:most])
    if len(lines) > most:
        yield f"{head or 'versions: '}{len(lines) - most} more"


def _group(store: Store, report: Report, tell: Tell, shown: Shown) -> None:
    """Bring the incidents up to date; what is in the way is told, and costs none of what was added."""
    from timeline.store import StoreError
    from timeline.store.query import Query

    report.waiting = 0
    try:
        store.group(told=lambda left: shown(f"{_count(left, 'article')} to group", 0))
        report.incidents = Query(store).count_incidents()
    except StoreError as fault:
        report.broken = True
        tell(str(fault))
    except Exception as fault:  # a bug in merging must not look as if the articles had been lost
        report.broken = True
        what = f"the incidents could not be made ({type(fault).__name__}: {fault})"
        tell(f"{store.name}: {what}; report this, the articles are stored")


def _articles(how: Reading, tell: Tell = complain, archive: Archive | None = None) -> Iterator[Article | Refusal]:
    from timeline.events.actors import actors_in_force
    from timeline.ingest import read_paths

    yield from actors_in_force().refused  # rows of the user's own file
    with followed(how.web, how.paths, archive, tell, how.published, how.language) as follow:
        yield from read_paths(
            how.paths,
            published=how.published,
            language=how.language,
            tell=tell,
            jobs=how.jobs or default_jobs(),
            columns=how.columns,
            follow=follow,
        )


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
