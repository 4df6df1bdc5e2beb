"""Rules: named patterns over word classes, each with what it means and examples that prove it.

A language's ``rules.toml`` and the rules that every language shares (``common.toml`` beside this file) are compiled
into layers. In each layer the longest match at a place wins, and of equally long ones the first in the file; a rule
that means ``none`` swallows its words, so that "may have" hides the month in it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from timeline.dates.lexicon import Lexicon
from timeline.dates.meaning import SLOTS, Meaning
from timeline.dates.pattern import Compiled, Heads, compile_pattern, one_of, symbols
from timeline.languages import Language, load

LAYERS = ("atom", "phrase", "phrase", "join")
NAMED_EVENT = frozenset(["@event", "@date"])  # borne by the events that the calendar finds
_MANY = 400  # characters: more than half of the words of a text bear one of so many
COMMON = Path(__file__).with_name("common.toml")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``gives`` are the symbols that the expression bears in later layers; ``means`` the constant slots.

    ``constant`` is the whole meaning of a rule that binds nothing.
    """

    name: str
    layer: str
    pattern: str
    compiled: Compiled
    means: dict[str, Any]
    gives: frozenset[str]
    examples: tuple[tuple[str, ...], ...] = ()
    constant: Meaning | None = None


Match = Callable[[str, int], "re.Match[str] | None"]


class Layer(dict[str, tuple[tuple[Rule, Match], ...]]):
    """The rules of one layer by the two characters that they can begin with, each with its matcher.

    Of the dozens that begin with "the" few go on with a month: so most need not be tried at all. The second character
    is missing at the end of a text. Filled as pairs are met.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        super().__init__()
        self.by_first: dict[str, list[Rule]] = {}
        for rule in rules:
            for character in rule.compiled.heads.firsts():
                self.by_first.setdefault(character, []).append(rule)
        heads = dict.fromkeys(rule.compiled.heads for found in self.by_first.values() for rule in found)
        self._trigger, self._behind = _trigger(heads), _behind(heads)

    def __missing__(self, pair: str) -> tuple[tuple[Rule, Match], ...]:
        rules = (rule for rule in self.by_first.get(pair[0], ()) if rule.compiled.heads.begin(pair))
        found = self[pair] = tuple((rule, rule.compiled.regex.match) for rule in rules)
        return found

    def begins(self, classes: str) -> list[int]:
        """The items at which a rule can begin, or nearly, in order."""
        places = [hit.start() for hit in self._trigger.finditer(classes)]
        behind = [hit.start() - 1 for hit in self._behind.finditer(classes)] if self._behind is not None else ()
        return sorted({*places, *behind}) if behind else places


def _trigger(heads: Iterable[Heads]) -> re.Pattern[str]:
    """Where one of some patterns can begin, or nearly: a character that can, with one behind it that can follow any.

    The set at the front is one look-up for each item, and passes over most.
    """
    alone: set[str] = set()
    followed: dict[str, set[str]] = {}
    for head in heads:
        alone |= head.single
        for firsts, seconds in head.pairs:
            for character in () if len(firsts) > _MANY else firsts:
                followed.setdefault(character, set()).update(seconds)
    alone |= {character for character, seconds in followed.items() if len(seconds) > _MANY}
    behind = _followed_by(set().union(*(seconds for first, seconds in followed.items() if first not in alone)))
    return re.compile(one_of(alone.union(followed)) + (f"(?:(?<={one_of(alone)})|{behind})" if alone else behind))


def _behind(heads: Iterable[Heads]) -> re.Pattern[str] | None:
    """What follows where nearly anything can begin a pattern ("word/2017"): it is sooner found than what begins it."""
    pairs = [(firsts, seconds) for head in heads for firsts, seconds in head.pairs if len(firsts) > _MANY]
    sources = [f"{one_of(seconds)}(?<={one_of(firsts)}.)" for firsts, seconds in pairs]
    return re.compile("|".join(sources)) if sources else None


def _followed_by(characters: set[str]) -> str:
    end = r"|\Z" if "" in characters else ""
    return f"(?={one_of(characters - {''})}{end})"


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that finding needs to know of a language."""

    language: Language
    lexicon: Lexicon
    layers: dict[str, Layer]
    rules: tuple[Rule, ...]


def raw_rules(language: Language) -> list[dict[str, Any]]:
    """The rules as written, the language's own first."""
    return [*language.table("rules").get("rule", ()), *tomllib.loads(COMMON.read_text(encoding="utf-8"))["rule"]]


@lru_cache
def grammar(code: str) -> Grammar:
    """The compiled grammar of a language that has a folder.

    Raises ValueError naming the rule where one is malformed, LookupError where the language has no folder.
    """
    language = load(code)
    written = raw_rules(language)
    classes = set(language.table("words"))
    literals = {
        s
        for rule in written
        for s in symbols(rule["pattern"])
        if s not in classes and not s.isupper() and (s == "@" or s[0] != "@")
    }
    node_symbols = {frozenset(_gives(rule)) for rule in written} | {NAMED_EVENT}
    lexicon = Lexicon(language.table("words"), literals, node_symbols)
    rules = tuple(_compile(rule, lexicon) for rule in written)
    layers = {name: Layer(rule for rule in rules if rule.layer == name) for name in LAYERS}
    return Grammar(language, lexicon, layers, rules)


def _gives(rule: dict[str, Any]) -> list[str]:
    given = rule.get("gives", ())
    return [given] if isinstance(given, str) else list(given)


def _compile(rule: dict[str, Any], lexicon: Lexicon) -> Rule:
    name = rule.get("name", rule.get("pattern", "?"))
    try:
        compiled = compile_pattern(rule["pattern"], lexicon.expand)
        means = dict(rule["means"])
        unknown = ({s.split("__")[0] for s in compiled.slots} | set(means)) - SLOTS
        if unknown:
            raise ValueError(f"unknown slots {sorted(unknown)}; there are {sorted(SLOTS)}")
        if rule["layer"] not in LAYERS:
            raise ValueError(f"unknown layer {rule['layer']!r}; there are {', '.join(dict.fromkeys(LAYERS))}")
    except (KeyError, ValueError) as error:
        raise ValueError(f"rule {name!r}: {error}") from error
    examples = tuple((text, value, *rest) for text, value, *rest in rule.get("examples", ()))
    constant = None if compiled.slots else Meaning(**means)
    return Rule(name, rule["layer"], rule["pattern"], compiled, means, frozenset(_gives(rule)), examples, constant)
