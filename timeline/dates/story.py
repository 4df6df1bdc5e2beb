"""What a text has told so far: the dates that later ones lean on, and how long a year that was named goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from timeline.dates.context import Answer, Context
from timeline.dates.meaning import Meaning
from timeline.dates.moment import FINENESS, Moment

_YEAR_LASTS = 1  # sentences for which a year that was named goes on


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
    year: int | None = None
    quarter: Moment | None = None
    year_at: int = -9
    stretch: tuple[date, date] | None = None
    sentence: int = -1
    context: Context = field(init=False)

    def at(self, sentence: int, tense: int, ahead: Moment | None) -> Context:
        """The context of an expression in a sentence."""
        if sentence != self.sentence:
            self.sentence, self.near = sentence, None
        thread, day = self._leaning(tense)
        self.context = Context(
            self.published,
            thread,
            day,
            self.near,
            ahead,
            self.year_at_hand(sentence),
            self.quarter,
            tense,
            self.order,
            self.decades,
            self.sure,
            self.stretch,
        )
        return self.context

    def anew(self) -> None:
        """An entry of a live ticker begins: it is told on the day of publication, whatever the one before told of."""
        if self.published is not None and self.sure:
            today = Moment("day", self.published)
            self.thread = self.day = self.past_thread = self.past_day = today

    def year_at_hand(self, sentence: int) -> int | None:
        """The year that the text has just been telling of; without a known publication, the last that it named."""
        return self.year if sentence - self.year_at <= _YEAR_LASTS or not self.sure else None

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

    def told(self, answer: Answer, meaning: Meaning, aside: bool, opening: bool) -> None:
        """Take note of what was read; ``opening`` where it opens its sentence ("In 2013, ...")."""
        moment = answer.moment
        if answer.why == "anchor coarse":  # "three days later" in a year: the story is still there
            self.year_at = self.sentence
        if moment is None or not answer.leads or answer.value.endswith("_REF"):
            return
        self.near = moment
        if aside:
            return
        if moment.grain == "quarter" and meaning.kind != "offset":
            self.quarter = moment
        if self._is_day_of_report(moment):
            return
        self.thread = moment
        rough = meaning.kind == "offset" and meaning.anchor == "published" and _weeks(meaning)
        if FINENESS[moment.grain] <= FINENESS["day"] and not self._beside_today(moment) and not rough:
            self.day, self.day_at = moment, self.sentence
        if self.published is not None and self.day is not None and self.day.first >= self.published:
            self.coming_day = self.day
        if self.published is not None and moment.first <= self.published:
            self.past_thread = moment
            self.past_day = self.day if self.day is not None and self.day.first <= self.published else self.past_day
        self._told_year(answer, moment, opening)

    def _told_year(self, answer: Answer, moment: Moment, opening: bool) -> None:
        """Take note of the year, and of a range over several years."""
        fine = FINENESS[moment.grain] < FINENESS["quarter"]
        part = moment.grain == "year" and answer.mod in ("START", "MID", "END")
        if answer.basis == "explicit" and (fine or part or (moment.grain == "year" and opening)):
            self.year, self.year_at, self.stretch = moment.first.year, self.sentence, None
            if answer.first is not None and answer.last is not None and answer.first.year != answer.last.year:
                self.stretch = answer.first, answer.last
        elif answer.basis == "relative":
            self.year = None
        elif answer.why == "year told" or (answer.basis == "anaphoric" and moment.first.year == self.year):
            self.year_at = self.sentence

    def _is_day_of_report(self, moment: Moment) -> bool:
        """Whether the day of publication follows an earlier one in its sentence ("burnt down on Sunday, police said
        today"): the story stays on the earlier.
        """
        return (self.day is not None and self.day_at == self.sentence and moment.grain == "day"
                and moment.first == self.published and self.day.first < moment.first)  # fmt: skip

    def _beside_today(self, moment: Moment) -> bool:
        """Whether a day ahead stands beside today ("today from 3, tomorrow from 8"): the story stays today."""
        return (self.day is not None and self.day_at == self.sentence
                and self.day.first == self.published and moment.first > self.day.first)  # fmt: skip


def _weeks(meaning: Meaning) -> bool:
    """Whether a length is counted in weeks: its day is a reckoning, where no clock time belongs."""
    while meaning.of is not None and meaning.unit is None:
        meaning = meaning.of
    return meaning.unit in ("week", "fortnight")
