"""A model that the user asks for adds what the rules do not find; without spaCy one is told, and goes on."""

from __future__ import annotations

import sys
import types
from types import SimpleNamespace

import pytest

from timeline.events import spacy_names
from timeline.events.names import Names

TEXT = "later, quiet mouse met Angela Merkel in the garden of lord rook."


@pytest.fixture(autouse=True)
def _fresh():
    spacy_names._loaded.cache_clear()
    yield
    spacy_names._loaded.cache_clear()


def fake_spacy(text: str) -> SimpleNamespace:
    """A pipeline that knows three spans, one of them a kind that is no actor."""
    spans = [("quiet mouse", "ORG"), ("Merkel", "PERSON"), ("garden", "LOC")]
    ents = [SimpleNamespace(start_char=text.index(w), end_char=text.index(w) + len(w), label_=k) for w, k in spans]
    return SimpleNamespace(ents=ents)


def test_a_model_adds_to_the_rules_and_replaces_nothing(monkeypatch: pytest.MonkeyPatch):
    module = types.ModuleType("spacy")
    module.load = {"tiny": fake_spacy}.__getitem__  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spacy", module)
    monkeypatch.setenv("TIMELINE_SPACY", "en=tiny, fr=other")
    found = [(n.name, n.kind) for n in Names(TEXT, "en").find(0, len(TEXT))]
    assert found == [("quiet mouse", "organisation"), ("Angela Merkel", "person")]


def test_nothing_is_loaded_unless_it_is_asked_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("TIMELINE_SPACY", raising=False)
    assert spacy_names.model_for("en") is None
    assert [n.name for n in Names(TEXT, "en").find(0, len(TEXT))] == ["Angela Merkel"]


def test_a_model_that_is_missing_is_told_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    monkeypatch.setenv("TIMELINE_SPACY", "en=tiny")
    with pytest.warns(UserWarning, match="tiny cannot be used"):
        assert [n.name for n in Names(TEXT, "en").find(0, len(TEXT))] == ["Angela Merkel"]
