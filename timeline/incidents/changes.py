"""What changed between two versions of a text, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from timeline.events.splitter import sentences
from timeline.models import Article


@dataclass(frozen=True, slots=True)
class Change:
    """Sentences that stood together and were taken out, and those that stand in their place; either may be empty."""

    removed: tuple[str, ...]
    added: tuple[str, ...]


def changes(old: Article, new: Article) -> list[Change]:
    """What was taken out of ``old`` and what was added in ``new``, in the order of the text.

    Sentences are compared whole, without regard to white space. What was cut from the text as no part of the article
    (menus, headlines of others) is not compared.
    """
    before, after = _told(old), _told(new)
    steps = SequenceMatcher(None, before, after).get_opcodes()
    return [Change(tuple(before[a:b]), tuple(after[c:d])) for step, a, b, c, d in steps if step != "equal"]


def _told(article: Article) -> Sequence[str]:
    cut = [(region.start, region.end) for region in article.regions if region.kind == "cut"]
    found = sentences(article.text, article.language, article.regions)
    kept = (one for one in found if not any(start <= one.start < end for start, end in cut))
    return [" ".join(article.text[one.start : one.end].split()) for one in kept]
