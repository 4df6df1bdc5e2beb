"""What a language's lists say of the shape of names, compiled once: what joins, what is taken off, what is a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.events.cues import Cues, alternation, any_of, cues
from timeline.events.standing import actor_words
from timeline.languages import load

SHORTEST_ENDING = 4


class Heads(frozenset[str]):
    """Head words of names; where a language builds compounds, also what ends in one of them ("Landgericht")."""

    compound: re.Pattern[str]

    @classmethod
    def of(cls, words: Iterable[str], *, compounds: bool) -> Heads:
        """The words; those of fewer than ``SHORTEST_ENDING`` letters or in capitals build no compounds."""
        made = cls(words)
        ends = [word.lower() for word in made if len(word) >= SHORTEST_ENDING and word[1:].islower()]
        made.compound = re.compile(rf"[A-ZÄÖÜ]\w+?({alternation(ends)})(?:e?s)?" if compounds and ends else "(?!)")
        return made

    def __contains__(self, word: object) -> bool:
        return super().__contains__(word) or bool(self.compound.fullmatch(str(word)))


@dataclass(frozen=True)
class Shapes:
    """A language's lists, as sets of words and patterns; their meaning is told in ``cues.toml`` and
    ``actors.toml``."""

    stop: frozenset[str]
    nationalities: frozenset[str]
    places: frozenset[str]
    org_heads: Heads
    place_heads: frozenset[str]
    capital_nouns: bool
    adjective_before: re.Pattern[str]
    not_adjectives: frozenset[str]
    common: frozenset[str]
    sole: re.Pattern[str]
    titles: re.Pattern[str]
    title_words: frozenset[str]
    particles: frozenset[str]
    inner: frozenset[str]
    elisions: frozenset[str]
    full_name: re.Pattern[str]
    not_first: re.Pattern[str]
    adjective: re.Pattern[str]
    month_names: frozenset[str]
    month_leads: frozenset[str]
    national: frozenset[str]
    offices: frozenset[str]
    verb: re.Pattern[str]
    org_noun: re.Pattern[str]
    agent: re.Pattern[str]
    locative: re.Pattern[str]
    located: re.Pattern[str]
    town: re.Pattern[str]
    maybe_town: re.Pattern[str]
    genitive: re.Pattern[str]
    spoken_to: re.Pattern[str]
    opener: re.Pattern[str]
    peoples: frozenset[str]
    ends: frozenset[str]
    leads: frozenset[str]
    heads: Heads
    things: frozenset[str]
    furniture: frozenset[str]
    determiners: tuple[str, ...]
    determined: re.Pattern[str]
    lead: re.Pattern[str]
    plurals: tuple[str, ...]


@lru_cache
def shapes(language: str) -> Shapes:
    """The lists of a language."""
    known, told = cues(language), actor_words(language)
    titles = known.words("names", "titles")
    places = known.words("places", "words")
    inner = frozenset(part.rstrip("'’") for word in known.words("names", "inner") for part in word.split())
    stop = frozenset(known.words("names", "stop"))
    peoples = _with_plurals(known.words("nationalities", "words"), told.words("things", "plurals"))
    title_words = frozenset(part.rstrip(".") for title in titles for part in title.split()) - inner
    capital_nouns = bool(known.text("names", "capital_nouns"))
    org_heads = Heads.of(known.words("names", "org_heads"), compounds=capital_nouns)
    place_heads = frozenset((*known.words("names", "place_heads"), *told.words("things", "places")))
    return Shapes(
        stop=stop,
        nationalities=peoples,
        peoples=frozenset(told.words("things", "peoples")),
        ends=stop | peoples,
        leads=title_words | peoples,
        heads=Heads.of([*org_heads, *place_heads], compounds=capital_nouns),
        things=frozenset(told.words("things", "words")),
        furniture=frozenset(told.words("things", "furniture")),
        determiners=told.words("things", "determiners"),
        determined=_right_before(told.words("things", "determiners")),
        lead=re.compile(told.text("things", "leads") or "(?!)"),
        plurals=told.words("things", "plurals"),
        places=frozenset(places),
        org_heads=org_heads,
        place_heads=place_heads,
        capital_nouns=capital_nouns,
        adjective_before=re.compile(rf"(?<![\w-])({told.text('things', 'adjectives') or '(?!)'})[ \u00a0]$"),
        not_adjectives=_not_adjectives(known, told),
        common=_common(language) if capital_nouns else frozenset(),
        sole=re.compile(known.text("names", "sole") or "(?!)"),
        titles=any_of(titles),
        title_words=title_words,
        particles=frozenset(word.rstrip("'’") for word in known.words("names", "particles")),
        inner=inner,
        elisions=frozenset(known.words("names", "elisions")),
        agent=_agent(known.words("names", "agents"), known.words("speech", "says")),
        not_first=re.compile(known.text("names", "not_first") or "(?!)"),
        adjective=_adjective(known.text("names", "adjective"), told.text("bodies", "adjectives")),
        month_names=frozenset(known.words("names", "month_names")),
        month_leads=frozenset(known.words("names", "month_leads")),
        national=frozenset(known.words("names", "national")),
        offices=frozenset(known.words("names", "offices")),
        verb=_beside(known.words("names", "verbs"), after=True),
        org_noun=_beside(known.words("names", "org_nouns"), after=False),
        full_name=_full_name(known.words("names", "particles")),
        located=_before_name(known.words("names", "locatives")),
        opener=_right_before([*known.words("clauses", "openers"), *known.words("speech", "that")]),
        spoken_to=_right_before(
            [
                f"{word} {article}"
                for word in known.words("agency", "before")
                for article in known.words("speech", "articles")
            ]
        ),
        genitive=_right_before(told.words("states", "genitive")),
        maybe_town=_before_name(told.words("states", "maybe_towns"), told.words("states", "shares")),
        town=_before_name((*told.words("states", "towns"), *told.words("persons", "local_offices"))),
        locative=re.compile(any_of(known.words("names", "locatives")).pattern + r"\s+(?:the\s+)?$", re.IGNORECASE),
    )


def _not_adjectives(known: Cues, told: Cues) -> frozenset[str]:
    """Words that end as adjectives do and are none: verbs, prepositions, conjunctions, adverbs."""
    listed = [
        *(word for key in ("acts", "auxiliaries", "adverbs", "acted_on", "by") for word in told.words("verbs", key)),
        *(word for key in ("places", "follows", "towns", "and") for word in told.words("states", key)),
        *(word for key in ("says", "may_say", "sources", "adverbs", "that") for word in known.words("speech", key)),
        *known.words("clauses", "openers"),
        *known.words("clauses", "joiners"),
        *known.words("when", "prepositions"),
    ]
    return frozenset(part for word in listed for part in word.split())


def _common(language: str) -> frozenset[str]:
    """The words of any news article, in lower case, where a capital tells no name."""
    return frozenset(str(load(language).table("common").get("words", "")).split())


def _with_plurals(words: Sequence[str], endings: Sequence[str]) -> frozenset[str]:
    """Peoples, also as plural nouns where a language makes those by an ending ("Israelis")."""
    return frozenset([*words, *(word + ending for word in words for ending in endings)])


def _adjective(*listed: str) -> re.Pattern[str]:
    return re.compile("|".join(filter(None, listed)) or "(?!)")


def _right_before(words: Sequence[str]) -> re.Pattern[str]:
    """One of the words at the end of what stands before a name; an elided one touches it."""
    return re.compile(rf"(?<![\w'’-])(?:{alternation(words) or '(?!)'})(?:[ \u00a0]|(?<=['’]))$", re.IGNORECASE)


def _beside(words: Sequence[str], *, after: bool) -> re.Pattern[str]:
    """A single capitalised word right before one of the words, or right after one."""
    listed = alternation(words) or "(?!)"
    name = r"([A-ZÀ-Þ]{}(?=\w*[a-zà-ÿ])\w+(?:-[A-ZÀ-Þ]\w+)?)"
    if after:  # what stands before is asked behind the capital, so that the engine goes from capital to capital
        name = name.format(r"(?<![\w.-].)")
        return re.compile(rf"{name},?[ \u00a0](?:{listed})(?!\w)")
    name = name.format("")
    return re.compile(rf"(?<!\w)(?:{listed}),?[ \u00a0]{name}(?![ \u00a0-][A-ZÀ-Þ])(?!\w)")


def _before_name(words: Sequence[str], never: Sequence[str] = ()) -> re.Pattern[str]:
    """A capitalised word right behind one of the words, which stands behind none of ``never``."""
    found = any_of(words).pattern
    lead = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in never)
    return re.compile(
        (f"(?={found})" if lead else "")  # asked first, so that few places look back
        + lead
        + found
        + r"(?:\s+(?:the\s+)?|(?<=['’]))((?-i:[A-ZÀ-Þ])[\w-]+)(?![\w-]|[ \u00a0](?-i:[A-ZÀ-Þ]))",
        re.IGNORECASE,
    )


def _full_name(particles: Sequence[str]) -> re.Pattern[str]:
    """Two to five capitalised words, with initials and particles between ("John F. Kennedy", "Jan van der Berg")."""
    inner = alternation(word for word in particles if word[-1] not in "'’") or "(?!)"
    # No name is longer; without an end, every letter of a long run of capitals would be gone through to its end.
    word = r"[A-ZÀ-Þ][\w-]{0,40}\w(?:['’](?!s\b)[\w-]{1,40})?"
    return re.compile(rf"{word}(?:(?:[ \u00a0](?:{inner}))*[ \u00a0](?:[A-ZÀ-Þ]\.|(?:al-|el-)?{word})){{1,4}}")


def _agent(agents: Sequence[str], says: Sequence[str]) -> re.Pattern[str]:
    words = alternation([*agents, *says]) or "(?!)"
    return re.compile(rf"([A-ZÀ-Þ](?<![\w'’.-].)[a-zà-ÿ]\w*(?:-[A-ZÀ-Þ]\w+)?)(?:['’]s)?[ \u00a0](?:{words})(?!\w)")
