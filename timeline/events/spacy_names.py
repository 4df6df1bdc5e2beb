"""An optional finder of names: a spaCy model that the user has installed and asked for.

``TIMELINE_SPACY`` names the models by language ("en=en_core_web_sm,fr=fr_core_news_sm"). Nothing is downloaded; where
spaCy or a model is missing, a warning says so once and the rules find what they find.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable
from functools import lru_cache

VARIABLE = "TIMELINE_SPACY"
KINDS = {"PERSON": "person", "PER": "person", "ORG": "organisation", "NORP": "group"}
Model = Callable[[str, str], Iterable[tuple[int, int, str]]]


def model_for(language: str) -> Model | None:
    """The model that the user asked for in a language, as ``text, language → (start, end, kind)``; usually None."""
    asked = os.environ.get(VARIABLE)
    return _loaded(asked, language) if asked else None


@lru_cache(maxsize=16)
def _loaded(asked: str, language: str) -> Model | None:
    named = dict(part.strip().split("=", 1) for part in asked.split(",") if "=" in part)
    name = named.get(language, "")
    if not name:
        return None
    try:
        from spacy import load  # type: ignore[import-not-found]

        pipeline = load(name)
    except (ImportError, OSError) as fault:
        warnings.warn(
            f"{VARIABLE}: {name} cannot be used ({fault}); install spaCy and the model, or unset the variable",
            stacklevel=2,
        )
        return None

    def find(text: str, _language: str) -> Iterable[tuple[int, int, str]]:
        for entity in pipeline(text).ents:
            if entity.label_ in KINDS:
                yield entity.start_char, entity.end_char, KINDS[entity.label_]

    return find
