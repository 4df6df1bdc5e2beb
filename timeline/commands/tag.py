"""``tag --jsonl``: documents in, time expressions out, line by line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO, TypeVar

from timeline.models import DateSpan, Timex

WORDLESS = "en"  # what is read where a text has no letters, so that nothing but figures can be a date
_SPAN = ("start", "end", "precision", "bound", "edtf")

T = TypeVar("T")


class LineError(ValueError):
    """A line that cannot be tagged: its fault, and what to do."""


def tag_lines(lines: Iterable[bytes], out: BinaryIO, complain: Callable[[str], None]) -> bool:
    """Answer each line on ``out``, in order; a line that cannot be answered is named to ``complain`` and left out.

    Returns whether every line was answered.
    """
    good = True
    for _, answer in each_line(lines, answer_line, complain):
        if answer is None:
            good = False
            continue
        out.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
        out.flush()
    return good


def each_line(
    lines: Iterable[bytes], read: Callable[[bytes], T], complain: Callable[[str], None]
) -> Iterator[tuple[int, T | None]]:
    """The number of each line that is not blank, with what ``read`` makes of it; None where that raises LineError,
    which is told to ``complain``."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, read(line)
            except LineError as fault:
                complain(f"stdin, line {number}: {fault}")
                yield number, None


def answer_line(line: bytes) -> dict[str, Any]:
    """The answer to one document. Raises LineError."""
    from timeline.dates import bare_mention, tag

    document = document_of(line)
    text = document["text"]
    language = language_of(document.get("language"), text)
    published = publication_day(document.get("published"))
    try:
        found = tag(text, language, published)  # which guesses the day of publication where there is none
    except Exception as fault:  # one text that breaks the tagger must not stop the others
        raise LineError(f"tagging failed ({type(fault).__name__}: {fault}); report this with the text") from fault
    return {
        "id": document.get("id"),
        "timexes": [end for timex in found if not bare_mention(timex) for end in ends(timex)],
    }


def ends(timex: Timex) -> list[dict[str, Any]]:
    """An expression as the contract writes it; of a range its two ends, each with the range that it belongs to."""
    if not timex.parts:
        return [timex_to_dict(timex)]
    whole = {"start": timex.start, "end": timex.end, "text": timex.text, "span": span_to_dict(timex.span)}
    return [timex_to_dict(part) | {"range": whole} for part in timex.parts]


def timex_to_dict(timex: Timex) -> dict[str, Any]:
    """One expression with the contract's keys, then its basis, its rule and the other readings that were weighed."""
    return {
        "start": timex.start,
        "end": timex.end,
        "text": timex.text,
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "span": span_to_dict(timex.span),
        "why": timex.why,
        "basis": timex.basis,
        "rule": timex.rule,
        "alternatives": [{"span": span_to_dict(other.span), "why": other.why} for other in timex.alternatives],
    }


def span_to_dict(span: DateSpan | None) -> dict[str, Any] | None:
    """A span with the contract's keys, or None."""
    return {name: getattr(span, name) for name in _SPAN} if span else None


def document_of(line: bytes) -> dict[str, Any]:
    """The object of a line, with a text. Raises LineError."""
    document = json_object(line, '{"id", "language", "published", "text"}')
    if not isinstance(document.get("text"), str):
        raise LineError('"text" is missing or is no string; give the text of the document')
    return document


def json_object(line: bytes, keys: str) -> dict[str, Any]:
    """The object that a line of JSON Lines is. Raises LineError; ``keys`` tells the writer what belongs in it."""
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise LineError("this is not UTF-8; write the line as UTF-8") from fault
    except (ValueError, RecursionError) as fault:
        raise LineError(f"this is not JSON ({fault}); write one object a line") from fault
    if not isinstance(found, dict):
        raise LineError(f"this is not an object; write {keys}")
    return found


def language_of(given: Any, text: str) -> str:
    """The code of a document's language, given or detected. Raises LineError."""
    from timeline.ingest.detect import detect, language_code

    if given is not None and not isinstance(given, str):
        raise LineError('"language" is no string; give a code such as "en", or null to have it detected')
    if given and given.strip():
        language = language_code(given)
    else:
        language = detect(text) if any(map(str.isalpha, text)) else WORDLESS
    if not language:
        fault = f"there is no language {given[:20]!r}" if given else "its language cannot be told"
        raise LineError(f'{fault}; set "language" to a code of ISO 639-1 such as "en"')
    return language


def publication_day(given: Any) -> date | None:
    """The day that "published" says, None where it says none. Raises LineError."""
    if given is None or given == "":
        return None
    try:
        return date.fromisoformat(given[:10])
    except (ValueError, TypeError) as fault:
        raise LineError(f'"published" is no day ({str(given)[:40]!r}); write it as 2017-05-06, or null') from fault
