"""Every case under tests/cases/dates: wanted expressions with their values, phrases that yield nothing, known gaps."""

from __future__ import annotations

import pytest

from tests.dates.cases import Case, differences, languages, languages_with_rules, locate, read

CASES = [case for language in languages() for case in read(language)]
SIZES = {"positive": 200, "negative": 90}  # of every language; twice as many of the first two
FIRST = ("en", "fr")


def _parameter(case: Case):
    marks = [pytest.mark.xfail(raises=AssertionError, reason="a known gap")] if case.file == "gaps" else []
    return pytest.param(case, id=f"{case.file}-{case.id}", marks=marks)


@pytest.mark.parametrize("case", [_parameter(case) for case in CASES])
def test_case(case: Case) -> None:
    faults = differences(case)
    assert not faults, f"{case.text!r}, published {case.published}\n  " + "\n  ".join(faults)


def test_ids_are_unique() -> None:
    seen = [(case.language, case.id) for case in CASES]
    assert len(seen) == len(set(seen)), sorted({key for key in seen if seen.count(key) > 1})


def test_wanted_words_stand_in_their_text() -> None:
    for case in CASES:
        for wanted in (*case.timexes, *case.ranges):
            start, end = locate(case.text, wanted)
            assert case.text[start:end] == wanted["text"]


def test_texts_are_not_repeated() -> None:
    seen = [(case.language, case.text, case.published) for case in CASES]
    assert len(seen) == len(set(seen)), sorted({key[1] for key in seen if seen.count(key) > 1})


def test_negative_cases_want_nothing() -> None:
    assert not [case.id for case in CASES if case.file == "negative" and (case.timexes or case.ranges)]


def test_cases_and_rules_are_of_the_same_languages() -> None:
    assert set(languages()) == set(languages_with_rules())


@pytest.mark.parametrize("language", sorted({*FIRST, *languages_with_rules()}))
@pytest.mark.parametrize("file", SIZES)
def test_there_are_enough_cases(language: str, file: str) -> None:
    count = sum(1 for case in CASES if case.language == language and case.file == file)
    assert count >= SIZES[file] * (2 if language in FIRST else 1), f"{language}/{file}.jsonl has {count} cases"
