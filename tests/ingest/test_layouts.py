"""Pages of real-world layouts: the right text, the right date, no comment. The floors are what the issue asks for."""

from __future__ import annotations

import pytest

from benchmarks.pages import Read, cases, read_page


@pytest.fixture(scope="module")
def pages() -> dict[str, Read]:
    return {case["file"]: read_page(case) for case in cases()}


def test_there_are_enough_layouts(pages: dict[str, Read]) -> None:
    assert len(pages) >= 40
    assert sum(bool(case.get("comments")) for case in cases()) >= 10


def test_text(pages: dict[str, Read]) -> None:
    scores = {name: page.f1 for name, page in pages.items()}
    assert sum(scores.values()) / len(scores) >= 0.99
    assert min(scores.values()) >= 0.9, min(scores.items(), key=lambda item: item[1])


def test_dates_and_titles(pages: dict[str, Read]) -> None:
    wrong = [name for name, page in pages.items() if not page.dated]
    assert len(wrong) <= 2, wrong
    assert not [name for name, page in pages.items() if not page.language]
    assert sum(page.titled for page in pages.values()) >= len(pages) - 2


def test_no_comment_is_read(pages: dict[str, Read]) -> None:
    assert not {name: page.comments for name, page in pages.items() if page.comments}


def test_a_disagreement_is_said(pages: dict[str, Read]) -> None:
    article = pages["conflict-url-metadata.html"].article
    assert article is not None
    assert "article:published_time" in article.published_why
    assert "says 2017-06-20" in article.published_why


def test_paragraphs_stay_apart(pages: dict[str, Read]) -> None:
    for name in ("old-table-layout.html", "blogger.html", "wordpress-classic.html", "hydrated-app.html"):
        article = pages[name].article
        assert article is not None
        assert article.text.count("\n\n") == 6, name  # the headline and six paragraphs
