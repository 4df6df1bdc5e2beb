"""tag --jsonl: a line out for each good line in, in order; a bad line is named and passed over."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from timeline.commands.tag import LineError, answer_line, ends, tag_lines
from timeline.models import DateSpan, Timex

TEXT = "The emails were dumped on 5 May 2017."


def document(**changes: object) -> bytes:
    return json.dumps({"id": "d", "language": "en", "published": "2017-05-08", "text": TEXT} | changes).encode()


def test_each_document_is_answered_with_the_contracts_keys() -> None:
    answer = answer_line(document())
    assert answer["id"] == "d"
    [found] = answer["timexes"]
    assert list(found) == [
        "start",
        "end",
        "text",
        "type",
        "value",
        "mod",
        "span",
        "why",
        "basis",
        "rule",
        "alternatives",
    ]
    assert TEXT[found["start"] : found["end"]] == found["text"] == "5 May 2017"
    assert found["value"] == "2017-05-05"
    assert list(found["span"]) == ["start", "end", "precision", "bound", "edtf"]
    assert found["why"]


def test_what_is_null_is_detected_and_guessed() -> None:
    text = TEXT + " On 5 May the emails of the party were dumped, and it was said that they had been changed."
    answer = answer_line(document(language=None, published=None, text=text))
    assert [found["text"] for found in answer["timexes"]] == ["5 May 2017", "5 May"]


@pytest.mark.parametrize(("text", "found"), [("", []), (" 17 ", []), ("2017-05-05", ["2017-05-05"])])
def test_a_text_without_words_is_answered(text: str, found: list[str]) -> None:
    assert [one["value"] for one in answer_line(document(language=None, text=text))["timexes"]] == found


@pytest.mark.parametrize("language", ["EN", "en-GB", " en_US "])
def test_language_tags_are_read(language: str) -> None:
    assert answer_line(document(language=language))["timexes"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{broken", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[1]", "no object|not an object"),
        (b"\xff\xfe{}", "UTF-8"),
        (b'{"id": 1}', '"text" is missing'),
        (document(text=5), '"text"'),
        (document(published="2017-02-30"), '"published" is no day'),
        (document(published=5), '"published" is no day'),
        (document(language="xx"), "there is no language 'xx'; set \"language\" to a code of ISO 639-1"),
        (document(language=["en"]), '"language" is no string'),
    ],
)
def test_a_bad_line_says_its_fault_and_the_remedy(line: bytes, says: str) -> None:
    with pytest.raises(LineError, match=says) as caught:
        answer_line(line)
    assert ";" in str(caught.value)
    assert len(str(caught.value)) < 300


def test_bad_lines_are_named_and_the_others_go_on() -> None:
    out, complaints = io.BytesIO(), []
    lines = [document(id="one"), b"{broken\n", b"\n", document(id="été"), b"\xef\xbb\xbf" + document(id=None)]
    assert tag_lines(lines, out, complaints.append) is False
    assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == ["one", "été", None]
    assert len(complaints) == 1
    assert complaints[0].startswith("stdin, line 2: ")
    assert tag_lines([document()], out, complaints.append) is True


def test_a_range_is_printed_as_its_two_ends() -> None:
    def day(start: int, text: str, value: str) -> Timex:
        return Timex(start, start + len(text), text, "DATE", value, span=DateSpan(value, value, "day"))

    parts = (day(8, "3", "2017-05-03"), day(14, "5 May", "2017-05-05"))
    whole = Timex(8, 19, "3 and 5 May", "DATE", "", span=DateSpan("2017-05-03", "2017-05-05", "day"), parts=parts)
    found = ends(whole)
    assert [(one["start"], one["text"], one["value"]) for one in found] == [
        (8, "3", "2017-05-03"),
        (14, "5 May", "2017-05-05"),
    ]
    for one in found:
        assert (one["range"]["start"], one["range"]["end"], one["range"]["text"]) == (8, 19, "3 and 5 May")
        assert one["range"]["span"]["end"] == "2017-05-05"


def test_a_timex_without_a_span_prints_null() -> None:
    [found] = ends(Timex(0, 10, "six months", "DURATION", "P6M", why="a duration dates nothing"))
    assert found["span"] is None
    assert "range" not in found


def test_the_day_of_publication_is_used() -> None:
    text = "The emails were dumped on Friday."
    for published, day in ((date(2017, 5, 8), "2017-05-05"), (date(2017, 5, 15), "2017-05-12")):
        [found] = answer_line(document(published=published.isoformat(), text=text))["timexes"]
        assert found["value"] == day
