"""What an input is, by its content first: one ordered table of kinds, each with how it is told and how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from timeline.ingest import addresses, docx, feed, gzipped, html, mail, pdf, plain, table, warc, zipped
from timeline.ingest.items import Context, Item, Source
from timeline.models import Article

_HTML = re.compile(r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S)
_TAGGED = re.compile(r"<(?:p|div|span|a|h[1-6]|table|article|br|ul|img)\b", re.I)
_HEADER = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?[^\n]*\n(?:[ \t]+[^\n]*\n)*)+(?:\n|\Z)")
_FIELD = re.compile(r"^([A-Za-z][A-Za-z0-9-]{1,40}):", re.M)
_MAIL = {"from", "to", "subject", "date", "message-id", "received", "return-path", "mime-version", "delivered-to",
         "content-type", "x-mailer", "reply-to"}  # fmt: skip
_MACHINE = re.compile(r"^(?:Message-ID|MIME-Version|Received|Return-Path):", re.I | re.M)
_WEB_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp")
# A text with such an ending is not an article, or says that it is something that it is not.
_OTHER_SUFFIXES = frozenset((
    ".css", ".js", ".mjs", ".ts", ".py", ".c", ".h", ".java", ".sh", ".bat", ".toml", ".yaml", ".yml", ".ini",
    ".cfg", ".log", ".sql", ".svg", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ppt", ".pptx",
    ".zip", ".gz", ".warc", ".wacz", ".parquet", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp3", ".mp4",
    ".mov", ".exe", ".bin", ".db", ".map", ".woff", ".woff2", ".ico", ".lock", ".epub", ".tar", ".7z", ".rar",
    ".bz2", ".xz",
))  # fmt: skip


class Head(NamedTuple):
    """What is looked at: the first bytes, as text where they are text, and the name's ending."""

    data: bytes
    text: str
    suffix: str
    source: Source


class Kind(NamedTuple):
    """A kind of input. ``opens`` where it holds other inputs; ``risky`` where its library may hang or fill memory.

    One that opens and has more than ``light`` bytes is opened in a process of its own.
    """

    name: str
    looks: Callable[[Head], bool]
    read: Callable[[Source, Context], Article | Iterator[Item]]
    opens: bool = False
    risky: bool = False
    light: int = 1_000_000


def _zip_with(*wanted: str) -> Callable[[Head], bool]:
    def looks(head: Head) -> bool:
        return head.data.startswith(b"PK\x03\x04") and any(
            name.startswith(wanted) for name in zipped.names(head.source)
        )

    return looks


def _is_warc(head: Head) -> bool:
    if head.data.startswith(b"WARC/"):
        return True
    return head.data.startswith(b"\x1f\x8b") and gzipped.head(head.source).startswith(b"WARC/")


def _is_mhtml(head: Head) -> bool:
    lower = head.text[:4000].lower()
    return "content-type: multipart/related" in lower and _is_header(head.text, 2)


def _is_mail(head: Head) -> bool:
    if head.suffix in plain.SUFFIXES:  # a memo may open with From, To and Date; only mail programs write these
        return _MACHINE.search(head.text[:4000]) is not None and _is_header(head.text, 4)
    return _is_header(head.text, 3)


def _is_header(text: str, least: int) -> bool:
    text = text.lstrip("\ufeff\n")
    if text.startswith("From ") and "\n" in text:  # the line that mail folders put before a message
        text = text.partition("\n")[2]
    found = _HEADER.match(text)
    return found is not None and len({name.lower() for name in _FIELD.findall(found[0])} & _MAIL) >= least


def _xml(*roots: str) -> Callable[[Head], bool]:
    pattern = re.compile(
        r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*<(?:[\w.-]+:)?(?:" + "|".join(roots) + r")[\s>]",
        re.I | re.S,
    )
    return lambda head: pattern.match(head.text) is not None


