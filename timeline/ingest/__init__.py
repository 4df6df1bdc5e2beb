"""Reading what people have: text and Markdown files, folders and dropped files become Articles, or Refusals.

Nothing here knows dates or events. ``docs/ingest.md`` tells what is read, what is cut, and what is refused.
"""

from __future__ import annotations

from timeline.ingest.article import article_from_text
from timeline.ingest.files import read_bytes, read_paths

__all__ = ["article_from_text", "read_bytes", "read_paths"]
