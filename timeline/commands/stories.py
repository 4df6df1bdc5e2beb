"""``stories --jsonl``: articles in, the story of each out."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, BinaryIO

from timeline.commands.tag import LineError, each_line, json_object, publication_day
from timeline.models import Article

SHORT = 25  # words up to which a text's language is not looked for: it takes that of most of the others
MUCH = 2000  # characters in which a language is looked for
_WORD = re.compile(r"[^\W\d_]+")
_KEYS = '{"id", "url", "publisher", "published", "title", "text"}'


def story_lines(lines: Iterable[bytes], out: BinaryIO, complain: Callable[[str], None]) -> bool:
    """Answer each article on ``out``, in order; one that cannot be read is named to ``complain`` and left out.

    Returns whether every line was answered.
    """
    from timeline.incidents.stories import group

    ids, articles, good = read_articles(lines, complain)
    stories = group(articles)
    for given, article in zip(ids, articles, strict=True):
        answer = {"id": given, "story": stories[article.id]}
        out.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    return good


def read_articles(lines: Iterable[bytes], complain: Callable[[str], None]) -> tuple[list[Any], list[Article], bool]:
    """The ids as they were given, the articles, and whether every line could be read.

    Each article has its language, detected where it is long enough to tell.
    """
    ids: list[Any] = []
    articles: list[Article] = []
    numbers: dict[str, int] = {}

    def read(line: bytes) -> tuple[Any, Article]:
        given, article = _article(line)
        if article.id in numbers:
            raise LineError(f'line {numbers[article.id]} has the same "id"; give each article one of its own')
        return given, article

    good = True
    for number, found in each_line(lines, read, complain):
        if found is None:
            good = False
            continue
        given, article = found
        numbers[article.id] = number
        ids.append(given)
        articles.append(article)
    return ids, _with_languages(articles), good


def _article(line: bytes) -> tuple[Any, Article]:
    row = json_object(line, _KEYS)
    given = row.get("id")
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise LineError('"id" is missing or is neither string nor whole number; give each article one of its own')
    if row.get("text") is None:
        raise LineError('"text" is missing; give the text of the article')
    text, title, url, publisher = (_string(row, key) for key in ("text", "title", "url", "publisher"))
    published = publication_day(row.get("published"))
    return given, Article(id=str(given), text=text, title=title, url=url, publisher=publisher, published=published)


def _string(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise LineError(f'"{key}" is no string; give one' + ("" if key == "text" else ", or null"))
    return value or ""


def _with_languages(articles: list[Article]) -> list[Article]:
    """What is too short to be told takes the language of most of the others."""
    from timeline.ingest.detect import detect

    texts = (f"{one.title}\n{one.text}"[:MUCH] for one in articles)
    told = [detect(text) if len(_WORD.findall(text)) > SHORT else "" for text in texts]
    counts = Counter(filter(None, told))
    usual = min(counts, key=lambda code: (-counts[code], code), default="")
    return [replace(one, language=code or usual) for one, code in zip(articles, told, strict=True)]
