"""The words by which titles are made, compiled once from a language's ``cues.toml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.events.cues import NOTHING, alternation, any_of, cues
from timeline.events.spotter import Spotter, last_words
from timeline.events.standing import actor_words
from timeline.languages import load


@dataclass(frozen=True)
class TitleWords:
    """Patterns and word sets of one language; what a language lacks never matches."""

    leads: re.Pattern[str]
    another: re.Pattern[str]
    opener: re.Pattern[str]
    articles: frozenset[str]
    lone: frozenset[str]
    small: frozenset[str]
    infinitive: frozenset[str]
    gerund: tuple[str, ...]
    complements: re.Pattern[str]
    joint: re.Pattern[str]
    hangs: re.Pattern[str]
    subordinate: re.Pattern[str]
    aside: re.Pattern[str]
    furniture: re.Pattern[str]
    labels: re.Pattern[str]
    relative: frozenset[str]
    weak_end: frozenset[str]
    weak_start: frozenset[str]
    verbs: Spotter
    cut: re.Pattern[str]
    phrase: re.Pattern[str]
    prepositions: re.Pattern[str]
    last_prepositions: frozenset[str]
    keeps: frozenset[str]
    keeps_denied: frozenset[str]
    clitic: re.Pattern[str]
    negator: re.Pattern[str]
    determiners: frozenset[str]
    contracted: frozenset[str]
    condition: re.Pattern[str]
    hanging: re.Pattern[str]
    joined: re.Pattern[str]
    passive: frozenset[str]
    paired: re.Pattern[str]
    verb_second: bool


@lru_cache
def title_words(language: str) -> TitleWords:
    """The words of titles of a language by its code."""
    known = cues(language)
    openers, joiners = known.words("clauses", "openers"), known.words("clauses", "joiners")
    prepositions, determiners = known.words("when", "prepositions"), known.words("speech", "determiners")
    that, table = known.words("speech", "that"), known.tables.get("titles", {})
    before = alternation([*prepositions, *known.words("calendar", "determiners")]) or "(?!)"
    ends = {w.lower() for w in (*prepositions, *determiners, *openers, *joiners, *table.get("weak", ()))}
    listed, places = alternation(joiners) or "(?!)", alternation(prepositions) or "(?!)"
    return TitleWords(
        another=re.compile(rf"\s(?:{listed})\s(?:\w+\s)?(?:(?:{places})(?!\w)|\d)", re.IGNORECASE),
        leads=any_of(
            [
                *table.get("leads", ()),
                *joiners,
                *that,
            ],
            before="",
        ),
        opener=any_of([*openers, *that], before=""),
        lone=frozenset(table.get("not_first", ())) - frozenset((*that, *known.words("speech", "relative"))),
        articles=frozenset(known.words("calendar", "determiners")),
        small=frozenset(
            w.lower() for w in (*known.words("speech", "gerunds"), *table.get("small", ()), *table.get("phrases", ()))
        ),
        infinitive=frozenset(table.get("infinitive", ())),
        gerund=tuple(table.get("gerund_endings", ())),
        complements=_spaced(table.get("complements", ())),
        joint=re.compile(rf",\s|\s(?:{listed})\s"),
        hangs=any_of(table.get("hangs", ()), before=""),
        subordinate=any_of([*known.words("speech", "relative"), *that]),
        aside=_aside(known.words("speech", "relative")),
        furniture=re.compile("|".join(f"(?:{one})" for one in table.get("furniture", ())) or "(?!)"),
        labels=re.compile("|".join(f"(?:{one.removeprefix('^')})" for one in table.get("furniture", ())) or "(?!)"),
        relative=frozenset(known.words("speech", "relative")),
        weak_end=frozenset(ends),
        weak_start=frozenset(table.get("not_first", ())),
        verbs=_verbs(language, table.get("verbs", ()), table.get("verb_endings", "")),
        cut=_spaced([*openers, *joiners, *known.words("speech", "gerunds"), *table.get("cut", ())]),
        phrase=_spaced([*(w for w in prepositions if w not in (*determiners, *joiners)), *table.get("phrases", ())]),
        prepositions=re.compile(rf"(?:(?<![\w'’])(?:{before})(?:\s+|(?<=['’])))+$", re.IGNORECASE),
        last_prepositions=last_words([*prepositions, *known.words("calendar", "determiners")]),
        keeps_denied=frozenset(table.get("keeps_denied", ())),
        clitic=_clitic((*actor_words(language).words("verbs", "clitics"), *known.words("clauses", "negators"))),
        negator=_negator(known.words("clauses", "negators")),
        keeps=frozenset(table.get("keeps", ())),
        determiners=frozenset(determiners),
        contracted=frozenset(table.get("contracted", ())),
        joined=re.compile(
            rf"(?<!\w)(?:{alternation([*joiners, *table.get('leads', ())]) or '(?!)'})\s+$", re.IGNORECASE
        ),
        passive=frozenset(table.get("passive", ())),
        paired=_paired(table.get("paired", ()), joiners),
        verb_second=bool(table.get("verb_second")),
        condition=any_of(table.get("conditions", ()), before=""),
        hanging=re.compile(rf"(?<!\w)(?:{alternation(table.get('hanging', ())) or '(?!)'})\s*$", re.IGNORECASE),
    )


def _aside(relative: Sequence[str]) -> re.Pattern[str]:
    """What stands between two commas behind a relative pronoun, in brackets, or between two dashes."""
    listed = alternation(relative) or "(?!)"
    return re.compile(
        rf" ?,\s(?:{listed})(?!\w)[^,;]*(?:,|$)|\s\([^()]*\)|\s(?:--|–|—)\s[^–—]{{3,240}}?\s(?:--|–|—)(?=\s)",
        re.IGNORECASE,
    )


def _clitic(words: Sequence[str]) -> re.Pattern[str]:
    """Small words that may stand between a subject and its verb ("n'a pas convaincu")."""
    return re.compile(rf"(?:(?:{alternation(words) or '(?!)'})(?:\s|(?<=['’])))+", re.IGNORECASE)


def _negator(words: Sequence[str]) -> re.Pattern[str]:
    """Negators; one with an apostrophe is a part of its word ("isn't")."""
    whole = alternation(word for word in words if "'" not in word) or "(?!)"
    part = alternation(word for word in words if "'" in word) or "(?!)"
    return re.compile(rf"(?<![\w-])(?:{whole})(?!\w)|{part}", re.IGNORECASE)


def _paired(words: Sequence[str], joiners: Sequence[str]) -> re.Pattern[str]:
    """A word that asks for two things, where what joins them has not come yet ("between him")."""
    listed = alternation(words)
    joined = alternation(joiners) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{listed})\s(?!.*\s(?:{joined})\s)", re.IGNORECASE) if listed else NOTHING


def _spaced(words: Sequence[str]) -> re.Pattern[str]:
    listed = alternation(words)
    return re.compile(rf",?\s(?:{listed})(?![\w-])", re.IGNORECASE) if listed else NOTHING


def _verbs(language: str, words: Sequence[str], endings: str) -> Spotter:
    known = cues(language)
    try:
        lists = load(language).table("words").get("lists", {})
    except LookupError:
        lists = {}
    said = [*known.words("speech", "says"), *known.words("speech", "may_say"), *known.words("status", "planned")]
    known_verbs = [*words, *said, *(w for key in ("PAST", "FUTURE") for w in lists.get(key, ()))]
    whole = alternation(known_verbs)
    options = [part for part in (rf"(?:{whole})" if whole else "", f"(?:{endings})" if endings else "") if part]
    either = re.compile(rf"(?<![\w-])(?:{'|'.join(options)})(?![\w-])", re.IGNORECASE) if options else NOTHING
    return Spotter(either, filter(None, known_verbs), endings)
