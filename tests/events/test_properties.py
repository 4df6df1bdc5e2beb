"""Whatever the text, events come out sound: no exception, exact offsets, and the same twice."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.events import event_from_dict, event_to_dict, sentences
from timeline.extract import extract
from timeline.languages import codes
from timeline.models import Article

PIECES = [
    "On 5 May", "in April", ", ", ". ", "\n\n", "\n", " said ", "according to ", "Emmanuel Macron", "the US government",
    " beat Marine Le Pen", "“", "”", '"', "!", "?", "…", "the runoff", "le second tour", " a déclaré ", "selon ",
    "vendredi", "70,000", "Mr. ", "U.S. ", "will ", "denied ", "reportedly ", "who ", " that ", "l’", "«", "»", "(",
    ")", "-", "—", "\u00a0", "é", "İ", "ﬁ", "😀", "less than 48 hours before the election", "<script>", "@", "/",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40).map("".join)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, language=st.sampled_from([*codes(), "pl"]), published=st.sampled_from([None, date(2017, 7, 27)]))
def test_events_are_sound(text: str, language: str, published: date | None):
    made = Article("a", text, language=language, published=published, url="https://example.org/")
    events = extract(made)
    assert events == extract(made)
    assert len({event.id for event in events}) == len(events)
    for event in events:
        assert text[event.char_start : event.char_end] == event.quote != ""
        assert text[event.when_char_start : event.when_char_end] == event.when_text
        assert event.char_start <= event.when_char_start <= event.when_char_end <= event.char_end
        assert (event.start is None) == (event.end is None) or event.bound != "exact"
        assert len(event.title) <= 140
        assert event_from_dict(event_to_dict(event)) == event


@settings(max_examples=60, deadline=None, derandomize=True)
@given(text=TEXTS, language=st.sampled_from([*codes(), "xx"]))
def test_sentences_cover_every_word_once(text: str, language: str):
    found = sentences(text, language)
    ends = [0, *(edge for s in found for edge in (s.start, s.end)), len(text)]
    assert ends == sorted(ends)
    outside = "".join(text[low:high] for low, high in zip(ends[::2], ends[1::2], strict=True))
    assert not outside.strip()
