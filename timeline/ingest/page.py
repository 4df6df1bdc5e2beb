"""A text as the cutter sees it: units (lines, or paragraphs that were wrapped), each with its outward features."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from timeline.ingest.furniture import Furniture

BULLETS = ("•", "▪", "◦", "●", "·", "* ", "- ", "– ", "+ ", "▸", "►", "○", "■", "→", "» ")
ENDS = (
    ".", "!", "?", "…", ".”", ".“", '."', ".»", ". »", "!”", '!"', "?”", '?"', "! »", "? »", ".)", "。", "！", "？",
    "»", "”", ".''", "?''", "!''",
)  # fmt: skip
PROSE = 60  # characters from which a line that ends as a sentence is a paragraph
LONG = 150  # from which any line is
WRAP = 130  # the longest line of a text that was wrapped by hand or by a mailer
HASH = re.compile(r"[0-9a-fA-F]{16,}\W*")


@dataclass(slots=True)
class Unit:
    """One line or wrapped paragraph. ``start``:``end`` reach to the next unit; ``text`` is stripped."""

    start: int
    end: int
    text: str
    gap: bool  # a blank line stands before it
    indented: bool
    kind: str = ""  # "comments.sure", "newsletter", … from the tables; empty for plain text
    prose: bool = False
    bullet: bool = False
    junk: bool = False

    @property
    def sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.endswith(ENDS)

    @property
    def loose(self) -> bool:
        """Whether it is a short line outside running text: a heading, a name, a link."""
        return not self.prose and not self.junk


@dataclass(frozen=True, slots=True)
class Page:
    """The units of a text, its given title, whether blank lines part its paragraphs, whether it has a gallery."""

    text: str
    title: str
    units: tuple[Unit, ...]
    spaced: bool
    gallery: bool
    words: Furniture = field(repr=False)


def read_page(text: str, title: str, words: Furniture) -> Page:
    """The Page of a text with ``\\n`` newlines. Time is in proportion to the text."""
    lines = list(_lines(text))
    spaced = sum(line.gap for line in lines) * 2 >= len(lines)
    units = _paragraphs(text, lines) if _wrapped(lines) else lines
    outer = units[0].indented if units else False
    for unit in units:
        unit.indented = unit.indented and not outer
        _describe(unit, words)
    gallery = sum("/" in unit.text[:4] and unit.text[0].isdigit() for unit in units) >= 3
    return Page(text, title, tuple(units), spaced, gallery, words)


def _lines(text: str) -> Iterator[Unit]:
    """Units of single lines: each begins at its line's first character, and ends where the next begins."""
    at, gap = 0, False
    pending: Unit | None = None
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            if pending is not None:
                pending.end = at
                yield pending
            indented = raw[0] == "\t" or raw.startswith("  ")
            pending = Unit(at if pending is not None else 0, len(text), stripped, gap, indented)
            gap = False
        else:
            gap = pending is not None
        at += len(raw) + 1
    if pending is not None:
        yield pending


def _wrapped(lines: list[Unit]) -> bool:
    """Whether paragraphs run over several lines of a like width."""
    if len(lines) < 4:
        return False
    longest = max(len(line.text) for line in lines)
    followed = [line for line, after in pairwise(lines) if not after.gap]
    full = sum(len(line.text) * 10 >= longest * 7 for line in followed)
    ended = sum(line.sentence for line in followed)  # a wrapped line breaks off anywhere, a paragraph at its end
    return (
        50 <= longest <= WRAP
        and len(followed) * 3 >= len(lines)
        and full * 10 >= len(followed) * 7
        and ended * 5 <= len(followed) * 2
    )


def _paragraphs(text: str, lines: list[Unit]) -> list[Unit]:
    """Wrapped lines joined: a blank line, a bullet or a Markdown heading opens the next paragraph."""
    units: list[Unit] = []
    begun = False  # whether the unit before may be continued
    for line in lines:
        own = line.text.startswith(BULLETS) or line.text.startswith(("#", ">", "!["))
        if units and begun and not line.gap and not own:
            units[-1].end = line.end
        else:
            units.append(line)
        begun = not line.text.startswith("#")
    for unit in units:
        unit.text = text[unit.start : unit.end].strip()
    return units


def _describe(unit: Unit, words: Furniture) -> None:
    text = unit.text
    unit.bullet = text.startswith(BULLETS)
    size = len(text)
    unit.prose = not unit.bullet and (size >= LONG or (size >= PROSE and unit.sentence)) and not unit.indented
    if size < 200:
        unit.junk = not any(map(str.isalnum, text)) or HASH.fullmatch(text) is not None
    unit.kind = words.kind(text)
