"""The values that flow through the pipeline: frozen, slotted, made of the standard library alone.

Offsets count characters of ``Article.text``, end excluded. Dates are ISO 8601 strings: ``YYYY-MM-DD`` where a text
gives a day or something coarser, ``YYYY-MM-DDTHH:MM`` (with an offset such as ``+02:00`` where the text names a zone)
where it gives a time. ``start`` and ``end`` of a span are both inclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

PRECISIONS = (
    "minute", "hour", "part-of-day", "day", "weekend", "week", "month-part", "month", "season", "quarter", "half",
    "year", "year-part", "decade-part", "decade", "century",
)  # fmt: skip
BOUNDS = ("exact", "about", "since", "until", "before", "after", "between")
BASES = ("explicit", "relative", "anaphoric", "year inferred", "named event", "inferred")
STATUSES = ("denied", "planned", "hedged", "attributed", "stated")  # strongest first
ROLES = ("agent", "patient", "speaker", "mentioned")
ACTOR_KINDS = ("person", "organisation", "state", "group", "party", "agency", "media", "platform")
REVIEW_ACTIONS = ("same", "apart", "unpaired", "confirm", "reject", "reopen", "reading")
REGION_KINDS = ("headline", "byline", "dateline", "caption", "body", "cut")


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of an article that is of one kind; ``cut`` regions are shown greyed and yield nothing.

    ``reason`` says in one plain phrase why a region was cut or marked (empty for the body).
    """

    start: int
    end: int
    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is known of its source.

    ``id`` is a hash of the content. ``published_basis`` is ``given``, ``guessed`` or ``unknown``, and
    ``published_why`` says from what it was guessed. ``verbatim`` is false where the words are a summary, so that no
    text fragment can be linked. Regions cover the whole text in order, without gaps.
    ``fetched`` is the moment (ISO 8601, UTC) at which it was read from the web; empty where it came by another way.
    ``modified`` is the day or moment (ISO 8601) at which its page says that it was last changed, else empty.
    """

    id: str
    text: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: date | None = None
    published_basis: str = "unknown"
    published_why: str = ""
    language: str = ""
    verbatim: bool = True
    path: str = ""
    regions: tuple[Region, ...] = ()
    fetched: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its offsets and the kind of region that it stands in."""

    start: int
    end: int
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """What a time expression means: first and last day (or minute), both inclusive.

    ``start`` is None for an open beginning, ``end`` for an open end. ``bound`` says how an event lies to the span.
    """

    start: str | None
    end: str | None
    precision: str
    bound: str = "exact"
    edtf: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an expression, with its reason in a plain sentence."""

    span: DateSpan
    why: str


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: what the words say, and what they mean.

    ``type``, ``value`` and ``mod`` are TimeML's (TIMEX3). ``span`` is None where the words date nothing (a duration,
    a set, a vague reference) or cannot be resolved; ``why`` tells which. ``parts`` are the two ends of a range, each
    a Timex of its own; a range's own span covers both. ``tells`` is false for expressions by which alone no event is
    dated. ``region`` is the kind of region that it stands in.
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str = ""
    span: DateSpan | None = None
    basis: str = ""
    why: str = ""
    rule: str = ""
    alternatives: tuple[Reading, ...] = ()
    parts: tuple[Timex, ...] = ()
    tells: bool = True
    region: str = "body"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an event was told."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str | None = None
    published_basis: str = "unknown"


@dataclass(frozen=True, slots=True)
class Role:
    """What a named actor does in an event: ``role`` is one of ``ROLES``, ``kind`` one of ``ACTOR_KINDS``.

    ``key`` is the same for all names of one actor, in every language: a Wikidata id where the gazetteer knows one,
    else the folded name.
    """

    name: str
    role: str
    kind: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count or amount that a clause states, so that reports can be compared.

    ``low`` and ``high`` are equal for a plain number ("about twenty" is 20 to 20, ``about``); ``low`` None is "at
    most", ``high`` None "at least". ``unit`` is empty for a count, else "%", an ISO 4217 code ("EUR"), or a unit of
    the SI or of data ("m", "B"); values are in that base unit. ``what`` is what is counted, lower case, without
    articles ("fake accounts"), as the text says it. Offsets are the article's.
    """

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    unit: str = ""
    what: str = ""
    about: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One dated clause of one article, with everything that a reader needs to check it.

    ``start`` and ``end`` are None together where the date could not be told; ``why`` then says why not. ``numbers``
    are the quantities that the clause states, as written, and ``quantities`` the same normalised. ``roles`` say what
    each of ``actors`` does. ``attribution`` names everybody who is said to say so; ``chain`` gives them by level, the
    one whom the article cites first ("Reuters", then those whom Reuters cites). ``denies`` is what is denied, where
    the status is ``denied``. ``clause`` is the part of the
    sentence that the time dates, by its offsets. ``link`` is the URL with a text fragment to the quote,
    empty where the words are not the source's own. ``extracted`` is the moment of extraction, filled by the store.
    """

    id: str
    article_id: str
    title: str
    quote: str
    char_start: int
    char_end: int
    when_text: str
    when_char_start: int
    when_char_end: int
    start: str | None
    end: str | None
    precision: str
    bound: str
    edtf: str
    timex_type: str
    timex_value: str
    basis: str
    why: str
    alternatives: tuple[Reading, ...] = ()
    actors: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    status: str = "stated"
    numbers: tuple[str, ...] = ()
    language: str = ""
    region: str = "body"
    source: Source = field(default_factory=Source)
    link: str = ""
    extracted: str = ""
    roles: tuple[Role, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    chain: tuple[tuple[str, ...], ...] = ()
    denies: str = ""
    clause: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Join:
    """Why an event belongs to its incident: the event it was joined by, how sure (0 to 1), and a plain sentence."""

    event_id: str
    to: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an analyst should see about an incident, with the events that show it.

    ``kind``: ``date agreement``, ``date conflict``, ``number agreement``, ``number conflict``, ``number update``,
    ``denial``, ``copy``, ``single source``.
    """

    kind: str
    text: str
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening with all the events that report it; the events themselves are untouched.

    ``start`` to ``end`` is what the reports bound together, ``why`` says how. ``independent`` counts the publishers
    that tell it by themselves, ``score`` is the number of articles that do. ``events`` and ``articles`` are ids in the
    order of publication; ``joins`` has a reason for each event but the first. ``actors`` and ``sources``
    are in order of weight. ``id`` depends on its events alone, never on the order in which they came.
    """

    id: str
    title: str
    language: str
    start: str | None
    end: str | None
    precision: str
    bound: str
    edtf: str
    why: str
    events: tuple[str, ...]
    articles: tuple[str, ...]
    independent: int
    status: str = "stated"
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    story: str = ""
    joins: tuple[Join, ...] = ()
    findings: tuple[Finding, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided about two events, by their ids: they are one happening (``same``), or they are not."""

    one: str
    other: str
    same: bool


@dataclass(frozen=True, slots=True)
class Review:
    """One entry of the log of reviews: what somebody said of an event. ``action`` is one of ``REVIEW_ACTIONS``.

    ``other`` is the second event of ``same``, ``apart`` and ``unpaired``. ``reading`` is the date that ``reading``
    chose, None for the one that was extracted. ``moment`` is ISO 8601 in UTC, filled by the store.
    """

    event_id: str
    action: str
    other: str = ""
    reading: Reading | None = None
    reviewer: str = ""
    note: str = ""
    moment: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that could not be taken: what it was, what is wrong with it, and what to do."""

    name: str
    fault: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.name}: {self.fault}; {self.remedy}"
