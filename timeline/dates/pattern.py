"""The little language in which rules are written, compiled to regular expressions over symbols.

A text is turned into a string with one character an item (a word, a mark, or an expression found before), and each
character stands for the set of symbols that the item bears: its word classes (``MONTH``), itself (``ago``), what it
was found to be (``@day``). A pattern is a sequence of symbols:

    ``day:DAYNUM ORDSUF? of? month:MONTH ("," year:YEAR)?``

``name:SYMBOL`` binds a slot, ``?`` makes optional, ``( | )`` groups, ``~`` is an optional hyphen. ``[A|B]`` at either
end asks for an item that is not part of the expression, ``[!A|B]`` forbids it; ``[A B|C]`` asks for two in a row or
one. There is no unbounded repetition, so no pattern can backtrack without bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

_TOKEN = re.compile(
    r"""\s*(?:"(?P<mark>[^"]+)"|(?P<sign>[()|?~\[\]!])|(?P<slot>[a-z_]+[0-9]?):|(?P<symbol>[^\s()|?~\[\]:"]+))"""
)
PARAGRAPH = "¶"
HYPHENS = ("-", "‐", "‑", "–")
_EMPTY = ("seq", [])


@dataclass(frozen=True)
class Compiled:
    """A pattern as a regular expression, what it can begin with, the symbols of each slot.

    ``first`` are the characters that it can begin with, ``second`` those that can stand in the second place, what is
    looked for behind it among them ("" for the text's end); None where it can end after the first whatever follows.
    """

    source: str
    first: frozenset[str]
    second: frozenset[str] | None
    slots: dict[str, tuple[str, ...]]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The regular expression, compiled when it is first asked: most texts need few of the rules."""
        return re.compile(self.source)


def symbols(pattern: str) -> set[str]:
    """Every symbol that a pattern mentions (``ago``, ``MONTH``, ``@day``, ``,``)."""
    found = {m["mark"] or m["symbol"] for m in _TOKEN.finditer(pattern) if m["mark"] or m["symbol"]}
    return found | (set(HYPHENS) if "~" in pattern else set())


Sequences = list[tuple[frozenset[str], ...]]


def compile_pattern(pattern: str, expand: Callable[[str], Sequences]) -> Compiled:
    """Compile one pattern; ``expand(symbol)`` gives the sequences of character sets that a symbol can stand for.

    Raises ValueError naming the pattern where it cannot be parsed.
    """
    reader = _Reader(pattern)
    tree = reader.alternatives()
    if reader.peek() is not None:
        raise ValueError(f"pattern {pattern!r}: unexpected {reader.peek()!r}")
    slots: dict[str, tuple[str, ...]] = {}
    source = _source(tree, expand, slots)
    heads = _heads(tree, expand)
    second = None if heads.one else frozenset(heads.second)
    return Compiled(source, frozenset(heads.first), second, slots)


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.tokens = [m.groupdict() for m in _TOKEN.finditer(pattern)]
        self.at = 0

    def peek(self) -> str | None:
        if self.at >= len(self.tokens):
            return None
        token = self.tokens[self.at]
        return token["sign"] or "word"

    def take(self) -> dict[str, str]:
        self.at += 1
        return self.tokens[self.at - 1]

    def alternatives(self):
        options = [self.sequence()]
        while self.peek() == "|":
            self.take()
            options.append(self.sequence())
        return ("or", options) if len(options) > 1 else options[0]

    def sequence(self):
        parts = []
        while self.peek() not in (None, "|", ")", "]"):
            parts.append(self.item())
        return ("seq", parts)

    def item(self):
        token = self.take()
        node = ("slot", token["slot"], self.item_without_mark()) if token["slot"] else self.atom(token)
        if self.peek() == "?":
            self.take()
            node = ("or", [node, _EMPTY])
        return node

    def item_without_mark(self):
        return self.atom(self.take())

    def atom(self, token):
        if token["sign"] == "(":
            inner = self.alternatives()
            self.close(")")
            return inner
        if token["sign"] == "[":
            ahead = self.at > 1
            negative = self.peek() == "!"
            if negative:
                self.take()
            inner = self.alternatives()
            self.close("]")
            return ("look", ahead, negative, inner)
        if token["sign"] == "~":
            return ("or", [("hyphen",), _EMPTY])
        if token["sign"]:
            raise ValueError(f"pattern {self.pattern!r}: unexpected {token['sign']!r}")
        return ("symbol", token["mark"] or token["symbol"])

    def close(self, sign: str) -> None:
        if self.peek() != sign:
            raise ValueError(f"pattern {self.pattern!r}: missing {sign!r}")
        self.take()


def _class(characters: Iterable[str]) -> str:
    """A character class, in runs."""
    runs: list[list[int]] = []
    for code in sorted(set(map(ord, characters))):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    if not runs:
        return "(?!)"
    if len(runs) == 1 and runs[0][0] == runs[0][1]:
        return re.escape(chr(runs[0][0]))
    pieces = (f"{re.escape(chr(a))}-{re.escape(chr(b))}" if b > a else re.escape(chr(a)) for a, b in runs)
    return "[" + "".join(pieces) + "]"


def _symbol_source(sequences: Sequences, hyphen: str) -> str:
    """A symbol as a group: its sequences longest first, an optional hyphen between the words of each."""
    by_length = sorted({len(sequence) for sequence in sequences}, reverse=True)
    options = []
    for length in by_length:
        same = [sequence for sequence in sequences if len(sequence) == length]
        if length == 1:
            options.append(_class(c for sequence in same for c in sequence[0]))
        else:
            options += [f"{hyphen}?".join(_class(c) for c in sequence) for sequence in same]
    return options[0] if len(options) == 1 else "(?:" + "|".join(options or ["(?!)"]) + ")"


def _hyphens(expand) -> list[str]:
    return [c for mark in HYPHENS for sequence in expand(mark) for c in sequence[0]]


def _source(node, expand, slots) -> str:
    kind = node[0]
    if kind == "symbol":
        return _symbol_source(expand(node[1]), _class(_hyphens(expand)))
    if kind == "hyphen":
        return _class(_hyphens(expand))
    if kind == "seq":
        return "".join(_source(part, expand, slots) for part in node[1])
    if kind == "or":
        options = [_source(option, expand, slots) for option in node[1]]
        if options[-1] == "" and len(options) == 2:
            return f"(?:{options[0]})?"
        return "(?:" + "|".join(options) + ")"
    if kind == "slot":
        name = node[1]
        count = sum(key.split("__")[0] == name for key in slots)
        unique = f"{name}__{count}" if count else name
        slots[unique] = tuple(_named(node[2]))
        return f"(?P<{unique}>{_source(node[2], expand, {})})"
    _, ahead, negative, inner = node
    sign = ("?" if ahead else "?<") + ("!" if negative else "=")
    options = [f"({sign}{option})" for option in _look_sources(inner, expand)]
    if PARAGRAPH in _named(inner):  # a text begins and ends as a paragraph does
        options.append(f"({sign}{chr(92)}Z)" if ahead else f"({sign}^)")
    return "".join(options) if negative else "(?:" + "|".join(options) + ")"


def _look_sources(inner, expand) -> list[str]:
    """What stands beside, each of a fixed width as looking behind demands: single items as one, then sequences."""
    options = inner[1] if inner[0] == "or" else [inner]
    named = [_named(option) for option in options]
    single = {
        c
        for names in named
        if len(names) == 1
        for sequence in expand(names[0])
        if len(sequence) == 1
        for c in sequence[0]
    }

    def one(name: str) -> str:
        return _class(c for sequence in expand(name) if len(sequence) == 1 for c in sequence[0])

    longer = ["".join(map(one, names)) for names in named if len(names) > 1]
    return [_class(single), *longer] if single or not longer else longer


def _named(node) -> list[str]:
    if node[0] == "symbol":
        return [node[1]]
    if node[0] in ("seq", "or"):
        return [name for part in node[1] for name in _named(part)]
    return []


@dataclass(slots=True)
class _Heads:
    """What can stand in the first two places of a node, and whether it can be empty or one character long."""

    first: set[str]
    second: set[str]
    empty: bool = False
    one: bool = False


def _heads(node, expand) -> _Heads:
    kind = node[0]
    if kind == "symbol":
        sequences = expand(node[1])
        longer = [sequence for sequence in sequences if len(sequence) > 1]
        second = {c for sequence in longer for c in sequence[1]} | (set(_hyphens(expand)) if longer else set())
        return _Heads({c for sequence in sequences for c in sequence[0]}, second, one=len(longer) < len(sequences))
    if kind == "hyphen":
        return _Heads(set(_hyphens(expand)), set(), one=True)
    if kind == "look":
        return _Heads(set(), set(), empty=True)
    if kind == "slot":
        return _heads(node[2], expand)
    if kind == "or":
        options = [_heads(option, expand) for option in node[1]]
        return _Heads(
            set().union(*(o.first for o in options)),
            set().union(*(o.second for o in options)),
            any(o.empty for o in options),
            any(o.one for o in options),
        )
    found = _Heads(set(), set(), empty=True)
    for part in node[1]:
        more = _behind(part, expand) if found.one and not found.empty else _heads(part, expand)
        found = _Heads(
            found.first | (more.first if found.empty else set()),
            found.second | (more.first if found.one else set()) | (more.second if found.empty else set()),
            found.empty and more.empty,
            (found.one and more.empty) or (found.empty and more.one),
        )
    return found


def _behind(node, expand) -> _Heads:
    """As _heads, for what follows at least one character: an item asked for behind the expression must stand there."""
    if node[0] == "look" and node[1] and not node[2]:
        asked = {c for name in _named(node[3]) for sequence in expand(name) if len(sequence) == 1 for c in sequence[0]}
        if PARAGRAPH in _named(node[3]):
            asked.add("")
        return _Heads(asked, set(), one=True)
    return _heads(node, expand)
