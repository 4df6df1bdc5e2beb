"""PDF to an article, by pypdf: the text of its pages without what stands on each of them."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from datetime import date
from typing import Any

from timeline.ingest.derived import article_of, unwrapped
from timeline.ingest.fault import Fault
from timeline.ingest.given import Given
from timeline.ingest.items import Context, Source
from timeline.ingest.pagedate import day_of
from timeline.models import Article

LIMIT = 100_000_000
MAX_PAGES = 500
MAX_TEXT = 5_000_000
SECONDS = 45  # after which no further page is begun
_DATE = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)")
_NO_TITLE = re.compile(
    r"^(?:microsoft word|untitled|document\d*|layout \d|.*\.(?:docx?|indd|qxp|pdf|rtf|odt|pages|html?)$)", re.I
)
_NUMBER = re.compile(r"\d+")


def read(source: Source, context: Context) -> Article:
    """The article in a PDF. Raises Fault where it is locked, broken, too long, or has pictures of text only."""
    data = source.load(LIMIT)
    reader = _open(data)
    pages = _pages(reader)
    text = unwrapped("\n\n".join(_without_running_heads(pages)))
    if len(re.findall(r"\w{2,}", text)) < 5:
        raise Fault(
            f"has {len(pages)} page{'s' if len(pages) != 1 else ''} and no text: it is a scan, or pictures of pages",
            "run text recognition on it (such as ocrmypdf) and add the result",
        )
    title, made = _data(reader)
    return article_of(text, source, context, Given(title=title or _first_line(text)), weak=made)


def _open(data: bytes) -> Any:
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Fault("is locked with a password", "save it without one and add that file")
        if len(reader.pages) > MAX_PAGES:
            raise Fault(f"has {len(reader.pages)} pages, more than {MAX_PAGES}", "add the pages of one article")
    except ImportError:  # pypdf needs a library that is not installed for AES
        raise Fault("is encrypted", "save it without encryption and add that file") from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError) as error:
        if "cryptography" in str(error) or "AES" in str(error):
            raise Fault("is encrypted", "save it without encryption and add that file") from None
        raise Fault(f"is a broken PDF ({type(error).__name__})", "print it to a new PDF and add that file") from None
    return reader


def _pages(reader: Any) -> list[str]:
    begun, texts, length, broken = time.monotonic(), [], 0, 0
    for page in reader.pages:
        if time.monotonic() - begun > SECONDS or length > MAX_TEXT:
            raise Fault(f"takes too long to read (stopped after page {len(texts)})", "print it to a new PDF")
        try:
            text = page.extract_text() or ""
        except Exception:  # each page fails in its own way; the others may be good
            text, broken = "", broken + 1
        texts.append(text)
        length += len(text)
    if texts and broken == len(texts):
        raise Fault("is a broken PDF: none of its pages can be read", "print it to a new PDF and add that file")
    return texts


def _without_running_heads(pages: list[str]) -> list[str]:
    """The pages without lines that stand at the head or foot of most of them, page numbers aside."""
    if len(pages) < 3:
        return [re.sub(r"\n\s*\d{1,3}\s*$", "", page) for page in pages]
    ends = [[_NUMBER.sub("#", line.strip()) for line in _edges(page)] for page in pages]
    often = {
        line for line, count in Counter(line for page in ends for line in set(page)).items() if count * 2 > len(pages)
    }
    kept = []
    for page in pages:
        lines = page.strip().split("\n")
        for place in (0, -1):
            while lines and (not lines[place].strip() or _NUMBER.sub("#", lines[place].strip()) in often):
                lines.pop(place)
        kept.append("\n".join(lines))
    return kept


def _edges(page: str) -> list[str]:
    lines = [line for line in page.split("\n") if line.strip()]
    return lines[:2] + lines[-2:]


def _data(reader: Any) -> tuple[str, Given]:
    """The title of the file's own data where it is one, and the day on which the file was made."""
    try:
        data = reader.metadata or {}
        title = " ".join(str(data.get("/Title") or "").split())
        found = _DATE.match(str(data.get("/CreationDate") or ""))
        made = day_of("-".join(found.groups())) if found else None
    except Exception:  # the data of a PDF may hold anything
        return "", Given()
    return ("" if _NO_TITLE.match(title) or len(title) < 8 else title), made_on(made)


def made_on(day: date | None, what: str = "the day on which the file was made") -> Given:
    """A day that is only a sign of when the article was published."""
    return Given(published=day, why=f"from {what}") if day else Given()


def _first_line(text: str) -> str | None:
    line = text.split("\n", 1)[0].strip()
    return line if 8 <= len(line) <= 160 and not line.endswith((".", ",", ";")) else None
