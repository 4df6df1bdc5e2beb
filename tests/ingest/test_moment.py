"""When a page says that it was changed."""

from __future__ import annotations

import pytest

from tests.ingest import kinds
from timeline.ingest import read_data
from timeline.ingest.moment import moment_of
from timeline.models import Article


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2017-07-27", "2017-07-27"),
        ("2017-07-27T10:15:00Z", "2017-07-27T10:15:00+00:00"),
        ("2017-07-27T23:30:00-07:00", "2017-07-28T06:30:00+00:00"),
        ("2017-07-27T10:15:00.123+0200", "2017-07-27T08:15:00+00:00"),
        ("2017-07-27 10:15:00", "2017-07-27"),  # of no zone: the day is all that compares
        ("Thu, 27 Jul 2017 10:15:00 GMT", "2017-07-27T10:15:00+00:00"),
        (" 2017-07-27T10:15:00Z\n", "2017-07-27T10:15:00+00:00"),
        ("2017-02-31", ""),
        ("0001-01-01T00:00:00+14:00", ""),
        ("9999-12-31T23:59:59-14:00", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_moments_that_machines_write(written: str, moment: str) -> None:
    assert moment_of(written) == moment


@pytest.mark.parametrize(
    "said",
    [
        '<meta property="article:modified_time" content="2017-07-28T10:00:00+02:00">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2017-07-28T08:00:00Z"}</script>',
        '<script type="application/ld+json">{"@type": "Article", "dateModified": "2017-07-28T08:00:00Z",,}</script>',
    ],
)
def test_a_page_says_when_it_was_changed(said: str) -> None:
    page = kinds.html("x", "2017-07-27").replace("</head>", f"{said}</head>")
    [found] = read_data("x.html", page.encode())
    assert isinstance(found, Article)
    assert found.modified == "2017-07-28T08:00:00+00:00"
    assert found.published and found.published.isoformat() == "2017-07-27"
