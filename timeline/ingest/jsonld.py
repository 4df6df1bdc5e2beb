"""What a page says of itself in JSON-LD (schema.org): the one object that is the article on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

MAX_BLOCK = 2_000_000  # characters of one script
MAX_NODES = 2000
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
_FIELD = re.compile(r'"(datePublished|dateCreated|dateModified|headline|inLanguage)"\s*:\s*"((?:[^"\\]|\\.){0,400})"')
_PAGES = {"WebPage", "ItemPage", "AboutPage", "CollectionPage"}
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart", "liveBlogUpdate")


def article_node(tree: Any, address: str = "") -> dict[str, Any]:
    """The fields of the page's article object, else of the page object; empty where there is none.

    ``address`` is the page's own where known: of several articles, the one that names it is meant, else the first.
    Broken JSON yields the few fields that can be read from it all the same. Never raises.
    """
    articles: list[dict[str, Any]] = []
    pages: list[dict[str, Any]] = []
    spare: dict[str, Any] = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text or len(script.text) > MAX_BLOCK:
            continue
        block = _WRAPPING.sub("", script.text)
        try:
            loaded = json.loads(block, strict=False)
        except (ValueError, RecursionError):
            for name, value in _FIELD.findall(block):
                spare.setdefault(name, value)
            continue
        for node in _nodes(loaded):
            kinds = types(node)
            if any(kind.endswith(("Article", "BlogPosting", "Report", "NewsItem")) for kind in kinds):
                articles.append(node)
            elif kinds & _PAGES:
                pages.append(node)
    for node in articles:
        if address and address in (named(node.get("url")), named(node.get("mainEntityOfPage")), node.get("@id")):
            return node
    return next(iter((*articles, *([spare] if spare else ()), *pages)), {})


def types(node: dict[str, Any]) -> set[str]:
    """The types of a node, without the vocabulary's address."""
    found = node.get("@type")
    listed = found if isinstance(found, list) else [found]
    return {str(kind).rsplit("/", 1)[-1] for kind in listed if kind}


def named(value: Any) -> str:
    """The words of a value: itself, its ``name``, ``@id`` or ``url``, or that of the first of a list."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@id") or value.get("url") or ""
        else:
            break
    return value.strip() if isinstance(value, str) else ""


def _nodes(loaded: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [loaded], 0
    while waiting and seen < MAX_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting = [*node[:200], *waiting]
        elif isinstance(node, dict):
            yield node
            waiting = [*(node[name] for name in _INSIDE if isinstance(node.get(name), dict | list)), *waiting]
