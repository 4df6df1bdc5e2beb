"""What is kept under a name of its own: headline, captions, bylines, dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from timeline.ingest.furniture import Furniture, begins, key, simple
from timeline.ingest.page import Page, Unit

Marks = Iterator[tuple[int, int, str, str]]
HEADLINE = 130  # characters
CAPTION = 900
BARE_CREDIT = 60  # characters of a line that is a credit alone, under the words about the picture
CREDIT_TAIL = 70  # characters at the end of a line in which a credit stands
AFTER_CREDIT = 32  # characters that may follow it ("via Getty Images)")
BYLINE = 160
ALT = 80  # characters of a picture's name that stands alone
NAME = 40  # of one that stands above its caption; a longer line there is a headline
FIRST_PARAGRAPHS = 3  # that may open with a dateline
TOP = 8  # units in which bylines stand

GALLERY = re.compile(r"\d{1,3}/\d{1,3}\s")  # 3/34 Caption of the third picture
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def headline(page: Page) -> Marks:
    """The given title where it opens the text, a Markdown heading, or a first line that looks like a headline."""
    title = key(page.title)
    for index, unit in enumerate(page.units[:4]):
        heading = unit.text.startswith("# ")
        if heading or (title and key(unit.text) == title):
            yield index, index, "headline", ""
            return
    if len(page.units) < 2 or (title and len(page.units) < 3):
        return
    at = sum(1 for _ in takewhile(lambda unit: _is_byline(page, unit) or _is_published(page, unit), page.units[:3]))
    if at + 1 >= len(page.units):
        return
    first, second = page.units[at : at + 2]
    if title and not _share_words(title, key(first.text)):
        return
    if len(first.text) <= NAME and is_caption(page, second):
        return
    if _like_headline(first) and not _is_dateline(page, first):
        yield at, at, "headline", ""


def captions(page: Page) -> Marks:
    """Lines with a picture's credit, and the short name of the picture before one or alone among paragraphs."""
    reason = "the words under a picture"
    for index, unit in enumerate(page.units):
        if is_caption(page, unit):
            before = page.units[index - 1] if index else None
            if before and not unit.gap and not before.sentence:
                if index <= 2 and len(before.text) <= NAME:
                    yield index - 1, index - 1, "caption", "the name of a picture"
                elif index > 1 and len(unit.text) <= BARE_CREDIT and len(before.text) <= HEADLINE:
                    yield index - 1, index - 1, "caption", reason
            yield index, index, "caption", reason
        elif index and _is_alt(page, index):
            yield index, index, "caption", "the name of a picture"


def bylines(page: Page) -> Marks:
    """Who wrote it and when it was published, near the top; the writers' names at the end."""
    last = len(page.units) - 1
    for index, unit in enumerate(page.units):
        if TOP <= index < last - 1:
            continue
        if _is_byline(page, unit) or (index < TOP and _is_published(page, unit)):
            yield index, index, "byline", "who wrote it, and when"


def is_caption(page: Page, unit: Unit) -> bool:
    """Whether a unit says that it stands under a picture, or ends with a picture's credit."""
    text = unit.text
    if unit.kind == "captions" or text.startswith("![") or _is_gallery(page, unit):
        return True
    if not 10 <= len(text) <= CAPTION:
        return False
    tail = text[-CREDIT_TAIL:]
    if page.words.has_credit(tail, AFTER_CREDIT):
        return True
    return tail.endswith((")", "]")) and page.words.bracket.search(tail) is not None


def dateline(text: str, words: Furniture) -> int:
    """The length of the dateline that opens a paragraph, its dash and space included; 0 where there is none."""
    found = DATELINE.match(text[:120])
    if not found or 0 < len(text) - found.end() < 20:
        return 0
    place, rest = found["place"], found["rest"]
    if simple(place).strip(" .:") in words.not_places:
        return 0
    named = "(" in rest or any(map(str.isdigit, rest))
    if found["dash"] == ". ":
        named = named or len(place) > 3
        return found.end() if place.isupper() and named else 0
    return found.end() if place.isupper() or named else 0


# "PARIS, 6 May —", "NAIROBI, Kenya (AP) _", "BEIJING --", "Berlin (dpa) -", "Madrid, 5 may (EFE).-".
# Quantifiers are possessive or bounded, and the text is 120 characters: no search takes long.
DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-zß-öø-ÿ][\w.'’\-]*+(?:[ /][^\W\d_a-zß-öø-ÿ][\w.'’\-]*+){0,4}+)"
    r"(?P<rest>(?:,[ ][\w.'’ ]{2,40}?)?(?:,[ ][\w.'’ ]{2,30}?)?(?:[ ]?\([\w ./\-&]{2,30}\))?)"
    r"(?P<dash>[ ]?(?:—|–|--)[ ]?|\.[ ]?[\-–—_]{1,2}[ ]|[ ][-_](?:[ ]|$)|\.[ ](?=[^\W\d_a-zß-öø-ÿ„«\"]))"
)


def _like_headline(unit: Unit) -> bool:
    text = unit.text
    if unit.kind or unit.junk or unit.bullet or not 8 <= len(text) <= HEADLINE:
        return False
    if text.endswith((".", ":", ",", ";", "…")) or " " not in text:
        return False
    return text[0].isupper() or text[0].isdigit() or text[0] in "«“\"'‘¿¡"


def _is_alt(page: Page, index: int) -> bool:
    """A few words without any capital or mark, alone between paragraphs: the name of a picture's file."""
    unit = page.units[index]
    text = unit.text
    if not unit.gap or len(text) > ALT or unit.kind or unit.bullet or unit.junk or unit.indented:
        return False
    if not text.islower() or not text[-1].isalnum() or not 2 <= len(text.split()) <= 8:
        return False
    after = page.units[index + 1] if index + 1 < len(page.units) else None
    return page.units[index - 1].prose and after is not None and after.gap and after.prose


def _is_byline(page: Page, unit: Unit) -> bool:
    text = unit.text
    if len(text) > BYLINE or unit.bullet or unit.sentence:
        return False
    phrase = begins(simple(text), page.words.by)
    words = text.lstrip("([ ")[len(phrase) :].strip(" :").split() if phrase else []
    if not words or not words[0][0].isupper():
        return False
    return sum(word[0].isupper() for word in words) * 2 >= len(words) or YEAR.search(text) is not None


def _is_published(page: Page, unit: Unit) -> bool:
    text = unit.text
    if len(text) > BYLINE or not YEAR.search(text) or unit.prose:
        return False
    parts = re.split(r"[|•·]|\s[-–]\s", text)
    return any(begins(simple(part), page.words.published) for part in parts) or (
        len(text) <= 40 and sum(map(str.isdigit, text)) >= 5 and not unit.sentence
    )


def _is_dateline(page: Page, unit: Unit) -> bool:
    return dateline(unit.text, page.words) == len(unit.text)


def _share_words(title: str, line: str) -> bool:
    """Whether half of a line's longer words stand in the given title: another wording of the same headline."""
    words = {word for word in line.split() if len(word) > 3}
    return len(words & set(title.split())) * 2 >= len(words) > 0


def _is_gallery(page: Page, unit: Unit) -> bool:
    return page.gallery and GALLERY.match(unit.text) is not None
