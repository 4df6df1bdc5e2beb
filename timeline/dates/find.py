"""Finding time expressions: tokens, then layer upon layer of rules, from single words to whole expressions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from timeline.dates.figures import number_symbols
from timeline.dates.lexicon import Lexicon, tokens_of
from timeline.dates.meaning import Meaning
from timeline.dates.number_words import spelled_out
from timeline.dates.record import record
from timeline.dates.rules import LAYERS, Grammar, Layer, Rule

NONE = "none"
SILENT = "@silent"
_NO_YEAR = "100000"  # a number that is nothing but a number
JOINED = ("range", "dayrange", "daysto", "clocksto", "yearsto", "series", "shareof")


@record
class Node:
    """An item found: tokens ``first`` to ``last`` (excluded), and what it means (a Meaning, or a number).

    ``parts`` are the filled slots of ranges and lists, as (slot, value, first token, last token).
    """

    first: int
    last: int
    meaning: Any
    rule: str
    symbols: frozenset[str]
    parts: tuple[tuple[str, Any, int, int], ...] = ()


@dataclass(slots=True)
class Line:
    """A text as a string of class characters; ``at[i]`` is the first token of item i, ``nodes`` the items found."""

    classes: str
    at: Sequence[int]
    nodes: dict[int, Node]


@record
class Found:
    """What finding gives: the expressions in order, and the tokens' classes and ends for whoever looks around them.

    ``base`` is where the passage begins in its text, and offsets count from the beginning of the text.
    """

    nodes: list[Node]
    tokens: list[str]
    classes: str
    ends: list[int]
    base: int = 0

    def characters(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the tokens ``first`` to ``last`` (excluded), without the white space before them."""
        head = self.tokens[first]
        return self.base + self.ends[first] - len(head.lstrip()), self.base + self.ends[last - 1]

    def offsets(self, node: Node) -> tuple[int, int]:
        """The characters of a node."""
        return self.characters(node.first, node.last)

    def token_at(self, offset: int) -> int:
        """The token that holds a character."""
        return bisect_right(self.ends, offset - self.base)


def find(
    text: str, grammar: Grammar, extra: Iterable[tuple[int, int, Meaning, frozenset[str]]] = (), base: int = 0
) -> Found:
    """The time expressions of a passage, which begins at ``base`` in its text.

    ``extra`` are expressions found by other means (named events), by their offsets in the text.
    """
    tokens = tokens_of(text)
    classes = grammar.lexicon.classes(tokens)
    found = Found([], tokens, classes, list(accumulate(map(len, tokens))), base)
    line = Line(classes, range(len(tokens) + 1), {})
    into = grammar.lexicon.bearing.get("INTO", ())
    spelled = [
        _number(first, last, value, classes[max(first - 1, 0)] in into)
        for first, last, value in spelled_out(grammar.lexicon, tokens, classes)
    ]
    line = _replace(line, spelled, grammar.lexicon)
    line = _replace(line, _extra_nodes(extra, found), grammar.lexicon)
    for name in LAYERS:
        line = _replace(line, list(_matches(line, grammar.layers[name], grammar.lexicon, tokens)), grammar.lexicon)
    kept = [node for _, node in sorted(line.nodes.items()) if _stands(node)]
    found.nodes.extend(kept)
    return Found(kept, tokens, _without_stops(found, grammar.lexicon), found.ends, base)


def _stands(node: Node) -> bool:
    """Whether a node is an expression by itself; one that bears ``@silent`` is one only as part of a longer one."""
    return isinstance(node.meaning, Meaning) and node.meaning.kind != NONE and SILENT not in node.symbols


def _without_stops(found: Found, lexicon: Lexicon) -> str:
    """The classes without the full stops inside expressions ("25. Februar"): no sentence ends there."""
    stops, plain = lexicon.bearing.get(".", set()), lexicon.symbol_sets[frozenset(["MARK"])]
    inside = [place for node in found.nodes for place in range(node.first + 1, node.last - 1)
              if found.classes[place] in stops]  # fmt: skip
    if not inside:
        return found.classes
    classes = list(found.classes)
    for place in inside:
        classes[place] = plain
    return "".join(classes)


