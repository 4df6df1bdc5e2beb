"""Versions: which texts of one address are one article as it read at several times, and from which day each held.

What is known of a version is its day of publication and, where it was fetched, the moments at which it was read. The
order of arrival says nothing. Nothing is dropped: an older version keeps its text, and only ceases to be a witness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

from timeline.ingest.canonical import same_page

MOST = 500  # an address under which more texts came names no page of its own
SHARED = 0.2  # of the shorter text's wording: below, two texts of one address are parts of it and no versions
TEASER, INSIDE = 0.5, 0.7  # a text of less than half the longest, most of which stands in it, is its opening
_RUN = 3  # words
_LONGEST = 500  # characters of a key: no database has an index of much longer ones


@dataclass(frozen=True, slots=True)
class Copy:
    """A text of an address, with what tells when it read so. ``fetched`` and ``seen`` are the first and the last
    moment (ISO 8601, UTC) at which it was read from the web; empty where it came by another way. ``modified`` is the
    day or moment at which the page says that it was changed.
    """

    id: str
    text: str
    publisher: str = ""
    published: date | None = None
    verbatim: bool = True
    fetched: str = ""
    seen: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A version in its chain: it held from the day ``since`` to before ``until`` (day numbers).

    ``since`` 0 means from its publication on; ``until`` None is for the newest version, and for one that was followed
    by another of which no day is known.
    """

    id: str
    since: int = 0
    until: int | None = None


def page_of(url: str) -> str:
    """The key of the page that an address names; empty for none, and for a front page, which names no article."""
    key = same_page(url)
    if "/" not in key and "?" not in key:
        return ""
    return key if len(key) <= _LONGEST else f"{key[:_LONGEST]}#{sha256(key.encode()).hexdigest()}"


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in white space alone."""
    return one.split() == other.split()


def chains(copies: Iterable[Copy]) -> list[list[Held]]:
    """The texts of one address as chains of versions, the oldest first; one that has no other is a chain by itself.

    Texts of different publishers, and texts that share hardly any wording, are no versions of one another, unless each
    was fetched by itself. A summary (``verbatim`` false) is the oldest version of the page that it sums up; so is a
    teaser. Otherwise that version is newer which is known to have read so later: fetched, else by its own words changed
    or published, last; where that does not tell, the longer one, then the greater id. The same for every order.
    """
    held = sorted(copies, key=lambda copy: copy.id)
    if len(held) > MOST:
        return [[Held(copy.id)] for copy in held]
    return [_chain(members) for of_publisher in _by_publisher(held) for members in _joined(of_publisher)]


def _by_publisher(copies: Sequence[Copy]) -> list[list[Copy]]:
    """Apart by publisher. What names none goes with the only one that is named, else by itself."""
    named: dict[str, list[Copy]] = {}
    for copy in copies:
        named.setdefault(" ".join(copy.publisher.casefold().split()), []).append(copy)
    if "" in named and len(named) == 2:
        return [list(copies)]
    return list(named.values())


def _joined(copies: Sequence[Copy]) -> list[list[Copy]]:
    """The texts in sets of versions: what is joined to one of a set is of it."""
    alone = Counter(copy.fetched for copy in copies)
    sets: list[list[Copy]] = []
    for copy in copies:
        near = [members for members in sets if any(_versions(copy, other, alone) for other in members)]
        sets = [members for members in sets if members not in near]
        sets.append(sorted([copy, *(one for members in near for one in members)], key=lambda one: one.id))
    return sets


def _versions(one: Copy, other: Copy, fetched: Counter[str]) -> bool:
    if one.verbatim != other.verbatim:
        return True
    if one.fetched and other.fetched and fetched[one.fetched] == fetched[other.fetched] == 1:
        return True  # each was all that the address had to say at its moment
    return _inside(*sorted((one.text, other.text), key=len)) >= SHARED


def _inside(short: str, long: str) -> float:
    """How much of the shorter text's wording stands in the longer one, 0 to 1."""
    mine, theirs = _runs(short), _runs(long)
    return len(mine & theirs) / len(mine) if mine else 0.0


@lru_cache(maxsize=1024)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = text.casefold().split()
    return frozenset(tuple(words[at : at + _RUN]) for at in range(max(len(words) - _RUN + 1, min(len(words), 1))))


def _chain(members: Sequence[Copy]) -> list[Held]:
    whole = max(members, key=lambda copy: (copy.verbatim, len(copy.text), copy.id))
    parts = {copy.id for copy in members if copy is not whole and _is_part(copy, whole)}
    ordered = sorted(members, key=lambda copy: (copy.id not in parts, _last_read(copy), len(copy.text), copy.id))
    days = list(_days(ordered, parts))
    until = [*days[1:], None]
    return [Held(copy.id, (days[at] or 0) if at else 0, until[at]) for at, copy in enumerate(ordered)]


def _is_part(copy: Copy, whole: Copy) -> bool:
    if copy.verbatim != whole.verbatim:
        return True
    return len(copy.text) < TEASER * len(whole.text) and _inside(copy.text, whole.text) >= INSIDE


def _last_read(copy: Copy) -> str:
    """The last moment at which it is known to have read so, as ISO 8601; empty for none."""
    return max(_told(copy), copy.seen)


def _told(copy: Copy) -> str:
    """The last moment that a text names itself: its publication, or its last change if not after it was read."""
    published = copy.published.isoformat() if copy.published else ""
    late = copy.seen and copy.modified[:10] > copy.seen[:10]
    return published if late else max(published, copy.modified)


def _days(ordered: Sequence[Copy], parts: set[str]) -> Iterator[int | None]:
    """The day from which each version held; None where it cannot be told. They never go back."""
    last, before = 0, None
    for copy in ordered:
        day = _since(copy, before if before and (before.id in parts) == (copy.id in parts) else None)
        last = max(last, day or 0)
        yield last if day is not None else None
        before = copy


def _since(copy: Copy, before: Copy | None) -> int | None:
    """By its publication, where that is later than that of the version ``before``; else by the change that its page
    names, where that is later; else by when it was fetched."""
    published = copy.published.toordinal() if copy.published else None
    if before is None or (published and before.published and published > before.published.toordinal()):
        return published
    read = copy.fetched if copy.fetched > before.seen else copy.seen
    if copy.modified and _told(copy) == copy.modified and _told(before)[:10] < copy.modified[:10]:
        read = copy.modified
    return date.fromisoformat(read[:10]).toordinal() if read else published
