"""The shipped actors: well-formed rows, many of them, each spelling one actor's, each name taken as it stands."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from timeline.events.actors import PLAIN_COLUMNS, actors_in_force, read_actors
from timeline.events.keys import is_id, key_of_name
from timeline.events.names import Names
from timeline.languages import codes
from timeline.models import ACTOR_KINDS
from timeline.paths import data_file


def rows() -> list[dict[str, str]]:
    """The rows of the shipped file."""
    with data_file("actors.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found(text: str, language: str = "en") -> list[tuple[str, str]]:
    """``(name, kind)`` of what is no place in a text."""
    return [(n.name, n.kind) for n in Names(text, language).find(0, len(text)) if n.kind != "place"]


def test_rows_are_well_formed_and_ids_unique():
    given = rows()
    assert len(given) > 2000
    ids = [row["wikidata"] for row in given if row["wikidata"]]
    assert all(map(is_id, ids))
    assert [key for key, count in Counter(ids).items() if count > 1] == []
    assert {row["kind"] for row in given} == set(ACTOR_KINDS)
    assert read_actors(data_file("actors.csv"))[1] == ()
    languages = {f"{column}_{code}" for code in codes() for column in ("name", "aliases")}
    assert set(given[0]) <= {*PLAIN_COLUMNS, *languages}


def test_names_and_keys_are_one_actors_alone():
    keys = Counter(row["wikidata"] or key_of_name(row["name"]) for row in rows())
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("language", codes())
def test_a_spelling_of_a_language_is_one_actors_alone(language: str):
    told: dict[str, str] = {}
    for row in rows():
        cells = (row.get(f"name_{language}") or row["name"], row.get(f"aliases_{language}") or "")
        for spelling in {part.strip() for cell in cells for part in cell.split(";") if part.strip()}:
            assert told.setdefault(spelling, row["name"]) == row["name"], spelling


@pytest.mark.parametrize(
    "names",
    [
        ("APT28", "Fancy Bear", "Pawn Storm", "Sofacy", "Forest Blizzard"),
        ("ONU", "United Nations", "Nations unies", "Vereinte Nationen", "UN"),
        ("the Kremlin", "Moscou", "Russie", "Moscow", "Russland"),
        ("Vladimir Poutine", "Putin", "Wladimir Putin"),
        ("OTAN", "NATO", "Nato"),
    ],
)
def test_many_names_are_one_key(names: tuple[str, ...]):
    known = actors_in_force()
    assert len({known.key(name.removeprefix("the ")) for name in names}) == 1


def test_an_actor_is_shown_in_the_articles_language():
    (english,) = Names("Sofacy broke in.", "en").find(0, 16)
    assert (english.name, english.kind) == ("Fancy Bear", "group")
    text = "Selon l'Organisation des Nations unies, l'Otan a menti."
    assert found(text, "fr") == [("ONU", "organisation"), ("Otan", "organisation")]
    assert [n.key for n in Names(text, "fr").find(0, len(text))] == ["Q1065", "Q7184"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Moscow denied it.", "en", ["Moscow"]),
        ("He flew to Moscow on Monday.", "en", []),
        ("The crash near Moscow airport was seen in London.", "en", []),
        ("Washington accused Beijing of spying.", "en", ["Washington", "Beijing"]),
        ("The sanctions against Russia were lifted.", "en", ["Russia"]),
        ("The US government said so, and US officials agreed.", "en", []),
        ("The attack was ordered by Iran in 2019.", "en", ["Iran"]),
        ("Moscou a démenti lundi.", "fr", ["Moscou"]),
        ("Il est arrivé à Moscou lundi.", "fr", []),
        ("Paris et Berlin ont signé un accord.", "fr", ["Paris", "Berlin"]),
        ("L'Élysée a démenti.", "fr", ["Élysée"]),
        ("Fingers pointed at the Kremlin, which denied it.", "en", ["Kremlin"]),
        ("A crowd stood outside the White House.", "en", []),
        ("They ate an apple while us and them watched.", "en", []),
        ("Bank of America and the New York Times agreed.", "en", ["Bank of America", "New York Times"]),
        ("The Washington Post wrote of the Versailles Palace.", "en", ["Washington Post"]),
        ("Le Paris Saint-Germain a gagné.", "fr", ["Paris Saint-Germain"]),
        ("The Labour Minister resigned.", "en", []),
        ("Moskau wies die Vorwürfe zurück.", "de", ["Moskau"]),
        ("Moscú negó las acusaciones.", "es", ["Moscú"]),
    ],
)
def test_a_place_counts_only_where_it_acts(text: str, language: str, expected: list[str]):
    assert [name for name, _ in found(text, language)] == expected


def test_a_doubtful_name_counts_where_it_acts_or_is_named_otherwise_too():
    assert found("It fell under Orange, a colour.", "fr") == []
    assert found("L'opérateur a confirmé. Lundi, Orange a démenti.", "fr") == [("Orange SA", "organisation")]
    assert ("Twitter", "platform") in found("On Monday X said that posts on Twitter fell.")
