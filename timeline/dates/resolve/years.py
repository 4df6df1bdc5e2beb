"""The year of a moment whose words name none: "in May", "on 3 May", "at Christmas", "in the spring"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from timeline.dates.context import Context
from timeline.dates.moment import FINENESS, FIRST_YEAR, LAST_YEAR, Moment, OutOfCalendar

_HALF_YEAR = timedelta(days=183)
_DRAWN = 2  # years that the months of a story can draw it on beyond the year that it named
_A_LITTLE, _YEAR = timedelta(days=92), timedelta(days=366)
_LONG_RANGE = 12  # years of a range ("the war of 1899 to 1902") that a month or day without a year is looked for in
# A day and month without a cue: so few days ahead and so many back, it is the one ahead.
_SOON, _LONG_AGO = timedelta(days=62), timedelta(days=244)

Make = Callable[[int], Moment | None]
Chosen = tuple[Moment, str, str, list[Moment]]


def choose_year(make: Make, context: Context, rel: int | None = None) -> Chosen | None:
    """The moment in the year that is meant: (moment, why, basis, other readings); None where nothing tells it.

    ``make(year)`` builds the moment. By the convention of news it is the latest one that has begun, the next one where
    the words announce it, the one of the year that the text has just been telling of. The readings are tried in order.
    """
    choice = _Choice(make, context, rel)
    for reading in _DIRECTED if rel is not None else _BY_STORY_OR_PUBLICATION if choice.options else _BY_STORY:
        chosen = reading(choice)
        if chosen is not None:
            return chosen
    return None


class _Choice:
    """What is to be chosen from: the moments around publication, which have begun, and which are not over."""

    def __init__(self, make: Make, context: Context, rel: int | None) -> None:
        self.make, self.context, self.rel = make, context, rel
        self.today = today = context.published
        self.options = self._options(today) if today is not None else []
        self.past = [m for m in self.options if m.first <= today] if today is not None else []  # the latest is the last
        self.ahead = [m for m in self.options if m.last >= today] if today is not None else []  # the nearest is first

    def _options(self, today: date) -> list[Moment]:
        """The moment in the years around publication; in more of them where it is rare (29 February)."""
        found: list[Moment] = []
        for reach in (1, 8):
            years = range(today.year - reach, today.year + reach + 1)
            found = [m for year in years if (m := self.in_year(year)) is not None]
            if len(found) > 1:
                break
        return found

    def in_year(self, year: int) -> Moment | None:
        """The moment in a year; None where it has none (29 February)."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        try:
            return self.make(year)
        except OutOfCalendar:
            return None

    def told(self, moment: Moment) -> Chosen:
        return moment, "year told", "year inferred", [m for m in self.options if m != moment][:2]

    def latest(self, why: str = "latest past") -> Chosen:
        latest = self.past[-1]
        return latest, why, "year inferred", [m for m in self.ahead[:1] if m.first != latest.first]

    def next(self, why: str) -> Chosen:
        nearest = self.ahead[0]
        return nearest, why, "year inferred", [m for m in self.past[-1:] if m.first != nearest.first]


def _of_year_beside(choice: _Choice) -> Chosen | None:
    """Of the year that the sentence names: "last year, in May", "a year later, on 3 October"."""
    near, today = choice.context.near, choice.today
    if near is None or near.grain != "year" or not choice.context.beside:
        return None
    ahead = today is not None and near.first > today  # "in 2015, on 18 September"
    if today is not None and near.last >= today and not ahead:
        return None
    moment = choice.in_year(near.first.year)
    fits = moment is not None and moment.grain in ("month", "day") and (ahead or choice.context.tense < 1)
    return choice.told(moment) if moment is not None and fits else None


def _of_month_beside(choice: _Choice) -> Chosen | None:
    """A day of the month or the season that the sentence has just named ("in December 2011, on the 28th")."""
    near, today = choice.context.near, choice.today
    if near is None or near.grain not in ("month", "season") or not choice.context.beside or choice.context.tense > 0:
        return None
    if today is not None and near.last >= today:
        return None
    day = choice.in_year(near.first.year)  # not a January: whose winter "the winter of 1709" is, is not settled
    inside = day is not None and day.grain == "day" and near.contains(day.first)
    return choice.told(day) if day is not None and inside else None


def _of_year_told(choice: _Choice) -> Chosen | None:
    """Of the year, or of the range of years, that the text has been telling of."""
    context, today = choice.context, choice.today
    bound = context.tense == 3 and today is not None and (context.year or today.year) < today.year  # "until mid-July"
    if context.year is None or (context.tense > 0 and not bound) or (today is not None and context.year == today.year):
        return None
    years = range(context.year, context.year + 8)  # 29 February is of the next year that has one
    moment = _within(choice, context.stretch) or next(filter(None, map(choice.in_year, years)), None)
    last = context.thread
    if moment is not None and last is not None and FINENESS[last.grain] <= FINENESS["month"]:
        if context.year < last.first.year <= context.year + _DRAWN and not _inside(last, context.stretch):
            moment = _next_of_story(choice, last) or moment
        elif context.stretch is None and moment.last < last.first - _HALF_YEAR:  # "in November … in February"
            moment = choice.in_year(context.year + 1)
    return choice.told(moment) if moment is not None and (today is None or moment.first <= today) else None


