"""What a quantity counts, named alike in every language."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.incidents.concepts import fold, lexicon
from timeline.models import Quantity

STEM = 6  # letters that tell one noun from another where no concept is known


TOLL = ("kill", "injure")


def counted_thing(quantity: Quantity, language: str, happenings: Iterable[str] = ()) -> tuple[str, str]:
    """The unit and the thing that a quantity counts: a concept where one is known, else the last noun's stem.

    "Six people" of a clause in which people die are six dead; ``happenings`` are those of the clause.
    """
    folded, known = fold(quantity.what), lexicon(language)
    found = known.find(folded)
    things = [name for name in found if name[0] == "#"] or [name for name in found if name in TOLL]
    words = folded.split()
    if not things and any(word.startswith(known.people) for word in words):
        things = [name for name in TOLL if name in happenings][:1] or ["#person"]
    return quantity.unit, things[-1] if things else words[-1][:STEM] if words else ""
