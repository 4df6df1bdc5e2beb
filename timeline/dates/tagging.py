"""From a text to its time expressions: find, then resolve one after the other along the thread of the story."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from timeline.dates.around import Surroundings, surroundings
from timeline.dates.context import Answer, Context
from timeline.dates.find import Found, Node, find
from timeline.dates.joined import range_parts, series_parts
from timeline.dates.meaning import Meaning
from timeline.dates.moment import FINENESS, Moment
from timeline.dates.record import record
from timeline.dates.resolve import ancient, resolve, timeless
from timeline.dates.rules import Grammar
from timeline.dates.story import Story, pastness
from timeline.dates.tense import Cues, Tenses, tenses
from timeline.dates.timex import Wording, timex
from timeline.models import DateSpan, Region, Timex

_STRETCH = 100_000  # characters that are looked through at once
_CLOCK = "@time"
_OPENING = 2  # an expression opens its sentence where at most one word stands before it
_ENDS = frozenset(".!?…”»)'\"")  # what stands at the end of a sentence
_LABEL = 3  # words that the label of an entry has at most
TENSELESS = frozenset(["event", *timeless.KINDS])  # what these mean does not hang on the verbs around
_ASIDE = ("headline", "caption", "dateline", "byline")  # they are dated, but do not pull the thread


@record
class Reader:
    """The settings of one reading."""

    grammar: Grammar
    around: Surroundings
    tenses: Tenses
    wording: Wording


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
    code = grammar.language.code
    reader = Reader(grammar, surroundings(code), tenses(code), Wording(published, interface, guessed))
    settings = grammar.language.table("language")
    story = Story(published, sure, settings.get("date_order", "dmy"), settings.get("decades", "P1DE"))
    kinds = _Kinds(regions)
    timexes: list[Timex] = []
    for passage in _passages(text, reader, extra):
        story.pastness = pastness(passage.meanings(), published)
        match = reader.around.tells_match(passage.found)
        for place, node in enumerate(passage.found.nodes):
            start, end = passage.found.offsets(node)
            kind = kinds.at(start)
            if kind == "cut" or kinds.cut_before(end) or (match and _is_bare_share(node)):
                continue
            still = node.meaning.kind in TENSELESS
            tense = 0 if still else reader.tenses.tense(passage.found, node.first, node.last, passage.cues)
            entry = False
            clock = node.meaning.kind == "clock"
            if clock and (passage.heads(node) or reader.around.stamps(passage.found, node.first)):
                story.anew()
                ahead, entry = None, True
            else:
                ahead = _ahead(passage, place, tense, story, reader.around)
            context = story.at(passage.sentence(node), passage.paragraph(node), node.first, tense, ahead)
            context = story.context = story.in_antiquity(context, node.meaning)
            quoted = reader.around.quoted(passage.marks, node.first)
            context = story.of_speech(context) if quoted else context
            near = story.pastness < 2 and _is_unit_near(node)
            if near and reader.around.bound(passage.found, node.first, node.last) == "since":
                context = replace(context, year=None)  # "since the beginning of the year": in news, of this one
            if _is_bare_clock(node):
                context = story.of_lead(context, passage.items(story.day_at, passage.sentence(node)))
            for made, answer, meaning in _timexes(text, node, passage.found, context, reader, kind):
                timexes.append(made)
                embedded = reader.tenses.embedded(passage.found, node.first, node.last)
                aside = kind in _ASIDE or embedded or quoted
                aside = aside or (story.pastness < 2 and reader.around.in_name(passage.found, node.first, node.last))
                weight = -1 if reader.around.attributive(passage.found, node.first, node.last) else 0
                weight = 1 if passage.opens(node) and _within(made) else weight
                bounded = made.span is not None and made.span.bound in ("since", "until")
                if not passage.restates(place) and not (embedded and answer.basis != "explicit"):
                    story.told(answer, meaning, node.last, aside, weight, not bounded)
                if quoted:
                    story.spoken(answer)
            if entry:  # the time of an entry is no day that its sentence tells
                story.day_at = -9
    return timexes


@record
class Passage:
    """A stretch of the text: what was found in it, where its sentences end, and how many stand before it; ``marks`` are
    its quotation marks.
    """

    found: Found
    ends_at: list[int]
    breaks: list[int]
    cues: Cues
    marks: list[tuple[int, bool]]
    sentences_before: int

    def sentence(self, node: Node) -> int:
        """The number of the sentence that a node stands in, counted through the text."""
        return self.sentences_before + bisect_left(self.ends_at, node.first)

    def paragraph(self, node: Node) -> tuple[int, int]:
        """What tells the paragraph of a node from others."""
        return self.sentences_before, bisect_left(self.breaks, node.first)

    def meanings(self) -> Iterator[Meaning]:
        """What the expressions say, those of ranges and lists one by one."""
        for node in self.found.nodes:
            said = [part[1] for part in node.parts if isinstance(part[1], Meaning)]
            yield from said or [node.meaning]

    def opens(self, node: Node) -> bool:
        """Whether a node opens its sentence."""
        place = bisect_left(self.ends_at, node.first)
        return node.first - (self.ends_at[place - 1] if place else -1) <= _OPENING

    def restates(self, place: int) -> bool:
        """Whether a clock time stands in brackets right behind another: it is the same one in another zone."""
        node, before = self.found.nodes[place], self.found.nodes[place - 1] if place else None
        behind = before is not None and before.last == node.first - 1 and _CLOCK in before.symbols & node.symbols
        return behind and self.found.tokens[node.first - 1].strip() == "("

    def items(self, *sentences: int) -> bool:
        """Whether these are different sentences that open with a label ("Metz: concert, 8 p.m."), entries of a list."""
        return len(set(sentences)) > 1 and all(map(self._labelled, sentences))

    def _labelled(self, sentence: int) -> bool:
        place = sentence - self.sentences_before
        if not 0 <= place <= len(self.ends_at):
            return False
        first = self.ends_at[place - 1] + 1 if place else 0
        return any(token.strip() == ":" for token in self.found.tokens[first + 1 : first + 1 + _LABEL])

    def heads(self, node: Node) -> bool:
        """Whether a node is the very first of its paragraph, as the times of a live ticker are, or of its sentence and
        before a colon.
        """
        before = self.found.tokens[node.first - 1].strip() if node.first else ""
        colon = "".join(self.found.tokens[node.last : node.last + 1]).strip() == ":"
        return not before or (colon and before in _ENDS)


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
        breaks, cues = reader.around.paragraph_ends(found), reader.tenses.cues(found)
        yield Passage(found, ends_at, breaks, cues, reader.around.quotation_marks(found), sentences)
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


def _is_bare_share(node: Node) -> bool:
    """Whether a node is a half or a quarter of which no year is said ("the second half")."""
    meaning = node.meaning
    return meaning.kind == "nth" and meaning.unit in ("half", "quarter") and meaning.of is None and meaning.year is None


def _is_bare_clock(node: Node) -> bool:
    """Whether a node is a clock time, or a part of a day, that names no day."""
    meaning = node.meaning
    while meaning.kind in ("modified", "range") and meaning.of is not None:
        meaning = meaning.of
    return meaning.kind in ("clock", "clocksto") or (meaning.kind == "part" and meaning.anchor == "near")


def _is_unit_near(node: Node) -> bool:
    """Whether a node is a unit that "the" alone points at, or its beginning."""
    meaning = node.meaning
    while meaning.kind == "modified" and meaning.of is not None:
        meaning = meaning.of
    return meaning.kind == "unit" and meaning.anchor == "near"


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
    meaning = nodes[place].meaning
    if meaning.kind not in ("clock", "modified", "range") and not (meaning.kind == "part" and meaning.anchor == "near"):
        return None
    sentence = passage.sentence(nodes[place])
    for node in nodes[place + 1 : place + 4]:
        bound = around.bound(passage.found, node.first, node.last)
        if passage.sentence(node) != sentence or bound in ("since", "until"):
            return None
        said = (node.meaning.more if node.meaning.kind == "at" else None) or node.meaning
        if said.kind in ("weekday", "date", "shift", "as", "iso", "numdate") and (said.day or said.kind != "date"):
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
            moment = resolve(said, plain).moment
            return moment if moment is not None and FINENESS[moment.grain] <= FINENESS["day"] else None
    return None


def _timexes(
    text: str, node: Node, found: Found, context: Context, reader: Reader, kind: str
) -> Iterator[tuple[Timex, Answer, Meaning]]:
    """The expressions of a node: one, or several for a list."""
    bound = reader.around.bound(found, node.first, node.last)
    start, end = found.offsets(node)
    old = context.ancient or ancient.says(node.meaning)

    def build(start: int, end: int, answer: Answer, bound: str = "") -> Timex:
        answer = ancient.written(answer) if old else answer
        return timex(text, start, end, answer, reader.wording, rule=node.rule, bound=bound, region=kind)

    if node.meaning.kind == "series":
        for part_start, part_end, meaning, answer in series_parts(node, found, context):
            yield build(part_start, part_end, answer, bound), answer, meaning
        return
    if node.parts:
        joined = range_parts(node, found, context)
        if joined is not None:
            whole, pieces = joined
            parts = tuple(build(first, last, answer) for first, last, _, answer in pieces)
            made = build(start, end, whole, bound if bound == "between" else "")
            told = replace(pieces[-1][3], first=whole.first, last=whole.last)  # the story goes on from its end
            yield replace(made, parts=parts, span=_clock_span(made.span, parts)), told, pieces[-1][2]
            return
    answer = resolve(node.meaning, context)
    yield build(start, end, answer, bound), answer, node.meaning


def _clock_span(whole: DateSpan | None, parts: tuple[Timex, ...]) -> DateSpan | None:
    """The span of a range: to the minute where both its ends are clock times ("from 9 to 11.30 a.m.")."""
    first, last = parts[0].span, parts[-1].span
    if whole is None or first is None or last is None or {first.precision, last.precision} - {"minute", "hour"}:
        return whole
    return replace(whole, start=first.start, end=last.end, edtf=f"{first.edtf}/{last.edtf}")
