"""Sentences: where they end, and where they do not."""

from __future__ import annotations

import pytest

from timeline.events import sentences
from timeline.models import Region


def split(text: str, language: str = "en") -> list[str]:
    """The sentences' own words."""
    return [text[s.start : s.end] for s in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["It met at 5 p.m. Tuesday in No. 10.", "Mr. J. Edgar said no.", "Then it closed."]),
        ("en", ["He lives in the U.S.", "The rest stayed."]),
        ("en", ["The U.S. Army left on Sept. 28.", "It rained 3.5 inches."]),
        ("en", ["“Go!” he said.", '"Stop."', "They left."]),
        ("en", ["It rose... and fell.", "Why?", "Nobody knows!"]),
        ("en", ["Acme Inc. said so.", "Shares of Acme Inc. fell."]),
        ("fr", ["M. Macron est arrivé à 19 h 45.", "« C’est fini ! » a dit Mme Le Pen.", "Il part."]),
        ("fr", ["En Marche ! n'est que la partie émergée.", "Qu'est-ce ?", "Nous l'ignorons…"]),
        ("fr", ["Il cite l'art. 10 de la loi.", "Le reste suit."]),
    ],
)
def test_sentences_end_where_they_end(language: str, parts: list[str]):
    assert split(" ".join(parts), language) == parts


def test_a_blank_line_and_a_line_end_a_sentence():
    assert split("A headline\n\nBody text of one\nAnother line.") == ["A headline", "Body text of one", "Another line."]


def test_a_text_wrapped_by_width_is_joined():
    line = "The committee of the lower house met again in the afternoon and heard"
    text = "\n".join(
        [line, *["the witnesses that it had called in the spring, and those who had not"] * 5, "come before."]
    )
    assert len(split(text)) == 1


def test_offsets_leave_out_white_space_and_cut_regions():
    text = "  One here.  Two here. Cut away. "
    at = text.index("Cut")
    found = sentences(text, "en", (Region(0, at, "body"), Region(at, len(text), "cut", "junk")))
    assert [text[s.start : s.end] for s in found] == ["One here.", "Two here."]


def test_a_region_keeps_its_kind_and_ends_a_sentence():
    text = "A caption without a mark Body goes on."
    at = text.index("Body")
    found = sentences(text, "en", (Region(0, at, "caption"), Region(at, len(text), "body")))
    assert [(text[s.start : s.end], s.kind) for s in found] == [
        ("A caption without a mark", "caption"),
        ("Body goes on.", "body"),
    ]


def test_a_stretch_without_marks_is_bounded():
    found = sentences("word " * 5000, "en")
    assert max(s.end - s.start for s in found) <= 2000
    assert found[-1].end == 5000 * 5 - 1


def test_a_language_without_cues_still_splits():
    assert split("Ala ma kota. Kot ma Alę.", "pl") == ["Ala ma kota.", "Kot ma Alę."]
