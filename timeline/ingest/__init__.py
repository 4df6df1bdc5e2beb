"""Reading what people have: pages, documents, messages, feeds, tables and archives become Articles, or Refusals.

Nothing here knows events. ``docs/ingest.md`` tells what is read, what is cut, and what is refused.
"""

from __future__ import annotations

from timeline.ingest.article import article_from_text
from timeline.ingest.files import read_bytes, read_data, read_paths
from timeline.ingest.items import UrlItem

__all__ = ["UrlItem", "article_from_text", "read_bytes", "read_data", "read_paths"]
