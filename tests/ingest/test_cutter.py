"""What holds for the regions of any text, and of the seeds."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counting import MOST, growth, repeat
from timeline.ingest import article_from_text
from timeline.ingest.cutter import cut
from timeline.ingest.furniture import furniture, key
from timeline.models import REGION_KINDS, Region

LINES = st.sampled_from(
    [
        "Leave a comment", "Comments (12)", "Comments", "Reply", "3 hours ago", "  • Kombat", "Share", "Facebook",
        "Newsletter", "Sign up for our newsletter", "Related stories", "Read more: the rest", "Advertisement", "",
        "   ", "\t", "123e860fcad15942f8313e361523a156^^^^", "^^^^", "# Heading", "![alt](a.jpg)", "macron russes",
        "By Ann Lee", "PARIS, 6 May — The president of the republic will speak on Sunday evening at eight.", "— ",
        "A MAN/AFP/Getty Images", "1/34 One", "© 2017 A", "Published 3 May 2017", "\u2028", "\u0085", "\x0c", "\xa0",
        "This is a sentence of an article that is long enough to be taken for a paragraph of running text.",
    ]
)  # fmt: skip
PAGES = st.lists(LINES | st.text(max_size=40), max_size=30).map("\n".join)


def _covers(text: str, regions: tuple[Region, ...]) -> bool:
    return "".join(text[region.start : region.end] for region in regions) == text and all(
        left.end == right.start for left, right in pairwise(regions)
    )


@settings(max_examples=300, deadline=None)
@given(text=PAGES | st.text(), title=LINES | st.text(max_size=20))
def test_regions_cover_any_text_in_order(text: str, title: str) -> None:
    regions = cut(text, title)
    assert _covers(text, regions)
    assert all(region.start < region.end and region.kind in REGION_KINDS for region in regions)
    assert all(region.reason for region in regions if region.kind == "cut")
    assert regions == cut(text, title)


@settings(max_examples=200, deadline=None)
@given(text=PAGES)
def test_no_text_is_cut_to_nothing(text: str) -> None:
    kept = "".join(text[region.start : region.end] for region in cut(text) if region.kind != "cut")
    assert any(map(str.isalnum, kept)) or not any(map(str.isalnum, text))


@settings(max_examples=100, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
def test_any_string_becomes_an_article(text: str) -> None:
    article = article_from_text(text, language="en")
    assert _covers(article.text, article.regions)
    article.text.encode()  # nothing in it that a file or a store could not hold
    assert "\x00" not in article.text
    assert "\r" not in article.text


@pytest.mark.parametrize(
    "line",
    ["word", "Read more", "Comments", "x\nLeave a comment", "Related stories\nA headline", "Getty Images ", "(" * 50],
)
def test_work_grows_with_the_text_and_no_faster(line: str) -> None:
    assert growth(cut, repeat(f"{line}\n")) < MOST


def test_known_lines_are_found_again() -> None:
    """Every line of the tables is recognised as it stands, so that no entry is dead."""
    words = furniture()
    assert {phrase for phrase in words.whole if not words.kind(phrase)} == set()
    assert {key(phrase) for phrase in words.whole} == set(words.whole)
    lost = [phrase for group in words.starts.values() for _, phrase in group if not words.kind(f"{phrase} Xyzzy 12")]
    assert lost == []


def test_english_seed(shared_dir: Path) -> None:
    text = (shared_dir / "seeds" / "000_6f49418d330c4ef5.txt").read_text(encoding="utf-8")
    kinds = [region.kind for region in cut(text)]
    assert kinds == ["caption", "caption", "body"]
    assert text[cut(text)[2].start :].startswith("Russian intelligence operatives")


def test_french_seed(shared_dir: Path) -> None:
    text = (shared_dir / "seeds" / "003_987e2592980a1c51.txt").read_text(encoding="utf-8")
    regions = cut(text)
    assert [region.kind for region in regions] == ["headline", "body", "caption", "body", "cut"]
    assert text[regions[2].start : regions[2].end].strip() == "macron russes facebook"
    assert regions[4].start == text.index("Réagissez à cet article !")
    assert regions[4].end == len(text)
