"""The store: articles and events in SQL (SQLite by default), and the one module that the views ask (``query``)."""

from __future__ import annotations

from timeline.store.errors import StoreError
from timeline.store.store import AddResult, Store

__all__ = ["AddResult", "Store", "StoreError"]
