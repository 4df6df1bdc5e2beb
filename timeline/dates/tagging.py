"""From a text to its time expressions: find, then resolve one after the other along the thread of the story."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from timeline.dates import explain
from timeline.dates.around import Surroundings, surroundings
from timeline.dates.context import Answer, Context
from timeline.dates.find import Found, Node, find
from timeline.dates.joined import range_parts, series_parts
from timeline.dates.meaning import Meaning
from timeline.dates.moment import FINENESS, Moment, edtf, ends
from timeline.dates.resolve import resolve
from timeline.dates.rules import Grammar
from timeline.dates.story import Story, pastness
from timeline.models import DateSpan, Reading, Region, Timex

_STRETCH = 100_000  # characters that are looked through at once
_OPENING = 2  # an expression opens its sentence where at most one word stands before it
_ASIDE = ("headline", "caption", "dateline", "byline")  # they are dated, but do not pull the thread


@dataclass(frozen=True, slots=True)
class Reader:
    """The settings of one reading."""

    grammar: Grammar
    around: Surroundings
    interface: str
    guessed: bool


def read(
    text: str,
    grammar: Grammar,
    published: date | None,
    *,
    sure: bool = True,
    guessed: bool = False,
    regions: Sequence[Region] = (),
    extra: Sequence[tuple[int, int, Meaning, frozenset[str]]] = (),
    interface: str = "en",
) -> list[Timex]:
    """The top-level expressions of a text, in order. ``sure`` is false where publication is only known by its year."""
    reader = Reader(grammar, surroundings(grammar.language.code), interface, guessed)
    settings = grammar.language.table("language")
    story = Story(published, sure, settings.get("date_order", "dmy"), settings.get("decades", "P1DE"))
    kinds = _Kinds(regions)
    timexes: list[Timex] = []
    for passage in _passages(text, reader, extra):
        story.pastness = pastness(passage.meanings(), published)
        for place, node in enumerate(passage.found.nodes):
            start, end = passage.found.offsets(node)
            kind = kinds.at(start)
            if kind == "cut" or kinds.cut_before(end):
                continue
            tense = reader.around.tense(passage.found, node.first, node.last, passage.spoken)
            if node.meaning.kind == "clock" and passage.heads(node):
                story.anew()
                ahead = None
            else:
                ahead = _ahead(passage, place, tense, story, reader.around)
            context = story.at(passage.sentence(node), node.first, tense, ahead)
            for timex, answer, meaning in _timexes(text, node, passage.found, context, reader, kind):
                timexes.append(timex)
                aside = kind in _ASIDE or reader.around.embedded(passage.found, node.first, node.last)
                weight = -1 if reader.around.attributive(passage.found, node.first) else 0
                weight = 1 if passage.opens(node) and _within(timex) else weight
                story.told(answer, meaning, node.last, aside, weight)
    return timexes


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text: what was found in it, where its sentences end, and how many stand before it."""

    found: Found
    ends_at: list[int]
    spoken: dict[int, int]
    sentences_before: int

    def sentence(self, node: Node) -> int:
        """The number of the sentence that a node stands in, counted through the text."""
        return self.sentences_before + bisect_left(self.ends_at, node.first)

    def meanings(self) -> Iterator[Meaning]:
        """What the expressions say, those of ranges and lists one by one."""
        for node in self.found.nodes:
            said = [part[1] for part in node.parts if isinstance(part[1], Meaning)]
            yield from said or [node.meaning]

    def opens(self, node: Node) -> bool:
        """Whether a node opens its sentence."""
        place = bisect_left(self.ends_at, node.first)
        return node.first - (self.ends_at[place - 1] if place else -1) <= _OPENING

    def heads(self, node: Node) -> bool:
        """Whether a node is the very first of its paragraph, as the times of a live ticker are."""
        return node.first == 0 or not self.found.tokens[node.first - 1].strip()


