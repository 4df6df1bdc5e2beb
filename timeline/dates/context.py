"""What stands around an expression and helps to read it: publication, what was dated before, tense. No language."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from timeline.dates.moment import Moment
from timeline.dates.record import record


@record
class Context:
    """The surroundings of one expression.

    ``thread`` is the last date told in the story and ``day`` the last that was a day or finer; ``near`` is the
    last one told in the same sentence, ``ahead`` a day that the same sentence tells later. ``year`` is a year
    other than that of publication that the text has just been telling of, ``quarter`` the last quarter of a
    year that it told. ``tense`` is above 0 where the words around announce, below where they tell what was, 0
    where they do neither; 2 and -2 where the word that tells so stands close by. ``order`` is the order of
    numeric dates, ``dmy`` or ``mdy``; ``decades`` how decades are written, ``P1DE`` or ``P10Y``. ``sure`` is
    false where publication is a guess good for its year only. ``stretch`` is the range over several years that the
    text has been telling of. ``beside`` is false where ``near`` stands aside in its sentence ("under a law of 2013").
    ``coming`` are the months and days after publication that the text has named. ``ancient`` is true where the words
    lean on a date before Christ; all dates of the context are then of the moved calendar of ``resolve.ancient``.
    """

    published: date | None
    thread: Moment | None = None
    day: Moment | None = None
    near: Moment | None = None
    ahead: Moment | None = None
    year: int | None = None
    quarter: Moment | None = None
    tense: int = 0
    order: str = "dmy"
    decades: str = "P1DE"
    sure: bool = True
    stretch: tuple[date, date] | None = None
    beside: bool = True
    coming: AbstractSet[Moment] = frozenset()
    ancient: bool = False

    @property
    def today(self) -> date | None:
        """The day of publication; None where only its year is known, so that no day can be counted from it."""
        return self.published if self.sure else None


@record
class Answer:
    """What an expression means. ``why`` is a key of the phrases of explain.toml, with ``facts`` to fill it.

    ``moment`` is None where the words date nothing; ``first`` and ``last`` narrow it ("late April") or stand for it
    (a window of time). ``others`` are further readings, as (moment, why, facts).
    """

    type: str
    value: str
    why: str
    mod: str = ""
    moment: Moment | None = None
    first: date | None = None
    last: date | None = None
    precision: str = ""
    basis: str = ""
    bound: str = ""
    facts: tuple[tuple[str, Any], ...] = ()
    others: tuple[tuple[Moment, str, tuple[tuple[str, Any], ...]], ...] = ()
    tells: bool = True
    leads: bool = True
