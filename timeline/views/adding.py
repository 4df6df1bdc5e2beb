"""What adding does, apart from the page: read dropped files, guess the day, add, and keep a report."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from timeline.models import Article, Refusal
from timeline.store import AddResult, Store, StoreError
from timeline.views import words


@dataclass
class Report:
    """What became of each input, by name."""

    added: list[tuple[str, int]] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True)
class Draft:
    """One article that was read, before it is added; ``name`` is what the reader knows it by."""

    name: str
    article: Article
    basis: str


def read(files: Iterable[tuple[str, bytes]]) -> tuple[list[Draft], list[Refusal]]:
    """Drafts of what could be read, and the refusals. One bad file never stops the others."""
    from timeline.ingest import read_bytes

    drafts, refused = [], []
    for name, content in files:
        try:
            found = read_bytes(name, content)
        except Exception as fault:  # a fault in a reader must not cost the other files
            found = _failed(name, fault)
        if isinstance(found, Refusal):
            refused.append(found)
        else:
            drafts.append(drafted(name, found))
    return drafts, refused


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


def edited(draft: Draft, published: date | None, language: str) -> Article:
    """The article with day and language as the reader left them.

    A day that is only the guess is left to extraction, which guesses the same and says so.
    """
    article = draft.article
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
            else:
                report.added.append((name, len(events)))
    try:
        store.group()
    except Exception:  # the articles are stored; what is not grouped yet is grouped with the next ones
        logging.getLogger(__name__).exception("grouping into incidents")
