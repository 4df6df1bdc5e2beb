"""The words with which a language says that somebody says something, compiled once from its ``cues.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline.events.cues import NOTHING, Cues, alternation, any_of, cues
from timeline.events.spotter import Spotter, spot
from timeline.languages import load

WORDS = re.compile(r"[\w][\w'’.-]*")
BREAK = re.compile(r"[,;:()\n\"“”„«»?!…]|\.(?!\w)|\s[–—-]{1,2}\s")
QUOTES = '"“”„«»'


@dataclass(frozen=True)
class Saying:
    """Patterns and word sets of one language; what a language lacks never matches."""

    verb: Spotter
    elided: re.Pattern[str]
    says: frozenset[str]
    gerund: Spotter
    clitic: re.Pattern[str]
    adverbs: re.Pattern[str]
    between: re.Pattern[str]
    skip: re.Pattern[str]
    that: re.Pattern[str]
    clause: re.Pattern[str]
    content: re.Pattern[str]
    passive: frozenset[str]
    negators: frozenset[str]
    nouns: frozenset[str]
    manner: re.Pattern[str]
    speaking: re.Pattern[str]
    tells: Spotter
    hearers: re.Pattern[str]
    participle: re.Pattern[str]
    auxiliary: Spotter
    plural: frozenset[str]
    said_at: re.Pattern[str]
    opinions: re.Pattern[str]
    viewers: Spotter
    issues: Spotter
    utterance: re.Pattern[str]
    claims: Spotter
    claims_by: Spotter
    claims_that: Spotter
    denying: Spotter
    cited_by: Spotter
    object_relatives: frozenset[str]
    told: frozenset[str]
    aged: re.Pattern[str]
    sources: Spotter
    cites: Spotter
    by: Spotter
    quoted: Spotter
    determiner: re.Pattern[str]
    article: re.Pattern[str]
    opens_phrase: re.Pattern[str]
    relative: frozenset[str]
    aside: re.Pattern[str]
    pronouns: frozenset[str]
    persons: frozenset[str]
    things: frozenset[str]
    possessives: frozenset[str]
    stops: frozenset[str]
    no_source: frozenset[str]
    reflexive: frozenset[str]
    conjunctions: frozenset[str]
    as_said: re.Pattern[str]
    against_said: re.Pattern[str]
    joined: re.Pattern[str]
    nobody: re.Pattern[str]
    joins: re.Pattern[str]
    joint_before: re.Pattern[str]
    verbal: re.Pattern[str]
    links: frozenset[str]
    speakers: Spotter
    nameless: re.Pattern[str]
    bodies: frozenset[str]
    generic: frozenset[str]
    prepositions: re.Pattern[str]


@lru_cache
def saying(language: str) -> Saying:
    """The words of saying of a language by its code."""
    known = cues(language)

    def words(key: str, section: str = "speech") -> frozenset[str]:
        return frozenset(known.words(section, key))

    def either(key: str, section: str = "speech") -> str:
        return alternation(known.words(section, key)) or "(?!)"

    denying = (*known.words("status", "denied"), *known.words("status", "may_deny"))
    said = (*known.words("speech", "says"), *known.words("speech", "may_say"), *denying)
    adverbs, determiners = either("adverbs"), known.words("speech", "determiners")
    return Saying(
        verb=_verbs(said, known),
        elided=any_of(said, before=r"(?<![\w-])"),
        says=words("says"),
        gerund=spot(known.words("speech", "gerunds")),
        clitic=re.compile(rf"(?<!\w)(?:{either('asked_auxiliaries')})-(?:t-)?({either('clitics')})\s+(?:\w+\s+)?$"),
        adverbs=re.compile(rf"(?:(?:^|[\s'’]+)(?:{adverbs}))+\s*$", re.IGNORECASE),
        between=re.compile(rf"\s(?:{either('auxiliaries')}),\s(?:{either('asides')}),\s*$", re.IGNORECASE),
        skip=re.compile(rf"\s*(?:(?:{either('objects')}|{adverbs})(?!\w))?\s*", re.IGNORECASE),
        that=any_of(known.words("speech", "that"), before=""),
        clause=_clause(known),
        content=_clause(known, *known.words("speech", "infinitives")),
        passive=words("passive"),
        negators=words("negators", "clauses"),
        nouns=words("before_nouns"),
        hearers=re.compile(rf"(?<![\w'’-])(?:{either('hearers')})\s(?:{either('articles')}|\s)*\s*$", re.IGNORECASE),
        participle=re.compile(known.text("speech", "participles") or "(?!)", re.IGNORECASE),
        auxiliary=spot(known.words("speech", "auxiliaries"), before=r"(?<!\w)"),
        plural=words("plural"),
        said_at=any_of(known.words("speech", "said_at"), before=""),
        opinions=any_of(known.words("speech", "opinions"), before=""),
        viewers=spot(known.words("speech", "viewers")),
        issues=spot(known.words("speech", "issues")),
        utterance=_utterance(known),
        claims=spot(known.words("speech", "claims")),
        claims_by=spot(known.words("speech", "claims_by")),
        claims_that=spot(known.words("speech", "claims_that")),
        denying=spot(known.words("speech", "denying")),
        cited_by=spot(known.words("speech", "cited_by")),
        object_relatives=words("object_relatives"),
        told=_told_words(language),
        aged=_before_aged(known),
        tells=spot(known.words("speech", "tells")),
        speaking=any_of(known.words("speech", "speaking"), before=""),
        manner=any_of(known.words("speech", "manner"), before=""),
        sources=spot(known.words("speech", "sources")),
        cites=spot(known.words("speech", "cites")),
        by=spot(known.words("speech", "by")),
        quoted=spot(known.words("speech", "quoted")),
        determiner=re.compile(rf"^(?:{any_of(determiners, before='').pattern}\s*)+", re.IGNORECASE),
        article=re.compile(rf"^(?:{any_of(known.words('speech', 'articles'), before='').pattern}\s*)+", re.IGNORECASE),
        opens_phrase=any_of((*determiners, *known.words("numbers", "counts")), before=""),
        relative=words("relative"),
        aside=re.compile(rf",\s(?:{either('relative')})\s[^,]*,", re.IGNORECASE),
        pronouns=words("pronouns"),
        persons=words("persons"),
        things=words("things"),
        possessives=words("possessives"),
        stops=words("stops"),
        no_source=words("no_source"),
        reflexive=words("reflexive"),
        conjunctions=words("openers", "clauses") | words("joiners", "clauses"),
        as_said=any_of((*known.words("speech", "as_said"), *known.words("speech", "against_said"))),
        against_said=any_of(known.words("speech", "against_said"), before=""),
        joined=re.compile(rf"(?<!\w)(?:{either('joins')})\s*$", re.IGNORECASE),
        nobody=any_of(known.words("speech", "nobody"), before=""),
        joint_before=re.compile(rf"(,?)\s+(?:{either('joins')})\s+$", re.IGNORECASE),
        verbal=re.compile(known.text("titles", "verb_endings") or "(?!)", re.IGNORECASE),
        joins=re.compile(rf",?\s+(?:{either('joins')})\s+", re.IGNORECASE),
        links=words("links"),
        speakers=spot(known.words("speech", "speakers")),
        nameless=_nameless(known),
        bodies=words("bodies"),
        generic=words("generic"),
        prepositions=re.compile(rf"(?:(?<!\w)(?:{either('prepositions', 'when')})\s+)*$", re.IGNORECASE),
    )


def _told_words(language: str) -> frozenset[str]:
    """The verbs of the language's lists of tenses."""
    try:
        lists = load(language).table("words").get("lists", {})
    except LookupError:
        return frozenset()
    return frozenset(word for key in ("PAST", "FUTURE") for word in lists.get(key, ()))


