"""The sample articles are what a newcomer sees first: well formed, well set, and each with something to show."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from timeline.models import Article, Refusal

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "data" / "articles").glob("*.md"))


@pytest.fixture(scope="module")
def samples() -> dict[str, Article]:
    """File name → article, as ingest reads them."""
    from timeline.ingest import read_paths

    read = list(read_paths([ROOT / "data" / "articles"]))
    assert not [str(one) for one in read if isinstance(one, Refusal)]
    return {Path(one.path).name: one for one in read if isinstance(one, Article)}


def test_there_are_eight_in_two_languages(samples: dict[str, Article]) -> None:
    assert len(samples) == len(FILES) == 8
    assert sorted(one.language for one in samples.values()) == ["en"] * 5 + ["fr"] * 3


@pytest.mark.parametrize("name", [path.name for path in FILES])
def test_a_sample_says_where_it_comes_from(samples: dict[str, Article], name: str) -> None:
    article = samples[name]
    assert article.title
    assert article.publisher
    assert re.match(r"https?://", article.url)
    assert isinstance(article.published, date)
    assert article.published_basis == "given"
    assert name.startswith(article.published.isoformat())
    assert not article.verbatim, "the words are ours, and no link may claim that they are the report's"


@pytest.mark.parametrize("name", [path.name for path in FILES])
def test_a_sample_is_short_and_whole(samples: dict[str, Article], name: str) -> None:
    article = samples[name]
    assert 80 <= len(article.text.split()) <= 180
    assert not [region for region in article.regions if region.kind == "cut"], "none of a sample may be cut away"


def test_french_samples_are_set_in_french(samples: dict[str, Article]) -> None:
    texts = [f"{one.title}\n{one.text}" for one in samples.values() if one.language == "fr"]
    assert texts
    for text in texts:
        assert "'" not in text, "the French apostrophe is ’"
        assert not re.search(r"(?<![\u00a0\u202f])[;!?:»]", text), "a space that does not break stands before it"
        assert not re.search(r"«(?![\u00a0\u202f])", text)
        assert not re.search(r"\d \d{3}\b", text)


@pytest.mark.parametrize("name", [path.name for path in FILES])
def test_a_sample_yields_dated_events_with_exact_quotes(samples: dict[str, Article], name: str) -> None:
    from timeline.extract import extract

    article = samples[name]
    events = extract(article)
    assert any(event.start for event in events), "nothing to show"
    for event in events:
        assert article.text[event.char_start : event.char_end] == event.quote
        assert article.text[event.when_char_start : event.when_char_end] == event.when_text
        assert not event.link, "a summary has no sentence of the source to link to"
