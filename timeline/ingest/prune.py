"""A page without its own parts: comments, related links, invitations, notices, bars. What goes by name or by heading.

It works on the tree before the text is taken, so that a fallback of the extraction cannot bring a comment back.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from timeline.ingest.furniture import furniture
from timeline.ingest.markup import text_of, words

_DROP = ("script", "style", "noscript", "template", "nav", "footer", "form", "button", "iframe", "svg", "select",
         "dialog", "object", "embed", "canvas", "audio", "video", "input", "textarea", "aside")  # fmt: skip
_ROLES = {"navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "banner"}
_BODIES = './/*[@itemprop="articleBody"] | .//article[.//p[3]][not(ancestor::*[contains(@class, "comment")])]'
_KEEP = {"html", "body", "main", "article", "head"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TOKEN = re.compile(r"[^a-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NAMING = ("class", "id", "data-component", "data-testid", "data-module", "data-area", "data-block-name", "data-qa")
_BOXES = ("div", "section", "header", "p")
_BLOCKS = frozenset(("p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "section", "article", "time"))
_LINK = 160  # characters that the name of another article may have
_SHARE = 0.5  # of a page's paragraphs: a part that holds more of them is the article, whatever its name


def prune(tree: Any) -> None:
    """Take the parts that are no article out of a parsed page.

    A part that holds the headline or most of the paragraphs stays whatever it is called; comments go in any case, for
    there may be more of them than of the article.
    """
    for element in list(tree.iter(*_DROP)):
        # An aside or a form around the whole page is a mistake of its template.
        if element.tag not in ("form", "aside") or not _holds_article(element):
            drop(element)
    weight = sum(1 for _ in tree.iter("p")) or 1
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _KEEP or element.getparent() is None:
            continue
        part = _part(element)
        if part == "comments":
            if not _holds_article(element):
                drop(element)
        elif part and not _holds_article(element) and sum(1 for _ in element.iter("p")) < max(2, weight * _SHARE):
            drop(element)
    _by_heading(tree)
    for element in list(tree.iter("p", "div", "ul", "ol")):
        if element.getparent() is not None:
            _drop_links(element)


def _drop_links(element: Any) -> None:
    """A line that only names another article, and a heading over a list that only names others."""
    if element.tag in ("p", "div"):
        if _is_link_line(element):
            drop(element)
        return
    heading = element.getprevious()
    items = [one for one in element if one.tag == "li"]
    listed = len(items) > 1 and all(len(text_of(one)) <= _LINK and _is_links(one) for one in items)
    if listed and heading is not None and heading.tag in _HEADINGS[1:] and not _holds_article(element):
        drop(element)
        drop(heading)


def _is_link_line(element: Any) -> bool:
    """Whether a paragraph is one link, with at most a label before it ("Read: …") and signs around it."""
    links = list(element.iter("a"))
    if len(links) != 1 or any(one.tag in _BLOCKS for one in element.iter() if one is not element):
        return False
    whole, name = text_of(element), text_of(links[0])
    label, _, end = whole.partition(name)
    if not 20 <= len(name) <= _LINK or name.endswith((".", "!")) or any(map(str.isalnum, end)):
        return False
    return not any(map(str.isalnum, label)) or (len(label) <= 40 and label.rstrip().endswith(":"))


def _part(element: Any) -> str:
    """Which part an element is by its class, id, role or state: a list of ``markup.toml``; empty for none."""
    if element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "").lower():
        return "notice"
    if (element.get("role") or "").lower() in _ROLES:
        return "furniture"
    if element.tag.startswith(("amp-ad", "amp-consent", "amp-social", "amp-sidebar", "amp-sticky", "amp-analytics")):
        return "notice"
    if "-" in element.tag and (part := _named(element.tag)):  # an element of the page's own, <coral-comments>
        return part
    called = " ".join(element.get(name) or "" for name in _NAMING)
    for token in called.split()[:12]:
        if part := _named(token):
            return part
    return ""


@lru_cache(maxsize=20_000)
def _named(token: str) -> str:
    tables = words()["cut"]
    if token.lower() in tables["not"] or len(token) > 60:
        return ""
    pieces = [piece for piece in _TOKEN.split(_HUMP.sub("-", token).lower()) if piece]
    # Nothing else is called so: "dc-comments", "comments__item", but not "comments-open".
    if {*pieces[:1], *pieces[-1:]} & set(tables["comments_anywhere"]) and not set(pieces) & set(tables["about"]):
        return "comments"
    for part in ("comments", "related", "invitation", "notice", "furniture"):
        names = _pieces(part)
        if tuple(pieces) in names:
            return part
        # Longer names begin or end with the part's: "article-comments", "comments-section", "js-newsletter-box".
        for size in range(1, min(4, len(pieces))):
            first, last = tuple(pieces[:size]), tuple(pieces[-size:])
            if (first in names and pieces[size:] and _is_box(pieces[size:])) or (
                last in names and _is_box(pieces[:-size])
            ):
                return part
    return ""


def _is_box(pieces: list[str]) -> bool:
    """Whether the rest of a name says no more than that it is a part: ``section``, ``list``, ``wrapper``, a number."""
    box = _boxes()
    return all(piece in box or piece.isdigit() or len(piece) == 1 for piece in pieces)


@lru_cache(maxsize=1)
def _boxes() -> frozenset[str]:
    return frozenset(words()["cut"]["box"])


@lru_cache(maxsize=8)
def _pieces(part: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(_TOKEN.split(name)) for name in words()["cut"][part])


def _holds_article(element: Any) -> bool:
    """Whether the headline or what is marked as the article's body stands in it."""
    return any(True for _ in element.iter("h1")) or bool(
        element.xpath(
            './/*[@itemprop="articleBody"] | .//article[.//p[3]][not(ancestor::*[contains(@class, "comment")])]'
        )
    )


