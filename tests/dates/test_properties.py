"""What must hold for any text and any publication date: no exception, exact offsets, ordered spans, the same twice."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dates.cases import languages, languages_with_rules, read
from timeline.models import BASES, BOUNDS, PRECISIONS, Region, Timex

FITTING = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
GLUE = [
    "",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\u00a0",
    ", ",
    " - ",
    "–",
    " and ",
    " to ",
    " et ",
    " au ",
    " of ",
    "'",
    "’s ",
    ".",
]
ODD = [
    "0",
    "00",
    "31",
    "32",
    "29 February 2015",
    "99:99",
    "24:00",
    "0000",
    "9999",
    "12/31/9999",
    "-",
    "May May",
    "the",
    "1er",
]
MOST_YEARS = st.dates(date(1, 1, 1), date(9999, 12, 31))
PUBLISHED = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 12, 31)), MOST_YEARS)
LANGUAGES = sorted(languages_with_rules())


@lru_cache
def _phrases() -> list[str]:
    """The wanted expressions of all cases: pieces that press every rule."""
    return sorted({t["text"] for language in languages() for case in read(language) for t in case.timexes})


@st.composite
def _news(draw: st.DrawFn) -> str:
    """Expressions, odd tokens and any characters, glued in any way."""
    piece = st.one_of(st.sampled_from(_phrases()), st.sampled_from(ODD), st.text(max_size=12), st.integers().map(str))
    pieces = draw(st.lists(st.tuples(piece, st.sampled_from(GLUE)), max_size=12))
    return "".join(word + glue for word, glue in pieces)


def _tag(text: str, language: str, published: date | None, regions: tuple[Region, ...] = ()) -> list[Timex]:
    from timeline.dates import tag

    return list(tag(text, language, published, regions=regions))


def _flat(timexes: list[Timex]) -> list[Timex]:
    from timeline.dates import flatten

    return list(flatten(timexes))


def _check(text: str, timexes: list[Timex]) -> None:
    last = 0
    for timex in timexes:
        assert last <= timex.start < timex.end <= len(text), timex
        last = timex.end
        _check_one(text, timex)
        for part in timex.parts:
            assert timex.start <= part.start < part.end <= timex.end, timex
            _check_one(text, part)


def _check_one(text: str, timex: Timex) -> None:
    assert text[timex.start : timex.end] == timex.text, timex
    assert timex.type in {"DATE", "TIME", "DURATION", "SET"}, timex
    assert timex.value, timex
    if timex.span is None:
        return
    assert timex.span.precision in PRECISIONS, timex
    assert timex.span.bound in BOUNDS, timex
    assert timex.basis in BASES, timex
    assert timex.why, timex
    start, end = timex.span.start, timex.span.end
    assert start or end, timex
    for point in filter(None, (start, end)):
        date.fromisoformat(point[:10])
    if start and end:
        same = min(len(start), len(end), 16)
        assert start[:same] <= end[:same], timex


@pytest.mark.parametrize("language", LANGUAGES)
@FITTING
@given(text=_news(), published=PUBLISHED)
def test_phrases_glued_in_any_way(language: str, text: str, published: date | None) -> None:
    found = _tag(text, language, published)
    _check(text, found)
    assert found == _tag(text, language, published)
    _check(text, _flat(found))
    assert not [timex for timex in _flat(found) if timex.parts]


@pytest.mark.parametrize("language", LANGUAGES)
@FITTING
@given(text=st.text(max_size=200), published=PUBLISHED)
def test_any_text(language: str, text: str, published: date | None) -> None:
    _check(text, _tag(text, language, published))


@pytest.mark.parametrize("language", LANGUAGES)
@FITTING
@given(before=_news(), cut=_news(), after=_news())
def test_cut_regions_yield_nothing(language: str, before: str, cut: str, after: str) -> None:
    text = before + cut + after
    start, end = len(before), len(before) + len(cut)
    regions = tuple(
        Region(at, to, kind)
        for at, to, kind in ((0, start, "body"), (start, end, "cut"), (end, len(text), "body"))
        if at < to
    )
    found = _tag(text, language, date(2017, 5, 10), regions)
    _check(text, found)
    assert not [timex for timex in found if start < end and timex.start < end and start < timex.end] or start == end


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31), date(2016, 2, 29), date(2020, 12, 31)])
def test_expressions_at_the_ends_of_the_calendar(language: str, published: date) -> None:
    for phrase in _phrases():
        _check(phrase, _tag(phrase, language, published))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_publication_date_never_yields_an_offset_date(language: str) -> None:
    """A bare weekday or offset without anything to lean on stays undated: a date is never invented."""
    phrases = {
        "de": ["Freitag", "gestern", "vor zwei Wochen"],
        "en": ["Friday", "two weeks ago", "last month", "yesterday"],
        "es": ["el viernes", "ayer", "hace dos semanas"],
        "fr": ["vendredi", "hier", "le mois dernier"],
    }
    for phrase in phrases[language]:
        assert [timex.span for timex in _flat(_tag(f"{phrase}.", language, None))] in ([], [None]), phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_edtf_of_every_case_is_valid(language: str) -> None:
    """What stands in ``span.edtf`` is EDTF by the reference parser, and bounds what the span says."""
    cases = list(read(language))
    told = [(case.id, t) for case in cases for t in _flat(_tag(case.text, language, case.published)) if t.span]
    assert len(told) > len(cases) // 2
    wrong = [f"{name}: {t.text!r} {t.span!r}: {fault}" for name, t in told if (fault := _edtf_fault(t))]
    assert not wrong, "\n".join(wrong[:20])


@cache
def _parsed(text: str) -> Any:
    """The reference parser's reading, which takes ten milliseconds: most values stand in many cases."""
    import edtf

    return edtf.parse_edtf(text)


def _edtf_fault(timex: Timex) -> str:
    span = timex.span
    if span is None:
        return ""
    if not span.edtf:
        return "empty"
    try:
        parsed = _parsed(span.edtf)
    except Exception as error:
        return f"not EDTF ({type(error).__name__})"
    if timex.type == "TIME" or span.precision not in {"day", "month", "year"} or span.bound != "exact":
        return ""  # the library's bounds of open, approximate and clock-time values are its own
    if "/" in span.edtf or not (span.start and span.end):
        return ""
    bounds = [f"{t.tm_year:04d}-{t.tm_mon:02d}-{t.tm_mday:02d}" for t in (parsed.lower_strict(), parsed.upper_strict())]
    return "" if bounds == [span.start, span.end] else f"means {bounds}, the span says {[span.start, span.end]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_moving_the_text_moves_the_offsets(language: str) -> None:
    """An opening sentence without dates changes no value and moves every offset by its length."""
    opening = {"en": "Nobody was there.\n\n", "fr": "Personne ne vint.\n\n"}.get(language, "–\n\n")
    published = date(2017, 5, 10)
    for phrase in _phrases()[::7]:
        alone = _tag(f"{phrase}.", language, published)
        moved = _tag(f"{opening}{phrase}.", language, published)
        assert [(t.start + len(opening), t.text, t.value) for t in alone] == [(t.start, t.text, t.value) for t in moved]


def test_the_checks_can_fail() -> None:
    """The checks above would notice a wrong offset and a span that ends before it starts."""
    from timeline.models import DateSpan

    wrong = Timex(0, 4, "June", "DATE", "2017-06", span=DateSpan("2017-06-30", "2017-06-01", "month"), basis="relative")
    for text, timex in (("July", wrong), ("June", wrong)):
        with pytest.raises(AssertionError):
            _check(text, [timex])