def _inside(moment: Moment, stretch: tuple[date, date] | None) -> bool:
    return stretch is not None and stretch[0] <= moment.first <= stretch[1]


def _next_of_story(choice: _Choice, last: Moment) -> Moment | None:
    """The one that a story goes on to whose months have come to the next year: a little back, or else ahead."""
    options = map(choice.in_year, range(last.first.year - 1, last.first.year + 2))
    back = last.first - _A_LITTLE
    return next((m for m in options if m is not None and back <= m.first < back + _YEAR), None)


def _within(choice: _Choice, stretch: tuple[date, date] | None) -> Moment | None:
    """The first moment that lies in a range told before, on or after the last date told in it; None where none does."""
    if stretch is None:
        return None
    first, last = stretch
    options = map(choice.in_year, range(first.year, min(last.year, first.year + _LONG_RANGE) + 1))
    inside = [m for m in options if m is not None and first <= m.last and m.first <= last]
    told = choice.context.thread
    if told is not None and first <= told.first and told.last < last:  # not the end of the range itself
        inside = [m for m in inside if m.last >= told.first] or inside
    return inside[0] if inside else None


def _of_one_side(choice: _Choice) -> Chosen | None:
    """The only one that there is, before or behind publication."""
    if choice.past and choice.ahead:
        return None
    only = choice.past[-1:] or choice.ahead[:1]
    return (only[0], "latest past", "year inferred", []) if only else None


def _just_over(choice: _Choice) -> Chosen | None:
    """A day that was just now, whatever the cue: nobody announces a day of next year without its year. A month, too,
    where the cue is not close by."""
    if choice.today is None:
        return None
    past, ahead = choice.past[-1], choice.ahead[0]
    said = past.grain == "day" or (past.grain == "month" and choice.context.tense < 2)
    clear = said and choice.today - past.last <= _SOON and ahead.first - choice.today >= _LONG_AGO
    return choice.latest() if clear and ahead.first != past.first else None


def _beside_one_ahead(choice: _Choice) -> Chosen | None:
    """The nearer one where the sentence tells of a day ahead already."""
    near, today = choice.context.near, choice.today
    if near is None or today is None or near.first <= today:
        return None
    nearer = choice.ahead[0].first - today < today - choice.past[-1].last
    return choice.next("soon") if nearer else None


def _of_next_year(choice: _Choice) -> Chosen | None:
    """The last one, where that to come is one of next year and further off: that takes more than a cue from afar."""
    if choice.today is None or choice.context.tense != 1:
        return None
    past, ahead = choice.past[-1], choice.ahead[0]
    farther = ahead.first.year > choice.today.year and ahead.first - choice.today > choice.today - past.last
    return choice.latest() if past.grain == "day" and farther else None


def _announced(choice: _Choice) -> Chosen | None:
    return choice.next("announced") if choice.context.tense > 0 and choice.ahead else None


def _told_before(choice: _Choice) -> Chosen | None:
    """The one to come that the text has named before ("set to join in April … the summit in April")."""
    coming = choice.context.coming
    again = coming and choice.context.tense > -2 and choice.ahead and choice.ahead[0] in coming
    return choice.next("told before") if again else None


def _soon(choice: _Choice) -> Chosen | None:
    """The one that is close ahead while the last is long ago, unless a word close by tells the past."""
    if choice.today is None or choice.context.tense <= -2:
        return None
    past, ahead = choice.past[-1], choice.ahead[0]
    clear = ahead.first - choice.today <= _SOON and choice.today - past.last >= _LONG_AGO
    return choice.next("soon") if clear and ahead.first != past.first else None


def _latest_past(choice: _Choice) -> Chosen | None:
    return choice.latest("told past" if choice.context.tense < 0 else "latest past") if choice.past else None


def _the_last(choice: _Choice) -> Chosen | None:
    """ "Last May": the last that is over."""
    over = [m for m in choice.past if choice.today is not None and m.last < choice.today]
    return (over[-1], "the last", "relative", []) if choice.rel is not None and choice.rel < 0 and over else None


def _this(choice: _Choice) -> Chosen | None:
    """ "This May": of the year of publication."""
    of_year = [m for m in choice.options if choice.today is not None and m.first.year == choice.today.year]
    return (of_year[0], "of this year", "relative", []) if choice.rel == 0 and of_year else None


def _the_next(choice: _Choice) -> Chosen | None:
    """ "Next May": the first that has not begun."""
    to_come = [m for m in choice.ahead if choice.today is not None and m.first > choice.today]
    return (to_come[0], "the next", "relative", []) if (choice.rel or 0) > 0 and to_come else None


_DIRECTED = (_the_last, _this, _the_next)
_BY_STORY = (_of_year_beside, _of_month_beside, _of_year_told)
_BY_PUBLICATION = (
    _of_one_side,
    _just_over,
    _beside_one_ahead,
    _of_next_year,
    _announced,
    _told_before,
    _soon,
    _latest_past,
)
_BY_STORY_OR_PUBLICATION = _BY_STORY + _BY_PUBLICATION
