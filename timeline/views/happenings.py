"""Incidents as rows and as marks: what one line says of one happening. Values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from timeline.incidents.gaps import Silence
from timeline.models import Event, Incident, Source
from timeline.views import escape, incident_words, phrases, words
from timeline.views.palette import Palette

SHOWN_ACTORS = 6


def anchor(incident: Incident) -> str:
    """The event by which an incident is addressed: its first. The incident's own id changes with its reports."""
    return incident.events[0]


def when(incident: Incident) -> str:
    """The date of an incident for a reader."""
    return phrases.span(incident.start, incident.end, incident.bound)


def sources(incident: Incident) -> str:
    """How many articles tell it, and how many sources by themselves: "5 articles, 4 independent sources"."""
    number = len(incident.articles)
    told = phrases.number(number, incident_words.ONE_ARTICLE, incident_words.MANY_ARTICLES)
    if number == 1:
        return told
    alone = phrases.number(incident.independent, incident_words.ONE_INDEPENDENT, incident_words.MANY_INDEPENDENT)
    return f"{told}, {alone}"


def languages(incident: Incident) -> str:
    """The languages of the reports."""
    return ", ".join(words.LANGUAGES.get(code, code) for code in incident.languages)


def marks(incident: Incident) -> list[tuple[str, str]]:
    """(look, words) of what a reader should see at once, each once, in the order of ``incident_words.MARKS``."""
    held = {finding.kind for finding in incident.findings}
    if "copy" in held and incident.independent == 1:
        held.discard("copy")
    if incident.status == "denied":
        held.discard("denial")
    return [mark for kind, mark in incident_words.MARKS.items() if kind in held]


def rows(incidents: Sequence[Incident], palette: Palette, chosen: str = "") -> list[dict[str, Any]]:
    """One plain dictionary a line, as the list component takes it."""
    return [
        {
            "id": anchor(one),
            "href": f"happening?of={anchor(one)}",
            "chosen": chosen in one.events,
            "when": when(one),
            "words": "",
            "title": escape.shorten(one.title, 220),
            "marks": [{"look": look, "text": text} for look, text in marks(one)],
            "note": "",
            "actors": ", ".join(escape.shorten(name, 60) for name in one.actors[:SHOWN_ACTORS]),
            "status": words.STATUS.get(one.status, one.status),
            "attribution": "",
            "colour": palette.status(one.status),
            "source": sources(one),
            "published": languages(one),
        }
        for one in incidents
    ]


def as_event(incident: Incident) -> Event:
    """An event that is drawn in the place of an incident: its date, title and status, and its first report's id."""
    return Event(
        id=anchor(incident), article_id=incident.articles[0], title=incident.title, quote=incident.title,
        char_start=0, char_end=0, when_text="", when_char_start=0, when_char_end=0, start=incident.start,
        end=incident.end, precision=incident.precision, bound=incident.bound, edtf=incident.edtf, timex_type="",
        timex_value="", basis="", why=incident.why, actors=incident.actors, status=incident.status,
        language=incident.language, source=Source(publisher=", ".join(incident.sources[:3])),
    )  # fmt: skip


def hover(incident: Incident) -> str:
    """The hover text of an incident, in Plotly's few tags, all article text escaped."""
    lines = [
        f"<b>{escape.wrapped(incident.title, 52)}</b>",
        escape.plotly(f"{when(incident)} · {words.STATUS.get(incident.status, incident.status)}"),
        escape.plotly(" · ".join(filter(None, [sources(incident), languages(incident)]))),
        escape.wrapped(", ".join(incident.sources), 62, 2),
    ]
    seen = ", ".join(text for _, text in marks(incident))
    return "<br>".join(filter(None, [*lines, f"<i>{escape.plotly(seen)}</i>" if seen else ""]))


def weights(incidents: Sequence[Incident]) -> Mapping[str, int]:
    """How many independent sources stand behind each, by the id of its anchor."""
    return {anchor(one): one.independent for one in incidents}


def silence_text(silence: Silence) -> str:
    """The days of a silence with how many they are."""
    return incident_words.SILENCE.format(days=phrases.between(silence.start, silence.end), n=silence.days)


def silence_hover(silence: Silence) -> str:
    """What the band of a silence says when it is pointed at."""
    days = escape.plotly(phrases.between(silence.start, silence.end))
    return incident_words.SILENCE_HOVER.format(days=days, n=silence.days)