def _passages(
    text: str, reader: Reader, extra: Sequence[tuple[int, int, Meaning, frozenset[str]]]
) -> Iterator[Passage]:
    """The text in stretches of whole paragraphs where it has them, so that a long one takes no more memory."""
    sentences = place = 0
    for start, end in _stretches(text):
        upto = place
        while upto < len(extra) and extra[upto][0] < end:
            upto += 1
        found = find(text[start:end], reader.grammar, extra[place:upto], start)
        place = upto
        ends_at = reader.around.sentence_ends(found)
        yield Passage(found, ends_at, reader.around.spoken(found), sentences)
        sentences += len(ends_at) + 1


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > _STRETCH:
        limit = start + _STRETCH
        cuts = (text.rfind(mark, start + _STRETCH // 2, limit) + len(mark) for mark in ("\n\n", "\n", ". ", " "))
        end = next((cut for cut in cuts if cut > start + _STRETCH // 2), limit)
        yield start, end
        start = end
    yield start, len(text)


def _within(timex: Timex) -> bool:
    """Whether an event lies within the expression, rather than since or until it."""
    return timex.span is None or timex.span.bound in ("exact", "about")


class _Kinds:
    """The kind of region at an offset, asked in rising order."""

    def __init__(self, regions: Sequence[Region]) -> None:
        self.regions, self.place = regions, 0

    def at(self, offset: int) -> str:
        while self.place < len(self.regions) and self.regions[self.place].end <= offset:
            self.place += 1
        return self.regions[self.place].kind if self.place < len(self.regions) else "body"

    def cut_before(self, offset: int) -> bool:
        """Whether something was cut out between the offset last asked for and this one."""
        place = self.place + 1
        while place < len(self.regions) and self.regions[place].start < offset:
            if self.regions[place].kind == "cut" and self.regions[place].start < self.regions[place].end:
                return True
            place += 1
        return False


def _ahead(passage: Passage, place: int, tense: int, story: Story, around: Surroundings) -> Moment | None:
    """For a clock time: the day that its sentence tells after it, in the clock's own tense."""
    nodes = passage.found.nodes
    meaning, sentence = nodes[place].meaning, passage.sentence(nodes[place])
    if meaning.kind not in ("clock", "modified", "range") and not (meaning.kind == "part" and meaning.anchor == "near"):
        return None
    for node in nodes[place + 1 : place + 4]:
        if passage.sentence(node) != sentence or around.bound(passage.found, node.first) in ("since", "until"):
            return None
        if node.meaning.kind in ("weekday", "date", "shift", "as", "iso", "numdate") and (
            node.meaning.day or node.meaning.kind != "date"
        ):
            plain = Context(
                story.published,
                story.thread,
                story.day,
                None,
                None,
                story.year_at_hand(sentence),
                None,
                tense,
                story.order,
                story.decades,
                story.sure,
            )
            moment = resolve(node.meaning, plain).moment
            return moment if moment is not None and FINENESS[moment.grain] <= FINENESS["day"] else None
    return None


def _timexes(
    text: str, node: Node, found: Found, context: Context, reader: Reader, kind: str
) -> Iterator[tuple[Timex, Answer, Meaning]]:
    """The expressions of a node: one, or several for a list."""
    bound = reader.around.bound(found, node.first)
    start, end = found.offsets(node)
    if node.meaning.kind == "series":
        for part_start, part_end, meaning, answer in series_parts(node, found, context):
            yield _timex(text, part_start, part_end, answer, node.rule, bound, context, reader, kind), answer, meaning
        return
    if node.parts:
        joined = range_parts(node, found, context)
        if joined is not None:
            whole, pieces = joined
            parts = tuple(_timex(text, s, e, a, node.rule, "", context, reader, kind) for s, e, _, a in pieces)
            timex = _timex(
                text, start, end, whole, node.rule, bound if bound == "between" else "", context, reader, kind
            )
            told = replace(pieces[-1][3], first=whole.first, last=whole.last)  # the story goes on from its end
            yield replace(timex, parts=parts, span=_clock_span(timex.span, parts)), told, pieces[-1][2]
            return
    answer = resolve(node.meaning, context)
    yield _timex(text, start, end, answer, node.rule, bound, context, reader, kind), answer, node.meaning


def _timex(
    text: str, start: int, end: int, answer: Answer, rule: str, bound: str, context: Context, reader: Reader, kind: str
) -> Timex:
    words = text[start:end]
    return Timex(
        start=start,
        end=end,
        text=words,
        type=answer.type,
        value=answer.value,
        mod=answer.mod,
        span=date_span(answer, bound),
        basis=answer.basis,
        why=explain.why(words, answer, context.published, reader.interface, reader.guessed),
        rule=rule,
        alternatives=tuple(
            Reading(_moment_span(moment, "exact"), explain.why_other(key, reader.interface))
            for moment, key, _ in answer.others
        ),
        tells=answer.tells,
        region=kind,
    )


def _clock_span(whole: DateSpan | None, parts: tuple[Timex, ...]) -> DateSpan | None:
    """The span of a range: to the minute where both its ends are clock times ("from 9 to 11.30 a.m.")."""
    first, last = parts[0].span, parts[-1].span
    if whole is None or first is None or last is None or {first.precision, last.precision} - {"minute", "hour"}:
        return whole
    return replace(whole, start=first.start, end=last.end, edtf=f"{first.edtf}/{last.edtf}")


def date_span(answer: Answer, bound: str) -> DateSpan | None:
    """The DateSpan of an answer; None where it has no date."""
    bound = answer.bound or bound or "exact"
    if answer.first is not None and answer.last is not None:
        first, last = answer.first.isoformat(), answer.last.isoformat()
        return DateSpan(first, last, answer.precision, bound, f"{first}/{last}" if first != last else first)
    if answer.moment is None:
        return None
    return replace(_moment_span(answer.moment, bound), precision=answer.precision)


@lru_cache(maxsize=4096)
def _moment_span(moment: Moment, bound: str) -> DateSpan:
    start, end = ends(moment)
    precision = {"part": "part-of-day"}.get(moment.grain, moment.grain)
    text = edtf(moment, bound)
    if "T" in text and bound in ("since", "after", "until", "before"):
        text = moment.first.isoformat()  # EDTF's intervals are made of days
    if "/" not in text:
        text = {"since": f"{text}/..", "after": f"{text}/..", "until": f"../{text}", "before": f"../{text}"}.get(
            bound, text
        )
    return DateSpan(start, end, precision, bound, text)