def _matches(line: Line, layer: Layer, lexicon: Lexicon, tokens: list[str]) -> Iterator[tuple[int, int, Node]]:
    """Leftmost longest matches of a layer, as (item, item excluded, node)."""
    classes, place = line.classes, 0
    for start in layer.begins(classes):
        if start < place:
            continue
        best, best_end = None, start
        for rule, match in layer[classes[start : start + 2]]:
            tried = match(classes, start)
            if tried is not None and tried.end() > best_end:
                best, best_end = (rule, tried), tried.end()
        if best is None:
            continue
        rule, matched = best
        meaning = rule.constant or _meaning(rule, matched, line, lexicon, tokens)
        if meaning is None:
            continue
        parts = _parts(rule, matched, line, lexicon, tokens) if meaning.kind in JOINED else ()
        yield start, best_end, Node(line.at[start], line.at[best_end], meaning, rule.name, rule.gives, parts)
        place = best_end


def _parts(
    rule: Rule, match: Any, line: Line, lexicon: Lexicon, tokens: list[str]
) -> tuple[tuple[str, Any, int, int], ...]:
    found = []
    for key, slot, named in rule.compiled.bound:
        start, end = match.span(key)
        if 0 <= start < end:
            value = _slot(start, end, named, line, lexicon, tokens)
            found.append((slot, value, line.at[start], line.at[end]))
    return tuple(sorted(found, key=lambda part: part[2]))


def _meaning(rule: Rule, match: Any, line: Line, lexicon: Lexicon, tokens: list[str]) -> Meaning | None:
    slots = dict(rule.means)
    for key, slot, named in rule.compiled.bound:
        start, end = match.span(key)
        if start < 0 or start == end:
            continue
        value = _slot(start, end, named, line, lexicon, tokens)
        if value is None:
            return None
        if isinstance(value, dict):
            slots |= value
        else:
            slots[slot] = value
    return Meaning(**slots)


def _slot(start: int, end: int, named: tuple[str, ...], line: Line, lexicon: Lexicon, tokens: list[str]) -> Any:
    if end > start + 1:
        return lexicon.value_of(named, "".join(tokens[line.at[start] : line.at[end]]))
    node = line.nodes.get(start)
    return node.meaning if node is not None else lexicon.value_of(named, tokens[line.at[start]])


def _replace(line: Line, matches: list[tuple[int, int, Node]], lexicon: Lexicon) -> Line:
    """The line with each match folded into one item."""
    if not matches:
        return line
    pieces: list[str] = []
    at: list[int] = []
    nodes: dict[int, Node] = {}
    olds, known, place = list(line.nodes.items()), 0, 0
    for start, end, node in matches:
        while known < len(olds) and olds[known][0] < end:
            item, old = olds[known]
            if item < start:  # what is not within what was found now
                nodes[len(at) + item - place] = old
            known += 1
        pieces += line.classes[place:start], lexicon.symbol_sets[node.symbols]
        at += line.at[place:start]
        nodes[len(at)] = node
        at.append(line.at[start])
        place = end
    pieces.append(line.classes[place:])
    nodes |= {len(at) + item - place: old for item, old in olds[known:]}
    at += line.at[place:]
    return Line("".join(pieces), at, nodes)


def _number(first: int, last: int, value: int, into: bool) -> tuple[int, int, Node]:
    """A spelled-out number; a round one ("two thousand") can be a year only where a preposition leads into it."""
    symbols = number_symbols(str(value) if into or value % 100 else _NO_YEAR)
    return first, last, Node(first, last, value, "number", symbols)


def _extra_nodes(extra, found: Found) -> list[tuple[int, int, Node]]:
    nodes, reached = [], 0
    for start, end, meaning, symbols in extra:
        first, last = found.token_at(start), found.token_at(end - 1) + 1
        if first >= reached:
            nodes.append((first, last, Node(first, last, meaning, "named event", symbols)))
            reached = last
    return nodes
