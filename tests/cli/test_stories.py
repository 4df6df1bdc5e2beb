"""stories --jsonl: a story for each article, in the order of input; a bad line is named and passed over."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from timeline.commands.stories import read_articles, story_lines

CASES = Path(__file__).parent.parent / "cases" / "stories" / "articles.jsonl"
KEYS = ("id", "url", "publisher", "published", "title", "text")


def lines() -> list[dict[str, str]]:
    rows = map(json.loads, CASES.read_text(encoding="utf-8").splitlines())
    return [{key: row[key] for key in KEYS} for row in rows]


def run(*given: object) -> tuple[list[dict[str, object]], list[str], bool]:
    out, said = io.BytesIO(), []
    encoded = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in given]
    good = story_lines(encoded, out, said.append)
    return [json.loads(line) for line in out.getvalue().splitlines()], said, good


def test_the_command_answers_in_order_and_tells_languages_by_itself(
    cli: Callable[..., CompletedProcess[str]],
) -> None:
    done = cli("stories", "--jsonl", stdin="\n".join(json.dumps(line) for line in lines()))
    assert (done.returncode, done.stderr) == (0, "")
    answers = list(map(json.loads, done.stdout.splitlines()))
    assert [list(answer) for answer in answers] == [["id", "story"]] * 20
    assert [answer["id"] for answer in answers] == [line["id"] for line in lines()]
    assert len({answer["story"] for answer in answers}) == 5


def test_without_jsonl_it_says_what_to_give(cli: Callable[..., CompletedProcess[str]]) -> None:
    done = cli("stories")
    assert done.returncode == 2 and "--jsonl" in done.stderr


def test_all_but_id_and_text_may_be_missing_or_null() -> None:
    text = lines()[0]["text"]
    bare, null = {"id": 7, "text": text}, dict.fromkeys(KEYS) | {"id": "b", "text": text}
    answers, said, good = run(bare, null)
    assert good and not said
    assert [answer["id"] for answer in answers] == [7, "b"]
    assert answers[0]["story"] == answers[1]["story"]


def test_nothing_in_nothing_out() -> None:
    assert run() == ([], [], True)
    assert run(b"  ", b"\n") == ([], [], True)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"{", "this is not JSON"),
        (b'{"id": "\xff"}', "this is not UTF-8"),
        ([1], "this is not an object"),
        ({"text": "x"}, '"id" is missing'),
        ({"id": None, "text": "x"}, '"id" is missing'),
        ({"id": "x"}, '"text" is missing'),
        ({"id": "x", "text": 3}, '"text" is no string'),
        ({"id": "x", "text": "x", "title": []}, '"title" is no string'),
        ({"id": "x", "text": "x", "published": "soon"}, '"published" is no day'),
        ({"id": "good", "text": "x"}, 'line 1 has the same "id"'),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(line: object, fault: str) -> None:
    answers, said, good = run({"id": "good", "text": "Kestrel"}, line, {"id": "last", "text": "Oberon"})
    assert not good
    assert [answer["id"] for answer in answers] == ["good", "last"]
    [complaint] = said
    assert complaint.startswith("stdin, line 2: ") and fault in complaint and ";" in complaint


def test_a_text_too_short_to_tell_takes_the_language_of_most() -> None:
    told = [json.dumps(line).encode() for line in lines() if "-fr" in line["id"]]
    _, articles, _ = read_articles([*told, b'{"id": "short", "text": "Morandi"}'], print)
    assert [one.language for one in articles] == ["fr"] * len(articles)
