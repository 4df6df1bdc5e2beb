"""What was taken from a page, a document, a message or a row becomes an Article: who said what of it holds first."""

from __future__ import annotations

import re
from itertools import pairwise

from timeline.ingest.article import article_from_text
from timeline.ingest.given import Given
from timeline.ingest.items import Context, Source
from timeline.models import Article

NOTHING = Given()


def article_of(
    text: str, source: Source, context: Context, found: Given, *, weak: Given = NOTHING, headed: bool = True
) -> Article:
    """The article of a text that was taken from something else.

    What the user said of it (``source.described``) holds over what it says itself (``found``), that over what stands
    in for all inputs, and that over ``weak``: what is only a sign, such as the day on which a file was made.
    The title opens the text unless it stands there already, or ``headed`` is false.
    """
    sure = source.described.over(found).over(context.default)
    given = sure.over(weak)
    title = " ".join((given.title or "").split())
    return article_from_text(
        f"{title}\n\n{text}" if headed and title and not _opens(text, title) else text,
        title=title,
        url=given.url or "",
        publisher=given.publisher or "",
        published=given.published,
        published_why=given.why or "",
        published_basis="given" if sure.published else "guessed",
        language=given.language or "",
        verbatim=given.verbatim is not False,
        path=source.name,
        derived=True,
    )


def unwrapped(text: str) -> str:
    """Paragraphs of lines that a printer's measure broke: each on one line, a word parted at the end made whole.

    A line belongs to the one before it unless a blank line parts them, or the one before ends a sentence well before
    the measure, or is far shorter than the others.
    """
    blocks: list[str] = []
    for part in re.split(r"\n[ \t]*\n\s*", text.strip()):
        lines = [" ".join(line.split()) for line in part.split("\n") if line.strip()]
        if not lines:
            continue
        measure = max(map(len, lines))
        held = lines[0]
        for before, line in pairwise(lines):
            if _ends_block(before, line, measure):
                blocks.append(held)
                held = line
            elif held.endswith("-") and line[:1].islower() and held[-2:-1].isalpha():
                held = held[:-1] + line
            else:
                held = f"{held} {line}"
        blocks.append(held)
    return "\n\n".join(_across(blocks))


def _across(blocks: list[str]) -> list[str]:
    """The blocks with those joined that a change of page parted inside a sentence."""
    joined: list[str] = []
    for block in blocks:
        before = joined[-1] if joined else ""
        if len(before) > 60 and block[:1].islower() and before[-1:] not in '.!?…:”»"':
            whole = before[-1] == "-" and before[-2:-1].isalpha()
            joined[-1] = before[:-1] + block if whole else f"{before} {block}"
        else:
            joined.append(block)
    return joined


def _ends_block(before: str, line: str, measure: int) -> bool:
    ended = before.endswith((".", "!", "?", "…", "”", "»", '"', ":"))
    short = len(before) < measure * 0.75
    bullet = line[:2] in ("- ", "• ", "* ", "– ")
    return bullet or (ended and short) or (len(before) < measure * 0.5 and line[:1].isupper())


def _opens(text: str, title: str) -> bool:
    """Whether a text begins with its title, however it is spaced."""
    return " ".join(text[: len(title) * 2 + 20].split()).casefold().startswith(title.casefold())
