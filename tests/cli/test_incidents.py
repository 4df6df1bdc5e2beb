"""Incidents on the command line: list, show, export, group; and extraction in several processes."""

from __future__ import annotations

import csv
import importlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tests.store.builders import make_article, make_event
from timeline.commands.extracting import FEW, extract_all
from timeline.models import Article, Refusal
from timeline.store import Store

Run = Callable[..., Result]


@pytest.fixture
def grouped(run: Run, tmp_path: Path) -> Path:
    """Two reports of the dump of 5 May, and one of another day."""
    place = tmp_path / "default.db"
    told = (("paper", "The Paper", 5), ("monde", "Le Monde", 5), ("other", "Other", 20))
    texts = ("A report from the capital by our own staff.", "Nobody at headquarters would comment.", "Weather today.")
    with Store(place) as store:
        for (name, publisher, day), text in zip(told, texts, strict=True):
            article = make_article(name, publisher=publisher, text=text)
            iso = f"2017-05-{day:02}"
            store.add(article, [make_event(article, start=iso, end=iso)])
    assert run("group").exit_code == 0
    return place


def rows(result: Result) -> list[list[str]]:
    assert result.exit_code == 0, result.stderr
    return [line.split("\t") for line in result.stdout.splitlines()[1:]]


def test_a_line_for_each_happening(run: Run, grouped: Path) -> None:
    first, second = rows(run("list", "--incidents"))
    assert first[:5] == ["2017-05-05", "2017-05-05", "stated", "The emails were dumped", "2 (independent 2)"]
    assert (second[0], second[4], second[5]) == ("2017-05-20", "1 (independent 1)", "single source")
    assert rows(run("list", "--incidents", "--source", "le monde")) == [first]
    assert rows(run("list", "--incidents", "--top", 1)) == [first]
    assert [row[-1] for row in rows(run("list", "--top", 1))] == ["monde000-0", "paper000-0"]
    assert "1 of 2 incidents" in run("list", "--incidents", "--limit", 1).stderr
    assert "no incident matches" in run("list", "--incidents", "--text", "nowhere").stderr
    assert rows(run("list", "--incidents", "--as-known-on", "2016-01-01")) == []


def test_show_tells_all_that_is_reported(run: Run, grouped: Path) -> None:
    first, _ = rows(run("list", "--incidents"))
    shown = run("show", first[-1][:12])
    assert shown.exit_code == 0, shown.stderr
    for part in ("2 reports", "1. Le Monde", "2. The Paper", "joined  to 1 (", "same day", "On [5 May] the emails",
                 "according to Trend Micro", "date agreement", first[-1], "monde000-0"):  # fmt: skip
        assert part in shown.stdout, part
    event = run("show", "monde000-0").stdout
    assert f"incident  {first[-1]}, with 1 other report" in event


def test_export_holds_the_incidents_with_their_events(run: Run, grouped: Path, tmp_path: Path) -> None:
    array = json.loads(run("export", "--format", "json", "--incidents").stdout)
    assert [len(incident["events"]) for incident in array] == [2, 1]
    assert array[0]["events"][0]["quote"] == "On 5 May the emails were dumped."
    top = run("export", "--format", "jsonl", "--incidents", "--top", 1).stdout.splitlines()
    assert [json.loads(line) for line in top] == array[:1]
    table = list(csv.DictReader(io.StringIO(run("export", "--format", "csv", "--incidents").stdout)))
    assert [row["incident_id"] for row in table] == [array[0]["id"]] * 2 + [array[1]["id"]]
    events = [json.loads(line)["id"] for line in run("export", "--format", "jsonl", "--top", 1).stdout.splitlines()]
    assert sorted(events) == ["monde000-0", "paper000-0"]
    out = tmp_path / "out.csv"
    assert run("export", "--format", "csv", "--incidents", "-o", out).exit_code == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfincident_id,")


def test_what_is_not_grouped_yet_is_told(run: Run, grouped: Path) -> None:
    article = make_article("later")
    with Store(grouped) as store:
        store.add(article, [make_event(article)])
    assert (
        "1 article is not grouped yet; group them with: python -m timeline group" in run("list", "--incidents").stderr
    )
    assert "1 article grouped; 2 incidents in all" in run("group").stderr
    assert "4 articles grouped; 2 incidents in all" in run("group", "--again").stderr


def test_grouping_that_breaks_costs_nothing_that_was_added(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Hackers dumped the emails on 5 May 2017.")

    def broken(*_: object, **__: object) -> None:
        raise IndexError("a bug")

    with monkeypatch.context() as patch:
        patch.setattr(importlib.import_module("timeline.incidents.merge"), "parts", broken)
        result = run("add", tmp_path / "a.txt")
    assert result.exit_code == 1
    assert "added 1 article" in result.stderr
    assert "the incidents could not be made (IndexError: a bug); report this, the articles are stored" in result.stderr
    assert "1 article grouped" in run("group").stderr


def test_several_processes_answer_as_one_does() -> None:
    told = [
        Article(f"{number:04}", f"On {number % 28 + 1} May 2017 hackers dumped {number} emails.", language="en")
        for number in range(FEW + 5)
    ]
    alone = list(extract_all(told, True, 1))
    assert not any(isinstance(found, Refusal) for found in alone)
    assert list(extract_all(told, True, 2)) == alone
    with_few = extract_all(told, True, 2)
    assert next(with_few) == alone[0]
    with_few.close()  # as Ctrl-C does: the processes end
