"""Whole texts with their time expressions marked, scored as TempEval-3 scores. See tests/cases/README.md.

``python -m tests.dates.texts [LANGUAGE] [WORD…] [-v]`` prints one line a text and the totals; words keep the texts
whose name contains one of them, ``-v`` prints what differs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "cases" / "texts"
OPEN = "?"  # the value of a mark that leaves it open
_MARK = re.compile(r"\[\[([^][|]+)\|([^][|]*)(?:\|([A-Z_]*))?(?:\|([A-Z]+))?\]\]")


@dataclass(frozen=True)
class Mark:
    """A time expression: offsets into the text, end excluded, and the attributes of TIMEX3."""

    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str = ""


@dataclass(frozen=True)
class Text:
    """A text without its marks, and the marks in order; ``published`` is None where it is unknown."""

    name: str
    language: str
    published: date | None
    text: str
    marks: tuple[Mark, ...]


@dataclass
class Score:
    """Counts over texts, added up with ``+=``; the figures are F1 in percent."""

    wanted: int = 0
    found: int = 0
    strict: int = 0
    wanted_hit: int = 0
    found_hit: int = 0
    value: int = 0
    mod: int = 0
    faults: list[str] = field(default_factory=list)

    def __iadd__(self, other: Score) -> Score:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    def figures(self) -> dict[str, float]:
        """Strict, relaxed and value F1; the value's is the share of right ones among what overlaps, times relaxed."""
        both = max(self.wanted + self.found, 1)
        relaxed = _f1(self.found_hit / max(self.found, 1), self.wanted_hit / max(self.wanted, 1))
        hits = max(self.wanted_hit, 1)
        value, mod = (100 * relaxed * right / hits for right in (self.value, self.mod))
        return {"strict": 200 * self.strict / both, "relaxed": 100 * relaxed, "value": value, "mod": mod}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def read(language: str) -> Iterator[Text]:
    """The marked texts of a language, by name.

    Raises ValueError naming the file where its head or a mark is not what the README describes.
    """
    for path in sorted((FOLDER / language).glob("*.txt")):
        head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
        key, _, day = head.partition(": ")
        if key != "published":
            raise ValueError(
                f"{path.name} begins with {head!r}: write 'published: 2013-03-22' (or 'unknown'), a blank line"
            )
        text, marks = _unmarked(body)
        if "[[" in text or "]]" in text:
            raise ValueError(f"{path.name} has a mark that is not [[words|VALUE|MOD|TYPE]]")
        yield Text(path.stem, language, None if day == "unknown" else date.fromisoformat(day), text, tuple(marks))


def _unmarked(body: str) -> tuple[str, list[Mark]]:
    pieces, marks, at, length = [], [], 0, 0
    for hit in _MARK.finditer(body):
        words, value, mod, kind = hit[1], hit[2], hit[3] or "", hit[4] or ""
        pieces += [body[at : hit.start()], words]
        start = length + hit.start() - at
        at, length = hit.end(), start + len(words)
        marks.append(Mark(start, length, words, kind or _type(value), value, mod))
    return "".join([*pieces, body[at:]]), marks


def _type(value: str) -> str:
    """The type that a value shows where the mark gives none."""
    if re.match(r"P(\d|X|T|\.)", value):
        return "DURATION"
    return "TIME" if "T" in value and not value.endswith("_REF") else "DATE"


def score(text: Text) -> Score:
    """One text tagged and compared."""
    from timeline.dates import flatten, tag

    got = [
        Mark(t.start, t.end, t.text, t.type, t.value, t.mod or "")
        for t in flatten(tag(text.text, text.language, text.published))
    ]
    return compare(text.name, text.marks, got)


def compare(name: str, wanted: Iterable[Mark], got: list[Mark]) -> Score:
    """The counts of one text, and a line for each fault."""
    wanted = list(wanted)
    found = Score(len(wanted), len(got))
    for mark in wanted:
        same = [g for g in got if _overlap(g, mark)]
        if not same:
            found.faults.append(f"{name}: missed {_show(mark)}")
            continue
        best = min(same, key=lambda g: (g.start, g.end) != (mark.start, mark.end))
        exact = (best.start, best.end) == (mark.start, mark.end)
        found.wanted_hit += 1
        found.strict += exact
        right = mark.value in (OPEN, best.value)
        found.value += right
        found.mod += right and (mark.value == OPEN or best.mod == mark.mod)
        if not exact or (mark.value != OPEN and astuple(best)[3:] != astuple(mark)[3:]):
            found.faults.append(f"{name}: want {_show(mark)}, got {_show(best)}")
    for g in got:
        hit = any(_overlap(g, mark) for mark in wanted)
        found.found_hit += hit
        if not hit:
            found.faults.append(f"{name}: extra {_show(g)}")
    return found


def _overlap(one: Mark, other: Mark) -> bool:
    return one.start < other.end and other.start < one.end


def _show(mark: Mark) -> str:
    return "|".join(map(str, astuple(mark)[2:])).rstrip("|")


def total(language: str) -> Score:
    """All texts of a language together."""
    all_of_them = Score()
    for text in read(language):
        all_of_them += score(text)
    return all_of_them


def main(arguments: list[str]) -> None:
    """Print what the texts yield."""
    words = [word for word in arguments if not word.startswith("-")]
    languages = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
    chosen = [word for word in words if word in languages] or languages
    words = [word for word in words if word not in chosen]
    for language in chosen:
        all_of_them = Score()
        for text in read(language):
            if not words or any(word in text.name for word in words):
                one = score(text)
                all_of_them += one
                print(_line(text.name, one), *(one.faults if "-v" in arguments else ()), sep="\n  ")
        print(_line(f"{language}, all", all_of_them))


def _line(name: str, one: Score) -> str:
    told = "  ".join(f"{key} {figure:5.1f}" for key, figure in one.figures().items())
    return f"{name:24s} {one.wanted:4d} wanted {one.found:4d} found  {told}"


if __name__ == "__main__":
    main(sys.argv[1:])
