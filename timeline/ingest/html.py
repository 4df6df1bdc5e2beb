"""HTML to an article: trafilatura takes the text, the markup tells title, address, site and date."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import Any

from timeline.ingest.blocks import text_of_body
from timeline.ingest.charset import decode_page
from timeline.ingest.derived import article_of
from timeline.ingest.detect import detect
from timeline.ingest.fault import Fault
from timeline.ingest.given import Given
from timeline.ingest.head import standfirst
from timeline.ingest.items import Context, Source
from timeline.ingest.jsonld import article_node, named
from timeline.ingest.layout import mend
from timeline.ingest.markup import markup, text_of
from timeline.ingest.pagedate import publication
from timeline.ingest.prune import prune
from timeline.models import Article

LIMIT = 20_000_000  # bytes of one page, as for what is fetched
MAX_TAGS = 150_000
MAX_DEPTH = 2_000
FEW_TAGS = 8_000  # with fewer, no shape costs much: a page has 500 to 3,000
SHORT = 60  # characters under which a text is a remark of the page
REMEDY = "open the page in a browser, wait until the article stands there, and save it again, or copy the text"
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_EMPTY = frozenset(b"area base br col embed hr img input link meta param source track wbr p li td tr th option".split())


def read(source: Source, context: Context) -> Article:
    """The article on a page. Raises Fault where there is none, or where the page is made to stop a reader."""
    data = source.load(LIMIT)
    check_shape(data)
    return article_of_page(decode_page(data, source.label), source, context)


def article_of_page(page: str, source: Source, context: Context) -> Article:
    """The article of a page that is decoded already. Raises Fault where it holds none."""
    tree = parse(page)
    known = markup(tree, source.url or source.described.url or "")
    language = known.language
    plain = article_node(tree).get("articleBody")
    dated = publication((*known.said, *source.said), known.url or source.url, tree, language)
    prune(tree)
    mend(tree)
    summary = standfirst(tree)
    text = _with_standfirst(main_text(tree, known.title), summary)
    if len(text) < SHORT or (isinstance(plain, str) and len(plain) > 4 * len(text)):
        text = _plain_body(plain) or text
    if len(text) < SHORT and not text.endswith((".", "!", "?", "…")):
        raise Fault("has no article in its text", REMEDY)
    found = Given(
        title=known.title or None,
        url=known.url or None,
        publisher=known.publisher or None,
        published=dated[0] if dated else None,
        language=(detect(text) or language) or None,
        why=dated[1] if dated else None,
    )
    return replace(article_of(text, source, context, found), modified=known.modified)


def parse(page: str) -> Any:
    """The tree of a page; broken markup is mended as a browser would. Raises Fault where nothing is left."""
    from lxml import etree, html  # pyright: ignore[reportAttributeAccessIssue]

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(page.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Fault("is no HTML that can be read", REMEDY) from None
    return tree


def check_shape(data: bytes) -> None:
    """Raises Fault for a page nested or filled beyond what any article has: reading it would take minutes."""
    signs = data.count(b"<")
    if signs < FEW_TAGS:
        return
    if signs > MAX_TAGS * 2:
        raise Fault(f"has more than {MAX_TAGS} tags", "save the page of one article, not a list of many")
    depth = deepest = tags = 0
    for found in _TAG.finditer(data):
        if found[1]:
            depth = max(0, depth - 1) if found[2].lower() not in _EMPTY else depth
        else:
            tags += 1
            if found[2].lower() not in _EMPTY:
                depth += 1
                deepest = max(deepest, depth)
    if tags > MAX_TAGS:
        raise Fault(f"has {tags} tags, more than an article has", "save the page of one article, not a list of many")
    if deepest > MAX_DEPTH:
        raise Fault(f"nests its tags {deepest} deep", "copy the article's words into a .txt file")


def main_text(tree: Any, title: str = "") -> str:
    """The words of the article on a pruned page, without its headline; empty where there are none."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    body = getattr(found, "body", None)
    text = text_of_body(body) if body is not None else ""
    if len(text) < SHORT:
        text = max(text, _paragraphs(tree), key=len)
    return _without_headline(text, title)


def _with_standfirst(text: str, summary: str) -> str:
    """The text with the standfirst before it, where the extraction took that for a part of the page's head."""
    if not summary or not text or " ".join(summary.split())[:60] in " ".join(text.split()):
        return text
    return f"{summary}\n\n{text}"


def _paragraphs(tree: Any) -> str:
    """What plainly is a paragraph, for pages that the extraction gives up on."""
    lines = [line for line in (text_of(one) for one in tree.iter("p")) if len(line.split()) > 3]
    return "\n\n".join(lines)


def _without_headline(text: str, title: str) -> str:
    """The text without the headline among its first blocks; it opens the article anyway."""
    lines = text.split("\n\n")
    wanted = " ".join(title.split()).casefold()
    kept = [line for place, line in enumerate(lines) if place > 3 or not _is_headline(line, wanted)]
    return "\n\n".join(kept) if any(kept) else text


def _is_headline(line: str, wanted: str) -> bool:
    """Whether a block is the headline, with at most the name of a section before it."""
    words = " ".join(line.split()).casefold()
    return bool(wanted) and words.endswith(wanted) and len(words) <= len(wanted) + 30


def _plain_body(value: Any) -> str:
    body = named(value)
    if "<" in body and ">" in body:
        body = text_of_body(parse(body))
    return "\n\n".join(line.strip() for line in re.split(r"\n+", body) if line.strip())


__all__ = ["article_of_page", "main_text", "parse", "read"]
