"""One plain sentence for each date: why it was read so. The phrases stand in explain.toml, by interface language."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from timeline.dates.context import Answer
from timeline.dates.moment import Moment

_FILE = Path(__file__).with_name("explain.toml")


@lru_cache
def _phrases() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def phrases(interface: str) -> dict[str, Any]:
    """The phrases of an interface language; English where it has none."""
    return _phrases().get(interface) or _phrases()["en"]


def say_day(day: date, words: dict[str, Any]) -> str:
    """Saturday 6 May 2017."""
    return words["day"].format(
        weekday=words["weekdays"][day.weekday()], day=day.day, month=words["months"][day.month - 1], year=day.year
    )


def say_moment(moment: Moment, words: dict[str, Any]) -> str:
    """A moment in plain words, at its own grain."""
    first, grain = moment.first, moment.grain
    if grain in ("minute", "hour"):
        return words["clock"].format(day=say_day(first, words), hour=moment.hour, minute=moment.minute)
    if grain == "part" and not moment.days:
        return words["part"].format(day=say_day(first, words), part=words["parts"][moment.part])
    if grain in ("day", "part"):
        return say_day(first, words) if moment.last == first else say_span(first, moment.last, words)
    if grain == "year":
        return str(first.year)
    if grain == "season":
        return f"{words['seasons'][moment.season]} {first.year}"
    facts = {"day": first.day, "month": words["months"][first.month - 1], "year": first.year, "last": moment.last.year}
    if grain in ("quarter", "half"):
        facts["number"] = (first.month - 1) // (3 if grain == "quarter" else 6) + 1
    return words["date_in_month" if grain == "month" else grain].format(**facts)


def say_span(first: date, last: date, words: dict[str, Any]) -> str:
    """From one day to another."""
    return words["span"].format(first=say_day(first, words), last=say_day(last, words))


def why(text: str, answer: Answer, published: date | None, interface: str = "en", guessed: bool = False) -> str:
    """The sentence for an answer."""
    words = phrases(interface)
    return _fill(answer.why, text, _result(answer, words), dict(answer.facts), published, words, guessed)


def why_other(key: str, interface: str = "en") -> str:
    """The sentence for another reading."""
    return phrases(interface)["why"][key]


def _result(answer: Answer, words: dict[str, Any]) -> str:
    if answer.first is not None and answer.last is not None:
        return say_span(answer.first, answer.last, words)
    return say_moment(answer.moment, words) if answer.moment is not None else ""


def _fill(
    key: str,
    text: str,
    result: str,
    facts: dict[str, Any],
    published: date | None,
    words: dict[str, Any],
    guessed: bool,
) -> str:
    template = words["why"][key]
    anchor = facts.get("anchor")
    sentence = template.format(
        text=" ".join(text.split()),
        result=result,
        published=say_day(published, words) if published else words["unknown"],
        anchor=say_moment(anchor, words) if isinstance(anchor, Moment) else "",
        name=facts.get("name", ""),
        fault=facts.get("fault", ""),
    )
    return sentence + (words["why"]["guessed"] if guessed and "{published}" in template else "")
