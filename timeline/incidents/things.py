"""What a quantity counts, named alike in every language."""

from __future__ import annotations

from timeline.incidents.concepts import fold, lexicon
from timeline.models import Quantity

STEM = 6  # letters that tell one noun from another where no concept is known


def counted_thing(quantity: Quantity, language: str) -> tuple[str, str]:
    """The unit and the thing that a quantity counts: a concept where one is known, else the last noun's stem."""
    folded = fold(quantity.what)
    things = [name for name in lexicon(language).find(folded) if name[0] == "#"]
    words = folded.split()
    return quantity.unit, things[-1] if things else words[-1][:STEM] if words else ""
