"""Quotations: all marks, over sentences and paragraphs, and never a quotation that nobody closes."""

from __future__ import annotations

import pytest

from timeline.events import sentences
from timeline.events.quotes import quotes
from timeline.extract import extract
from timeline.models import Article


def found(text: str, language: str = "en") -> list[str]:
    """The quotations of a text, marks included."""
    return [text[quote.start : quote.end] for quote in quotes(text, sentences(text, language))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we knew”.", ["“we knew”"]),
        ('He said "we knew", then "no".', ['"we knew"', '"no"']),
        ("Il a dit « on savait ».", ["« on savait »"]),
        ("Er sagte „wir wussten“ und ging.", ["„wir wussten“"]),
        ("Er sagte »wir wussten« und ging.", ["»wir wussten«"]),
        ("He said ‘we knew,’ and left.", ["‘we knew,’"]),
        ("« Il m'a dit “non” hier », dit-il.", ["« Il m'a dit “non” hier »"]),
        ("“We knew. It was bad,” he said.", ["“We knew. It was bad,”"]),
        ("The dogs' owner's “friend” left.", ["“friend”"]),
        ("“We knew.\n\n“It was bad,” he said.", ["“We knew.", "“It was bad,”"]),
        ("“We knew.\n\nIt was bad, he said.", []),
        ("It was 6\" long.", []),
    ],
)  # fmt: skip
def test_where_quotations_stand(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "piece",
    [
        "“We saw it on Friday and it was bad. ", '"We saw it on Friday. ', "“We saw it on Friday.\n\n",
        "« Nous, dit-elle. Vendredi, rien. ", '“‘"«„ on Friday he said. ', "It said they said on Friday. ",
    ],
)  # fmt: skip
def test_quotations_that_never_end_are_read_to_the_end(piece: str) -> None:
    """Neither depth nor size: paragraph after paragraph that opens anew, and never closes."""
    one = Article(id="a1", text=piece * 1500, language="en")
    assert len(quotes(one.text, sentences(one.text, "en"))) <= 2 * 1500
    assert isinstance(extract(one), list)
