"""What a text has told so far: the dates that later ones lean on, and how long a year that was named goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from timeline.dates.context import Answer, Context
from timeline.dates.meaning import Meaning
from timeline.dates.moment import FINENESS, Moment
from timeline.dates.resolve import ancient

_YEAR_LASTS = 1  # sentences for which a year that was named goes on
_LEAD = 7  # days before publication within which the first day told is what the report is about
_BESIDE = 4  # tokens between a year and the day or month that it belongs to wherever it stands
_BESIDE_NAME = 2  # the same where the year names a thing ("its 2012 report", "the 2013 fire of May")
_CHRONICLE_LASTS = 8  # the same in a text that tells of the past alone
_YEARLESS = ("date", "season", "holiday", "monthday", "part", "clock")
_DEICTIC = ("weekday", "shift", "unit", "part", "offset", "window")


def pastness(meanings: Iterable[Meaning], published: date | None) -> int:
    """How far the expressions of a text tell of years long past rather than of its own days: 2 a chronicle (history, a
    life), 1 as much of the one as of the other, 0 news.

    News speaks of today, of Friday, of last week: a year in it mostly stands aside ("the cease-fire of August 1988"),
    and days without a year are its own. A chronicle names one past year after the other.
    """
    years = days = 0
    for meaning in map(_innermost, meanings):
        if meaning.kind in _DEICTIC:
            days += meaning.anchor in (None, "published")
        elif meaning.year is not None:
            years += published is None or meaning.year < published.year
        elif meaning.year2 is not None:  # of two figures
            years += 1
    return 2 if years >= 3 and years > 3 * days else int(years >= days)


def _leans(meaning: Meaning | None) -> bool:
    """Whether the words count from the last date told."""
    return meaning is not None and (meaning.anchor == "thread" or _leans(meaning.of))


def _looks_back(meaning: Meaning) -> bool:
    """Whether the words count back from the story, which goes on from where it was ("it had sunk two days earlier")."""
    return meaning.kind == "offset" and meaning.anchor == "thread" and (meaning.sign or -1) < 0


def _innermost(meaning: Meaning) -> Meaning:
    while meaning.of is not None:
        meaning = meaning.of
    return meaning


@dataclass(slots=True)
class Story:
    """What was told so far: it grows as the text is read."""

    published: date | None
    sure: bool
    order: str
    decades: str
    thread: Moment | None = None
    day: Moment | None = None
    day_at: int = -9
    past_thread: Moment | None = None
    past_day: Moment | None = None
    coming_day: Moment | None = None
    near: Moment | None = None
    near_at: int = 0
    weighty: bool = True
    reach: int = _BESIDE
    lead: Moment | None = None
    paragraph: tuple[int, int] = (0, 0)
    day_paragraph: tuple[int, int] = (0, 0)
    bounding: Moment | None = None  # the day of "since Friday": a clock time right behind it belongs to it, no other
    bounding_at: int = -9
    said: Moment | None = None  # the last date told in quotation marks, and its paragraph
    said_in: tuple[int, int] = (-1, -1)
    year: int | None = None
    quarter: Moment | None = None
    year_at: int = -9
    stretch: tuple[date, date] | None = None
    sentence: int = -1
    pastness: int = 0
    ticker: bool | None = None  # whether entries that begin with a clock time are those of the day of publication
    before: Moment | None = None  # the date before Christ told last, of the calendar of ``resolve.ancient``
    before_at: int = -9
    before_begun: int = -9  # the sentence that named its year
    coming: set[Moment] = field(default_factory=set)  # months and days after publication
    context: Context = field(init=False)

    def at(self, sentence: int, paragraph: tuple[int, int], place: int, tense: int, ahead: Moment | None) -> Context:
        """The context of an expression in a sentence; ``place`` is its first token."""
        if sentence != self.sentence:
            self.sentence, self.near, self.bounding = sentence, None, None
        self.paragraph = paragraph
        thread, day = self._leaning(tense)
        beside = self.bounding is not None and place - self.bounding_at <= 1
        if self._foretold(sentence, tense):
            tense = 0
        self.context = Context(
            self.published,
            thread,
            day,
            self.bounding if beside else self.near,
            ahead,
            self.year_at_hand(sentence),
            self.quarter,
            tense,
            self.order,
            self.decades,
            self.sure,
            self.stretch,
            self.weighty or place - self.near_at <= self.reach,
            self.coming,
        )
        return self.context

    def _foretold(self, sentence: int, tense: int) -> bool:
        """Whether a chronicle tells what was still to come ("expected for mid-December", of the year just told)."""
        past = self.year is not None and self.published is not None and self.year < self.published.year
        lasts = not self.sure or sentence - self.year_at <= _YEAR_LASTS + 1  # the end of a paragraph counts as one more
        return 0 < tense < 3 and self.pastness > 1 and past and lasts

    def in_antiquity(self, context: Context, meaning: Meaning) -> Context:
        """The context of what leans on a date before Christ, where the text told one last."""
        old = self.before
        if old is None:
            return context
        inner = _innermost(meaning)
        yearless = inner.year is None and inner.year2 is None and inner.kind in _YEARLESS
        lasts = (0, _YEAR_LASTS, _CHRONICLE_LASTS)[self.pastness]
        goes_on = (self.pastness > 1 or self.sentence > self.before_begun) and self.sentence - self.before_at <= lasts
        if not (yearless and goes_on) and not _leans(meaning):
            return context
        near = old if self.before_at == self.sentence else None
        day = old if FINENESS[old.grain] <= FINENESS["day"] else None
        year, nothing = old.first.year, frozenset[Moment]()
        return Context(None, old, day, near, None, year, None, context.tense, self.order, self.decades, False, None,
                       True, nothing, True)  # fmt: skip

    def of_speech(self, context: Context) -> Context:
        """The context of what is quoted: speech goes on from what it has told itself."""
        told = self.said is not None and self.said_in == self.paragraph
        return replace(context, thread=self.said) if told else context

    def spoken(self, answer: Answer) -> None:
        """Take note of what was told in quotation marks."""
        if answer.moment is not None and answer.leads:
            self.said, self.said_in = answer.moment, self.paragraph

    def of_lead(self, context: Context, item: bool) -> Context:
        """The context of a bare clock time: where its paragraph has told of no day, it is of the day that the report
        opened with ("on Sunday … It kicked off at 3.15pm"). An ``item`` of a list leans on no other item.
        """
        if item and self.published is not None and self.sure:
            return replace(context, day=self.lead or Moment("day", self.published))
        if self.lead is None or self.paragraph == self.day_paragraph or context.tense > 0:
            return context
        return replace(context, day=self.lead)

    def _note_lead(self, moment: Moment) -> None:
        """The first day that a report tells of, where it is of the days before publication."""
        if self.lead is None and self.published is not None and self.sure:
            fresh = 0 <= (self.published - moment.first).days <= _LEAD
            self.lead = Moment("day", moment.first) if fresh else None

    def anew(self) -> None:
        """An entry of a live ticker begins: it is told on the day of publication, whatever the one before told of.

        A report that has told clock times of another day before its first entry goes on with that day.
        """
        self.near = None
        own = self.day is not None and self.day.grain == "minute" and self.day.first != self.published
        self.ticker = self.ticker if self.ticker is not None else not own
        if self.ticker and self.published is not None and self.sure:
            today = Moment("day", self.published)
            self.thread = self.day = self.past_thread = self.past_day = self.lead = today

    def year_at_hand(self, sentence: int) -> int | None:
        """The year that the text has just been telling of; without a known publication, the last that it named."""
        past = self.year is not None and (self.published is None or self.year < self.published.year)
        lasts = _CHRONICLE_LASTS if past and self.pastness > 1 else _YEAR_LASTS
        return self.year if sentence - self.year_at <= lasts or not self.sure else None

    def _leaning(self, tense: int) -> tuple[Moment | None, Moment | None]:
        """The thread and the day to lean on: what is told as past leans on none that is still to come, and what is
        announced leans on the last that was announced.
        """
        today, thread, day = self.published, self.thread, self.day
        if today is None or not self.sure:
            return thread, day
        if tense < 0 and thread is not None and thread.first > today and self.past_thread is not None:
            thread = self.past_thread
        if tense < 0 and day is not None and day.first > today and self.past_day is not None:
            day = self.past_day
        if tense > 0 and day is not None and day.first < today and self.coming_day is not None:
            day = self.coming_day
        return thread, day

    def told(self, answer: Answer, meaning: Meaning, place: int, aside: bool, weight: int, within: bool) -> None:
        """Take note of what was read and ends before token ``place``.

        ``weight`` is 1 where it opens its sentence ("In 2013, ..."), -1 where it stands before the name of a thing
        ("the August 2013 fire"), 0 elsewhere; ``within`` is false where events lie since it or until it.
        """
        moment = answer.moment
        if ancient.is_moved(moment) and (self.context.ancient or ancient.says(meaning)):
            self.before, self.before_at = moment, self.sentence
            self.before_begun = self.before_begun if self.context.ancient else self.sentence
            return
        if _is_of_months(answer, meaning):  # "the first nine months": no longer a quarter's figures
            self.quarter = None
        if answer.why == "anchor coarse":  # "three days later" in a year: the story is still there
            self.year_at = self.sentence
        if moment is None or not answer.leads or answer.value.endswith("_REF"):
            return
        if moment.grain in ("month", "day") and self.published is not None and moment.first > self.published:
            self.coming.add(moment)
        if within or FINENESS[moment.grain] > FINENESS["day"]:  # no clock time belongs to the day of "since Friday"
            self.near, self.near_at, self.bounding = moment, place, None
        else:
            self.bounding, self.bounding_at = moment, place
        self.reach = _BESIDE if weight >= 0 else _BESIDE_NAME
        past = self.pastness + (not self.sure) + min(weight, 0) > 0
        self.weighty = (answer.basis != "explicit" and weight >= 0) or weight > 0 or past
        if aside or _looks_back(meaning):
            return
        if moment.grain == "quarter" and meaning.kind != "offset":
            self.quarter = moment
        if self._is_day_of_report(moment) or (not within and self._is_behind(answer, moment)):
            return
        self.thread, self.before = moment, None
        rough = meaning.kind == "offset" and meaning.anchor == "published" and _weeks(meaning)
        if FINENESS[moment.grain] <= FINENESS["day"] and not self._beside_today(moment) and within and not rough:
            self.day, self.day_at, self.day_paragraph = moment, self.sentence, self.paragraph
            self._note_lead(moment)
        if self.published is not None and self.day is not None and self.day.first >= self.published:
            self.coming_day = self.day
        if self.published is not None and moment.first <= self.published:
            self.past_thread = moment
            self.past_day = self.day if self.day is not None and self.day.first <= self.published else self.past_day
        self._told_year(answer, meaning, moment, weight)

    def _told_year(self, answer: Answer, meaning: Meaning, moment: Moment, weight: int) -> None:
        """Take note of the year, and of a range over several years."""
        fine = FINENESS[moment.grain] < FINENESS["quarter"]
        part = moment.grain == "year" and answer.mod in ("START", "MID", "END")
        least = 2 if moment.grain == "year" and not part else 1
        weighty = weight > 0 or self.pastness + (not self.sure) + weight >= least
        if answer.basis == "explicit" and weighty and (fine or moment.grain == "year"):
            self.year, self.year_at, self.stretch = moment.first.year, self.sentence, None
            if answer.first is not None and answer.last is not None and answer.first.year != answer.last.year:
                self.stretch = answer.first, answer.last
            elif _innermost(meaning).kind == "season" and _innermost(meaning).raw:  # "the winter of 1739-40"
                self.stretch = moment.first, moment.last
        elif answer.basis == "relative" or answer.why in ("announced", "soon"):
            self.year = None
        elif answer.basis == "anaphoric" and self.year is not None and moment.first.year > self.year:
            self.year, self.year_at, self.stretch = moment.first.year, self.sentence, None  # "seven years later"
        elif answer.why == "year told" or (answer.basis == "anaphoric" and moment.first.year == self.year):
            self.year_at = self.sentence

    def _is_day_of_report(self, moment: Moment) -> bool:
        """Whether the day of publication follows an earlier one in its sentence ("burnt down on Sunday, police said
        today"): the story stays on the earlier.
        """
        return (self.day is not None and self.day_at == self.sentence and moment.grain == "day"
                and moment.first == self.published and self.day.first < moment.first)  # fmt: skip

    def _is_behind(self, answer: Answer, moment: Moment) -> bool:
        """Whether a day without its year lies before the story ("a house empty since Christmas"): it stands aside."""
        day = FINENESS[moment.grain] <= FINENESS["day"] and answer.basis != "explicit"
        return day and self.thread is not None and moment.last < self.thread.first

    def _beside_today(self, moment: Moment) -> bool:
        """Whether a day ahead stands beside today ("today from 3, tomorrow from 8"): the story stays today."""
        return (self.day is not None and self.day_at == self.sentence
                and self.day.first == self.published and moment.first > self.day.first)  # fmt: skip


def _is_of_months(answer: Answer, meaning: Meaning) -> bool:
    """Whether a run of months was told ("the first nine months of 2016")."""
    if answer.moment is not None and answer.moment.grain == "year" and answer.first is not None and not answer.mod:
        return answer.last is not None and answer.last < answer.moment.last
    return meaning.kind == "asdur" and _innermost(meaning).unit == "month"


def _weeks(meaning: Meaning) -> bool:
    """Whether a length is counted in weeks: its day is a reckoning, where no clock time belongs."""
    while meaning.of is not None and meaning.unit is None:
        meaning = meaning.of
    return meaning.unit in ("week", "fortnight")