def _by_heading(tree: Any) -> None:
    """Parts without a name that open with a known heading ("Comments (3)", "Mehr zum Thema", "Lire aussi")."""
    known = furniture()
    for heading in list(tree.iter(*_HEADINGS[1:], "strong", "b", "p", "div", "span")):
        if heading.getparent() is None or len(heading) > 3:
            continue
        line = text_of(heading)
        if not 2 < len(line) <= 80:
            continue
        kind = known.of_whole(line)
        if kind.startswith("comments"):
            if heading.tag in _HEADINGS or kind == "comments.sure":
                _cut_thread(heading)
        elif kind in ("related.headings", "newsletter.lines") and heading.tag in (*_HEADINGS, "strong", "b", "p"):
            _cut_list(heading)


def _cut_thread(heading: Any) -> None:
    """A thread goes with its heading, and all that follows on its level, as long as no headline does."""
    place = heading
    while place.getparent() is not None and place.getparent().tag not in _KEEP and _opens(place):
        place = place.getparent()
    before = sum(1 for one in place.itersiblings(preceding=True) for _ in one.iter("p"))
    if place.tag == "div" and _holds_article(place):
        return
    following = list(place.itersiblings())
    if not before and not following:
        return
    if any(_holds_article(one) for one in following):
        drop(place)
        return
    for one in (place, *following):
        drop(one)


def _cut_list(heading: Any) -> None:
    """A heading over links goes with the box that it opens, or with the list right after it."""
    place = heading
    while (
        place.getparent() is not None and place.getparent().tag in ("div", "section", "header", "p") and _opens(place)
    ):
        if _holds_article(place.getparent()) or sum(1 for _ in place.getparent().iter("p")) > 6:
            break
        place = place.getparent()
    after = place.getnext()
    if place is heading or place.tag == heading.tag:
        if after is not None and after.tag in ("ul", "ol", "div") and _is_links(after):
            drop(after)
            drop(place)
    elif _is_links(place) or not any(len(text_of(one)) > 200 for one in place.iter("p")):
        drop(place)


def _opens(element: Any) -> bool:
    """Whether nothing with words stands before an element in its parent."""
    parent = element.getparent()
    return not (parent.text or "").strip() and not any(text_of(one) for one in element.itersiblings(preceding=True))


def _is_links(element: Any) -> bool:
    """Whether most of the words of an element are links."""
    whole = len(text_of(element))
    return whole > 0 and sum(len(text_of(link)) for link in element.iter("a")) * 10 >= whole * 6


def drop(element: Any) -> None:
    """Take an element out and leave the words after it where they stood."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = f"{before.tail or ''} {element.tail}"
        else:
            parent.text = f"{parent.text or ''} {element.tail}"
    parent.remove(element)
