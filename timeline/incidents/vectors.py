"""What an article is about, as numbers: the terms by which two articles are compared, and how alike they are.

A term's weight does not lean on the collection: words that are common in any news stand in a language's
``common.toml`` and count nothing, all others count alike, by how often an article has them (1 + log), names half as
much again. So how alike two articles are depends on these two alone, which is what lets a story grow by one article
without redoing the rest. On gold stories it does better than weights from the collection, over a wider range of cuts
(``python -m benchmarks.stories --compare``).

Two articles of one language are compared by words: the body's (with the title's and the address's) beside those of the
title alone. Articles of different languages are compared by what crosses languages: names, countries and figures.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from timeline.incidents.concepts import unaccented
from timeline.incidents.traces import NO_TRACES, Traces, kept_text, traces
from timeline.languages import codes, load
from timeline.models import Article

if TYPE_CHECKING:
    import numpy as np

READ = 2500  # characters of the text: what a story tells stands at its beginning
STEM = 7  # letters of a word that count, so that its forms are one
TITLE, SLUG = 3, 2  # how often a word of the title, of the address, counts among those of the text
NAMED = 1.5  # weight of a word that is mostly written with a capital
HEADLINE = 0.3  # weight of the titles' likeness beside that of whole articles
LEAD = 100  # characters that stand for a title where there is none
FADE, FADE_DAYS = 0.2, 30  # share of the likeness that fades with the days between publications, and how fast
UNIT = 10_000  # weights are integers of this, so that sums are exact and do not depend on their order
SCALE = 1_000_000  # and so are likenesses
FORMAT = 1  # of stored features

_TOKEN = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PART = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[.,\s]")


@dataclass(frozen=True, slots=True)
class Features:
    """An article as the grouping sees it: small, and the same whenever it is made anew, so a store may keep it.

    ``words`` (compared within a language) and ``names`` (across languages) hold integer weights whose squares sum to
    about ``UNIT`` squared; ``day`` is the ordinal of the day of publication. ``^`` marks a word of the title.
    ``traces`` tell what it has from another article.
    """

    id: str
    language: str
    day: int | None
    words: dict[str, int]
    names: dict[str, int]
    traces: Traces = NO_TRACES

    def to_bytes(self) -> bytes:
        """The features for keeping: JSON, compressed, about 2 KB."""
        traces = self.traces
        kept = [self.id, self.language, self.day, self.words, self.names]
        told = [sorted(traces.marks), traces.thin, traces.agency, traces.part]
        return zlib.compress(json.dumps([FORMAT, kept, told], separators=(",", ":")).encode("utf-8", "surrogatepass"))


def features_from_bytes(stored: bytes) -> Features | None:
    """What ``to_bytes`` gave; None where an earlier version wrote it, and it must be made anew from the article."""
    try:
        written, kept, told = json.loads(zlib.decompress(stored).decode("utf-8", "surrogatepass"))
        if written != FORMAT:
            return None
        name, language, day, words, names = kept
        return Features(name, language, day, words, names, Traces(frozenset(told[0]), *told[1:]))
    except (zlib.error, ValueError, TypeError, IndexError):
        return None


def features(article: Article) -> Features:
    """The features of an article. Regions that were cut are not read."""
    language = article.language
    text = kept_text(article)
    body = _tokens(text[:READ])
    title = _tokens(article.title) or _tokens(text[:LEAD])
    address = [word for word, _ in _tokens(_slug(article.url))]
    common = common_words(language)
    counts, capitals = Counter(w for w, _ in body), Counter(w for w, named in body if named)
    named = {word for word, n in counts.items() if capitals[word] * 2 >= n}
    for word, _ in title:
        counts[word] += TITLE
    for word in address:
        counts[word] += SLUG
    telling = {word: n for word, n in counts.items() if word[:STEM] not in common and len(word) > 1}
    whole = _strongest((w[:STEM], (1 + math.log(n)) * (NAMED if w in named else 1)) for w, n in telling.items())
    heads = {f"^{w[:STEM]}": 1.0 for w in [*(w for w, _ in title), *address] if w in telling}
    share = HEADLINE / (1 + HEADLINE) if heads else 0.0
    return Features(
        id=article.id,
        language=language,
        day=article.published.toordinal() if article.published else None,
        words=_unit(whole, 1 - share) | _unit(heads, share),
        names=_unit(_crossing(body, title, named, telling, language), 1),
        traces=traces(article),
    )


def _tokens(text: str) -> list[tuple[str, bool]]:
    """Words and figures, folded, each with whether it has a capital; figures without the marks between thousands."""
    tokens = _TOKEN.findall(unaccented(text))
    if _CJK.search(text):  # written without spaces: pairs of characters stand for words
        tokens = [
            piece
            for token in tokens
            for piece in ([token[at : at + 2] for at in range(len(token) - 1)] if _CJK.search(token) else [token])
        ]
    return [(_BETWEEN.sub("", t), False) if t[0].isdigit() else (t.lower(), t[0].isupper()) for t in tokens]


def _slug(url: str) -> str:
    """The words of an address: its parts that are made of three words or more ("macron-campaign-hacked")."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ""
    parts = (_PART.findall(re.sub(r"\.\w{2,5}$", "", part)) for part in path.split("/"))
    return " ".join(word for words in parts if len(words) >= 3 for word in words)


