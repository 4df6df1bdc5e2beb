"""Pages as people copy them: each line says what it should be.

``H`` headline, ``Y`` byline, ``D`` dateline (the rest of its line follows on the next), ``C`` caption, ``B`` body,
``X`` cut. ``synthetic.txt`` must be cut as marked, ``negative.txt`` must not be cut at all, and ``gaps.txt`` are the
known failures: mending one announces itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.ingest.cutter import cut

KINDS = {"H": "headline", "Y": "byline", "D": "dateline", "C": "caption", "B": "body", "X": "cut"}
PAGES = Path(__file__).parent / "pages"


def _pages(name: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for block in (PAGES / name).read_text(encoding="utf-8").split("=== ")[1:]:
        title, _, rest = block.partition("\n")
        yield title, [(KINDS[line[0]], line[3:]) for line in rest.splitlines()]


def _cases(name: str, *marks: pytest.MarkDecorator) -> list:
    return [pytest.param(lines, id=title, marks=marks) for title, lines in _pages(name)]


def _check(lines: list[tuple[str, str]]) -> None:
    text, expected = "", []
    for kind, line in lines:
        if line.strip():
            expected.append((len(text), kind, line))
        text += line if kind == "dateline" else line + "\n"
    regions = cut(text)
    found = [next(region.kind for region in regions if region.start <= at < region.end) for at, _, _ in expected]
    wrong = [
        f"{got} for {kind}: {line[:70]}" for (_, kind, line), got in zip(expected, found, strict=True) if got != kind
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("lines", _cases("synthetic.txt"))
def test_page_is_cut_as_marked(lines: list[tuple[str, str]]) -> None:
    _check(lines)


@pytest.mark.parametrize("lines", _cases("negative.txt"))
def test_article_is_left_whole(lines: list[tuple[str, str]]) -> None:
    assert not any(kind == "cut" for kind, _ in lines)
    _check(lines)


@pytest.mark.parametrize("lines", _cases("gaps.txt", pytest.mark.xfail(raises=AssertionError, reason="known gap")))
def test_known_gap(lines: list[tuple[str, str]]) -> None:
    _check(lines)
