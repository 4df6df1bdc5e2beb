"""``key-dates --jsonl``: articles in, the days that matter most out, one a line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from timeline.commands.tag import WORDLESS, document_of, each_line, language_of, publication_day

if TYPE_CHECKING:
    from timeline.incidents.key_dates_mentions import Mention
    from timeline.models import Article


def key_dates_lines(
    lines: Iterable[bytes],
    out: BinaryIO,
    complain: Callable[[str], None],
    *,
    since: date | None = None,
    until: date | None = None,
    top: int | None = None,
) -> bool:
    """Read every article, then answer the ``top`` days on ``out``; a line that cannot be read is named and left out.

    Returns whether every line was read.
    """
    from timeline.incidents.key_dates import key_dates
    from timeline.incidents.key_dates_mentions import mentions_of_article

    good = True
    articles: dict[str, Article] = {}
    numbers: dict[str, int] = {}
    for number, article in each_line(lines, article_of, complain):
        if article is None:
            good = False
            continue
        if article.id not in articles or _earlier(article, articles[article.id]):
            articles[article.id], numbers[article.id] = article, number
    known = with_languages(articles.values())
    mentions: dict[str, list[Mention]] = {}
    for article in known:
        try:
            mentions[article.id] = mentions_of_article(article)
        except Exception as fault:  # one text that breaks the tagger must not stop the others
            complain(
                f"stdin, line {numbers[article.id]}: reading failed ({type(fault).__name__}: {fault}); report this"
            )
            good = False
    held = [mention for found in mentions.values() for mention in found]
    for key in key_dates(known, held, since=since, until=until, top=top):
        row = {"date": key.date.isoformat(), "score": key.score, "articles": key.articles, "title": key.title}
        out.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    out.flush()
    return good


def article_of(line: bytes) -> Article:
    """The article of a line, its language empty where it is not given and cannot be told. Raises LineError.

    Its id is made of its text: the same text twice is one article.
    """
    from timeline.incidents.key_dates_mentions import text_key
    from timeline.ingest.detect import detect
    from timeline.models import Article

    document = document_of(line)
    text, given = document["text"], document.get("language")
    published = publication_day(document.get("published"))
    return Article(
        id=text_key(text),
        text=text,
        published=published,
        published_basis="given" if published else "unknown",
        language=detect(text) if given is None or given == "" else language_of(given, text),
    )


def with_languages(articles: Iterable[Article]) -> list[Article]:
    """The articles, each whose language cannot be told in the commonest language of the others."""
    known = list(articles)
    counts = Counter(article.language for article in known if article.language)
    commonest = min(counts, key=lambda code: (-counts[code], code), default=WORDLESS)
    return [article if article.language else replace(article, language=commonest) for article in known]


def _earlier(article: Article, known: Article) -> bool:
    """Whether of two prints of one text this one counts: the earlier, whatever the order in which they came."""
    return (article.published or date.max, article.language) < (known.published or date.max, known.language)
