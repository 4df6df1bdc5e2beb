"""list, show, export, verify: what the store holds, and how wrong usage is answered."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import Result

from tests.store.builders import make_article, make_event
from timeline.cli import app
from timeline.commands.reading import block, explanation, marked_quote
from timeline.commands.terminal import plain
from timeline.models import Review
from timeline.store import Store, reviews
from timeline.store.query import Query
from timeline.store.schema import articles

Run = Callable[..., Result]


def listed(result: Result) -> list[str]:
    assert result.exit_code == 0, result.stderr
    return [line.split("\t")[-1] for line in result.stdout.splitlines()[1:]]


def test_list_shows_a_line_for_each_event_in_order(run: Run, filled: Path) -> None:
    result = run("list")
    assert listed(result) == ["monde000-0", "paper000-0", "paper000-1"]
    assert result.stdout.splitlines()[1].startswith("2017-04-24\t2017-04-24\tstated\t")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--actor", "macron"], ["monde000-0"]),
        (["--actor", "emile zola"], ["paper000-0", "paper000-1"]),
        (["--actor", "Emmanuel Macron", "--actor", "Facebook"], ["monde000-0", "paper000-0", "paper000-1"]),
        (["--source", "le monde"], ["monde000-0"]),
        (["--since", "2017-05-01"], ["paper000-0"]),
        (["--until", "2017-05-01"], ["monde000-0"]),
        (["--text", "undated"], ["paper000-1"]),
        (["--status", "denied"], []),
        (["--language", "fr"], ["monde000-0"]),
        (["--story", "any"], []),
        (["--as-known-on", "2017-05-07"], []),
        (["--actor", "nobody"], []),
    ],
)
def test_list_and_export_show_what_the_filters_show(
    run: Run, filled: Path, filters: list[str], found: list[str]
) -> None:
    assert listed(run("list", *filters)) == found
    lines = run("export", "--format", "jsonl", *filters).stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == found
    assert [event["id"] for event in json.loads(run("export", "--format", "json", *filters).stdout)] == found
    rows = csv.DictReader(io.StringIO(run("export", "--format", "csv", *filters).stdout))
    assert [row["id"] for row in rows] == found


def test_a_narrow_terminal_gets_the_title_whole() -> None:
    row = ("2017-05-05", "2017-05-06", "stated", "Hackers dumped nine gigabytes of emails", "", "The Paper", "paper-0")
    assert block(row, 30).splitlines() == [
        "2017-05-05 to 2017-05-06  stated",
        "  Hackers dumped nine",
        "  gigabytes of emails",
        "  The Paper",
        "  paper-0",
    ]
    assert block(("2017-05-05", "2017-05-05", *row[2:]), 80).startswith("2017-05-05  stated\n  Hackers")


def test_a_limit_says_what_it_leaves_out(run: Run, filled: Path) -> None:
    result = run("list", "--limit", 1)
    assert listed(result) == ["monde000-0"]
    assert "1 of 3 events" in result.stderr
    assert len(listed(run("list", "--limit", 0))) == 3


def test_an_unknown_actor_is_answered_with_the_nearest(run: Run, filled: Path) -> None:
    result = run("list", "--actor", "Facebok")
    assert result.exit_code == 0
    assert "did you mean Facebook?" in result.stderr


def test_where_no_stories_are_stored_the_filter_says_so(run: Run, filled: Path) -> None:
    for command in (["list"], ["export", "--format", "csv"]):
        result = run(*command, "--story", "s1", "--story", "s2")
        assert result.exit_code == 0
        assert "no stories are stored yet, so --story shows nothing" in result.stderr
        assert "python -m timeline group" in result.stderr


@pytest.mark.parametrize("command", sorted(vars(typer.main.get_command(app))["commands"]))
def test_help_shows_no_type_of_python(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert not re.search(r"<[a-z]", result.stdout)


@pytest.mark.parametrize("command", [["list"], ["verify"], ["export", "--format", "json"]])
def test_where_nothing_is_stored_the_answer_says_what_to_do(run: Run, tmp_path: Path, command: list[str]) -> None:
    result = run(*command)
    assert result.exit_code == 0
    assert "python -m timeline add" in result.stderr
    assert not (tmp_path / "default.db").exists()


def test_export_to_a_file_writes_it_whole_or_not_at_all(run: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert run("export", "--format", "csv", "-o", out).exit_code == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"'=1+1" not in out.read_bytes()  # a formula counts where it opens the cell
    assert len(list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))) == 3
    assert [path.name for path in tmp_path.glob("*.part")] == []
    refused = run("export", "--format", "csv", "-o", tmp_path / "none" / "out.csv")
    assert refused.exit_code == 1
    assert "cannot be written" in refused.stderr


def test_show_explains_an_event(run: Run, filled: Path) -> None:
    result = run("show", "paper000-0")
    assert result.exit_code == 0
    told = ("On [5 May] the emails", "the latest one", "Facebook, Émile Zola", "Trend Micro", "The Paper")
    dated = ("https://www.paper.example/story#:~:text=", "2016-05-05", "the year before", "2017-05-05")
    for part in told + dated:
        assert part in result.stdout, part


def test_show_takes_the_beginning_of_an_id(run: Run, filled: Path) -> None:
    assert "Macron" in run("show", "monde").stdout
    several = run("show", "paper")
    assert (several.exit_code, several.stdout) == (1, "")
    assert "several begin so" in several.stderr
    none = run("show", "zzz")
    assert none.exit_code == 1
    assert "zzz: no event or incident has this id; `python -m timeline list` shows the ids" in none.stderr


def test_show_says_why_an_event_is_undated(run: Run, filled: Path) -> None:
    assert "undated (5 May)" in (shown := run("show", "paper000-1").stdout)
    assert "nothing tells the year" in shown


def test_verify_finds_every_quote_and_reports_drift(run: Run, filled: Path) -> None:
    good = run("verify")
    assert (good.exit_code, good.stdout) == (0, "3 quotes checked, 0 drifted\n")
    with Store(filled) as store, store.engine.begin() as connection:
        moved = articles.update().where(articles.c.id == "monde000").values(text=" " + make_article().text)
        connection.execute(moved)
    bad = run("verify")
    assert bad.exit_code == 1
    assert "monde000-0: the quote is not at 0 to 32 of its article (it stands at 1)" in bad.stderr


def test_a_rejected_report_and_a_chosen_date_are_told_by_show_and_export(run: Run, filled: Path) -> None:
    with Store(filled) as store:
        [event] = [one for one in Query(store).events() if one.id == "paper000-0"]
        reviews.add(store, Review(event.id, "reading", reading=event.alternatives[0]))
        reviews.add(store, Review(event.id, "reject"))
        reviews.add(store, Review("monde000-0", "confirm"))
        reviews.add(store, Review("monde000-0", "reopen"))
    assert "review    rejected, dated 2016-05-05 to 2016-05-05" in run("show", event.id).stdout
    assert "review " not in run("show", "monde000-0").stdout
    found = {row["id"]: row for row in csv.DictReader(io.StringIO(run("export", "--format", "csv").stdout))}
    assert (found[event.id]["review"], found[event.id]["review_start"]) == ("rejected", "2016-05-05")
    assert found["monde000-0"]["review"] == ""


def test_the_version_is_that_of_the_project(run: Run, repo: Path) -> None:
    project = tomllib.loads((repo / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"timeline {project['version']}\n")


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["list", "--since", "2017-02-30"], "write it as 2017-05-06"),
        (["list", "--since", "2017-05-06", "--until", "2017-05-01"], "swap them"),
        (["export", "--format", "csv", "--since", "2017-05-06", "--until", "2017-05-01"], "swap them"),
        (["list", "--status", "sure"], "denied, planned, hedged, attributed, stated"),
        (["list", "--limit", "-1"], "limit"),
        (["export", "--format", "xlsx"], "csv, json, jsonl"),
        (["export"], "--format"),
        (["export", "--format", "csv", "--as-known-on", "soon"], "write it as 2017-05-06"),
        (["extract"], "PATH"),
        (["extract", "x.txt", "--published", "2017-13-01"], "write it as 2017-05-06"),
        (["extract", "x.txt", "--language", "xx"], "such as en or fr"),
        (["tag"], "--jsonl"),
        (["show"], "ID"),
        (["serve", "--port", "99999"], "port"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_usage_is_2_and_says_what_to_do(run: Run, command: list[str], says: str) -> None:
    result = run(*command)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_a_file_that_is_no_store_is_one_line_and_1(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("Dear diary")
    for command in (["list"], ["verify"], ["show", "x"], ["add", tmp_path], ["export", "--format", "csv"]):
        result = run(*command, "--store", path)
        assert result.exit_code == 1, command
        assert result.stderr.splitlines() == [f"{path}: this file is not a store; name another file with --store"]
    assert path.read_text() == "Dear diary"


def test_the_store_may_be_named_before_the_command(run: Run, filled: Path, tmp_path: Path) -> None:
    filled.rename(tmp_path / "moved.db")
    assert len(listed(run("--store", tmp_path / "moved.db", "list"))) == 3


def test_text_cannot_command_the_terminal(run: Run, filled: Path) -> None:
    article = make_article("evil")
    text = "\x1b[2J\x1b]0;owned\x07[red]x[/red]\u202egnp\nnext\tcell"
    with Store(filled) as store:
        store.add(article, [make_event(article, title=text, quote=text, actors=(text,), why=text)])
    for command in (["list"], ["show", "evil"]):
        output = run(*command).stdout
        assert "\x1b" not in output
        assert "\u202e" not in output
        assert "[red]x[/red]" in output
    assert len(listed(run("list"))) == 4


def test_the_quote_is_marked_where_the_expression_stands() -> None:
    event = make_event(make_article())
    assert marked_quote(event) == "On [5 May] the emails were dumped."
    assert "\x1b[1m5 May\x1b[0m" in marked_quote(event, bold=True)
    spaced = replace(event, quote="On\n5 May\nthe emails")
    assert marked_quote(spaced) == "On [5 May] the emails"
    nowhere = replace(event, when_text="", when_char_start=0, when_char_end=0)
    assert marked_quote(nowhere) == event.quote


def test_show_says_from_what_the_day_of_publication_was_guessed() -> None:
    unknown = make_event(make_article(published=None), region="caption")
    lines = list(explanation(unknown, None))
    assert any("day of publication unknown" in line for line in lines)
    assert "  place     caption" in lines
    guessed = make_article(published_basis="guessed", published_why="the latest day named")
    lines = list(explanation(make_event(guessed), guessed))
    assert any("published 2017-05-08 (guessed: the latest day named)" in line for line in lines)


def test_plain_text_is_one_line() -> None:
    assert plain(" a\n\tb\x00\u200f c ") == "a b c"
