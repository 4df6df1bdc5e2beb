"""What an article has from another: a fingerprint of its wording, and the news agency that it goes back to."""

from __future__ import annotations

import re
import tomllib
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from timeline.events.cues import alternation, cues
from timeline.models import Article

RUN = 4  # words that stand side by side in a fingerprint
LONG = 200  # words from which on a fingerprint keeps one run in THIN
THIN = 4
READ = 8000  # characters of a text that are fingerprinted
LEAD = 1000  # characters in which an article says that its report is an agency's
HEAD = 300  # characters in which the dateline stands
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Traces:
    """``marks`` are hashes of runs of words; ``thin`` where only each fourth, by its hash, is kept.

    ``agency`` names a news agency and ``part`` what the article is to it: ``own`` report, ``printed`` by another house,
    or ``cited`` as where the report comes from; both empty where there is none.
    """

    marks: frozenset[int]
    thin: bool
    agency: str = ""
    part: str = ""

    def overlap(self, other: Traces) -> tuple[float, float]:
        """What share of the shorter text's runs the other has, and of all runs of the two; about, where thinned."""
        mine, theirs = self.marks, other.marks
        if self.thin or other.thin:
            mine, theirs = _thinned(mine), _thinned(theirs)
        shared, least = len(mine & theirs), min(len(mine), len(theirs))
        if not shared or least < 2:  # too few to tell, and of two texts without runs nothing can be told
            return 0.0, 0.0
        return shared / least, shared / (len(mine) + len(theirs) - shared)


NO_TRACES = Traces(frozenset(), False)


def traces(article: Article) -> Traces:
    """The traces of an article; what was cut from it leaves none."""
    text = kept_text(article)
    words = _WORD.findall(text[:READ].lower())
    runs = {zlib.crc32(" ".join(words[at : at + RUN]).encode()) for at in range(max(len(words) - RUN + 1, 1))}
    thin = len(words) > LONG
    agency, part = _agency(article, text)
    return Traces(_thinned(runs) if thin else frozenset(runs if words else ()), thin, agency, part)


def kept_text(article: Article) -> str:
    """The text without the regions that were cut."""
    kept = [article.text[r.start : r.end] for r in article.regions if r.kind != "cut"]
    return "\n".join(kept) or article.text


def _thinned(marks: frozenset[int] | set[int]) -> frozenset[int]:
    return frozenset(mark for mark in marks if mark % THIN == 0)


def _agency(article: Article, text: str) -> tuple[str, str]:
    known = _agencies()
    address = _address(article.url)
    if own := known.of_house(article.publisher, address[0]):
        return own, "own"
    if found := known.printed(article.publisher, address[1], text[:HEAD]):
        return found, "printed"
    cited = _cited(article.language).search(f"{article.title}. {text[:LEAD]}")
    name = next(filter(None, cited.groups()), "") if cited else ""
    return (known.by_name[name], "cited") if name else ("", "")


def _address(url: str) -> tuple[str, list[str]]:
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").removeprefix("www."), parts.path.lower().split("/")
    except ValueError:
        return "", []


class _Agencies:
    """The rows of agencies.toml, looked up by name, by host and by a part of an address."""

    def __init__(self, table: dict[str, dict[str, list[str]]]) -> None:
        self.by_name = {name: agency for agency, row in table.items() for name in (*row["names"], agency)}
        self._folded = {name.casefold(): agency for name, agency in self.by_name.items()}
        self._hosts = {host: agency for agency, row in table.items() for host in row["hosts"]}
        self._paths = {path: agency for agency, row in table.items() for path in row.get("paths", ())}
        names = alternation(self.by_name)
        self._bracketed = re.compile(rf"\((?:[^()]{{1,20}}[/,;] ?)?({names})(?:[/,;][^()]{{1,20}})?\)")
        self._dateline = re.compile(rf"{self._bracketed.pattern}\s*[-–—:]|^\s*({names})\s*[-–—]\s", re.MULTILINE)

    def of_house(self, publisher: str, host: str) -> str:
        """The agency that a publisher is."""
        ours = next((agency for end, agency in self._hosts.items() if host == end or host.endswith(f".{end}")), "")
        return ours or self._folded.get(publisher.strip().casefold(), "")

    def printed(self, publisher: str, path: list[str], head: str) -> str:
        """The agency whose text another house prints, by the house's name, the address or the dateline."""
        if found := self._bracketed.search(publisher) or self._dateline.search(head):
            return self.by_name[next(filter(None, found.groups()))]
        return next((self._paths[part] for part in path if part in self._paths), "")


@lru_cache(maxsize=1)
def _agencies() -> _Agencies:
    return _Agencies(tomllib.loads(Path(__file__).with_name("agencies.toml").read_text(encoding="utf-8")))


@lru_cache
def _cited(language: str) -> re.Pattern[str]:
    """An agency with the words of a language that make it the source: "told Reuters", "selon l'agence AFP"."""
    names = alternation(_agencies().by_name)
    before, after = (alternation(cues(language).words("agency", key)) for key in ("before", "after"))
    if not before or not after:
        return re.compile(r"(?!)()")
    between = r"(?:[ \u00a0'’]+[^\W\d_]{1,20}){0,5}[ \u00a0'’]+"
    return re.compile(rf"\b(?i:{before}){between}({names})\b|\b({names})(?:[ ,][^.\n]{{0,24}}?)? (?i:{after})\b")
