"""Pages that lay themselves out with tables and line breaks, made into the blocks that they mean."""

from __future__ import annotations

from typing import Any

from timeline.ingest.markup import text_of
from timeline.ingest.prune import drop

LONG = 400  # characters of a cell that holds more than data
_PARTS = ("table", "tbody", "thead", "tr", "td", "th")
_BLOCK = frozenset(
    ("p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article")
)


def mend(tree: Any) -> None:
    """Tables that hold the page become boxes, words between two line breaks paragraphs, bars of links go."""
    for table in [one for one in tree.iter("table") if _is_layout(one)]:
        for element in [one for one in table.iter(*_PARTS) if one is table or _table_of(one) is table]:
            element.tag = "div"
    for element in reversed(list(tree.iter("div", "td", "p", "font", "center", "span", "section", "article", "body"))):
        if element.find("br") is not None:
            _split(element)
        if element.tag in ("font", "center"):
            element.tag = "div" if any(one.tag in _BLOCK for one in element) else "span"
    for element in list(tree.iter("div", "p", "td", "ul", "span")):
        if element.getparent() is not None and _is_bar(element):
            drop(element)


def _is_layout(table: Any) -> bool:
    """Whether a table holds other tables, the headline or whole paragraphs rather than data."""
    if table.find(".//table") is not None or table.find(".//h1") is not None or table.find("p") is not None:
        return True
    return any(len(text_of(cell)) > (LONG if cell.find("p") is None else LONG // 3) for cell in table.iter("td"))


def _table_of(element: Any) -> Any:
    return next(element.iterancestors("table"), None)


def _split(element: Any) -> None:
    """Words that two line breaks part become paragraphs of their own, with what stands in line with them."""
    if not any(_is_pair(one) for one in element if one.tag == "br"):
        return
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

    paragraph = etree.Element("p")
    paragraph.text, element.text = element.text, None
    filled: list[Any] = []
    words = bool((paragraph.text or "").strip())
    pairs = {id(one) for one in element if one.tag == "br" and _is_pair(one)}
    children = list(element)
    for child in children:
        tail, child.tail = child.tail, None
        element.remove(child)
        if child.tag in _BLOCK or id(child) in pairs:
            filled += [paragraph, child] if child.tag in _BLOCK else [paragraph]
            paragraph = etree.Element("p")
            paragraph.text = tail
            words = False
        elif child.tag == "br" and not words:  # the second of two
            paragraph.text = f"{paragraph.text or ''} {tail or ''}"
        else:
            paragraph.append(child)
            child.tail = tail
            words = words or bool(text_of(child))
        words = words or bool((tail or "").strip())
    if element.tag in ("p", "span", "font", "center"):
        element.tag = "div"  # a paragraph cannot hold paragraphs
    element.extend(one for one in (*filled, paragraph) if one.tag != "p" or len(one) or text_of(one))


def _is_pair(one: Any) -> bool:
    after = one.getnext()
    return after is not None and after.tag == "br" and not (one.tail or "").strip()


def _is_bar(element: Any) -> bool:
    """Whether an element is three links and more and hardly a word between them: a menu, whatever it is called."""
    links = list(element.iter("a"))
    if not 3 <= len(links) <= 60 or element.find(".//p") is not None:
        return False
    words = [text_of(link) for link in links]
    whole = len(text_of(element))
    return sum(map(len, words)) * 10 >= whole * 7 and all(len(one) <= 30 and not one.endswith(".") for one in words)
