"""The labelled sentences of ``tests/cases/claims``, and when two names are the same. See the README there."""

from __future__ import annotations

import csv
import gzip
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.floors import ROOT, shared_folder
from timeline.ingest import article_from_text, read_paths
from timeline.models import Article

FOLDER = ROOT / "tests" / "cases" / "claims"
SPLITS = ("dev", "heldout", "fresh", "fourth")
HALVES = ("dev", "heldout")
LONGER = 4  # words that a name may have beyond the labelled one that it contains
_ARTICLE = re.compile(r"^(?:(?:the|an?|les?|la|une?|des|du|de la|its|their|cette|cet|ce|this|that) |(?:l|d)')")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled event: where its words of time stand, the statuses that are fair, its sources, each in its forms."""

    start: int
    end: int
    status: tuple[str, ...]
    sources: tuple[tuple[str, ...], ...]
    optional: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One labelled actor: forms of its name that are as good, and the roles that are fair."""

    names: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled sentence of an article, by offsets."""

    start: int
    end: int
    actors: tuple[Wanted, ...]
    optional: tuple[str, ...]
    events: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """An article with its labelled sentences; ``origin`` is ``own`` or ``gold``."""

    name: str
    origin: str
    article: Article
    lines: tuple[Line, ...]


def texts(split: str) -> Iterator[Text]:
    """The articles of a half, own ones first; those of the gold corpora only where the shared folder is there."""
    folder = FOLDER / split
    for name, rows in _by(folder / "labels.jsonl", "file").items():
        (article,) = read_paths([folder / name])
        assert isinstance(article, Article), article
        yield Text(name, "own", article, tuple(_line(row, article.text) for row in rows))
    for name, rows in _by(folder / "gold.jsonl", "id").items():
        if article := _gold(rows[0]["corpus"]).get(name):
            yield Text(name, "gold", article, tuple(_line(row, article.text) for row in rows))


def _by(path: Path, key: str) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        groups.setdefault(row[key], []).append(row)
    return groups


def _line(row: dict[str, Any], text: str) -> Line:
    def words(form: str | list[int]) -> str:
        return form if isinstance(form, str) else text[form[0] : form[1]]

    events = tuple(
        Labelled(
            event["when_start"],
            event["when_end"],
            tuple(event["status"]),
            tuple(tuple(words(form) for form in forms) for level in event["chain"] for forms in level),
            tuple(words(form) for form in event.get("optional", ())),
        )
        for event in row["events"]
    )
    actors = tuple(Wanted(tuple(actor["names"]), tuple(actor["role"])) for actor in row["actors"])
    return Line(row["start"], row["end"], actors, tuple(row.get("optional", ())), events)


@lru_cache(maxsize=4)
def _gold(corpus: str) -> dict[str, Article]:
    """The articles of one gold corpus by id; none where the file is missing."""
    gold = shared_folder() / "gold"
    path = gold / f"{corpus}.jsonl.gz" if corpus.startswith("stories") else gold / "timex" / f"{corpus}.jsonl"
    if not path.is_file():
        return {}
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    articles: dict[str, Article] = {}
    for line in data.decode().splitlines():
        row = json.loads(line)
        article = article_from_text(
            row["text"],
            title=row.get("title", ""),
            published=date.fromisoformat(row["published"][:10]),
            language=row.get("language", "en"),
        )
        assert article.text == row["text"], f"{row['id']}: the offsets of the labels would move"
        articles[row["id"]] = article
    return articles


# ---- names -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=10_000)
def folded(name: str) -> str:
    """Lower case, without accents, hyphens, dots, quotation marks and a leading article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    plain = plain.replace("’", "'").replace("-", " ").replace("‑", " ")
    plain = " ".join(re.sub(r"[.\"“”«»]", "", plain).split())
    return _ARTICLE.sub("", plain, count=1)


def same_actor(said: str, forms: tuple[str, ...]) -> bool:
    """Is a name that was given one of the labelled forms, a longer one that holds it, or known to be the same?"""
    return any(
        folded(said) == folded(form)
        or (_holds(said, form) and len(folded(said).split()) <= len(folded(form).split()) + LONGER)
        or bool(_known(said) & _known(form))
        for form in forms
    )


def same_source(said: str, forms: tuple[str, ...]) -> bool:
    """The same for a source: also a shorter form will do, as long as neither is much longer than the other."""
    return same_actor(said, forms) or any(
        (_holds(said, form) or _holds(form, said)) and _near(len(folded(said).split()), len(folded(form).split()))
        for form in forms
    )


def _near(one: int, other: int) -> bool:
    return max(one, other) <= 2 * min(one, other) + 2


def _holds(longer: str, shorter: str) -> bool:
    return f" {folded(shorter)} " in f" {folded(longer).replace(chr(39), ' ')} "


def _known(name: str) -> frozenset[int]:
    return _gazetteer().get(folded(name), frozenset())


@lru_cache(maxsize=1)
def _gazetteer() -> dict[str, frozenset[int]]:
    """Folded name → the rows of ``data/actors.csv`` that have it among their names and aliases, in any language."""
    rows: dict[str, set[int]] = {}
    with (ROOT / "data" / "actors.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            for column, value in row.items():
                if column and value and column.startswith(("name", "alias")):
                    for name in value.split(";"):
                        rows.setdefault(folded(name.strip()), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in rows.items()}
