"""What each rule's examples say, checked: which rules fire on a text, and what of an example does not hold.

A word of a class in braces, ``{INTO} 07/2019``, stands for the first single word of that class in the language: so do
the rules that all languages share give examples without any language's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from unittest import mock

from timeline.dates import find as finding
from timeline.dates import tag
from timeline.dates.figures import NUMBER_SHAPES
from timeline.dates.pattern import PARAGRAPH, symbols
from timeline.dates.rules import Grammar, Rule, grammar
from timeline.models import Timex

PUBLISHED = date(2017, 5, 10)
_BUILT_IN = {"LOW", "CAP", "NAME", "CODE", "MARK", PARAGRAPH, *(name for name, _ in NUMBER_SHAPES)}


def fired(text: str, language: str) -> dict[str, list[tuple[int, int]]]:
    """The names of all rules that match in a text, in any layer, with the characters that each took."""
    taken: dict[str, list[tuple[int, int]]] = {}
    original = finding._matches

    def recorder(line, layer, lexicon, tokens):
        ends = [0]
        for token in tokens:
            ends.append(ends[-1] + len(token))
        for start, end, node in original(line, layer, lexicon, tokens):
            head = tokens[node.first]
            begins = ends[node.first + 1] - len(head.lstrip())
            taken.setdefault(node.rule, []).append((begins, ends[node.last]))
            yield start, end, node

    with mock.patch.object(finding, "_matches", recorder):
        finding.find(text, grammar(language))
    return taken


def flat_values(timexes: list[Timex]) -> str:
    """The values, a range as its two ends with a slash, several expressions with a space between."""
    return " ".join("/".join(part.value for part in timex.parts or (timex,)) for timex in timexes)


def fill(text: str, language: str) -> str:
    """The text with the classes in braces filled."""

    def word(match: re.Match[str]) -> str:
        values = grammar(language).lexicon.tables.get(match[1], {})
        return next((word for word in values if " " not in word), match[0])

    return re.sub(r"\{([A-Z0-9]+)\}", word, text)


def faults(rule: Rule, language: str) -> Iterator[str]:
    """What does not hold of a rule's examples, a line each."""
    if not rule.examples:
        yield f"{language}: {rule.name}: no example"
    for text, value, *rest in rule.examples:
        text = fill(text, language)
        try:
            fault = fault_of(rule, language, text, value, fill(rest[0], language) if rest else text)
        except Exception as error:
            fault = f"broke with {type(error).__name__}: {error}"
        if fault:
            yield f"{language}: {rule.name}: {text!r}: {fault}"


def fault_of(rule: Rule, language: str, text: str, value: str, expression: str) -> str:
    """What does not hold of one example; empty where all does."""
    start = text.find(expression)
    if start < 0:
        return f"{expression!r} is not in the example"
    end = start + len(expression)
    takes = fired(text, language)
    found = tag(text, language, PUBLISHED, calendar=None)
    if rule.name not in takes:
        return f"another rule takes it: {', '.join(takes) or 'none matches'} (wanted {value or 'nothing'})"
    if not any(s < end and start < e for s, e in takes[rule.name]):
        return f"the rule matches elsewhere, at {takes[rule.name]}"
    if not value:
        return f"found {[t.text for t in found]}, wanted nothing" if found else ""
    inside = [t for t in found if t.start < end and start < t.end]
    if not inside:
        return f"nothing found, wanted {value}"
    if (inside[0].start, inside[-1].end) != (start, end):
        return f"found {[t.text for t in inside]}, wanted {expression!r}"
    got = flat_values(inside)
    return f"{got}, wanted {value}" if got != value else ""


def missing_classes(rule: Rule, rules: Grammar) -> set[str]:
    """Symbols of a pattern that nothing can bear: upper-case classes without words, @symbols that no rule gives."""
    given = {symbol for other in rules.rules for symbol in other.gives}
    endings = {symbol for symbol, *_ in rules.lexicon.endings}
    known = _BUILT_IN | {"@", "@event"} | set(rules.lexicon.tables) | endings | given
    # Only names of classes; marks (the sign @ too) and words stand for themselves. Named events bear @event.
    return {s for s in symbols(rule.pattern) if ((s.isupper() and s[0].isalpha()) or s[0] == "@") and s not in known}
