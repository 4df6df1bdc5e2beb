"""Clock times and parts of the day, and the day that they belong to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from timeline.dates import moment as m
from timeline.dates.context import Answer, Context
from timeline.dates.meaning import Meaning
from timeline.dates.moment import FINENESS, Moment
from timeline.dates.resolve.absolute import calendar_date
from timeline.dates.resolve.base import dated, undated

Resolve = Callable[[Meaning, Context], Answer]
_LATE, _SMALL = 18, 5  # hours of the evening and of the morning between which a story goes on
_EVENING = 18  # an hour before it belongs to the day after a night that was told
_BOUNDS = {"APPROX": "about", "BEFORE": "before", "AFTER": "after"}


def clock(meaning: Meaning, context: Context) -> Answer:
    """A clock time: on the day that the sentence tells, else the last day told, else that of publication."""
    hour, minute = hour_and_minute(meaning)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return undated(
            "TIME", f"TXX:{minute:02d}", "impossible", facts=(("fault", f"{hour}:{minute:02d}"),), tells=False
        )
    day, why, basis = _day(context)
    if day is None:
        return undated("TIME", f"T{hour:02d}:{minute:02d}", "no day", tells=False)
    return dated(_at_time(day, hour, minute, meaning.zone, why), why, basis, facts=(("anchor", day),))


def hour_and_minute(meaning: Meaning) -> tuple[int, int]:
    """Hour 0 to 24 and minute, from figures or from "8 p.m."."""
    if meaning.raw:
        figures = re.findall(r"\d+", meaning.raw)
        if len(figures) == 1:
            hour, minute = int(figures[0][:-2]), int(figures[0][-2:])
        else:
            hour, minute = int(figures[0]), int(figures[1])
    else:
        hour, minute = meaning.hour if meaning.hour is not None else 0, meaning.minute or 0
        if meaning.name == "midnight":
            hour = 24
    if meaning.sign == -1:  # "ten to eight"
        hour, minute = (hour - 1) % 24, 60 - minute
    if meaning.half == "night":  # from the evening on to the small hours
        return (24 if hour == 12 else hour + 12 if 6 <= hour < 12 else hour), minute
    if meaning.half == "pm" and hour < 12:
        hour += 12
    elif meaning.half == "am" and hour == 12:
        hour = 0
    return hour, minute


def _day(context: Context) -> tuple[Moment | None, str, str]:
    for base in (context.near, context.ahead):
        if base is not None and FINENESS[base.grain] <= FINENESS["day"]:
            return base, "from told", "anaphoric"
    if context.day is not None:
        return context.day, "from told", "anaphoric"
    if context.today is not None:
        return Moment("day", context.today), "from publication", "relative"
    return None, "", ""


def _at_time(day: Moment, hour: int, minute: int, zone: str | None, why: str) -> Moment:
    zone = "" if zone in (None, "local") else zone
    first = day.last if day.part == "NI" and hour < _EVENING else day.first  # a night ends on its second day
    late = (day.grain == "minute" and day.hour >= _LATE) or (day.part == "NI" and day.first == day.last)
    if late and hour <= _SMALL and why == "from told":
        first = m.shift(Moment("day", first), 1, "day").first  # "at 11 p.m. … at 1 a.m.", "on Friday night … at 2 a.m."
    return Moment("minute", first, hour, minute, zone=zone)


def first_hour(meaning: Meaning, mod: str | None) -> Meaning:
    """Midnight is the end of the day that the text names; "shortly after midnight" is its beginning."""
    return replace(meaning, name=None, hour=0) if mod == "AFTER" and meaning.name == "midnight" else meaning


def at(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """A clock time and its day: "10 p.m. Wednesday", "Friday at 8 p.m."."""
    assert meaning.more is not None
    day = resolve(meaning.more, context)
    said = meaning.of or meaning  # "at 8 on Friday evening" names the hour itself
    while said.kind == "modified" and said.of is not None:
        said = said.of
    said = first_hour(said, meaning.mod)
    hour, minute = hour_and_minute(said)
    if hour > 24 or minute > 59:
        return day
    if day.moment is None:
        return replace(day, type="TIME", value=f"{day.value}T{hour:02d}:{minute:02d}")
    part_said = meaning.part or day.moment.part
    if part_said in ("EV", "NI", "AF") and hour < 12 and not said.half:
        hour += 12 if part_said != "NI" or hour > _SMALL else 0
    moment = _at_time(Moment("day", day.moment.first), hour, minute, said.zone, day.why)
    mod = meaning.mod or ""
    return dated(moment, day.why, day.basis, day.facts, mod=mod, bound=_BOUNDS.get(mod, ""), others=day.others)


def part(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """A part of a day: "this morning", "Friday night", "that evening", "in the evening"."""
    name, rel = meaning.part or "", meaning.rel or 0
    if meaning.weekday is not None:  # one word that says both ("Dienstagabend")
        named = replace(meaning, kind="weekday", anchor=None, part=None)
        return part(replace(meaning, weekday=None, rel=None, anchor="of", of=named), context, resolve)
    if meaning.anchor == "of" and meaning.of is not None:
        day = resolve(meaning.of, context)
        if day.moment is None:
            return replace(day, type="TIME", value=f"{day.value}T{name}", precision="")
        answer = _part(
            Moment("day", m.shift(Moment("day", day.moment.first), rel, "day").first), name, day.why, day.basis
        )
        return replace(answer, facts=day.facts, mod=meaning.mod or "", others=day.others)
    if meaning.anchor == "published":
        if context.today is None:
            return undated("TIME", f"XXXX-XX-XXT{name}", "no publication")
        return _part(
            m.shift(Moment("day", context.today), rel, "day"), name, "from publication", "relative", meaning.mod
        )
    told = meaning.anchor == "thread"
    day, why, basis = _day(context)
    if told and context.near is None and context.thread is not None and context.thread.grain == "day":
        day, why, basis = context.thread, "from told", "anaphoric"
    if day is None or (told and rel > 0 and context.tense < 0 and why == "from publication"):
        return undated("TIME", f"XXXX-XX-XXT{name}", "no day", tells=False)
    if told and rel > 0 and name == "MO" and day.grain == "minute" and day.hour <= _SMALL:
        rel = 0  # "at 2 a.m. … the next morning"
    if meaning.name == "overnight" and day.first == context.today and context.tense <= 0:
        rel = -1  # told today: the night before
    answer = _part(m.shift(Moment("day", day.first), rel, "day"), name, why, basis, meaning.mod)
    return replace(answer, facts=(("anchor", day),), tells=told or basis == "anaphoric", leads=told)


def _part(day: Moment, name: str, why: str, basis: str, mod: str | None = "") -> Answer:
    return dated(replace(day, grain="part", part=name), why, basis, mod=mod or "")


def night_between(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """The night of the 3rd to the 4th: both days."""
    later = meaning.more or (replace(meaning.of, day=meaning.day) if meaning.of is not None else None)
    assert later is not None
    second = resolve(later, context)
    if second.moment is None:
        return replace(second, type="TIME")
    before = replace(context, published=second.moment.first, tense=-1, year=None)
    first = (
        resolve(meaning.of, before).moment if meaning.of is not None else None
    )  # none where only its number is named
    start = first.first if first is not None else m.shift(Moment("day", second.moment.first), -1, "day").first
    if not 0 <= (second.moment.first - start).days <= 2:
        start = m.shift(Moment("day", second.moment.first), -1, "day").first
    moment = Moment("part", start, part="NI", days=(second.moment.first - start).days + 1)
    return dated(moment, second.why, second.basis, facts=second.facts)


def night_of_pair(meaning: Meaning, context: Context) -> Answer:
    """The night of 5/6 June: both days."""
    first, second = (int(day) for day in (meaning.raw or "").split("/"))
    evening = calendar_date(replace(meaning, kind="date", day=first, raw=None), context)
    if evening.moment is None or second not in (first + 1, 1):
        return evening
    return _part(replace(evening.moment, days=2), "NI", evening.why, evening.basis)


KINDS = {"clock": clock, "nightpair": night_of_pair}
LEANING = {"at": at, "part": part, "nightbetween": night_between}
