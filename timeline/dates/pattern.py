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


Sequences = list[tuple[frozenset[str], ...]]


@dataclass(frozen=True, slots=True)
class Heads:
    """What a pattern can begin with: characters with those that can follow each, and characters that can stand alone.

    What is looked for behind an expression counts as following ("" for the text's end). ``empty`` where it matches
    nothing at all.
    """

    pairs: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()
    single: frozenset[str] = frozenset()
    empty: bool = False

    def firsts(self) -> frozenset[str]:
        """Every character that it can begin with."""
        return self.single.union(*(firsts for firsts, _ in self.pairs))

    def begin(self, pair: str) -> bool:
        """Whether a match can begin with this character, and go on with the one after it where there is one."""
        first, follows = pair[0], pair[1:]
        return first in self.single or any(first in firsts and follows in seconds for firsts, seconds in self.pairs)


@dataclass(frozen=True)
class Compiled:
    """A pattern as a regular expression, what it can begin with, the symbols of each slot."""

    source: str
    heads: Heads
    slots: dict[str, tuple[str, ...]]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The regular expression, compiled when it is first asked: most texts need few of the rules."""
        return re.compile(self.source)

    @cached_property
    def bound(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """The groups that bind a slot, as (group, slot, symbols)."""
        return tuple((group, group.split("__")[0], named) for group, named in self.slots.items())


def symbols(pattern: str) -> set[str]:
    """Every symbol that a pattern mentions (``ago``, ``MONTH``, ``@day``, ``,``)."""
    found = {m["mark"] or m["symbol"] for m in _TOKEN.finditer(pattern) if m["mark"] or m["symbol"]}
    return found | (set(HYPHENS) if "~" in pattern else set())


def compile_pattern(pattern: str, expand: Callable[[str], Sequences]) -> Compiled:
    """Compile one pattern; ``expand(symbol)`` gives the sequences of character sets that a symbol can stand for.

    Raises ValueError naming the pattern where it cannot be parsed.
    """
    reader = _Reader(pattern)
    tree = reader.alternatives()
    if reader.peek() is not None:
        raise ValueError(f"pattern {pattern!r}: unexpected {reader.peek()!r}")
    slots: dict[str, tuple[str, ...]] = {}
    return Compiled(_source(tree, expand, slots), _heads(tree, expand), slots)


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


def one_of(characters: Iterable[str]) -> str:
    """The source that matches one of some characters, written in runs."""
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
            options.append(one_of(c for sequence in same for c in sequence[0]))
        else:
            options += [f"{hyphen}?".join(one_of(c) for c in sequence) for sequence in same]
    return options[0] if len(options) == 1 else "(?:" + "|".join(options or ["(?!)"]) + ")"


def _hyphens(expand) -> list[str]:
    return [c for mark in HYPHENS for sequence in expand(mark) for c in sequence[0]]


def _source(node, expand, slots) -> str:
    kind = node[0]
    if kind == "symbol":
        return _symbol_source(expand(node[1]), one_of(_hyphens(expand)))
    if kind == "hyphen":
        return one_of(_hyphens(expand))
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
        return one_of(c for sequence in expand(name) if len(sequence) == 1 for c in sequence[0])

    longer = ["".join(map(one, names)) for names in named if len(names) > 1]
    return [one_of(single), *longer] if single or not longer else longer


def _named(node) -> list[str]:
    if node[0] == "symbol":
        return [node[1]]
    if node[0] in ("seq", "or"):
        return [name for part in node[1] for name in _named(part)]
    return []


def _heads(node, expand) -> Heads:
    kind = node[0]
    if kind == "symbol":
        return _union([_word_heads(sequence, expand) for sequence in expand(node[1])])
    if kind == "hyphen":
        return Heads(single=frozenset(_hyphens(expand)))
    if kind == "look":
        return Heads(empty=True)
    if kind == "slot":
        return _heads(node[2], expand)
    if kind == "or":
        return _union([_heads(option, expand) for option in node[1]])
    found = Heads(empty=True)
    for part in node[1]:
        found = _joined(found, part, expand)
    return found


def _union(options: list[Heads]) -> Heads:
    pairs = tuple(dict.fromkeys(pair for option in options for pair in option.pairs))
    single = frozenset().union(*(option.single for option in options))
    return Heads(pairs, single, any(option.empty for option in options))


def _word_heads(sequence: tuple[frozenset[str], ...], expand) -> Heads:
    """The heads of a word of one token or several, a hyphen between them or none."""
    if len(sequence) == 1:
        return Heads(single=sequence[0])
    return Heads(((sequence[0], sequence[1].union(_hyphens(expand))),))


def _joined(before: Heads, part, expand) -> Heads:
    """The heads of what was read so far with the next part behind it."""
    asked = _asked(part, expand)
    if asked is not None:  # an item that is looked for stands behind what ends there
        pairs = (*before.pairs, (before.single, asked)) if before.single else before.pairs
        return Heads(pairs, frozenset(), before.empty)
    more = _heads(part, expand)
    follows = more.firsts()
    pairs = (*before.pairs, (before.single, follows)) if before.single and follows else before.pairs
    return Heads(
        (*pairs, *more.pairs) if before.empty else pairs,
        (before.single if more.empty else frozenset()) | (more.single if before.empty else frozenset()),
        before.empty and more.empty,
    )


def _asked(node, expand) -> frozenset[str] | None:
    """The characters that must stand behind an expression; None where the node does not ask for any."""
    if node[0] != "look" or not node[1] or node[2]:
        return None
    inner = node[3]
    asked = {c for name in _named(inner) for sequence in expand(name) if len(sequence) == 1 for c in sequence[0]}
    return frozenset(asked | {""}) if PARAGRAPH in _named(inner) else frozenset(asked)
