"""What changed between two versions, by sentences."""

from __future__ import annotations

from timeline.incidents.changes import Change, changes
from timeline.models import Article, Region


def told(text: str, *regions: Region) -> Article:
    return Article("a", text, language="en", regions=regions or (Region(0, len(text), "body"),))


def test_sentences_are_taken_out_added_and_replaced() -> None:
    old = told("It rained on Monday. The dam held. Nobody was hurt.")
    new = told("It  rained on Monday. The dam broke. Nobody was hurt. Two are missing.")
    assert changes(old, new) == [Change(("The dam held.",), ("The dam broke.",)), Change((), ("Two are missing.",))]
    assert changes(new, old)[1] == Change(("Two are missing.",), ())


def test_white_space_and_what_was_cut_are_no_changes() -> None:
    text = "It rained on Monday. The dam held."
    menu = text + "\n\nMost read: a cat."
    assert changes(told(text), told(text.replace(". ", ".\n"))) == []
    assert changes(told(text), told(menu, Region(0, len(text), "body"), Region(len(text), len(menu), "cut"))) == []
