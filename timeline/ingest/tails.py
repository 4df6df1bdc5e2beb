"""What is cut: threads of comments, invitations, links to other articles, share bars, notices, junk.

Each function takes a Page and yields ``(first unit, last unit, "cut", reason)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby

from timeline.ingest.furniture import key, simple, without_count
from timeline.ingest.page import Page, Unit

Marks = Iterator[tuple[int, int, str, str]]
WINDOW = 8  # units looked at after an opener
BLOCK = 5  # lines that go with an invitation
TOP_LINES = 60  # units among which menus are looked for
LIST = 15  # links that go with a heading
LINK = 160  # characters that a link to another article may have
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def comments(page: Page) -> Marks:
    """From the line that opens the thread of comments to the end."""
    kept = _sums(page).kept
    for index, unit in enumerate(page.units):
        if not unit.kind.startswith("comments"):
            continue
        if kept[index] and _opens_thread(page, index, kept, sure=unit.kind == "comments.sure"):
            yield index, len(page.units) - 1, "cut", "readers' comments, and what follows them"
            return
        if unit.kind == "comments.sure":
            yield index, index, "cut", "a link to the readers' comments"


def threads(page: Page) -> Marks:
    """A thread that no known line opens: names behind bullets, each with an indented text below it, three and more.

    A list whose points have paragraphs looks the same, so replies must stand deeper than what they reply to, or
    "Reply" and "3 hours ago" beside them, and no plain paragraph may follow.
    """
    units = page.units
    pairs = [
        index
        for index in range(1, len(units) - 1)
        if _is_name(units[index]) and units[index + 1].indented and not _is_name(units[index + 1])
    ]
    if len(pairs) < 3 or len(pairs) * 4 < len(units) - pairs[0]:
        return
    first = pairs[0]
    rest = units[first:]
    replies = len({_depth(page, units[index]) for index in pairs}) > 1
    signed = sum(not unit.bullet and len(unit.text) <= 60 and _is_signed(page, unit) for unit in rest) > 1
    if not (replies or signed) or any(unit.prose and not unit.kind for unit in rest):
        return
    if units[first - 1].loose and len(units[first - 1].text) <= 60:
        first -= 1
    if any(unit.prose for unit in units[:first]):
        yield first, len(units) - 1, "cut", "what looks like readers' comments"


def menus(page: Page) -> Marks:
    """Menus above the article: three short bullets and more, or five very short lines, one of them known ("Home")."""
    top = page.units[:TOP_LINES]
    for bullet, run in groupby(range(len(top)), key=lambda index: top[index].bullet if _is_item(top[index]) else None):
        items = list(run)
        if bullet is None:
            if any(top[index].prose for index in items):
                return
            continue
        last = items[-1]
        if not bullet and not top[last].kind:  # without bullets, the last line may be the headline
            last -= 1
        if last - items[0] >= (2 if bullet else 4) and any(top[index].kind for index in items):
            yield items[0], last, "cut", "a menu of the page"


def junk(page: Page) -> Marks:
    """Strings of digits and letters that no person wrote, anywhere; rows of signs at the end."""
    last = len(page.units) - 1
    for index, unit in enumerate(page.units):
        if unit.junk and any(map(str.isalnum, unit.text)):
            yield index, index, "cut", "stray characters"
    while last >= 0 and page.units[last].junk:
        yield last, last, "cut", "stray characters"
        last -= 1


def newsletters(page: Page) -> Marks:
    """Invitations to subscribe, to follow or to install, with the short lines that belong to them."""
    reason = "an invitation to subscribe or follow"
    present = [cue for cue in page.words.cues if cue in page.text or cue.capitalize() in page.text]
    for index, unit in enumerate(page.units):
        if unit.kind.startswith("newsletter"):
            yield index, _block_end(page, index), "cut", reason
        elif present and len(unit.text) <= 600 and _cues(unit, present) >= 2:
            yield index, index, "cut", reason


def related(page: Page) -> Marks:
    """Headings over links to other articles with those links, and single lines such as "Read more: …"."""
    reason = "links to other articles"
    sums = _sums(page)
    for index, unit in enumerate(page.units):
        if unit.kind == "related" and len(unit.text) <= LINK and not _is_quote(unit):
            yield index, index, "cut", reason
        elif unit.kind == "related.headings" or (unit.kind == "newsletter" and _heads_teasers(page, index)):
            if sums.kept[index] and _is_tail(page, index, sums):
                yield index, len(page.units) - 1, "cut", reason
                return
            last = _list_end(page, index)
            if last > index or unit.text.endswith(("…", "»", ">", "→")) or sums.plain[-1] == sums.plain[index]:
                yield index, last, "cut", reason


def shares(page: Page) -> Marks:
    """Share bars: lines that say so, and single names of services beside another such line."""
    units = page.units
    for index, unit in enumerate(units):
        beside = units[max(0, index - 1) : index] + units[index + 1 : index + 2]
        if unit.kind == "share.lines" or (
            unit.kind == "share.maybe" and any(other.kind.startswith("share") for other in beside)
        ):
            yield index, index, "cut", "buttons for sharing"


def notices(page: Page) -> Marks:
    """Advertisements, notices of cookies and rights, buttons."""
    for index, unit in enumerate(page.units):
        if unit.kind.startswith("notices") or _is_rights(page, unit):
            yield index, index, "cut", "a notice or button of the page"


@dataclass(frozen=True, slots=True)
class Sums:
    """Running sums before each unit, and of all last: characters of plain text, plain units, paragraphs of prose."""

    kept: list[int]
    plain: list[int]
    prose: list[int]


def _sums(page: Page) -> Sums:
    plain = [not unit.kind and not unit.junk for unit in page.units]
    pairs = list(zip(plain, page.units, strict=True))
    return Sums(
        kept=[0, *accumulate(len(unit.text) if is_plain else 0 for is_plain, unit in pairs)],
        plain=[0, *accumulate(int(is_plain) for is_plain in plain)],
        prose=[0, *accumulate(int(is_plain and unit.prose) for is_plain, unit in pairs)],
    )


def _opens_thread(page: Page, index: int, kept: list[int], *, sure: bool) -> bool:
    window = [unit for unit in page.units[index + 1 : index + 1 + WINDOW] if not unit.junk]
    prose = sum(unit.prose for unit in window)
    loose = [unit for unit in window if not unit.prose]
    signs = sum(_is_thread_sign(page, unit) for unit in window)
    after = kept[-1] - kept[index]
    if sure:
        few = prose <= 1 and after <= kept[index]
        return few or signs >= 2 or (len(loose) >= 3 and len(loose) * 5 >= prose * 3) or after * 2 <= kept[index]
    listed = sum(unit.bullet for unit in loose)
    if not window:
        return True
    return prose <= len(loose) and (signs > listed or (signs >= 2 and prose == 0 and after <= kept[index]))


def _is_thread_sign(page: Page, unit: Unit) -> bool:
    """Whether a unit is what threads have: a bullet, an indent, "Reply", "3 hours ago"."""
    return unit.bullet or unit.indented or (len(unit.text) <= 60 and _is_signed(page, unit))


def _is_signed(page: Page, unit: Unit) -> bool:
    text = without_count(key(unit.text))
    return text in page.words.marks or (text != key(unit.text) and text.endswith(page.words.ago))


def _is_item(unit: Unit) -> bool:
    text = unit.text
    return len(text) <= 30 and len(text.split()) <= 4 and not unit.sentence and not any(map(str.isdigit, text))


def _is_name(unit: Unit) -> bool:
    return unit.bullet and len(unit.text) <= 40 and not unit.text.endswith((".", ":"))


def _depth(page: Page, unit: Unit) -> int:
    """How far a unit's line is indented."""
    line = page.text[unit.start : unit.start + 40].lstrip("\n")
    return len(line) - len(line.lstrip())