def _is_html(head: Head) -> bool:
    if head.suffix in plain.SUFFIXES:
        return re.match(r"\s*<(?:!doctype\s+html|html)\b", head.text, re.I) is not None
    if head.suffix in _WEB_SUFFIXES:
        return True
    if head.suffix in _OTHER_SUFFIXES:
        return False
    return _HTML.match(head.text) is not None or (head.text.lstrip()[:1] == "<" and len(_TAGGED.findall(head.text)) > 5)


def _is_json(head: Head) -> bool:
    return table.looks_like_json(head.text) and head.suffix not in (".md", ".markdown", ".map", ".lock")


def _is_csv(head: Head) -> bool:
    return head.suffix in (".csv", ".tsv") or table.looks_like_csv(head.text)


def _is_text(head: Head) -> bool:
    if head.suffix in plain.SUFFIXES:
        return True
    return bool(head.text) and head.suffix not in _OTHER_SUFFIXES


KINDS: tuple[Kind, ...] = (
    Kind("PDF", lambda head: head.suffix not in plain.SUFFIXES and b"%PDF-" in head.data[:1024], pdf.read, risky=True),
    Kind("Parquet", lambda head: head.data.startswith(b"PAR1"), table.read_parquet, opens=True, light=0),
    Kind("WARC", _is_warc, warc.read, opens=True),
    Kind("DOCX", _zip_with("word/document"), docx.read, risky=True),
    Kind("WACZ", _zip_with("datapackage.json"), warc.read_wacz, opens=True),
    Kind("ZIP", lambda head: _is_zip(head), zipped.read, opens=True),
    Kind(
        "gzip",
        lambda head: head.data.startswith(b"\x1f\x8b") and head.suffix not in plain.SUFFIXES,
        gzipped.read,
        opens=True,
    ),
    Kind("MHTML", _is_mhtml, mail.read_saved_page),
    Kind("e-mail", _is_mail, mail.read, opens=True, light=200_000),
    Kind("feed", _xml("rss", "feed", "RDF"), feed.read, opens=True, light=100_000),
    Kind("sitemap", _xml("urlset", "sitemapindex"), addresses.read_sitemap, opens=True),
    Kind("HTML", _is_html, html.read),
    Kind("JSON", _is_json, table.read_json, opens=True),
    Kind("GDELT", lambda head: addresses.is_gdelt(head.text), addresses.read_gdelt, opens=True),
    Kind("list of addresses", lambda head: addresses.is_list(head.text), addresses.read_list, opens=True),
    Kind("CSV", _is_csv, table.read_csv, opens=True),
    Kind("text", _is_text, plain.read),
)
"""The kinds in the order in which they are tried; the first that an input looks like reads it."""


def kind_of(source: Source, *, named: bool = True) -> Kind | None:
    """The kind of an input, None where it is none that is read. Raises Fault where a file cannot be opened.

    ``named`` is false for what merely lies in a folder: there, a text without an ending of one is no article.
    """
    data = source.head()
    name = source.name.lower()
    if not data.startswith(b"\x1f\x8b"):
        name = name.removesuffix(".gz")  # what is packed under "page.html.gz" is a page
    dot = name.rfind(".")
    suffix = name[dot:] if dot > max(name.rfind("/"), name.rfind("\\")) else ""
    head = Head(data, _as_text(data), suffix, source)
    for kind in KINDS:
        if kind.looks(head):
            return kind if named or kind.name != "text" or suffix in plain.SUFFIXES else None
    return None


def by_name(name: str) -> Kind:
    """The kind of that name."""
    return next(kind for kind in KINDS if kind.name == name)


def _is_zip(head: Head) -> bool:
    if not head.data.startswith((b"PK\x03\x04", b"PK\x05\x06")) or head.suffix in plain.SUFFIXES:
        return False
    inside = zipped.names(head.source)
    office = any(name.startswith(("xl/", "ppt/", "META-INF/", "content.xml", "AndroidManifest")) for name in inside)
    return not office


def _as_text(data: bytes) -> str:
    """The first bytes as text for a look at them; empty where they are none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "ignore").lstrip("\ufeff").replace("\r\n", "\n")
    if b"\x00" in data[:512]:
        return ""
    return data.decode("utf-8", "replace").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
