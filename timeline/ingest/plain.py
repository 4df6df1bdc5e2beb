"""Plain text and Markdown, with front matter, to an article: the words stay as they are."""

from __future__ import annotations

from dataclasses import replace

from timeline.ingest import frontmatter
from timeline.ingest.article import article_from_text, normal_newlines
from timeline.ingest.decode import MAX_BYTES, decode
from timeline.ingest.fault import Fault
from timeline.ingest.given import check
from timeline.ingest.items import Context, Source
from timeline.models import Article

SUFFIXES = (".txt", ".md", ".markdown", ".text")


def read(source: Source, context: Context) -> Article:
    """The article in a text file. Raises Fault where it is empty, too large or no text, or its front matter broken."""
    fields, text = frontmatter.split(normal_newlines(decode(source.load(MAX_BYTES))))
    if not text.strip():
        raise Fault("has front matter and no text", "put the article's text after it")
    front = check(fields, lambda line: context.note(source, line))
    front = replace(front, why="from its front matter") if front.published else front
    given = front.over(source.described).over(context.default)
    return article_from_text(
        text,
        title=given.title or "",
        url=given.url or source.url,
        publisher=given.publisher or "",
        published=given.published,
        published_why=given.why or "",
        language=given.language or "",
        verbatim=given.verbatim is not False,
        path=source.name,
    )
