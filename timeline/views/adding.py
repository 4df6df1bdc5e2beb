"""What adding does, apart from the page: read dropped files, guess the day, add, and keep a report."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from timeline.models import Article, Refusal
from timeline.store import AddResult, Store, StoreError
from timeline.views import words

SOURCES = "sources.csv"
MOST_MB = (
    100  # of one dropped file: what a PDF, a document or a table may have; texts and pages have limits of their own
)


@dataclass
class Report:
    """What became of each input, by name."""

    added: list[tuple[str, int]] = field(default_factory=list)
    versions: list[tuple[str, bool]] = field(default_factory=list)  # those of the added that are newer, or not
    known: list[str] = field(default_factory=list)
    differing: list[tuple[str, str, str]] = field(default_factory=list)  # known: name, id, the day that the store has
    refused: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True)
class Draft:
    """One article that was read, before it is added; ``name`` is what the reader knows it by."""

    name: str
    article: Article
    basis: str


def read(files: Iterable[tuple[str, bytes]]) -> tuple[list[Draft], list[Refusal]]:
    """Drafts of what could be read, and the refusals. One bad file never stops the others.

    A ``sources.csv`` among the files describes the others, as it does in a folder.
    """
    held = list(files)
    if any(name.casefold() == SOURCES for name, _ in held):
        return _read_together(held)
    drafts, refused = [], []
    for name, content in held:
        for found in _articles(name, content):
            if isinstance(found, Refusal):
                refused.append(found)
            else:
                drafts.append(drafted(name, found))
    return drafts, refused


def addresses(text: str) -> list[str]:
    """The web addresses in a pasted text that is nothing else, each once; empty where there are other words in it."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    good = all(line.lower().startswith(("http://", "https://")) and len(line.split()) == 1 for line in lines)
    return list(dict.fromkeys(lines)) if good else []


def fetch(urls: Sequence[str], store: Store, *, allow_private: bool = False) -> Iterator[Draft | Refusal]:
    """Drafts of the pages at addresses, and refusals, as they come; the pages are kept beside the store.

    ``allow_private`` is for tests: whoever can open the dashboard must not reach the network behind it.
    """
    from timeline.ingest.web import Archive, fetch_articles
    from timeline.store.place import pages_folder

    try:
        for found in fetch_articles(urls, archive=Archive(pages_folder(store.place)), allow_private=allow_private):
            yield found if isinstance(found, Refusal) else drafted(found.url or found.path, found)
    except Exception as fault:  # as for files
        yield _failed(urls[0], fault)


def _articles(name: str, content: bytes) -> list[Article | Refusal]:
    """Every article of one file: an archive or a feed holds several."""
    from timeline.ingest import read_data

    found: list[Article | Refusal] = []
    try:
        found.extend(read_data(name, content))
    except Exception as fault:  # a fault in a reader must not cost the other files
        found.append(_failed(name, fault))
    return found or [Refusal(name, words.NOTHING_FAULT, words.NOTHING_REMEDY)]


def _read_together(files: Sequence[tuple[str, bytes]]) -> tuple[list[Draft], list[Refusal]]:
    """Files with a table that describes them: they are put into a folder, and the folder is read."""
    from timeline.ingest import read_paths

    drafts, refused = [], []
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files:
            kept = SOURCES if name.casefold() == SOURCES else Path(name.replace("\\", "/")).name
            (Path(folder) / (kept or "file")).write_bytes(content)
        try:
            for found in read_paths([folder]):
                if isinstance(found, Refusal):
                    refused.append(replace(found, name=_without(folder, found.name)))
                else:
                    name = _without(folder, found.path)
                    drafts.append(drafted(name, replace(found, path=name)))
        except Exception as fault:
            refused.append(_failed(SOURCES, fault))
    return drafts, refused


def _without(folder: str, name: str) -> str:
    """A name without the folder that the reader never saw."""
    for place in (os.path.realpath(folder), folder):
        name = name.replace(place + os.sep, "")
    return name


