"""Adding: drafts, the day of publication, the report; one bad file never stops the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.views.samples import article
from timeline.models import Article, Event
from timeline.store import Store
from timeline.views import adding
from timeline.views.adding import Draft, Report

GOOD = b"---\ntitle: A report\npublished: 2017-05-09\nlanguage: en\n---\nOn 5 May, hackers dumped emails. They left.\n"


def test_what_can_be_read_becomes_a_draft_and_the_rest_is_refused():
    drafts, refused = adding.read([("good.md", GOOD), ("empty.txt", b""), ("also.md", GOOD.replace(b"left", b"ran"))])
    assert [draft.name for draft in drafts] == ["good.md", "also.md"]
    assert drafts[0].article.published == date(2017, 5, 9)
    assert drafts[0].basis == "given"
    assert [one.name for one in refused] == ["empty.txt"]
    assert refused[0].fault
    assert refused[0].remedy


def test_a_reader_that_fails_costs_only_its_file(monkeypatch: pytest.MonkeyPatch):
    from timeline import ingest

    real = ingest.read_data
    monkeypatch.setattr(ingest, "read_data", lambda name, data: 1 / 0 if name == "odd.txt" else real(name, data))
    drafts, refused = adding.read([("odd.txt", b"x"), ("good.md", GOOD)])
    assert [draft.name for draft in drafts] == ["good.md"]
    assert "ZeroDivisionError" in refused[0].fault


def test_a_table_of_sources_describes_the_files_dropped_with_it():
    text = b"On 5 May, hackers dumped emails. They left no trace behind."
    table = b"file,title,publisher,published\nnote.txt,A note,The Paper,2017-05-09\ngone.txt,Gone,,\n"
    drafts, refused = adding.read([("note.txt", text), ("Sources.CSV", table)])
    assert [(draft.name, draft.article.publisher) for draft in drafts] == [("note.txt", "The Paper")]
    assert drafts[0].article.published == date(2017, 5, 9)
    assert drafts[0].article.path == "note.txt"
    assert [one.name for one in refused] == ["sources.csv, row 3"]


def test_the_day_of_publication_can_be_given_changed_and_taken_away():
    draft = Draft("a", article(), "given")
    assert adding.edited(draft, date(2017, 5, 9), "en") is draft.article
    changed = adding.edited(draft, date(2017, 5, 10), "en")
    assert (changed.published, changed.published_basis) == (date(2017, 5, 10), "given")
    assert adding.edited(draft, None, "en").published_basis == "unknown"
    assert adding.edited(draft, date(2017, 5, 9), "fr").language == "fr"


def test_a_guess_that_was_left_alone_stays_a_guess(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(adding, "_guess", lambda _: (date(2017, 5, 8), "the latest date named"))
    draft = adding.drafted("a", replace(article(), published=None, published_basis="unknown"))
    assert "the latest date named" in draft.basis
    assert adding.edited(draft, date(2017, 5, 8), "en").published is None
    assert adding.edited(draft, date(2017, 5, 1), "en").published == date(2017, 5, 1)


def test_what_was_guessed_is_stored_with_the_article(tmp_path: Path):
    told = article(text="PARIS, 9 May 2017 - Hackers dumped emails on Friday. They left.")
    told = replace(told, published=None, published_basis="unknown")
    with Store(tmp_path / "timeline.db") as store:
        list(adding.add(store, [("a", told)], Report()))
        [kept] = store.articles()
    assert kept.published_basis == "guessed"
    assert kept.published_why


def test_the_report_tells_added_known_and_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    extraction = import_module("timeline.extract")  # the package's own ``extract`` is the function

    def extract(told: Article, **_: Any) -> list[Event]:
        if told.title == "bad":
            raise RuntimeError("no")
        return []

    monkeypatch.setattr(extraction, "extract", extract)
    report = Report()
    with Store(tmp_path / "timeline.db") as store:
        told = [("a", article()), ("b", article(text="Another text.", title="bad")), ("c", article())]
        assert list(adding.add(store, told, report)) == ["a", "b", "c"]
        assert [one.id for one in store.articles()] == [article().id]
    assert report.added == [("a", 0)]
    assert report.known == ["c"]
    assert [one.name for one in report.refused] == ["b"]
    assert "report" in report.refused[0].remedy
