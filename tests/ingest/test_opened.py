"""Archives, feeds and tables that are opened in a process of their own: the same answers, bounded time and memory."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ingest import kinds
from timeline.ingest import child, read_data, read_paths, reading
from timeline.ingest.items import Context, Item, Source
from timeline.ingest.kinds import Kind, by_name
from timeline.models import Article, Refusal

Asked = Callable[[str, str, bytes, str], list[Article | Refusal]]
ITEM = "<item><title>y</title><link>https://a.example/b</link></item>"
FEED = "<rss version='2.0'><channel><title>x</title>" + ITEM * 2500


def test_opened_elsewhere_is_opened_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds.write(tmp_path)
    notes: list[str] = []
    here = list(read_paths([tmp_path], tell=notes.append))
    told, asked = list(notes), []
    notes.clear()

    def heavy(source: Source, context: Context, kind: Kind) -> Iterator[Item]:
        asked.append(kind.name)
        return opened(source, context, kind._replace(light=-1))

    opened = reading.opened
    monkeypatch.setattr(reading, "opened", heavy)
    assert list(read_paths([tmp_path], tell=notes.append)) == here
    assert notes == told
    assert {"feed", "ZIP", "WARC", "WACZ", "JSON", "CSV", "e-mail", "gzip"} <= set(asked)


@pytest.fixture
def replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Asked:
    """Reads bytes while a module of that name is replaced, in the processes that read, by that line of Python."""

    def ask(module: str, line: str, data: bytes, name: str) -> list[Article | Refusal]:
        (tmp_path / f"{module}.py").write_text(f"def __getattr__(name):\n    {line}\n", encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        monkeypatch.setattr(child, "SECONDS", 6.0)
        return list(read_data(name, data, tell=lambda line: None))

    return ask


def test_a_feed_that_takes_for_ever_is_given_up(replaced: Asked) -> None:
    begun = time.monotonic()
    [found] = replaced("feedparser", "import time; time.sleep(100)", FEED.encode(), "feed.xml")
    assert str(found).startswith("feed.xml: took more than 6 s; ")
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize(
    ("module", "line", "fault"),
    [
        ("feedparser", "return [bytearray(900_000_000) for _ in range(20)]", "needs more memory"),
        ("feedparser", "import os; os._exit(9)", "ended the process"),
    ],
)
def test_a_feed_that_fills_memory_or_ends_its_process(replaced: Asked, module: str, line: str, fault: str) -> None:
    [found] = replaced(module, line, FEED.encode(), "feed.xml")
    assert fault in str(found)


def test_a_parquet_table_that_takes_for_ever(replaced: Asked) -> None:
    [found] = replaced("pyarrow", "import time; time.sleep(100)", b"PAR1" + b"\0" * 99, "x.parquet")
    assert "took more than 6 s" in str(found)


def test_what_was_read_before_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A library that fails in the middle costs what comes after."""
    (tmp_path / "sitecustomize.py").write_text(
        "import json, os\nold = json.loads\n"
        "def loads(text, **options):\n    found = old(text, **options)\n"
        "    if isinstance(found, dict) and found.get('title') == 'end':\n        os._exit(3)\n    return found\n"
        "json.loads = loads\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    words = " ".join(kinds.PARAGRAPHS)
    rows = [{"text": f"{words} {number}", "title": "one"} for number in range(3000)]
    rows[2500]["title"] = "end"
    data = "\n".join(json.dumps(row) for row in rows).encode()
    assert len(data) > by_name("JSON").light
    *found, last = read_data("rows.jsonl", data, tell=lambda line: None)
    assert len(found) == 2500
    assert all(isinstance(one, Article) for one in found)
    assert "ended the process" in str(last)
    assert "after 2500 articles" in str(last)
