"""Word documents (DOCX) to an article, by python-docx: paragraphs and tables in their order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from timeline.ingest.derived import article_of
from timeline.ingest.fault import Fault
from timeline.ingest.given import Given
from timeline.ingest.items import Context, Source
from timeline.ingest.pdf import made_on
from timeline.ingest.zipped import check_zip
from timeline.models import Article

LIMIT = 100_000_000
UNPACKED = 100_000_000
BROKEN = "open it in a word processor and save it again"


def read(source: Source, context: Context) -> Article:
    """The article in a DOCX. Raises Fault where it is locked, broken or empty."""
    data = source.load(LIMIT)
    check_zip(data, UNPACKED)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(_blocks(document))
        properties = document.core_properties
        title, created = " ".join((properties.title or "").split()), properties.created
    except Exception as error:  # python-docx lets through whatever zipfile and lxml meet
        raise Fault(f"is a broken Word document ({type(error).__name__})", BROKEN) from None
    text = "\n\n".join(words for words, _ in blocks)
    if not text.strip():
        raise Fault("is a Word document without text", "put the article's text into it, not a picture of it")
    heading = next((words for words, style in blocks[:5] if style.startswith(("Title", "Heading 1"))), "")
    weak = made_on(created.date() if created else None, "the document's own data (created)")
    found = Given(title=heading or (title if len(title) >= 8 else "") or _short(blocks[0][0]))
    return article_of(text, source, context, found, weak=weak)


def _blocks(document: Any) -> Iterator[tuple[str, str]]:
    """The words of each paragraph or table, and the name of its style."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            rows = [" | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows]
            yield "\n".join(filter(None, rows)), "Table"
        elif words := " ".join(block.text.split()):
            style = getattr(block.style, "name", "") or ""
            yield (f"- {words}" if style.startswith("List") else words), style


def _short(line: str) -> str | None:
    return line if 8 <= len(line) <= 160 and not line.endswith(".") else None