@lru_cache
def common_words(language: str) -> frozenset[str]:
    """The stems that tell no story apart in a language; empty where it has no ``common.toml``."""
    if language not in codes():
        return frozenset()
    return frozenset(word[:STEM] for word in unaccented(load(language).table("common").get("words", "")).split())


def _crossing(
    body: Sequence[tuple[str, bool]],
    title: Sequence[tuple[str, bool]],
    named: Iterable[str],
    telling: Iterable[str],
    language: str,
) -> dict[str, float]:
    """The terms that other languages have too: names, countries by their code, and figures of two digits or more."""
    known = set(named) & set(telling)
    lands = countries(language)
    counts = Counter(word for word, capital in [*body, *title] if word in lands or (word in known and capital))
    figures = {word for word, _ in [*body, *title] if word[0].isdigit() and len(word) > 1}
    names = _strongest((lands.get(word) or word[:STEM], 1 + math.log(n)) for word, n in counts.items())
    return dict.fromkeys(figures, 1.0) | names


def _strongest(weighed: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Each term with the greatest of its weights."""
    found: dict[str, float] = {}
    for term, weight in weighed:
        found[term] = max(found.get(term, 0.0), weight)
    return found


@lru_cache
def countries(language: str) -> dict[str, str]:
    """Folded names of countries that are one word, as a language writes them, each with its code (``=RU``)."""
    from babel import Locale, UnknownLocaleError

    try:
        territories = Locale(language or "en").territories
    except (UnknownLocaleError, ValueError):
        return {}
    named = {unaccented(name).lower(): f"={code}" for code, name in territories.items() if code.isalpha()}
    return {name: code for name, code in named.items() if name.isalpha()}


def _unit(weights: Mapping[str, float], share: float) -> dict[str, int]:
    """Weights whose squares sum to ``share`` of ``UNIT`` squared, in the order of their terms."""
    norm = math.sqrt(sum(weight * weight for weight in weights.values()))
    scaled = {term: round(UNIT * math.sqrt(share) * weights[term] / norm) for term in sorted(weights)} if norm else {}
    return {term: weight for term, weight in scaled.items() if weight}


def within(features: Sequence[Features]) -> list[Features]:
    """The same articles as seen among themselves: a term weighs less, the more of them have it.

    For articles that all tell of one affair, whose names tell nothing apart any more.
    """
    number = len(features) + 1
    words, names = (Counter(t for f in features for t in part(f)) for part in (_words_of, _names_of))
    return [
        replace(
            one,
            words=_unit({t: w * math.log(number / words[t]) for t, w in one.words.items()}, 1),
            names=_unit({t: w * math.log(number / names[t]) for t, w in one.names.items()}, 1),
        )
        for one in features
    ]


def _words_of(one: Features) -> dict[str, int]:
    return one.words


def _names_of(one: Features) -> dict[str, int]:
    return one.names


class Postings:
    """Articles by their terms: ``alike`` says how alike one is to each of those that were added, by its row.

    Rows are numbered in the order of adding. A row is never taken out; who removes an article passes over its row.
    """

    def __init__(self, features: Iterable[Features] = ()) -> None:
        self._words: dict[str, dict[str, tuple[array[int], array[int]]]] = {}
        self._names: dict[str, tuple[array[int], array[int]]] = {}
        self._languages: list[str] = []
        self._codes = array("H")
        self._days = array("i")
        for one in features:
            self.add(one)

    def __len__(self) -> int:
        return len(self._codes)

    def add(self, one: Features) -> int:
        """The row of an article that is added."""
        row = len(self)
        if one.language not in self._languages:
            self._languages.append(one.language)
        self._codes.append(self._languages.index(one.language))
        self._days.append(one.day or 0)
        for terms, postings in ((one.words, self._words.setdefault(one.language, {})), (one.names, self._names)):
            for term, weight in terms.items():
                if (posting := postings.get(term)) is None:
                    posting = postings[term] = (array("I"), array("H"))
                posting[0].append(row)
                posting[1].append(weight)
        return row

    def alike(self, one: Features) -> np.ndarray:
        """For each row, how alike it is to ``one``, from 0 to ``SCALE``; the same whichever of two is asked."""
        import numpy as np

        total = self._products(one.words, self._words.get(one.language, {}))
        if self._languages != [one.language]:
            code = self._languages.index(one.language) if one.language in self._languages else -1
            others = np.frombuffer(self._codes, np.uint16) != code
            total[others] = self._products(one.names, self._names)[others]
        if one.day is not None:
            days = np.frombuffer(self._days, np.int32)
            apart = np.where(days > 0, np.abs(days - one.day), 0)
            total *= 1 - FADE + FADE * np.exp(-apart / FADE_DAYS)
        return np.rint(np.minimum(total * (SCALE / UNIT**2), SCALE)).astype(np.int64)

    def _products(self, terms: dict[str, int], postings: dict[str, tuple[array[int], array[int]]]) -> np.ndarray:
        import numpy as np

        shared = [(postings[term], weight) for term, weight in terms.items() if term in postings]
        if not shared:
            return np.zeros(len(self))
        rows = np.concatenate([np.frombuffer(rows, np.uint32) for (rows, _), _ in shared])
        theirs = np.concatenate([np.frombuffer(weights, np.uint16) for (_, weights), _ in shared])
        own = np.repeat([float(weight) for _, weight in shared], [len(rows) for (rows, _), _ in shared])
        return np.bincount(rows, theirs * own, len(self))
