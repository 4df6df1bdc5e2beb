"""A regular expression walked step by step as Python's own engine would, so that its steps can be counted.

Python's engine does not tell how often it goes back, and a clock would tell how busy the machine is. This walk reads
the same parsed pattern, tries in the same order and goes back in the same places; only slower.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from re import _constants as sre  # pyright: ignore[reportAttributeAccessIssue]
from re import _parser as parser  # pyright: ignore[reportAttributeAccessIssue]
from typing import Any

_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
_SINGLE = {sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY}
Walk = Callable[[int], Iterator[int]]  # from a place, the places where a match can end, in the order of the engine


class Walker:
    """A pattern over one text; ``steps`` counts the places and characters that were tried."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self.text, self.steps = text, 0
        self.groups: dict[int, tuple[int, int]] = {}
        self.fold = bool(pattern.flags & re.IGNORECASE)
        self.lines = bool(pattern.flags & re.MULTILINE)
        self.all = bool(pattern.flags & re.DOTALL)
        self.walk = self._sequence(list(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)))

    def ends(self) -> list[tuple[int, int]]:
        """The matches of ``finditer``, as (start, end)."""
        found, at = [], 0
        while at <= len(self.text):
            end = next(self.walk(at), None)
            if end is not None and end > at:
                found.append((at, end))
            at = end if end is not None and end > at else at + 1
        return found

    def _sequence(self, items: list[Any]) -> Walk:
        walks = [self._node(op, value) for op, value in items]

        def walk(at: int, index: int = 0) -> Iterator[int]:
            if index == len(walks):
                yield at
                return
            for end in walks[index](at):
                yield from walk(end, index + 1)

        return walk

    def _node(self, op: Any, value: Any) -> Walk:
        if op in _SINGLE:
            return self._once(self._character(op, value))
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            return self._repeat(op, *value)
        if op is sre.SUBPATTERN:
            return self._group(value[0], value[3])
        if op is sre.BRANCH:
            return self._branch([list(way) for way in value[1]])
        if op is sre.GROUPREF:
            return self._again(value)
        if op is sre.ATOMIC_GROUP:
            return self._atomic(self._sequence(list(value)))
        if op in (sre.ASSERT, sre.ASSERT_NOT):
            return self._look(value[0], list(value[1]), op is sre.ASSERT)
        if op is sre.AT:
            return self._at(value)
        if op is sre.FAILURE:
            return lambda at: iter(())
        raise NotImplementedError(f"{op} has no walk yet")

    def _character(self, op: Any, value: Any) -> Callable[[str], bool]:
        flags = re.IGNORECASE if self.fold else 0
        if op is sre.ANY:
            return (lambda one: True) if self.all else (lambda one: one != "\n")
        source = _source([(op, value)] if op is not sre.IN else value)
        known: dict[str, bool] = {}
        test = re.compile(source, flags).match

        def matches(one: str) -> bool:
            if one not in known:
                known[one] = test(one) is not None
            return known[one]

        return matches

    def _once(self, matches: Callable[[str], bool]) -> Walk:
        def walk(at: int) -> Iterator[int]:
            self.steps += 1
            if at < len(self.text) and matches(self.text[at]):
                yield at + 1

        return walk

    def _repeat(self, op: Any, low: int, high: Any, items: Any) -> Walk:
        items = list(items)
        most = float("inf") if high is sre.MAXREPEAT else int(high)
        if len(items) == 1 and items[0][0] in _SINGLE:
            walk = self._run(self._character(*items[0]), low, most, op is sre.MIN_REPEAT)
        else:
            walk = self._many(self._sequence(items), low, most, op is sre.MIN_REPEAT)
        return self._atomic(walk) if op is sre.POSSESSIVE_REPEAT else walk

    def _run(self, matches: Callable[[str], bool], low: int, most: float, lazy: bool) -> Walk:
        def walk(at: int) -> Iterator[int]:
            end = at
            while end < len(self.text) and end - at < most and matches(self.text[end]):
                end += 1
                self.steps += 1
                if lazy and end - at >= max(low, 1):
                    break
            self.steps += 1
            for place in range(end, at + low - 1, -1):
                self.steps += 1
                yield place

        def slow(at: int) -> Iterator[int]:
            end = at
            while True:
                self.steps += 1
                if end - at >= low:
                    yield end
                if end >= len(self.text) or end - at >= most or not matches(self.text[end]):
                    return
                end += 1

        return slow if lazy else walk

    def _many(self, one: Walk, low: int, most: float, lazy: bool) -> Walk:
        def greedy(at: int) -> Iterator[int]:
            path, tries = [at], [one(at)]
            while tries:
                self.steps += 1
                further = next(tries[-1], None) if len(path) - 1 < most else None
                if further is not None and further != path[-1]:
                    path.append(further)
                    tries.append(one(further))
                    continue
                tries.pop()
                end = path.pop()
                if len(path) >= low:
                    yield end

        def slow(at: int, count: int = 0) -> Iterator[int]:
            self.steps += 1
            if count >= low:
                yield at
            if count < most:
                for end in one(at):
                    if end != at:
                        yield from slow(end, count + 1)

        return slow if lazy else greedy

    def _group(self, number: int | None, items: Any) -> Walk:
        inner = self._sequence(list(items))

        def walk(at: int) -> Iterator[int]:
            for end in inner(at):
                if number is not None:
                    self.groups[number] = (at, end)
                yield end

        return walk

    def _again(self, number: int) -> Walk:
        def walk(at: int) -> Iterator[int]:
            self.steps += 1
            start, end = self.groups.get(number, (0, -1))
            if start <= end and self.text.startswith(self.text[start:end], at):
                yield at + end - start

        return walk

    def _branch(self, ways: list[list[Any]]) -> Walk:
        """Like the engine, a way that begins with a letter is only entered where that letter stands."""
        walks = [(self._first(way), self._sequence(way)) for way in ways]
        known: dict[str, list[Walk]] = {}

        def walk(at: int) -> Iterator[int]:
            one = self.text[at : at + 1]
            if one not in known:
                known[one] = [way for matches, way in walks if matches is None or (one and matches(one))]
            self.steps += 1
            for way in known[one]:
                yield from way(at)

        return walk

    def _first(self, way: list[Any]) -> Callable[[str], bool] | None:
        return self._character(*way[0]) if way and way[0][0] is sre.LITERAL else None

    def _atomic(self, inner: Walk) -> Walk:
        def walk(at: int) -> Iterator[int]:
            end = next(inner(at), None)
            if end is not None:
                yield end

        return walk

    def _look(self, direction: int, items: list[Any], wanted: bool) -> Walk:
        inner = self._sequence(items)
        width = parser.SubPattern(parser.State(), items).getwidth()[0] if direction < 0 else 0

        def walk(at: int) -> Iterator[int]:
            self.steps += 1
            begin = at - width
            if (begin >= 0 and next(inner(begin), None) is not None) == wanted:
                yield at

        return walk

    def _at(self, where: Any) -> Walk:
        source = {
            sre.AT_BEGINNING: "^", sre.AT_BEGINNING_STRING: r"\A", sre.AT_END: "$", sre.AT_END_STRING: r"\Z",
            sre.AT_BOUNDARY: r"\b", sre.AT_NON_BOUNDARY: r"\B",
        }[where]  # fmt: skip
        test = re.compile(source, re.MULTILINE if self.lines else 0).match

        def walk(at: int) -> Iterator[int]:
            self.steps += 1
            if test(self.text, at) is not None:
                yield at

        return walk


def _source(items: list[Any]) -> str:
    """A character class as written, for one item or several."""
    parts, sign = [], ""
    for op, value in items:
        if op is sre.NEGATE:
            sign = "^"
        elif op is sre.NOT_LITERAL:
            sign = "^"
            parts.append(re.escape(chr(value)))
        elif op is sre.LITERAL:
            parts.append(re.escape(chr(value)))
        elif op is sre.RANGE:
            parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif op is sre.CATEGORY:
            parts.append(_CATEGORIES[value])
    return f"[{sign}{''.join(parts)}]"
