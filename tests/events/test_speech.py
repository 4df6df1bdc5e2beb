"""Who says what: sources, status, and the clause that each holds in."""

from __future__ import annotations

from datetime import date

import pytest

from tests.events.handmade import article, timex
from timeline.events import find_events, sentences
from timeline.models import Event


def events(
    text: str, *times: str, language: str = "en", published: str | None = "2017-07-27", start: str = "2017-05-05"
) -> list[Event]:
    """The events of a text whose times are these words (all on one day of the past)."""
    found = sorted((timex(text, words, start) for words in times), key=lambda t: t.start)
    made = article(text, language, published)
    return find_events(made, found, sentences(text, language), None)


def told(text: str, *times: str, **more) -> list[tuple[str, tuple[str, ...]]]:
    """``(status, attribution)`` of each event."""
    return [(event.status, event.attribution) for event in events(text, *times, **more)]


@pytest.mark.parametrize(
    ("language", "text", "time", "status", "sources"),
    [
        ("en", "The bank closed on Friday.", "Friday", "stated", ()),
        (
            "en",
            "The group, according to the British government, struck on Friday.",
            "Friday",
            "attributed",
            ("British government",),
        ),
        (
            "en",
            "According to Reuters, citing two officials, it struck on Friday.",
            "Friday",
            "attributed",
            ("Reuters", "two officials"),
        ),
        (
            "en",
            "Acme Labs, a Swedish firm, also claimed on Friday that it was hacked.",
            "Friday",
            "attributed",
            ("Acme Labs",),
        ),
        ("en", "“It was us,” Acme's Lena Holm wrote on Friday in a blog post.", "Friday", "attributed", ("Lena Holm",)),
        ("en", "The strike began on Friday, said spokesman Peter Novak.", "Friday", "attributed", ("Peter Novak",)),
        ("en", "China on Friday said it opposes the launch.", "Friday", "attributed", ("China",)),
        ("en", "On Friday, Facebook released a post saying action had been taken.", "Friday", "stated", ()),
        ("en", "Facebook announced a new tool on Friday.", "Friday", "attributed", ("Facebook",)),
        ("en", "It was reported on Friday that the bank closed.", "Friday", "stated", ()),
        ("en", "The bank reportedly closed on Friday.", "Friday", "hedged", ()),
        ("en", "The group may have struck on Friday.", "Friday", "hedged", ()),
        ("en", "Police arrested on Friday a man who may have planned it.", "Friday", "stated", ()),
        (
            "en",
            "On Friday fingers pointed at the Kremlin, which denied being involved.",
            "Friday",
            "denied",
            ("Kremlin",),
        ),
        (
            "en",
            "On Friday spokesman Dmitry Peskov dismissed the report as a lie.",
            "Friday",
            "denied",
            ("Dmitry Peskov",),
        ),
        ("en", "On Friday the board dismissed its director.", "Friday", "stated", ()),
        ("en", "The minister did not deny it on Friday.", "Friday", "stated", ()),
        ("en", "He said on Friday that he will resign.", "Friday", "attributed", ()),
        ("fr", "Selon le parquet, l'attaque a eu lieu vendredi.", "vendredi", "attributed", ("parquet",)),
        ("fr", "D'après Reuters, les comptes datent de vendredi.", "vendredi", "attributed", ("Reuters",)),
        ("fr", "« C'est faux », a dit Marine Le Pen vendredi.", "vendredi", "denied", ("Marine Le Pen",)),
        ("fr", "Le train est parti, a déclaré vendredi Jean Dupuis.", "vendredi", "attributed", ("Jean Dupuis",)),
        ("fr", "Les pirates auraient agi vendredi.", "vendredi", "hedged", ()),
        ("fr", "Le Kremlin a démenti vendredi toute implication.", "vendredi", "denied", ("Kremlin",)),
        ("fr", "Le magasin a fermé vendredi.", "vendredi", "stated", ()),
    ],
)
def test_status_and_sources(language: str, text: str, time: str, status: str, sources: tuple[str, ...]):
    assert told(text, time, language=language) == [(status, sources)]


def test_a_plan_is_planned_where_it_lies_ahead():
    assert told("The summit will open on Friday.", "Friday", published=None)[0][0] == "planned"
    assert told("The summit opens on Friday.", "Friday", published="2017-05-01")[0][0] == "planned"
    assert told("Le sommet se tiendra vendredi.", "vendredi", language="fr", published=None)[0][0] == "planned"
    assert told("The summit that will never end opened on Friday.", "Friday")[0][0] == "stated"


def test_a_sentence_gives_the_warning_and_the_saying():
    text = "The bank had warned its staff since autumn, its director said on Thursday."
    warned, said = events(text, "autumn", "Thursday")
    assert (warned.status, warned.attribution, warned.bound) == ("attributed", ("director",), "since")
    assert (said.status, said.attribution, said.bound) == ("attributed", ("director",), "exact")
    assert warned.quote == said.quote == text
    assert warned.id != said.id
    assert warned.title == "The bank had warned its staff"


def test_each_clause_has_its_own_actors():
    text = "Apple closed its shop on Monday, while Google opened one on Tuesday."
    apple, google = events(text, "Monday", "Tuesday")
    assert (apple.actors, google.actors) == (("Apple",), ("Google",))


def test_what_is_said_is_on_the_sources_word_and_no_more():
    text = "Reuters reported on Monday that Facebook deleted accounts in April."
    reported, deleted = events(text, "Monday", "April")
    assert reported.attribution == deleted.attribution == ("Reuters",)
    assert deleted.title == "Facebook deleted accounts"


def test_the_source_of_according_to_only_speaks():
    (event,) = events("The GRU broke in on Friday, according to Reuters.", "Friday")
    assert [(role.name, role.role) for role in event.roles] == [("GRU", "agent"), ("Reuters", "speaker")]
    assert event.attribution == ("Reuters",)


def test_dates_are_compared_by_the_day():
    assert date.fromisoformat(events("It opens on Friday.", "Friday", published="2017-05-05")[0].start or "") == date(
        2017, 5, 5
    )
    assert told("It opens on Friday.", "Friday", published="2017-05-05")[0][0] == "stated"


def test_a_pronoun_means_the_one_person_before():
    text = "Anna Berg won the vote in May, while on Monday she beat Lena Holm."
    won, beat = events(text, "May", "Monday")
    assert won.actors == ("Anna Berg",)
    assert set(beat.actors) == {"Anna Berg", "Lena Holm"}
    two = "Anna Berg and Lena Holm won in May, while on Monday she lost."
    assert events(two, "May", "Monday")[1].actors == ()


def test_a_source_may_be_described_before_the_time_of_the_saying():
    text = "“We saw it in March,” said Lena Holm, chief executive of Northwind Systems, on Tuesday."
    seen, said = events(text, "March", "Tuesday")
    assert seen.attribution == said.attribution == ("Lena Holm",)
    text = "“We saw it,” said Lena Holm, and police arrested two men on Tuesday."
    assert told(text, "Tuesday") == [("stated", ())]
