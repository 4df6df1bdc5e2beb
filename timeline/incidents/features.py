"""What of an event is compared with others: when it was, what happened, to what, who, how many, in which words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.dates.calendar import DEFAULT
from timeline.incidents.concepts import families, fold, lexicon
from timeline.incidents.days import day_of
from timeline.incidents.things import counted_thing
from timeline.models import Event

GRAINS = {
    "minute": 0, "hour": 0, "part-of-day": 1, "day": 2, "weekend": 3, "week": 3, "month-part": 4, "month": 5,
    "season": 6, "quarter": 6, "half": 7, "year-part": 7, "year": 7, "decade-part": 8, "decade": 8, "century": 9,
}  # fmt: skip
DAY, MONTH, YEAR = GRAINS["day"], GRAINS["month"], GRAINS["year"]
KINDS = ("happenings", "things", "acting", "actors", "names", "numbers", "words", "around", "named")
ACTING = ("agent", "patient")
SHORT, MOST_DAYS = 7, 62  # days: up to the one a span is looked up by its days, from the other on by its years alone
STEM = 5  # letters by which words are compared, so that many match across languages as well
MONTH_DAYS, MOST_YEARS = 31, 30
MOST_APART = 2  # days by which reports of one happening may differ
_NAME = re.compile(r"(?<=[^\W\d_][^.!?] )[^\W\d_a-zà-öø-ÿ][\w'’-]{2,}")
_EDGES = re.compile(r"^\W+|['’]s?\W*$|\W+$|^[a-z]['’]")
_NUMBER = re.compile(r"\d+")
_ABOUT = {0: 0, 1: 0, 2: 1, 3: 3, 4: 5, 5: 15}  # days that "about" widens a span by, for each grain


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """One event's features.

    ``first`` and ``last`` are day numbers (``date.toordinal``), both inclusive, of what the event says of its time; an
    undated event has ``first`` 0. ``moment`` is the clock time, where it gives one. ``happenings`` and ``things`` map
    concepts to the words that show them, ``actors`` keys to names (``acting`` holds those who act or are acted on),
    ``names`` are other capitalised words, ``numbers`` values (with their unit) to what they count.
    """

    event: Event
    story: str
    origin: str
    first: int
    last: int
    grain: int
    moment: str
    published: int
    happenings: Mapping[str, str]
    things: Mapping[str, str]
    actors: Mapping[str, str]
    acting: frozenset[str]
    names: frozenset[str]
    numbers: Mapping[str, str]
    words: frozenset[str]
    families: frozenset[str]
    kinds: tuple[frozenset[str], ...]  # the keys of KINDS, in that order

    @property
    def id(self) -> str:
        return self.event.id


def features(
    events: Iterable[Event], story_of: Mapping[str, str] | None = None, copy_of: Mapping[str, str] | None = None
) -> list[Told]:
    """The features of events, in the order of their ids.

    ``story_of`` and ``copy_of`` map an article's id to its story and to the article that it copies.
    """
    ordered = sorted(events, key=lambda event: event.id)
    beside = Counter((event.article_id, event.char_start) for event in ordered)
    return [
        _told(event, beside[event.article_id, event.char_start] > 1, story_of or {}, copy_of or {}) for event in ordered
    ]


def _told(event: Event, has_siblings: bool, story_of: Mapping[str, str], copy_of: Mapping[str, str]) -> Told:
    first, last = _days(event)
    own = _own_words(event) if has_siblings else event.quote
    known = lexicon(event.language)
    around = known.find(fold(event.quote)) if has_siblings else {}
    roles = _actors(event)
    actors = {key: name for key, name, _ in roles}
    spoken = {word for name in actors.values() for word in fold(name).split()}
    folded = _without(fold(own.replace(event.when_text, " ", 1) if event.when_text else own), spoken)
    concepts = known.find(folded)
    shown = {part for words in concepts.values() for part in words.split()}
    words = frozenset(word[:STEM] for word in known.words(folded) if word not in spoken and word not in shown)
    written = _NAME.findall(own) if known.capitals else ()
    names = frozenset(fold(name.removesuffix("'s").removesuffix("’s")) for name in written)
    names = (names | {word for word in spoken if len(word) > 2 and word not in known.stop}) - shown - known.times
    happenings = _happenings(concepts) or _happenings(around)
    things = {name[1:]: word for name, word in concepts.items() if name[0] == "#"}
    acting = frozenset(key for key, _, role in roles if role in ACTING)
    numbers = dict(_numbers(event, happenings))
    named = _named(event, first, last)
    kinds = (happenings, things, acting, actors, names, numbers, words, around or concepts, named)
    return Told(
        event=event,
        story=story_of.get(event.article_id, ""),
        origin=_origin(event.article_id, copy_of),
        first=first,
        last=last,
        grain=max(GRAINS.get(event.precision, YEAR), _grain(last - first)),
        moment=event.start[11:16] if event.start and event.precision in ("minute", "hour") else "",
        published=_day(event.source.published),
        happenings=happenings,
        things=things,
        actors=actors,
        acting=acting,
        names=names,
        numbers=numbers,
        words=words,
        families=frozenset(family for name in happenings for family in families().get(name, ())),
        kinds=tuple(map(frozenset, kinds)),
    )


def _named(event: Event, first: int, last: int) -> set[str]:
    """The short events of the calendar that the sentence names and that fall into the event's own days."""
    if not first or last - first > SHORT:
        return set()
    return {
        entry.key
        for mention in DEFAULT.mentions(event.quote, event.language)
        for entry in mention.entries
        if entry.start.toordinal() <= last and first <= entry.end.toordinal() <= entry.start.toordinal() + MOST_APART
    }


