"""How well and how fast pages are read: ``python -m benchmarks.pages`` on the layouts of ``tests/cases/pages``.

Word F1 of what is kept of a page (without its headline, and without what the cutter greys) against the article on it,
the date of publication, and whether any word of a comment, notice or invitation is left. ``--speed`` reads copies of
the pages with one process and with two, as they are and with the scripts and menus that sites put around them.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.ingest import read_data, read_paths
from timeline.models import Article

PAGES = Path(__file__).resolve().parent.parent / "tests" / "cases" / "pages"
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Read:
    """What became of one page."""

    name: str
    f1: float
    dated: bool
    titled: bool
    language: bool
    comments: tuple[str, ...]
    furniture: tuple[str, ...]
    article: Article | None


def cases() -> list[dict[str, Any]]:
    """The pages with what they hold."""
    return json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))


def read_page(case: dict[str, Any]) -> Read:
    """Read one page and compare it with what it holds."""
    data = (PAGES / case["file"]).read_bytes()
    found = next(read_data(case["file"], data, url=case.get("url", ""), tell=lambda line: None))
    if not isinstance(found, Article):
        return Read(case["file"], 0.0, False, False, False, (), (str(found),), None)
    kept = body(found)
    left = {kind: tuple(line for line in case.get(kind, ()) if line in kept) for kind in ("comments", "furniture")}
    published = found.published.isoformat() if found.published else ""
    return Read(
        case["file"],
        word_f1(kept, case["text"]),
        published == case["published"],
        found.title == case["title"],
        found.language == case["language"],
        left["comments"],
        left["furniture"],
        found,
    )


def body(article: Article) -> str:
    """The words that count as the article's: all but its headline and what is cut."""
    pieces = [article.text[one.start : one.end] for one in article.regions if one.kind not in ("cut", "headline")]
    return "\n".join(pieces)


def word_f1(found: str, expected: str) -> float:
    """F1 over the words of both, each as often as it stands there."""
    one, other = Counter(WORD.findall(found.lower())), Counter(WORD.findall(expected.lower()))
    both = sum((one & other).values())
    return 2 * both / (sum(one.values()) + sum(other.values())) if both else 0.0


def _bulky(page: str) -> str:
    """The page as sites send it: 70 KB of scripts and styles and 400 links around the article."""
    script = (
        "<script>"
        + "var a={b:[1,2,3],c:'word'};function d(){return a.b.map(function(e){return e*2})}" * 850
        + "</script>"
    )
    links = (
        "<nav><ul>"
        + "".join(f'<li><a href="/{n}"><span>Section {n}</span></a></li>' for n in range(400))
        + "</ul></nav>"
    )
    head, found, rest = page.partition("<body")
    opening, _, inside = rest.partition(">")
    return f"{head}{script}{found}{opening}>{links}{inside}" if found else page


def _speed(count: int) -> None:
    plain = [(PAGES / case["file"]).read_text(encoding="utf-8") for case in cases()]
    for name, pages in (("plain", plain), ("bulky", [_bulky(page) for page in plain])):
        with tempfile.TemporaryDirectory() as folder:
            for number in range(count):
                page = pages[number % len(pages)].replace("</h1>", f" ({number})</h1>", 1)
                (Path(folder) / f"{number:05}.html").write_text(page, encoding="utf-8")
            for jobs in (1, 2):
                begun, used = time.perf_counter(), _used()
                read = sum(isinstance(one, Article) for one in read_paths([folder], jobs=jobs, tell=lambda line: None))
                took, spent = time.perf_counter() - begun, _used() - used
                print(f"{name}, jobs {jobs}: {read} of {count} in {took:.1f} s, {read / took:.0f} a second, "
                      f"{spent / count * 1000:.1f} ms of a processor each")  # fmt: skip


def _used() -> float:
    """Seconds of processor time of this process and of those that it waited for."""
    return sum(os.times()[:4])


def _line(one: Read) -> str:
    why = f"{one.article.published} {one.article.published_why}" if one.article else ""
    faults = [
        name for name, good in (("DATE", one.dated), ("TITLE", one.titled), ("LANGUAGE", one.language)) if not good
    ]
    left = "".join(f"\n      left: {line}" for line in (*one.comments, *one.furniture))
    return " ".join((f"{one.f1:.3f} {one.name:32}{why}", *faults)) + left


def main() -> None:
    """Print a line for each page and the totals."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--speed", action="store_true", help="measure pages a second as well")
    options.add_argument("--count", type=int, default=600)
    chosen = options.parse_args()
    found = [read_page(case) for case in cases()]
    for one in found:
        print(_line(one))
    scores = [one.f1 for one in found]
    print(f"pages {len(found)}, word F1 {sum(scores) / len(found):.4f} on average, {min(scores):.3f} at least")
    print(f"dates {sum(one.dated for one in found)}, titles {sum(one.titled for one in found)}, "
          f"languages {sum(one.language for one in found)}, comments left {sum(len(one.comments) for one in found)}, "
          f"furniture left {sum(len(one.furniture) for one in found)}")  # fmt: skip
    if chosen.speed:
        _speed(chosen.count)


if __name__ == "__main__":
    main()
