"""The calendar of named events: what "the runoff" or "le référendum sur le Brexit" means, where one meaning is left.

Entries are rows of CSV files: the sample that ships (``data/calendar.csv``) and the user's own
(docs/adding-a-calendar-event.md tells what each column holds). The rule of what counts as a named event:

* a voting day, a round, a campaign or any other entry whose words say no year is the entry itself;
* where a year stands beside the words, only patterns with ``YEAR`` match (a round or a voting day of that year);
  "the 2016 US presidential election" as a whole stays what it says, the year 2016, since a campaign fills months;
* a pattern that begins with ``?`` ("the runoff", "le second tour") counts only in a text that also names the contest
  in full or one of its participants, and not before "of …" ("the second round of talks").
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path

from timeline.dates.phrases import PhraseFinder, expand, fold
from timeline.dates.record import record
from timeline.languages import load
from timeline.paths import data_file

COLUMNS = ("key", "of", "kind", "country", "start", "end", "participants", "winner", "note")
NEEDED = ("key", "start")
WINDOW_DAYS = 400
_YEAR_BEFORE = re.compile(r"(?:19|20)(?<!\d\d\d)\d\d\s+(?:\w+\s+)?$")
_WORD = re.compile(r"[\w-]+")
_YEAR_AFTER = re.compile(r"\s+(?:\w{2,3}\s+)?(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """One named event: first and last day (inclusive), its names and patterns by language, who took part.

    ``of`` is the key of the contest that it belongs to (a round of an election); ``kind`` is free (``round``,
    ``vote``, ``campaign``, ``election``, ``referendum``, ``inauguration``; users add their own).
    """

    key: str
    start: date
    end: date
    name: dict[str, str] = field(default_factory=dict, hash=False)
    kind: str = ""
    country: str = ""
    patterns: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    participants: tuple[str, ...] = ()
    winner: str = ""
    of: str = ""
    note: str = ""

    @property
    def contest(self) -> str:
        """The key of the contest as a whole: the entry's own, or that of the entry that it is part of."""
        return self.of or self.key

    def called(self, language: str) -> str:
        """The entry's name in a language, else in English, else in any, else its key."""
        return self.name.get(language) or self.name.get("en") or next(iter(self.name.values()), self.key)


@record
class Mention:
    """Words that call a named event: offsets, the candidates, the year in the words.

    ``cue`` is the word before that puts something in time ("during", "avant"), folded, or empty; ``bound`` is how a
    happening then lies to the event (``exact``, ``before``, ``after``, ``since``, ``until``).
    """

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]
    year: int | None = None
    cue: str = ""
    bound: str = "exact"


