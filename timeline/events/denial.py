"""Denials: the verbs that deny, the words that call something untrue, and what is denied.

"Denied bail" denies nothing, "did not deny" neither; "dismissed" is a denial of a report, not of a director. A negation
in the article's own voice ("the site was not hacked") is what the article states, and no denial.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.events.cues import NOTHING, Cues, alternation, any_of, cues
from timeline.events.spotter import Spotter, spot
from timeline.models import Timex

DENIAL_REACH, SPARED_REACH, NEGATION_REACH, DENIER_REACH = 48, 30, 16, 24
LONGEST_DENIED, CALLED_REACH = 200, 72
_QUOTE_AHEAD = re.compile(r"\s*:?\s*[“\"„«]")
_SCARE = re.compile(r"[“\"«]\s?\w[\w'’-]*(?:\s\w[\w'’-]*)?\s?[”\"»]")
_MARK = re.compile(r"[;:.!?…](?!\w)|[”»]|\s[–—-]\s")
_EDGES = ' \t\n\u00a0,;:–—-“”„«»"'


@dataclass(frozen=True)
class _Words:
    denied: frozenset[str]
    may_deny: frozenset[str]
    objects: Spotter
    spared: Spotter
    calling: frozenset[str]
    untrue: Spotter
    told: re.Pattern[str]
    predicate: re.Pattern[str]
    unlinked: re.Pattern[str]
    adnominal: re.Pattern[str]
    doers: frozenset[str]
    reported: Spotter
    before: frozenset[str]
    negated: re.Pattern[str]
    ends: re.Pattern[str]
    that: re.Pattern[str]


@lru_cache
def _words(language: str) -> _Words:
    known = cues(language)
    negators = alternation(known.words("clauses", "negators")) or "(?!)"
    openers = [
        *known.words("clauses", "openers"),
        *known.words("clauses", "joiners"),
        *known.words("speech", "gerunds"),
    ]
    follows = alternation([*openers, *known.words("speech", "cites"), *known.words("speech", "sources")])
    that = alternation(known.words("speech", "that"))
    return _Words(
        denied=frozenset(known.words("status", "denied")),
        may_deny=frozenset(known.words("status", "may_deny")),
        objects=spot(known.words("status", "denied_objects")),
        spared=spot(known.words("status", "not_denied")),
        calling=frozenset(known.words("status", "calling")),
        untrue=spot((*known.words("status", "untrue"), *known.words("status", "untrue_told"))),
        told=any_of(known.words("status", "untrue_told")),
        predicate=_predicate(known),
        unlinked=any_of(known.words("status", "unlinked")),
        adnominal=re.compile(rf"(?<!\w)(?:{alternation(known.words('status', 'adnominal')) or '(?!)'})\s*$"),
        doers=frozenset(word for key in ("persons", "things", "plural") for word in known.words("speech", key)),
        reported=spot(known.words("status", "reported")),
        before=frozenset(known.words("status", "no_denial_after")),
        negated=re.compile(rf"(?<!\w)(?:{negators})\W+(?:\w+\W+)?$", re.IGNORECASE),
        ends=re.compile(rf",\s+(?:{follows})(?!\w)", re.IGNORECASE) if follows else NOTHING,
        that=re.compile(rf"\s*(?:(?:{that})(?:\s+|(?<=['’])))?", re.IGNORECASE) if that else re.compile(r"\s*"),
    )


def _predicate(known: Cues) -> re.Pattern[str]:
    """What stands before a word that calls something untrue: a copula, a verb of calling, an opening quotation mark."""
    copulas, calling = (alternation(known.words("status", key)) or "(?!)" for key in ("copulas", "calling"))
    few = r"(?:[\w’'-]+\s+){0,2}"
    called = rf"(?<!\w)(?:{calling})\s[^.;:!?]{{0,60}}"
    return re.compile(rf"(?:(?<!\w)(?:{copulas})\s+{few}|[“\"«]\s?{few}|{called})$", re.IGNORECASE)


def disputes(text: str, language: str, verb: re.Match[str], high: int) -> bool | None:
    """Whether a verb denies; None where it could and does not ("dismissed its director", "was denied bail")."""
    words, said = _words(language), verb[0].lower()
    if said in words.calling and words.told.search(text, verb.end(), min(verb.end() + DENIAL_REACH, high)):
        return True  # "called the pictures a forgery"
    if said in words.may_deny:
        after = words.objects.search(text, verb.end(), min(verb.end() + DENIAL_REACH, high))
        return (
            True if after or denied_object(text, language, max(verb.start() - DENIAL_REACH, 0), verb.start()) else None
        )
    if said not in words.denied:
        return False
    left = text[max(verb.start() - NEGATION_REACH, 0) : verb.start()].lower().split()
    if (left and left[-1] in words.before) or words.spared.search(
        text, verb.end(), min(verb.end() + SPARED_REACH, high)
    ):
        return None
    return True


def denied_object(text: str, language: str, low: int, high: int) -> bool:
    """Whether what is denied stands before a verb in the passive ("the claims were | denied")."""
    passive = text[low:high].rstrip().rsplit(" ", 1)[-1].lower() in cues(language).words("speech", "passive")
    return passive and bool(_words(language).objects.search(text, low, high))


def denier(text: str, language: str, end: int, high: int) -> bool:
    """Whether the name that ends at an offset is directly followed by its denial ("Moscow has denied")."""
    for verb in _verb(language).finditer(text, end, min(end + DENIER_REACH, high)):
        return len(text[end : verb.start()].split()) < 3 and disputes(text, language, verb, high) is True
    return False


@lru_cache
def _verb(language: str) -> Spotter:
    known = cues(language)
    return spot((*known.words("status", "denied"), *known.words("status", "may_deny")))


def untrue_at(text: str, language: str, low: int, high: int) -> list[int]:
    """Where something is called untrue between two offsets ("that is simply untrue", "c'est faux").

    What is only told of is not called so ("the site ran a hoax", "fabricated quotes").
    """
    words, found = _words(language), []
    for match in words.untrue.finditer(text, low, high):
        at = match.start()
        negated = words.negated.search(text, max(at - NEGATION_REACH, low), at)
        plain = words.told.fullmatch(match[0]) and not words.predicate.search(text, max(at - CALLED_REACH, 0), at)
        if not negated and not plain:
            found.append(at)
    return found


def spares(text: str, language: str, at: int, timex: Timex) -> bool:
    """Whether a link is denied between two things and not the one dated ("has nothing to do with the crash of 3 May").

    Where somebody says so of himself ("he had nothing to do with it"), the deed is denied.
    """
    words = _words(language)
    link = words.unlinked.match(text, at)
    if not link or timex.start < link.end() or not words.adnominal.search(text, link.end(), timex.start):
        return False
    lead = text[max(at - DENIER_REACH, 0) : at].split()[-2:]
    return not any(word[0].isupper() or word.lower() in words.doers for word in lead)


def reported_untrue(text: str, language: str, low: int, timex: Timex, marks: Sequence[int]) -> str:
    """What a report said that is called untrue behind it ("Reports that trains ran at noon are wrong"); else empty."""
    opens = _words(language).reported.search(text, low, timex.start)
    mark = next((at for at in marks if at > timex.end), -1)
    if not opens or mark < 0 or _MARK.search(text, opens.end(), mark):
        return ""
    return denied_words(text, language, opens.end(), mark, [timex])


@lru_cache
def _negation(language: str) -> Spotter:
    return spot([*cues(language).words("clauses", "negators"), *cues(language).words("status", "none")])


def is_negated(text: str, language: str, low: int, high: int) -> bool:
    """Whether what stands between two offsets is told with a negation ("no offer was made", "rien n'a été vendu")."""
    return bool(_negation(language).search(text, low, high))


def denied_end(text: str, language: str, low: int, high: int) -> int:
    """Where what is denied ends, which begins at ``low``: at the next clause beside it; a quotation is all of it."""
    if _QUOTE_AHEAD.match(text, low, high):
        return high
    words, start = _words(language), low
    scare = _SCARE.search(text, low, min(low + SPARED_REACH, high))
    if scare:
        start = scare.end()  # "dismissed as “fantasy” a report that …"
    ends = [match.start() for pattern in (_MARK, words.ends) if (match := pattern.search(text, start, high))]
    end = min(ends, default=high)
    return high if _QUOTE_AHEAD.match(text, end, high) else end  # "contested that: “He was not there.”"


@lru_cache
def _prepositions(language: str) -> re.Pattern[str]:
    words = alternation(cues(language).words("when", "prepositions")) or "(?!)"
    return re.compile(rf"(?:(?<![\w'’])(?:{words})\s+)*$", re.IGNORECASE)


def denied_words(text: str, language: str, low: int, high: int, timexes: Sequence[Timex]) -> str:
    """The words between two offsets as what is denied: without "that", without a time that stands first or last."""
    at = _words(language).that.match(text, low, high)
    low = at.end() if at else low
    for timex in timexes:
        if low <= timex.start and not text[timex.end : high].strip(_EDGES + "."):
            before = _prepositions(language).search(text, max(timex.start - SPARED_REACH, low), timex.start)
            high = before.start() if before and text[low : before.start()].strip() else high
    words = " ".join(text[low:high].split()).strip(_EDGES + ".")
    return words if len(words) <= LONGEST_DENIED else words[: words.rfind(" ", 0, LONGEST_DENIED)] + "…"
