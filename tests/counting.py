"""Work counted instead of timed, so that no verdict depends on the clock or on what else the machine does.

What is counted: every line of Python that runs, every call, every turn of a loop or comprehension, and the characters
that are copied out of the text. What a single call into C does is not seen; regular expressions, the one such place
where work can explode, are walked step by step in tests/backtracking.py.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

# Eight times the text may take eight times the work and a little more (a sort, a table that fills); what grows with
# the square takes up to sixty-four times.
SHORT, LONG = 300, 2_400
MOST = 14.0
_COPIED = 16  # characters that cost about as much to copy as a line of Python


class _Watched(str):
    """A text that counts what is sliced from it: ``text[:i]`` for each word is a square that no line count shows."""

    __slots__ = ("copied",)
    copied: list[int]

    def __getitem__(self, key: Any) -> str:
        piece = str.__getitem__(self, key)
        self.copied[0] += len(piece)
        return watched(piece, self.copied) if len(piece) > _COPIED else piece


def watched(text: str, copied: list[int]) -> _Watched:
    """The text, adding to ``copied[0]`` the characters of every slice of it and of its long slices."""
    made = _Watched(text)
    made.copied = copied
    return made


def steps(run: Callable[[str], object], text: str, room: str = "") -> int:
    """How much work ``run(text)`` is: lines, calls and turns of loops, and a part of the characters copied.

    With ``room`` ("timeline/views"), only what happens in the files of that folder.
    """
    count, copied = 0, [0]

    def local(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += 1
        return local

    def entered(frame: FrameType, event: str, arg: Any) -> Any:
        return local(frame, event, arg) if room in Path(frame.f_code.co_filename).as_posix() else None

    before = sys.gettrace()
    sys.settrace(entered if room else local)
    try:
        run(watched(text, copied))
    finally:
        sys.settrace(before)
    return count + copied[0] // _COPIED


def growth(run: Callable[[str], object], make: Callable[[int], str], room: str = "") -> float:
    """How many times the work for a text of LONG characters is that for one of SHORT."""
    short, long = make(SHORT), make(LONG)
    run(long)  # each rule is compiled when a text first needs it, once, however long the text is
    run(short)
    return steps(run, long, room) / steps(run, short, room)


def repeat(piece: str) -> Callable[[int], str]:
    """``repeat("ab")(5)`` is ``"ababa"``."""
    return lambda size: (piece * (size // len(piece) + 1))[:size]
