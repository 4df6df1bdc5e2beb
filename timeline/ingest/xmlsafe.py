"""XML from strangers: no entities of its own, nothing fetched, nothing expanded."""

from __future__ import annotations

import re
from typing import Any

from timeline.ingest.charset import decode_page
from timeline.ingest.fault import Fault

LIMIT = 50_000_000
_ENTITY = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


def safe_text(data: bytes, label: str = "") -> str:
    """The text of an XML document, without its declaration.

    Raises Fault for one that declares entities, which feeds and sitemaps never need and bombs are made of.
    """
    text = decode_page(data, label)
    if _ENTITY.search(text[:100_000]) or "<!ENTITY" in text:
        raise Fault("declares entities of its own, as XML bombs do", "do not trust it; ask its maker for a plain feed")
    return _DECLARED.sub("", text)


def safe_tree(text: str) -> Any:
    """The tree of a text of safe_text. Raises Fault where it is no XML at all."""
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        tree = etree.fromstring(text.encode(), parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    if tree is None:
        raise Fault("is broken XML", "fetch it again")
    return tree