def _before_aged(known: Cues) -> re.Pattern[str]:
    ages = alternation(known.tables.get("quantities", {}).get("ages", ()))
    return re.compile(rf"^\d{{1,3}}[\s-]?(?:{ages})$", re.IGNORECASE) if ages else NOTHING


def _clause(known: Cues, *more: str) -> re.Pattern[str]:
    return any_of((*known.words("clauses", "pronouns"), *known.words("speech", "that"), *more), before="")


def _utterance(known: Cues) -> re.Pattern[str]:
    """What was issued, behind its verb, and how it is described ("issued | a brief statement")."""
    nouns = alternation(known.words("speech", "utterances"))
    return re.compile(rf"\s+(?:[\w'’-]+\s+){{0,3}}?(?:{nouns})(?!\w)", re.IGNORECASE) if nouns else NOTHING


def _verbs(words: tuple[str, ...], known: Cues) -> Spotter:
    """The verbs as whole words; with a subject behind a hyphen they are whole too ("écrit-elle")."""
    clitics = alternation(known.words("speech", "clitics"))
    behind = rf"(?![\w-])|(?=-(?:t-)?(?:{clitics})(?!\w))" if clitics else r"(?![\w-])"
    return spot(words, after=f"(?:{behind})")


def _nameless(known: Cues) -> re.Pattern[str]:
    """A source without a name up to its end ("two people familiar with the matter", "une source proche du dossier")."""
    speakers = alternation(known.words("speech", "speakers"))
    tails = alternation(known.words("speech", "tails"))
    if not speakers or not tails:
        return NOTHING
    end = r"[^,;:.()\n\"“”„«»]{0,80}"
    return re.compile(rf"(?<!\w)(?:{speakers})(?!\w)(?:\s\w+){{0,2}},?\s(?:{tails})(?!\w){end}", re.IGNORECASE)