def _happenings(concepts: Mapping[str, str]) -> dict[str, str]:
    return {name: word for name, word in concepts.items() if name[0] != "#"}


def _own_words(event: Event) -> str:
    """The words of an event's own clause; its title where the clause is not known."""
    low, high = (edge - event.char_start for edge in event.clause)
    return event.quote[low:high] if 0 <= low < high else event.title


def _without(folded: str, names: set[str]) -> str:
    """A text without names, which mean nothing ("Marine" marries nobody)."""
    return " ".join(word for word in folded.split() if _EDGES.sub("", word) not in names)


def _grain(days: int) -> int:
    """How coarse a span is by its length alone ("during the campaign" is no day)."""
    return 0 if days < SHORT else GRAINS["month-part"] if days < MONTH_DAYS / 2 else MONTH if days < MOST_DAYS else YEAR


def _actors(event: Event) -> list[tuple[str, str, str]]:
    """Key, name and role of each actor."""
    if event.roles:
        return [(role.key or fold(role.name), role.name, role.role) for role in event.roles]
    return [(fold(name), name, "agent") for name in event.actors]


def _numbers(event: Event, happenings: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Each number with its unit and what it counts as a comparable string, and what it counts as the text says it."""
    if not event.quantities:
        for written in event.numbers:
            yield from ((digits, "") for digits in _NUMBER.findall(re.sub(r"(?<=\d)[\s,.](?=\d{3})", "", written)))
    for quantity in event.quantities:
        value = quantity.low if quantity.low is not None else quantity.high
        if value is not None:
            unit, thing = counted_thing(quantity, event.language, happenings)
            yield f"{value:g} {unit} {thing}", quantity.what


def _origin(article_id: str, copy_of: Mapping[str, str]) -> str:
    """The article that was copied in the end."""
    seen = {article_id}
    while (before := copy_of.get(article_id)) is not None and before not in seen:
        seen.add(article_id := before)
    return article_id


def _days(event: Event) -> tuple[int, int]:
    """First and last day that the event may have been on, as its bound says."""
    start, end = _day(event.start), _day(event.end)
    if not start and not end:
        return 0, 0
    first, last = start or end, end or start
    wide = _ABOUT.get(GRAINS.get(event.precision, YEAR), 0)
    if event.bound == "since":
        return first, min(last, first + MONTH_DAYS)
    if event.bound == "until":
        return max(first, last - MONTH_DAYS), last
    if event.bound == "before":
        return first - 1, last
    if event.bound == "after":
        return first, last + 1
    if event.bound == "about":
        return first - wide, last + wide
    return first, last


def _day(iso: str | None) -> int:
    day = day_of(iso)
    return day.toordinal() if day else 0


def tokens(told: Told) -> list[str]:
    """What two events must share one of to be compared at all."""
    found = [f"h {name}" for name in told.happenings]
    found += [f"a {key}" for key in told.actors]
    found += [f"n {number}" for number in told.numbers if _NUMBER.search(number)]
    found += [f"p {name}" for name in told.names]
    return found


def keys(told: Told) -> frozenset[str]:
    """All the blocks of an event. Two events that share none are never joined.

    Reports may differ by a day or two on one happening, so what is told with a number or a name beside it is looked
    up on the days around as well.
    """
    found = {f"{block} {token}" for block in blocks(told) for token in tokens(told)}
    if told.first and told.grain <= DAY and told.last - told.first <= MOST_APART:
        marks = [f"n {number}" for number in told.numbers] + [f"p {name}" for name in told.names]
        near = range(told.first - MOST_APART // 2, told.last + MOST_APART // 2 + 1)
        found |= {f"~{day} {name} {mark}" for day in near for name in told.happenings for mark in marks}
    return frozenset(found)


def blocks(told: Told) -> Sequence[str]:
    """The times by which an event is looked up: its days, or the years of a long span, or both where it is between."""
    length = told.last - told.first
    if not told.first:
        return ()
    found = [str(day) for day in range(told.first, told.last + 1)] if length < MOST_DAYS else []
    if length > SHORT:
        first, last = date.fromordinal(max(told.first, 1)).year, date.fromordinal(max(told.last, 1)).year
        found += [f"y{year}" for year in range(first, min(last, first + MOST_YEARS) + 1)]
    return found