def _block_end(page: Page, index: int) -> int:
    """The last of the short lines that stand with an invitation, without a blank line between."""
    last = index
    for unit in page.units[index + 1 : index + 1 + BLOCK]:
        known = bool(unit.kind) and not unit.kind.startswith("comments")
        if not known and (not page.spaced or unit.gap or unit.prose or unit.bullet):
            break
        last += 1
    return last


def _cues(unit: Unit, cues: list[str]) -> int:
    text = simple(unit.text)
    return sum(text.count(cue) for cue in cues)


def _heads_teasers(page: Page, index: int) -> bool:
    return page.words.whole.get(key(page.units[index].text)) == "related.headings"


def _is_quote(unit: Unit) -> bool:
    """Whether a line that begins like a link goes on as a sentence of the article."""
    return unit.prose and ":" not in unit.text[:40]


def _is_tail(page: Page, index: int, sums: Sums) -> bool:
    """Whether all after a heading is headlines, each with at most one paragraph, and little beside the article."""
    first = next((unit for unit in page.units[index + 1 : index + 1 + BLOCK] if not unit.kind and not unit.junk), None)
    units, prose = sums.plain[-1] - sums.plain[index], sums.prose[-1] - sums.prose[index]
    small = (sums.kept[-1] - sums.kept[index]) * 2 <= sums.kept[index]
    return first is not None and first.loose and prose * 2 <= units and small


def _list_end(page: Page, index: int) -> int:
    """The last of the links under a heading; a change from close lines to a blank one ends the list."""
    units = page.units[index + 1 : index + 1 + LIST]
    last = index
    for unit in units:
        if unit.prose or unit.junk or unit.sentence or len(unit.text) > LINK or unit.gap != units[0].gap:
            break
        last += 1
    # Of lines all parted alike, the one before the next paragraph may be the article's subheading.
    if last > index + 1 and last - index < len(units) and units[last - index].prose and not units[0].bullet:
        last -= 1
    return last


def _is_rights(page: Page, unit: Unit) -> bool:
    text = unit.text
    if len(text) > 200:
        return False
    return YEAR.search(text, 0, 40) is not None and text.casefold().startswith(page.words.rights)
