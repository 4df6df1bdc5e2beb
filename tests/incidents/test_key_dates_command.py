"""``key-dates --jsonl`` as a process: the contract, bad lines, texts without a language."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DAM = "The dam above Karlow collapsed on 4 March 2021 and flooded the whole of the valley below it."
FAIR = "A fair was held in the town of Karlow on 5 June 2021, and many people came to it."


def ask(repo: Path, lines: list[Any], *options: str) -> subprocess.CompletedProcess[str]:
    given = "".join((line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n" for line in lines)
    command = [sys.executable, "-m", "timeline", "key-dates", *options]
    return subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", cwd=repo)


def row(name: str, text: str, published: str | None = "2021-07-01", **more: Any) -> dict[str, Any]:
    return {"id": name, "publisher": "Karlow Post", "published": published, "text": text, **more}


def answers(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_contract(repo: Path) -> None:
    lines = [row("a", DAM), row("b", "It rained. " + DAM), row("c", FAIR)]
    done = ask(repo, lines, "--jsonl", "--since", "2021-03-01", "--until", "2021-06-30", "--top", "5")
    assert done.returncode == 0, done.stderr
    found = answers(done)
    assert [list(one) for one in found] == [["date", "score", "articles", "title"]] * 2
    assert [one["date"] for one in found] == ["2021-03-04", "2021-06-05"]
    assert found[0]["articles"] == 2 and "collapsed" in found[0]["title"]
    assert ask(repo, lines[::-1], "--jsonl", "--since", "2021-03-01", "--until", "2021-06-30").stdout == done.stdout


def test_a_text_printed_twice_counts_once(repo: Path) -> None:
    done = ask(repo, [row("a", DAM), row("b", DAM, "2021-03-05"), row("c", FAIR)], "--jsonl")
    assert {one["date"]: one["articles"] for one in answers(done)} == {"2021-03-04": 1, "2021-06-05": 1}


def test_bad_lines_are_named_and_the_others_go_on(repo: Path) -> None:
    done = ask(repo, ["{", row("a", DAM), row("b", FAIR, "someday"), {"id": "c"}], "--jsonl")
    assert done.returncode == 1
    assert [one["date"] for one in answers(done)] == ["2021-03-04"]
    assert [f"line {n}:" in done.stderr for n in (1, 2, 3, 4)] == [True, False, True, True]


def test_a_text_whose_language_cannot_be_told_is_read_as_the_others(repo: Path) -> None:
    done = ask(repo, [row("a", DAM), row("b", "Zzyx qvorp, 4 March 2021, blint wug")], "--jsonl")
    assert done.returncode == 0, done.stderr
    assert answers(done)[0]["articles"] == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--jsonl"),
        (("--jsonl", "--since", "2021-05-02", "--until", "2021-05-01"), "swap"),
        (("--jsonl", "--top", "-1"), "--top"),
        (("--jsonl", "--since", "soon"), "soon"),
    ],
)
def test_wrong_usage(repo: Path, options: tuple[str, ...], said: str) -> None:
    done = ask(repo, [], *options)
    assert done.returncode == 2 and said in done.stderr


def test_no_articles_give_no_days(repo: Path) -> None:
    done = ask(repo, [], "--jsonl", "--top", "3")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
