"""The words on both sides of a name, read once; articles, lists of names and appositions between are skipped."""

from __future__ import annotations

import re
from dataclasses import dataclass

REACH_BEFORE, REACH_AFTER, MOST_WORDS = 110, 200, 8
LONGEST = 4  # words of an entry in a list
_TOKEN = re.compile(r"[^\W\d_]{1,8}['’](?=\w|$)|[\w.-]+|[^\w\s]")
_WORD = re.compile(r"[ \u00a0\n]([\w'’-]+)")
_APPOSITION = re.compile(r",[ \u00a0][^,;:.!?\n]{2,90},|[ \u00a0]\([^()\n]{2,60}\)")
_NAME = r"[A-ZÀ-Þ][\w.-]*(?:[ \u00a0][A-ZÀ-Þ][\w.-]*){0,2}"
_ELIDED = re.compile(r"^(?:[dljmnt]|qu)['’](?=\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Skipped:
    """What stands between a name and the word that counts: ``articles``, ``joints`` ("and"), ``who``, ``fillers``."""

    articles: frozenset[str]
    joints: frozenset[str]
    who: frozenset[str]
    fillers: frozenset[str]
    chain: re.Pattern[str]


def chain_of(articles: str, joints: str) -> re.Pattern[str]:
    """The names that are joined to one ("…, Chile and Peru"); both are alternations of words."""
    article = rf"(?:(?:{articles})(?:[ \u00a0]|(?<=['’])))?"
    listed = rf"(?:,[ \u00a0\n]{article}{_NAME}){{0,4}},?[ \u00a0\n](?:{joints})[ \u00a0\n]{article}{_NAME}"
    return re.compile(rf"(?:{listed})?")


def words_before(text: str, start: int, low: int, skipped: Skipped) -> tuple[str, ...]:
    """The last words before a name, in lower case, back to the next mark; names joined to it and articles left out."""
    found = _TOKEN.findall(text, max(start - REACH_BEFORE, low), start)
    if start > low and found and not text[start - 1].isspace() and text[start - 1] not in "'’":
        return ()
    at = _without_articles(found, len(found), skipped)
    while at > 1 and (found[at - 1].lower() in skipped.joints or found[at - 1] == ","):
        before = at - 1
        while before > 0 and found[before - 1] == ",":
            before -= 1
        names = before
        while names > 0 and before - names < 3 and found[names - 1][0].isupper():
            names -= 1
        if names == before:
            break
        at = _without_articles(found, names, skipped)
    words: list[str] = []
    for word in reversed(found[max(at - MOST_WORDS, 0) : at]):
        if not (word[0].isalnum() or word[-1] in "'’"):
            break
        words.append(word.lower().replace("’", "'"))
    return tuple(reversed(words))


def _without_articles(found: list[str], at: int, skipped: Skipped) -> int:
    while at > 0 and found[at - 1].lower().replace("’", "'") in skipped.articles:
        at -= 1
    return at


def words_after(text: str, end: int, high: int, skipped: Skipped) -> tuple[str, ...]:
    """The words after a name from the first that counts, elisions cut off; empty where a mark comes first."""
    high = min(high, end + REACH_AFTER)
    if text[end : end + 2] == ". " and text[end + 2 : end + 3].islower():
        end += 1  # the point of "Corp."
    chained = skipped.chain.match(text, end, high)
    at = chained.end() if chained else end
    if at == end and (apposed := _APPOSITION.match(text, end, high)):
        at = apposed.end()
    comma = at + (text[at : at + 1] == ",")
    words: list[str] = []
    if comma > at and not ((match := _WORD.match(text, comma, high)) and match[1].lower() in skipped.who):
        return ()
    at = comma
    while len(words) < MOST_WORDS and (match := _WORD.match(text, at, high)):
        at = match.end()
        words.append(_ELIDED.sub("", match[1].replace("’", "'")))
        if text[at : at + 1] == ",":
            break
    return _without_fillers(tuple(words), skipped)


def _without_fillers(words: tuple[str, ...], skipped: Skipped) -> tuple[str, ...]:
    if words and words[0].lower() in skipped.who:
        words = words[1:]
    at = 0
    while at < len(words):
        length = next((n for n in (3, 2, 1) if " ".join(words[at : at + n]) in skipped.fillers), 0)
        if not length:
            break
        at += length
    return words[at:]


def ends_with(words: tuple[str, ...], listed: frozenset[str]) -> int:
    """How many of the last words make one of a list; 0 where none do."""
    if not words or words[-1] in listed:
        return len(words[-1:])
    for length in range(2, min(len(words), LONGEST) + 1):
        if " ".join(words[-length:]) in listed:
            return length
    return 0


def begins_with(words: tuple[str, ...], listed: frozenset[str]) -> int:
    """How many of the first words make one of a list, the longest; 0 where none do."""
    for length in range(min(len(words), LONGEST), 0, -1):
        if " ".join(words[:length]) in listed:
            return length
    return 0
