"""Pages in which article text and buttons stand together, as trees of plain values.

A node is a string or a dictionary ``{tag, children, class, …}``; ``assets/tree.js`` builds elements of them and sets
every text as plain text, so nothing of an article is ever read as HTML. ``go`` leads to another page of the dashboard
without loading it anew, ``act`` asks the page to do something.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from timeline.views.escape import link, plain

Node = dict[str, Any] | str
TAGS = frozenset(
    ("article", "blockquote", "caption", "details", "div", "h2", "h3", "li", "mark", "p", "section", "span", "strong",
     "summary", "table", "tbody", "td", "th", "thead", "tr", "ul")
)  # fmt: skip


def node(tag: str, *children: Node | None, cls: str = "", **extra: str) -> dict[str, Any]:
    """An element; None among the children is left out. ``extra`` are ``label`` (its name for a screen reader),
    ``lang``, ``scope``, ``id`` and ``title``. Raises ValueError for a tag that the component would not build."""
    if tag not in TAGS:
        raise ValueError(f"no tag {tag!r}; there are {', '.join(sorted(TAGS))}")
    held = [plain(child) if isinstance(child, str) else child for child in children if child not in (None, "")]
    made: dict[str, Any] = {"tag": tag, "children": held}
    return made | ({"class": cls} if cls else {}) | {name: value for name, value in extra.items() if value}


def go(text: str, page: str, query: dict[str, list[str]] | dict[str, str], cls: str = "", label: str = "") -> Node:
    """A link to a page of the dashboard by its name, such as ``reader`` or ``happening``."""
    path = "./" if page == "timeline" else page
    return {
        "tag": "a", "children": [plain(text)], "class": cls, "href": f"{path}?{urlencode(query, doseq=True)}",
        "go": {"page": page, "query": query}, "label": label,
    }  # fmt: skip


def out(text: str, url: str, cls: str = "", label: str = "") -> Node | None:
    """A link to a web page in a new tab; None where the address is none that a reader may be sent to."""
    target = link(url)
    return {"tag": "a", "children": [plain(text)], "class": cls, "out": target, "label": label} if target else None


def act(text: str, what: dict[str, Any], label: str = "", cls: str = "") -> Node:
    """A button that asks the page to do something; ``label`` is its whole name where its text is short."""
    return {"tag": "button", "children": [plain(text)], "class": cls, "act": what, "label": label}


def badge(kind: str, text: str, title: str = "") -> Node:
    """A small mark in words; ``kind`` is its look: ``warn``, ``good``, ``quiet`` or ``plain``."""
    return node("span", text, cls=f"badge {kind}", title=title)


def table(caption: str, head: list[str], rows: list[list[Node | None]], cls: str = "") -> Node:
    """A table with a caption for a screen reader; each cell is a node, its column's name goes with it for a phone."""
    cells = [
        node("tr", *({**node("td", cell), "column": name} for name, cell in zip(head, row, strict=True)))
        for row in rows
    ]
    heads = node("tr", *(node("th", name, scope="col") for name in head))
    return node("table", node("caption", caption), node("thead", heads), node("tbody", *cells), cls=cls)


def text_of(item: Node | None) -> str:
    """All words of a node, for tests and for a reader without a browser."""
    if item is None or isinstance(item, str):
        return item or ""
    return " ".join(filter(None, (text_of(child) for child in item["children"])))
