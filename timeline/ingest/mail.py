"""E-mail (``.eml``) to an article, and the documents that hang on it; saved pages in MHTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any

from timeline.ingest import html, register
from timeline.ingest.charset import decode_page
from timeline.ingest.derived import article_of
from timeline.ingest.fault import Fault
from timeline.ingest.fragment import text_of_fragment
from timeline.ingest.given import Given, web_address
from timeline.ingest.items import Context, Item, Source
from timeline.ingest.pagedate import day_of
from timeline.models import Article

LIMIT = 50_000_000
MAX_PARTS = 200
DOCUMENTS = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "message/rfc822",
)
SUFFIXES = (".pdf", ".docx", ".eml", ".txt", ".md", ".html", ".htm")


def read(source: Source, context: Context) -> Iterator[Item]:
    """The message as an article, then the documents that hang on it. Raises Fault where there is no text at all."""
    message = _parse(source.load(LIMIT))
    text = _text(message)
    attached = list(_attached(message, source))
    if text.strip():
        title = " ".join(_header(message, "subject").split())
        name, address = parseaddr(_header(message, "from"))
        known = register.lookup(address.rpartition("@")[2]) if "@" in address else None
        day = day_of(_header(message, "date"))
        found = Given(
            title=title or None,
            publisher=(known.name if known else name or address) or None,
            published=day,
            why="from the message's header (Date)" if day else None,
        )
        yield article_of(text, source, context, found)
    elif not attached:
        raise Fault("is a message without text", "add the document that it should hold")
    yield from attached


def read_saved_page(source: Source, context: Context) -> Article:
    """The page in an MHTML file, as browsers save them. Raises Fault where there is no page in it."""
    message = _parse(source.load(LIMIT))
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            data = _payload(part)
            html.check_shape(data)
            address = _header(message, "snapshot-content-location") or _header(part, "content-location")
            inner = Source(source.name, described=source.described, url=web_address(address), depth=source.depth)
            return html.article_of_page(decode_page(data, _charset(part)), inner, context)
    raise Fault("is a saved page without a page in it", html.REMEDY)


def _parse(data: bytes) -> EmailMessage:
    try:
        message: Any = BytesParser(policy=policy.default).parsebytes(data)
    except (ValueError, LookupError, RecursionError, AttributeError, IndexError) as error:
        raise Fault(f"is a broken message ({type(error).__name__})", "save it again from the mail program") from None
    return message


def _header(message: Any, name: str) -> str:
    try:
        return str(message[name] or "")
    except Exception:  # the parser of headers fails in many ways on broken ones
        return ""


def _text(message: Any) -> str:
    """The plain words where the message has them, else those of its HTML."""
    plain, marked = [], []
    for part in _parts(message):
        if part.get_content_disposition() == "attachment":
            continue
        if part.get_content_type() == "text/plain":
            plain.append(_words(part))
        elif part.get_content_type() == "text/html":
            marked.append(text_of_fragment(_words(part)))
    whole, other = "\n\n".join(plain).strip(), "\n\n".join(marked).strip()
    return _unflowed(whole) if len(whole) * 4 >= len(other) and whole else other


def _unflowed(text: str) -> str:
    """Mail programs break lines at 72 to 78 signs: paragraphs are made whole where most lines end there."""
    from timeline.ingest.derived import unwrapped

    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    long = sum(60 <= len(line) <= 80 for line in lines)
    return unwrapped(text.replace("\r\n", "\n")) if long * 3 >= len(lines) and max(map(len, lines)) <= 100 else text


def _words(part: Any) -> str:
    data = _payload(part)
    if not data.strip():
        return ""
    try:
        return decode_page(data, _charset(part))
    except Fault:
        return ""


def _attached(message: Any, source: Source) -> Iterator[Source]:
    for part in _parts(message):
        name = " ".join((part.get_filename() or "").split())[-120:]
        wanted = part.get_content_type() in DOCUMENTS or name.lower().endswith(SUFFIXES)
        if part.get_content_disposition() == "attachment" and wanted and (data := _payload(part)):
            yield source.inside(name or part.get_content_type(), data)


def _parts(message: Any) -> Iterator[Any]:
    for count, part in enumerate(message.walk()):
        if count > MAX_PARTS:
            return
        if not part.is_multipart():
            yield part


def _payload(part: Any) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except Exception:  # a broken encoding of the part
        data = None
    return data if isinstance(data, bytes) else b""


def _charset(part: Any) -> str:
    try:
        return re.sub(r"[^\w.:-]", "", part.get_content_charset() or "")
    except Exception:  # a broken header
        return ""
