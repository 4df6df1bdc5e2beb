"""The head of a page: which of its dates counts, and the standfirst."""

from __future__ import annotations

from typing import Any

import pytest

from timeline.ingest.head import date_lines, standfirst, times
from timeline.ingest.html import parse
from timeline.ingest.pagedate import publication

TEXT = "<p>" + "The first car of line 7 struck a lamp post and came to rest against the wall of a bakery. " * 2 + "</p>"


def page(head: str, below: str = "") -> Any:
    return parse(f"<html><body><h1>Two hurt as tram leaves the rails</h1>{head}{TEXT}{TEXT}{below}</body></html>")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("<span>Updated <time datetime='2017-07-29'>x</time></span> <time datetime='2017-07-27'>27 July</time>", 27),
        ("<p>Mis à jour <time datetime='2017-07-29'>x</time> Publié <time datetime='2017-07-27'>x</time></p>", 27),
        ("<time datetime='2017-07-27'>a</time><time datetime='2017-07-29'>Aktualisiert am 29. Juli</time>", 27),
        ("<p>Actualizado <time datetime='2017-07-29'>x</time></p>", 29),  # there is no other
        ("<div class='x1'>27 July 2017, 6.30 pm</div>", 27),
        ("<dl><dt>Published</dt><dd>27 July 2017</dd><dt>Last updated</dt><dd>29 July 2017</dd></dl>", 27),
        ("<dl><dt>Last updated</dt><dd>29 July 2017</dd><dt>Published</dt><dd>27 July 2017</dd></dl>", 27),
    ],
)
def test_the_day_in_the_head(head: str, day: int) -> None:
    below = "<ul><li><time datetime='2017-08-05'>5 August 2017</time> Another matter</li></ul>"
    found = publication((), "", page(head, below), "en")
    assert found is not None
    assert (found[0].month, found[0].day) == (7, day)


def test_a_date_below_the_text_counts_where_the_head_has_none() -> None:
    tree = page("", "<p>Filed <time datetime='2017-07-27T10:00'>on Thursday</time></p>")
    assert times(tree) == ([], ["2017-07-27T10:00"])
    found = publication((), "", tree, "en")
    assert found is not None
    assert found[0].isoformat() == "2017-07-27"


def test_a_line_that_is_more_than_a_date_is_none() -> None:
    tree = page("<h2>What is known of the collision of 3 May 2012 on the same bend in Varnholm, by our staff</h2>")
    found = publication((), "", tree, "en")
    assert found is not None
    assert found[1] == "from the words of the page (by htmldate)"  # not "the line …"
    assert list(date_lines(page("<p>Last updated 29 July 2017</p><p>27 July 2017</p>"))) == ["27 July 2017"]


def test_the_standfirst() -> None:
    told = "Speed limit on the bend was to be lowered next week"
    assert standfirst(page(f"<div class='article__dek'>{told}</div>")) == told
    assert standfirst(page(f"<p>By Ida Brandt, our correspondent in Varnholm</p><p>{told}</p>")) == ""
    assert standfirst(page(f"<figure><p class='summary'>{told}</p></figure>")) == ""
