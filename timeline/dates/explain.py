"""One plain sentence for each date: why it was read so. The phrases stand in explain.toml, by interface language."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from timeline.dates.context import Answer
from timeline.dates.moment import Moment

_FILE = Path(__file__).with_name("explain.toml")
_SLOT = re.compile(r"\{(\w+)\}")


@lru_cache
def _phrases() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def phrases(interface: str) -> dict[str, Any]:
    """The phrases of an interface language; English where it has none."""
    return _phrases().get(interface) or _phrases()["en"]


@lru_cache(maxsize=4096)  # an article names few days, and each in several sentences
def say_day(day: date, interface: str = "en") -> str:
    """Saturday 6 May 2017."""
    words = phrases(interface)
    return words["day"].format(
        weekday=words["weekdays"][day.weekday()], day=day.day, month=words["months"][day.month - 1], year=day.year
    )


def say_moment(moment: Moment, interface: str = "en") -> str:
    """A moment in plain words, at its own grain."""
    if moment.grain == "day" and not moment.days:
        return say_day(moment.first, interface)
    return _say_moment(moment, interface)


@lru_cache(maxsize=4096)
def _say_moment(moment: Moment, interface: str) -> str:
    first, grain = moment.first, moment.grain
    if grain in ("day", "part") and moment.days:
        return say_day(first, interface) if moment.days < 2 else say_span(first, moment.last, interface)
    if grain == "year":
        return str(first.year)
    words = phrases(interface)
    if grain in ("minute", "hour"):
        return words["clock"].format(day=say_day(first, interface), hour=moment.hour, minute=moment.minute)
    if grain == "part":
        return words["part"].format(day=say_day(first, interface), part=words["parts"][moment.part])
    if grain == "season":
        return f"{words['seasons'][moment.season]} {first.year}"
    facts = {"day": first.day, "month": words["months"][first.month - 1], "year": first.year, "last": moment.last.year}
    if grain in ("quarter", "half"):
        facts["number"] = (first.month - 1) // (3 if grain == "quarter" else 6) + 1
    return words["date_in_month" if grain == "month" else grain].format(**facts)


def say_span(first: date, last: date, interface: str = "en") -> str:
    """From one day to another."""
    return phrases(interface)["span"].format(first=say_day(first, interface), last=say_day(last, interface))


def why(
    text: str, answer: Answer, published: date | None, interface: str = "en", guessed: bool = False, reader: str = ""
) -> str:
    """The sentence for an answer.

    ``guessed`` where ``published`` was, which the sentence then says; ``reader`` is the phrase for who read a date, if
    that is to be said in place of why it was read so.
    """
    key = reader if reader and answer.moment is not None else answer.why
    template, slots = _template(key, interface, published, guessed)
    said: dict[str, Any] = {"text": " ".join(text.split()), "name": "", "fault": ""}
    said |= answer.facts
    if "result" in slots:
        said["result"] = _result(answer, interface)
    if "anchor" in slots:
        anchor = said.get("anchor")
        said["anchor"] = say_moment(anchor, interface) if isinstance(anchor, Moment) else ""
    return template % said


def why_other(key: str, interface: str = "en") -> str:
    """The sentence for another reading."""
    return phrases(interface)["why"][key]


@lru_cache(maxsize=4096)
def _template(key: str, interface: str, published: date | None, guessed: bool) -> tuple[str, frozenset[str]]:
    """A sentence of one text, publication told in it, with the slots that are left to fill and their names.

    The slots are written as ``%`` fills them, which takes two thirds of the time of ``format``.
    """
    sentence: str = phrases(interface)["why"][key]
    if "{published}" in sentence:
        day = say_day(published, interface) if published else phrases(interface)["unknown"]
        sentence = sentence.replace("{published}", day) + (phrases(interface)["why"]["guessed"] if guessed else "")
    return _SLOT.sub(r"%(\1)s", sentence.replace("%", "%%")), frozenset(_SLOT.findall(sentence))


def _result(answer: Answer, interface: str) -> str:
    if answer.first is not None and answer.last is not None:
        return say_span(answer.first, answer.last, interface)
    return say_moment(answer.moment, interface) if answer.moment is not None else ""