class Calendar:
    """Named events, and how to find and choose them in a text."""

    def __init__(self, entries: Iterable[Entry] | None = None) -> None:
        """Without ``entries``, the shipped sample and the user's own are read when first needed."""
        self._given = None if entries is None else tuple(entries)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order of their files; a later row with the same key replaces an earlier one."""
        given = self._given if self._given is not None else _read_all((data_file("calendar.csv"), *user_files()))
        return tuple({entry.key: entry for entry in given}.values())

    @cached_property
    def _languages(self) -> dict[str, _Phrases]:
        return {}

    def _phrases(self, language: str) -> _Phrases:
        if language not in self._languages:
            self._languages[language] = _Phrases(self.entries, language)
        return self._languages[language]

    def trigger_words(self, language: str) -> frozenset[str]:
        """Lower-case words without which no pattern of the language can match, with and without their accents."""
        return self._phrases(language).trigger_words

    def mentions(self, text: str, language: str) -> list[Mention]:
        """The named events that a text calls by name, in order, each with all entries that the words can mean."""
        phrases = self._phrases(language)
        folded = fold(text)
        found = [hit for hit in phrases.finder.find(folded) if not phrases.year_beside(folded, *hit)]
        if not found:
            return []
        called = {phrase for _, _, phrase, _ in found}
        named = {e.contest for phrase in called for e in phrases.full.get(phrase, ())}

        holds = cache(text.__contains__)

        def present(contest: str) -> bool:
            return any(map(holds, phrases.of_contest[contest]))

        @cache
        def meant(phrase: str, year: int | None) -> tuple[Entry, ...]:
            return phrases.candidates(phrase, year, named, present)

        mentions = []
        for start, end, phrase, year in found:
            entries = meant(phrase, year)
            alone = len(phrases.full.get(phrase, ())) == 1
            if entries and (alone or not phrases.of_another(folded, start, end)):
                cue, bound = phrases.cue(folded, start)
                mentions.append(Mention(start, end, text[start:end], entries, year, cue, bound))
        return mentions


class _Phrases:
    """The calendar in one language: phrase → entries, the finder, and the words around that matter."""

    def __init__(self, entries: tuple[Entry, ...], language: str) -> None:
        self.full: dict[str, tuple[Entry, ...]] = {}
        self.bare: dict[str, tuple[Entry, ...]] = {}
        written: dict[str, str] = {}
        sharing: dict[str, list[Entry]] = {}
        for entry in entries:
            for pattern in entry.patterns.get(language, ()):
                sharing.setdefault(pattern, []).append(entry)
        for pattern, meant in sharing.items():
            into = self.bare if pattern.startswith("?") else self.full
            written |= {fold(word): word.lower() for word in re.split(r"[^\w'-]+", pattern)}
            for phrase in _expanded(pattern.removeprefix("?")):
                into[phrase] = (*into.get(phrase, ()), *meant)
        self.finder = PhraseFinder({*self.full, *self.bare})
        self.trigger_words = self.finder.triggers | {written[w] for w in self.finder.triggers if w in written}
        taking: dict[str, set[str]] = {}
        for entry in entries:
            taking.setdefault(entry.contest, set()).update(_surnames(entry.participants))
        self.of_contest = {contest: _shortest(names) for contest, names in taking.items()}  # who took part
        self._read_cues(language)

    def _read_cues(self, language: str) -> None:
        try:
            cues = load(language).table("cues")
        except LookupError:
            cues = {}
        table = cues.get("calendar", {})
        self._bounds = {fold(word): bound for bound, words in table.get("cues", {}).items() for word in words}
        determiners = "|".join(re.escape(fold(word)) for word in table.get("determiners", ()))
        options = "|".join(re.escape(word) for word in sorted(self._bounds, key=len, reverse=True))
        self._leading = (*self._bounds, *(fold(word) for word in table.get("determiners", ())))
        self._cue = (
            re.compile(rf"(?<![\w'])({options})(?: +|(?<='))(?:(?:{determiners})(?: +|(?<=')))*$") if options else None
        )
        complement = "|".join(re.escape(fold(word)) for word in table.get("complements", ()))
        self._complement = re.compile(rf" +(?:{complement})(?: +|(?<='))(?!\d)") if complement else None
        self._foreign = frozenset(fold(word) for word in cues.get("nationalities", {}).get("words", ()))

    def candidates(
        self, phrase: str, year: int | None, named: set[str], present: Callable[[str], bool]
    ) -> tuple[Entry, ...]:
        """The entries that a phrase can mean in a text that names these contests; ``present`` tells whether it names a
        participant of one."""
        entries = self.full.get(phrase, ())
        if not entries:
            entries = tuple(e for e in self.bare.get(phrase, ()) if e.contest in named or present(e.contest))
        if year is not None:
            entries = tuple(e for e in entries if e.start.year <= year <= e.end.year)
        in_play = tuple(e for e in entries if present(e.contest)) if len(entries) > 1 else ()
        return in_play or entries

    def year_beside(self, folded: str, start: int, end: int, phrase: str, year: int | None) -> bool:
        """Whether a year stands beside words that did not take it into themselves: then the year speaks."""
        if year is not None:
            return False
        return bool(_YEAR_AFTER.match(folded, end) or _YEAR_BEFORE.search(folded, max(start - 24, 0), start))

    def of_another(self, folded: str, start: int, end: int) -> bool:
        """Whether the words around say that another event is meant: "of talks", "in Kenya", "Kenyan …"."""
        after = self._complement.match(folded, end) if self._complement else None
        if after:
            return True
        near = _WORD.findall(folded, max(start - 20, 0), start)[-1:] + _WORD.findall(folded, end, end + 20)[:1]
        return any(word in self._foreign for word in near)

    def cue(self, folded: str, start: int) -> tuple[str, str]:
        """The word before a mention that puts something in time, and the bound that it gives."""
        first = max(start - 48, 0)
        led = folded[first:start].rstrip(" ").endswith(self._leading)  # as most are not
        match = self._cue.search(folded, first, start) if self._cue and led else None
        return (match[1], self._bounds[match[1]]) if match else ("", "exact")


def choose(mention: Mention, published: date | None, near: date | None) -> Entry | None:
    """The one entry that a mention means: by the year in its words, else the nearest to a date told near by, else to
    publication (within ``WINDOW_DAYS``, and clearly nearer than the next). None where more than one is left.
    """
    entries = mention.entries
    if len(entries) < 2:
        return entries[0] if entries else None
    for reference in (near, published):
        found = _nearest(entries, reference) if reference else None
        if found:
            return found
    return None


def _nearest(entries: tuple[Entry, ...], reference: date) -> Entry | None:
    ranked = sorted((_days_between(entry, reference), entry.key, entry) for entry in entries)
    first, second = ranked[0][0], ranked[1][0]
    clear = second > 2 * first and second - first > 20
    return ranked[0][2] if first <= WINDOW_DAYS and clear else None


def _days_between(entry: Entry, day: date) -> int:
    return (entry.start - day).days if day < entry.start else max((day - entry.end).days, 0)


@lru_cache(maxsize=4096)
def _expanded(pattern: str) -> tuple[str, ...]:
    return tuple(expand(pattern))


def _surnames(participants: tuple[str, ...]) -> tuple[str, ...]:
    """Full names, and surnames that are long enough to be no other word ("Le Pen", "Bush", not "May")."""
    surnames = [re.sub(r"^\S+ (?:\w\. )?", "", name) for name in participants if " " in name]
    return (*participants, *(name for name in surnames if len(name) > 3))


def _shortest(names: set[str]) -> tuple[str, ...]:
    """The names of which none is part of another: a text that holds the longer one holds the shorter."""
    return tuple(sorted(name for name in names if not any(other != name and other in name for other in names)))


def user_files() -> tuple[Path, ...]:
    """The user's own calendars: the CSV files of the folder ``calendar`` in the user's configuration folder."""
    import platformdirs

    return tuple(sorted((platformdirs.user_config_path("timeline") / "calendar").glob("*.csv")))


def load_calendar(*paths: Path) -> Calendar:
    """The shipped calendar, the user's own, and the CSV files given, read at once.

    Raises ValueError naming file, line, fault and remedy, or FileNotFoundError.
    """
    return Calendar(_read_all((data_file("calendar.csv"), *user_files(), *paths)))


def _read_all(paths: Iterable[Path]) -> tuple[Entry, ...]:
    return tuple(entry for path in paths for entry in read_entries(path))


def read_entries(path: Path) -> list[Entry]:
    """The entries of one CSV file. Raises ValueError naming file, line, fault and remedy."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
        if missing:
            raise ValueError(
                f"{path}: no column {missing[0]!r}; name the columns in the first line, as data/calendar.csv does"
            )
        entries = []
        for row in rows:
            try:
                entries.append(_entry({key: (value or "").strip() for key, value in row.items() if key}))
            except ValueError as fault:
                raise ValueError(f"{path}, line {rows.line_num}: {fault}") from None
        return entries


def _entry(row: dict[str, str]) -> Entry:
    if not row["key"]:
        raise ValueError("the key is empty; give each event a short name of its own")
    start = _day(row["start"])
    end = _day(row.get("end") or row["start"])
    if end < start:
        raise ValueError(f"the end {end} is before the start {start}; exchange them")
    patterns = {k.removeprefix("patterns_"): _listed(v) for k, v in row.items() if k.startswith("patterns_")}
    for pattern in (p for listed in patterns.values() for p in listed):
        _expanded(pattern.removeprefix("?"))
    return Entry(
        key=row["key"], start=start, end=end, kind=row.get("kind", ""), country=row.get("country", ""),
        name={k.removeprefix("name_"): v for k, v in row.items() if k.startswith("name_") and v}, patterns=patterns,
        participants=_listed(row.get("participants", "")), winner=row.get("winner", ""), of=row.get("of", ""),
        note=row.get("note", ""),
    )  # fmt: skip


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ValueError(f"{words!r} is no day; write it as 2017-05-07") from None


DEFAULT = Calendar()
"""The shipped calendar with the user's own; read when first used."""
