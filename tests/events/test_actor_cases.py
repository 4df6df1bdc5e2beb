"""The labelled texts of ``tests/cases/actors``: each sentence names those who are marked in it, and nobody else.

A text marked ``gap`` is a known failure, strictly, so that a mend announces itself.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from timeline.events.keys import without_accents
from timeline.events.names import Names

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "actors"
CASES = [
    pytest.param(
        case,
        id=f"{path.stem}-{number}",
        marks=pytest.mark.xfail(strict=True, reason=case["gap"]) if "gap" in case else (),
    )
    for path in sorted(FOLDER.glob("*.jsonl"))
    for number, case in enumerate(map(json.loads, path.read_text(encoding="utf-8").splitlines()), 1)
]


def folded(name: str) -> str:
    """A name without case, accents and the mark of a genitive."""
    return without_accents(name).lower().rstrip("'’")


@pytest.mark.parametrize("case", CASES)
def test_each_sentence_names_its_actors(case: dict[str, Any]) -> None:
    sentences = case["sentences"]
    text, spans = " ".join(s["text"] for s in sentences), []
    for sentence in sentences:
        low = spans[-1][1] + 1 if spans else 0
        spans.append((low, low + len(sentence["text"])))
    names = Names(text, case["language"], spans)
    for sentence, (low, high) in zip(sentences, spans, strict=True):
        found = {folded(name.name) for name in names.find(low, high) if name.kind != "place"}
        optional = {folded(name) for name in sentence.get("optional", ())}
        wanted = [{folded(form) for form in forms} for forms in sentence["actors"]]
        assert all(forms & found for forms in wanted), (sentence["text"], found)
        assert found <= optional.union(*wanted), (sentence["text"], found)
