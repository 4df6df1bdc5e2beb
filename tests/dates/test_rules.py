"""Every rule of every language folder proves itself by its examples, and a folder holds all that a language needs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.dates.rule_examples import faults, fill, flat_values, missing_classes
from timeline.dates import tag
from timeline.dates.holidays import holiday
from timeline.dates.rules import COMMON, Rule, grammar
from timeline.languages import FOLDER, codes, load

RULES = [pytest.param(code, rule, id=f"{code}-{rule.name}") for code in codes() for rule in grammar(code).rules]
# Classes that the engine itself or the rules of all languages lean on.
NEEDED = ("MONTH", "WEEKDAY", "NUMWORD", "UNIT", "NUMBERED", "COUNTED", "INTO")


@pytest.mark.parametrize(("language", "rule"), RULES)
def test_examples_hold(language: str, rule: Rule) -> None:
    """Each example is matched by its own rule, not by another, and has the value that stands beside it."""
    wrong = list(faults(rule, language))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", codes())
def test_patterns_name_only_what_there_is(language: str) -> None:
    rules = grammar(language)
    wrong = {rule.name: names for rule in rules.rules if (names := sorted(missing_classes(rule, rules)))}
    assert not wrong, f"no such class or symbol: {wrong}"


@pytest.mark.parametrize("language", codes())
def test_rule_names_are_unique(language: str) -> None:
    counts = Counter(rule.name for rule in grammar(language).rules)
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("language", codes())
def test_no_pattern_can_be_empty(language: str) -> None:
    assert [rule.name for rule in grammar(language).rules if rule.compiled.regex.fullmatch("")] == []


@pytest.mark.parametrize("language", codes())
def test_a_language_has_the_classes_that_all_lean_on(language: str) -> None:
    values = grammar(language).lexicon.tables
    assert [name for name in NEEDED if not values.get(name)] == []


@pytest.mark.parametrize("language", codes())
def test_every_holiday_has_its_day(language: str) -> None:
    for word, key in grammar(language).lexicon.tables.get("HOLIDAY", {}).items():
        assert holiday(key, 2017).year in (2017, 2018), word


@pytest.mark.parametrize("language", codes())
def test_months_and_weekdays_are_those_of_cldr(language: str) -> None:
    """The wide names of CLDR, alone and within a date, all stand in the words, with the right number."""
    from babel import dates

    lexicon = grammar(language).lexicon
    wrong = []
    for context in ("format", "stand-alone"):
        for number, name in dates.get_month_names("wide", context, language).items():
            if lexicon.value("MONTH", name) != number:
                wrong.append((name, number))
        for number, name in dates.get_day_names("wide", context, language).items():
            if lexicon.value("WEEKDAY", name) != number:
                wrong.append((name, number))
    assert not wrong


@pytest.mark.parametrize("folder", sorted(path for path in FOLDER.iterdir() if path.is_dir()), ids=lambda p: p.name)
def test_a_language_folder_is_data_only(folder: Path) -> None:
    if folder.name == "__pycache__":
        return
    assert [path.name for path in folder.iterdir() if path.suffix != ".toml"] == []


@pytest.mark.parametrize("language", codes())
def test_a_language_names_itself_and_its_order_of_dates(language: str) -> None:
    settings = load(language).table("language")
    assert settings.get("name")
    assert settings.get("date_order") in ("dmy", "mdy", "ymd")


def test_common_rules_hold_no_words_of_a_language() -> None:
    """In patterns of the rules that all languages share stand classes, marks and symbols alone."""
    from timeline.dates.pattern import symbols

    shared = {rule.name for rule in grammar(codes()[0]).rules} - {
        rule["name"] for rule in load(codes()[0]).table("rules")["rule"]
    }
    assert COMMON.is_file()
    assert shared
    words = {
        (rule.name, symbol)
        for rule in grammar(codes()[0]).rules
        if rule.name in shared
        for symbol in symbols(rule.pattern)
        if symbol.islower() and symbol[0] != "@" and symbol not in ("of", "the")
    }
    assert words == set()


def test_the_checks_can_fail() -> None:
    """A wrong value, a wrong expression and a shadowed example are each noticed."""
    from dataclasses import replace

    rule = next(rule for rule in grammar("en").rules if rule.name == "month year")
    for example in (
        ("May 2017", "2018-05"),
        ("in May 2017", "2017-05"),
        ("5 May 2017", "2017-05-05"),
        ("May 2017", ""),
    ):
        assert list(faults(replace(rule, examples=(example,)), "en")), example
    assert list(faults(replace(rule, examples=()), "en"))
    assert missing_classes(replace(rule, pattern="month:MONHT"), grammar("en")) == {"MONHT"}
    assert fill("{INTO} 07", "en") == "in 07"
    assert flat_values(tag("3 to 5 May 2017", "en")) == "2017-05-03/2017-05-05"
