"""Roles: who acts, on whom it acts, who only speaks, and who is only named; in that order."""

from __future__ import annotations

import pytest

from tests.events.handmade import article, timex
from timeline.events import find_events, sentences
from timeline.models import Role


def roles(text: str, words: str, language: str = "en") -> list[tuple[str, str]]:
    """``(name, role)`` of the actors of the one event of a text that ``words`` date."""
    whole = article(text, language)
    (event,) = find_events(whole, [timex(text, words, "2017-05-05")], sentences(text, language), None)
    assert event.actors == tuple(role.name for role in event.roles)
    return [(role.name, role.role) for role in event.roles]


@pytest.mark.parametrize(
    ("text", "words", "language", "expected"),
    [
        ("Facebook suspended the accounts on Friday.", "Friday", "en", [("Facebook", "agent")]),
        ("On Friday Facebook was fined by France.", "Friday", "en", [("France", "agent"), ("Facebook", "patient")]),
        ("Iran hacked Sony on Friday.", "Friday", "en", [("Iran", "agent"), ("Sony", "patient")]),
        ("Sanctions against Iran were lifted on Friday.", "Friday", "en", [("Iran", "patient")]),
        ("The minister, Lena Holm, resigned on Friday.", "Friday", "en", [("Lena Holm", "agent")]),
        (
            "Trend Micro, a Japanese security firm, bought it on Friday.",
            "Friday",
            "en",
            [("Trend Micro", "agent")],
        ),
        (
            "The bank was robbed on Friday, according to Reuters.",
            "Friday",
            "en",
            [("Reuters", "speaker")],
        ),
        ("They flew to a meeting of NATO on Friday.", "Friday", "en", [("NATO", "mentioned")]),
        ("Le site de l'Otan a été piraté vendredi par Fancy Bear.", "vendredi", "fr", [
            ("Fancy Bear", "agent"), ("Otan", "patient"),
        ]),
        ("Moscou a démenti vendredi.", "vendredi", "fr", [("Moscou", "speaker")]),
        ("La Russie et la Chine ont signé vendredi.", "vendredi", "fr", [("Russie", "agent"), ("Chine", "agent")]),
        ("Vladimir Poutine et Emmanuel Macron se sont rencontrés vendredi.", "vendredi", "fr", [
            ("Vladimir Poutine", "agent"), ("Emmanuel Macron", "agent"),
        ]),
        ("Le ministre est arrivé vendredi avec Xavier Bertrand.", "vendredi", "fr", [("Xavier Bertrand", "mentioned")]),
    ],
)  # fmt: skip
def test_roles_are_told_by_the_words_around(text: str, words: str, language: str, expected: list[tuple[str, str]]):
    assert roles(text, words, language) == expected


def test_one_actor_has_one_key_in_every_language():
    def keys(text: str, words: str, language: str) -> list[Role]:
        whole = article(text, language)
        (event,) = find_events(whole, [timex(text, words, "2017-05-05")], sentences(text, language), None)
        return [Role("", role.role, role.kind, role.key) for role in event.roles]

    french = keys("Vendredi, l'ONU a condamné la Corée du Nord.", "Vendredi", "fr")
    english = keys("On Friday the United Nations condemned North Korea.", "Friday", "en")
    assert french == english == [
        Role("", "agent", "organisation", "Q1065"), Role("", "patient", "state", "Q423"),
    ]  # fmt: skip


def test_a_name_that_no_list_knows_has_its_folded_name_as_key():
    whole = article("Élise Brécourt resigned on Friday.", "en")
    (event,) = find_events(whole, [timex(whole.text, "Friday", "2017-05-05")], sentences(whole.text, "en"), None)
    assert event.roles == (Role("Élise Brécourt", "agent", "person", "elise brecourt"),)
