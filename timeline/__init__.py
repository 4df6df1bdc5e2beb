"""Reads news articles and shows, on a timeline that can be checked, what happened when, and who says so.

::

    from timeline import Store, article_from_text, extract

    article = article_from_text("On 5 May the emails were dumped.", published=date(2017, 5, 8))
    for event in extract(article):
        print(event.start, event.title, event.why)

The public names are imported when they are first used, so that importing the package is quick.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.dates import tag
    from timeline.extract import extract
    from timeline.incidents import merge
    from timeline.ingest import article_from_text, read_paths
    from timeline.models import Article, Event
    from timeline.store import Store
    from timeline.store.query import Filters, Query

__all__ = [
    "Article", "Event", "Filters", "Query", "Store", "article_from_text", "extract", "merge", "read_paths", "tag",
]  # fmt: skip

_HOMES = {
    "Article": "timeline.models",
    "Event": "timeline.models",
    "Filters": "timeline.store.query",
    "Query": "timeline.store.query",
    "Store": "timeline.store",
    "article_from_text": "timeline.ingest",
    "extract": "timeline.extract",
    "merge": "timeline.incidents",
    "read_paths": "timeline.ingest",
    "tag": "timeline.dates",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """Importing the module ``timeline.extract`` would hide the public function of that name; this keeps it in sight."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name == "extract" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
