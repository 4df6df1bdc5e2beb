"""What the markup of a page says of the article on it: title, address, site, language, dates of publication."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from timeline.ingest import jsonld
from timeline.ingest.canonical import canonical, host_of
from timeline.ingest.detect import language_code
from timeline.ingest.moment import moment_of

SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " / ", " » ")


@dataclass(frozen=True, slots=True)
class Markup:
    """The page's own data. ``said`` are the values that may be the date of publication, best first, with where each
    stood ("the page's JSON-LD (datePublished)"); they are as written. ``modified`` is the day or moment (ISO 8601) of
    the last change that the page names, else empty."""

    title: str
    url: str
    publisher: str
    language: str
    said: tuple[tuple[str, str], ...]
    modified: str = ""


def markup(tree: Any, fetched: str = "") -> Markup:
    """The markup of a parsed page; ``fetched`` is the address that it came from, where one is known.

    A canonical link counts only where it leads to a page, not to the home page of the site, and where ``fetched`` is
    known only on the same site: a page must not take another one's place.
    """
    meta = _meta(tree)
    base = fetched or canonical(_first(meta, "url"))
    address = _address(tree, meta, base)
    node = jsonld.article_node(tree, address)
    if not address:
        address = canonical(jsonld.named(node.get("url")) or jsonld.named(node.get("mainEntityOfPage")))
    site = _first(meta, "publisher") or jsonld.named(node.get("publisher"))
    return Markup(
        title=_title(tree, meta, node, site),
        url=address,
        publisher=" ".join(site.split())[:200] if not site.startswith(("http", "@")) else "",
        language=_language(tree, meta, node),
        said=tuple(_dates(tree, meta, node)),
        modified=moment_of(jsonld.named(node.get("dateModified")) or _first(meta, "modified")),
    )


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The names of ``markup.toml``."""
    return tomllib.loads((Path(__file__).parent / "markup.toml").read_text(encoding="utf-8"))


def text_of(element: Any) -> str:
    """The words of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        value = (tag.get("content") or "").strip()
        if value:
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                name = (tag.get(attribute) or "").strip().lower()
                if name:
                    found.setdefault(name, value)
    return found


def _first(meta: dict[str, str], kind: str) -> str:
    return next((meta[name] for name in words()["meta"][kind] if name in meta), "")


def _address(tree: Any, meta: dict[str, str], base: str) -> str:
    links = [
        tag.get("href") or "" for tag in tree.iter("link") if "canonical" in (tag.get("rel") or "").lower().split()
    ]
    for link in (*links, _first(meta, "url")):
        try:
            known = canonical(urljoin(base, link.strip())) if link.strip() else ""
        except ValueError:
            continue
        if known and known.split("//", 1)[-1].partition("/")[2] and _same_site(known, base):
            return known
    return canonical(base)


def _same_site(one: str, other: str) -> bool:
    """Whether two hosts belong together: they are one, or one stands within the other (``amp.``, ``m.``)."""
    if not other:
        return True
    a, b = host_of(one), host_of(other)
    shorter, longer = sorted((a, b), key=len)
    return longer == shorter or (longer.endswith(f".{shorter}") and "." in shorter)


def _title(tree: Any, meta: dict[str, str], node: dict[str, Any], site: str) -> str:
    headings = [heading for heading in (text_of(one) for one in tree.iter("h1")) if heading]
    said = " ".join((jsonld.named(node.get("headline")) or _first(meta, "title")).split())
    head = next((text_of(one) for one in tree.iter("title")), "")
    if said and any(heading.endswith(said) for heading in headings):  # one with a word of the section before it
        return said
    entry = tree.xpath('//*[contains(concat(" ", @class, " "), " entry-title ") or @itemprop="headline"]')
    for heading in filter(None, map(text_of, entry)):  # the site's own name may be its h1
        if len(heading.split()) > 2 and head.endswith(heading):
            return heading
    for heading in headings:  # a heading that the page names elsewhere, too, is the article's
        if len(heading.split()) > 2 and (heading in said or head.startswith(heading)):
            return heading
    plain = _without_site(said or head, site)
    for heading in headings:  # one with a word of the section before it
        if plain and heading.endswith(plain):
            return plain
    if said:
        return plain
    lesser = (text_of(one) for one in tree.iter("h1", "h2", "h3", "h4", "b", "strong"))
    named = [one for one in lesser if len(one.split()) > 2 and one in head]
    longest = max((one for one in headings if len(one.split()) > 2), key=len, default="")
    return max(named, key=len, default="") or longest or plain or next(iter(headings), "")


def _without_site(title: str, site: str) -> str:
    """The title without the name of the site at its end, or what stands behind the last sign that parts the two."""
    for separator in SEPARATORS:
        front, found, end = title.rpartition(separator)
        if found and len(front) > len(end) and (not site or site.casefold() in end.casefold() or len(end) <= 25):
            return front.strip()
    return title


def _language(tree: Any, meta: dict[str, str], node: dict[str, Any]) -> str:
    root = next(iter(tree.iter("html")), tree)
    said = jsonld.named(node.get("inLanguage"))
    for value in (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), said):
        if value and (code := language_code(value)):
            return code
    return language_code(_first(meta, "language"))


def _dates(tree: Any, meta: dict[str, str], node: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("datePublished", "dateCreated"):
        if value := jsonld.named(node.get(name)):
            yield value, f"the page's JSON-LD ({name})"
    for name in words()["meta"]["published"]:
        if name in meta:
            yield meta[name], f"the page's metadata ({name})"
    for element in tree.xpath('//*[@itemprop="datePublished"] | //time[@pubdate]'):
        if element.tag != "meta" and not aside(element):
            value = element.get("datetime") or element.get("content") or element.get("title") or text_of(element)
            yield value, "the page's markup (datePublished)"
    for element in tree.xpath('//abbr[contains(concat(" ", @class, " "), " published ")][@title]'):
        yield element.get("title"), "the page's markup (published)"


def aside(element: Any) -> bool:
    """Whether an element stands in what is beside the article."""
    return any(
        one.tag in ("aside", "nav", "footer")
        or any(
            word in f"{one.get('class') or ''} {one.get('id') or ''}".lower()
            for word in ("comment", "related", "teaser", "kommentar", "sidebar", "recommend", "latest", "archive")
        )
        for one in (element, *element.iterancestors())
        if one.tag not in ("html", "body")
    )
