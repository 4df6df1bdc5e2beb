"""Names: people, organisations and groups are found and told from places; surnames become the article's full names."""

from __future__ import annotations

import pytest

from timeline.events.names import Names


def actors(text: str, language: str = "en") -> list[str]:
    """The names of a whole text that are no places."""
    return [name.name for name in Names(text, language).find(0, len(text)) if name.kind != "place"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Facebook's Anna Petrova wrote to Google.", "en", ["Facebook", "Anna Petrova", "Google"]),
        ("Russia's GRU and the Kremlin denied it.", "en", ["GRU", "Kremlin"]),
        ("US President Donald Trump met Theresa May in Paris.", "en", ["Donald Trump", "Theresa May"]),
        ("UN Secretary-General Antonio Guterres spoke.", "en", ["United Nations", "António Guterres"]),
        ("The Polish Ministry of Defence answered.", "en", ["Ministry of Defence"]),
        ("Mr. Karlsson, of Northwind Technologies, left.", "en", ["Karlsson", "Northwind Technologies"]),
        ("Dutch police arrested Jan van der Berg near Lake Geneva.", "en", ["Jan van der Berg"]),
        ("He read about “Blue Velvet Nights” on Monday.", "en", []),
        ("Then Many Officials Said Nothing Much About Bridges.", "en", []),
        ("L’équipe d’Emmanuel Macron accuse Fancy Bear.", "fr", ["Emmanuel Macron", "Fancy Bear"]),
        ("Le ministre de l'Intérieur et Vladimir Poutine.", "fr", ["Vladimir Poutine"]),
        ("Selon l'ONU et la Commission européenne.", "fr", ["ONU", "Commission européenne"]),
        ("Le juge Paul Le Goff a quitté La Haye.", "fr", ["Paul Le Goff"]),
        ("Les Américains et les Français votent lundi.", "fr", []),
    ],
)
def test_names_by_list_and_by_shape(text: str, language: str, expected: list[str]):
    assert actors(text, language) == expected


def test_a_surname_becomes_the_full_name_of_the_article():
    assert actors("Maria Lindqvist resigned. Lindqvist gave no reason.") == ["Maria Lindqvist", "Maria Lindqvist"]
    assert actors("The Macron team spoke.") == ["Emmanuel Macron"]


def test_a_surname_of_two_people_stays_as_it_is():
    text = "Anna Lindqvist and Maria Lindqvist resigned. Mrs. Lindqvist gave no reason."
    assert actors(text) == ["Anna Lindqvist", "Maria Lindqvist", "Lindqvist"]


def test_a_thing_named_after_someone_is_nobody():
    assert actors("Les Macron Leaks ont circulé.", "fr") == []


def test_places_are_marked():
    text = "It happened in San Benito and at Victoria Station, said Carla Ruiz."
    kinds = {name.name: name.kind for name in Names(text, "en").find(0, len(text))}
    assert kinds == {"San Benito": "place", "Victoria Station": "place", "Carla Ruiz": "person"}


def test_only_the_stretches_that_count_give_full_names():
    text = "Kim spoke. In the comments: Bob Kim."
    assert [n.name for n in Names(text, "en", [(0, 10)]).find(0, 10)] == []


def test_offsets_are_the_texts_own():
    text = "On Friday Angela Merkel met Boris Johnson."
    assert [text[n.start : n.end] for n in Names(text, "en").find(0, len(text))] == ["Angela Merkel", "Boris Johnson"]


def test_a_language_without_lists_has_known_names_only():
    assert actors("Am Montag traf Angela Merkel die Polizei in der Stadt Köln.", "xx") == ["Angela Merkel"]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "Novira a suspendu ses trains.", ["Novira"]),
        ("fr", "Passagers et équipage ont dormi.", []),
        ("fr", "Celui-ci a suspendu ses trains.", []),
        ("fr", "Anne B. a été arrêtée.", ["Anne B."]),
        ("fr", "Le procureur de Dole a ouvert une enquête.", []),
        ("fr", "L'Institut de physique du globe a mesuré la secousse.", ["Institut de physique du globe"]),
        ("en", "Novira halted its trains.", ["Novira"]),
        ("en", "Smoke filled the hall.", []),
        ("en", "Trawlers blocked the port.", []),
        ("en", "Tugs from Harl Brand reached the ship.", ["Harl Brand"]),
        ("en", "Tessaly Motors closed a plant.", ["Tessaly Motors"]),
        ("en", "On that day Lord Ashby resigned.", ["Lord Ashby"]),
        ("en", "The mayor of Dunmore resigned.", []),
        ("en", "DUNMORE (Reuters) - Police arrested two men.", ["Reuters"]),
        ("en", "Chief Financial Officer Hanne Ravn left.", ["Hanne Ravn"]),
    ],
)
def test_lone_names_and_what_only_looks_like_one(language: str, text: str, wanted: list[str]) -> None:
    found = Names(text, language).find(0, len(text))
    assert [name.name for name in found if name.kind != "place"] == wanted