def _failed(name: str, fault: Exception) -> Refusal:
    logging.getLogger(__name__).exception("reading %s", name)
    return Refusal(name, words.FAILED_FAULT.format(kind=type(fault).__name__), words.FAILED_REMEDY)


def drafted(name: str, article: Article) -> Draft:
    """The draft of an article, its day of publication guessed from the text where none is given."""
    if article.published is not None:
        basis = words.BASIS_GIVEN
        if article.published_basis == "guessed":
            basis = words.BASIS_GUESSED.format(why=article.published_why)
        return Draft(name, article, basis)
    day, why = _guess(article)
    if day is None:
        return Draft(name, article, words.BASIS_UNKNOWN)
    return Draft(name, article, words.BASIS_GUESSED.format(why=why or day.isoformat()))


def _guess(article: Article) -> tuple[date | None, str]:
    try:
        from timeline.dates import guess_published

        return guess_published(article.text, article.language, article.regions)
    except Exception:  # only a preview: extraction guesses again and answers for itself
        logging.getLogger(__name__).exception("guessing a day of publication")
        return None, ""


def shown_day(draft: Draft) -> date | None:
    """The day to show for a draft: given, else guessed."""
    return draft.article.published or _guess(draft.article)[0]


def edited(
    draft: Draft, published: date | None, language: str, title: str | None = None, publisher: str | None = None
) -> Article:
    """The article with day and language as the reader left them, with another title or publisher where one is given.

    A day that is only the guess is left to extraction, which guesses the same and says so.
    """
    article = draft.article
    named = {name: value for name, value in (("title", title), ("publisher", publisher)) if value is not None}
    article = replace(article, **named) if named else article
    if published != shown_day(draft):
        article = replace(
            article, published=published, published_basis="given" if published else "unknown", published_why=""
        )
    return replace(article, language=language) if language and language != article.language else article


def add(store: Store, articles: Iterable[tuple[str, Article]], report: Report) -> Iterator[str]:
    """Extract and store each article, filling ``report``; yields each name before its work begins."""
    from timeline.extract import extract, with_publication

    for name, article in articles:
        yield name
        try:
            article = with_publication(article)  # so that the reader tells what was guessed, and from what
            events = extract(article)
            result = store.add(article, events)
        except StoreError as problem:
            report.refused.append(Refusal(name, problem.fault, problem.remedy))
        except Exception as fault:  # one article that cannot be read must not cost the others
            logging.getLogger(__name__).exception("extracting from %s", name)
            kind = type(fault).__name__
            report.refused.append(Refusal(name, words.EXTRACT_FAULT.format(kind=kind), words.EXTRACT_REMEDY))
        else:
            if result is AddResult.KNOWN:
                report.known.append(name)
                report.differing += differing(store, name, article)
            else:
                report.added.append((name, len(events)))
            if result in (AddResult.NEWER, AddResult.OLDER):
                report.versions.append((name, result is AddResult.NEWER))


def differing(store: Store, name: str, article: Article) -> Iterator[tuple[str, str, str]]:
    """(name, id, day in the store) where a known article is given with another day of publication."""
    there = store.article(article.id)
    if there and article.published_basis == "given" and article.published not in (None, there.published):
        yield name, there.id, there.published.isoformat() if there.published else ""


def grouped(store: Store, report: Report) -> None:
    """Bring the happenings up to date with what was added.

    Where that fails the articles are kept, and what is not grouped yet is grouped with the next ones.
    """
    try:
        store.group()
    except StoreError as problem:
        report.refused.append(Refusal(problem.name, problem.fault, problem.remedy))
    except Exception:
        logging.getLogger(__name__).exception("grouping into incidents")


def read_again(store: Store) -> Iterator[tuple[int, int]]:
    """Extract every stored article anew and group them; yields how many are done and how many there are.

    An article that cannot be read keeps the events that it has.
    """
    from timeline.extract import extract

    held = list(store.articles())
    for number, article in enumerate(held, 1):
        try:
            store.add(article, extract(article), refresh=True)
        except Exception:  # one article must not cost the others
            logging.getLogger(__name__).exception("reading %s again", article.path or article.id)
        yield number, len(held)
    store.group()
