"""Titles: a clause with its subject, short, without the words of time; quotations after their speaker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.events.handmade import article, timex
from timeline.events import find_events, sentences
from timeline.extract import extract
from timeline.ingest import read_paths
from timeline.models import Article

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLES = [
    a
    for folder in ("data/articles", "tests/cases/articles")
    for a in read_paths([ROOT / folder])
    if isinstance(a, Article)
]


def title_of(text: str, time: str, language: str = "en") -> str:
    """The title of the event that the given words date."""
    found = find_events(
        article(text, language, "2018-03-15"), [timex(text, time, "2018-03-13")], sentences(text, language), None
    )
    return next(event.title for event in found if event.when_text)


@pytest.mark.parametrize(
    ("language", "text", "time", "title"),
    [
        ("en", "On Tuesday the bank closed its doors.", "Tuesday", "The bank closed its doors"),
        ("en", "The runoff, which pitted Macron against Le Pen on Tuesday, comes early.", "Tuesday",
         "The runoff pitted Macron against Le Pen"),
        ("en", "She meant Colin May, the head of compliance, who left the firm on Tuesday.", "Tuesday",
         "The head of compliance left the firm"),
        ("en", "Acme has been working on the ship for years, and announced on Tuesday that a bigger one was planned.",
         "Tuesday", "Acme announced that a bigger one was planned"),
        ("en", "The ferry Astrid ran aground with 212 people aboard, and was refloated on Tuesday.", "Tuesday",
         "The ferry Astrid was refloated"),
        ("en", "The agency said the mayor was widely blamed, but fled the city on Tuesday.", "Tuesday",
         "The mayor was widely blamed, but fled the city"),
        ("fr", "Le groupe Novira a perdu deux procès, puis a fermé mardi son usine de Brest.", "mardi",
         "Le groupe Novira a fermé son usine de Brest"),
        ("en", "Dozens of people died in Tuesday 's quake in the north.", "Tuesday",
         "Dozens of people died in Tuesday 's quake in the north"),
        ("en", "The suspensions, disclosed on Tuesday, were made in a hurry.", "Tuesday",
         "The suspensions were made in a hurry"),
        ("en", "In an interview that was published on Tuesday, the campaign's digital chief, Lena Holm of the north, "
         "spoke of attempts.", "Tuesday", "The campaign's digital chief spoke of attempts"),
        ("en", "It leaves Holm's team almost no way to answer before the country on Tuesday chooses between him and "
         "the woman whom he beat.", "Tuesday", "It leaves Holm's team almost no way to answer"),
        ("fr", "Ces documents remontent au plus tard à mardi, selon la police.", "mardi",
         "Ces documents remontent au plus tard à mardi"),
        ("en", "If the offer is accepted, the ships will be unloaded on Tuesday.", "Tuesday",
         "The ships will be unloaded"),
        ("en", "A hearing on the money has been set for Tuesday.", "Tuesday",
         "A hearing on the money has been set for Tuesday"),
        ("en", "The trial is expected on Tuesday.", "Tuesday", "The trial is expected on Tuesday"),
        ("en", "The bright streak Tuesday was seen in New England.", "Tuesday",
         "The bright streak was seen in New England"),
        ("en", "“We may fly on Tuesday,” Lena Holm told reporters.", "Tuesday", "Lena Holm: “We may fly”"),
        ("en", "“We knew nothing of all this,” Lena Holm said on Tuesday.", "Tuesday",
         "Lena Holm: “We knew nothing of all this”"),
        ("en", "The plant will close, Acme Labs announced on Tuesday.", "Tuesday", "Acme Labs: The plant will close"),
        ("en", "Meanwhile, the bank closed its doors on Tuesday.", "Tuesday", "The bank closed its doors"),
        ("en", "Lena Holm won the race. She left the team on Tuesday.", "Tuesday", "Lena Holm left the team"),
        ("en", "It began with a letter that reached the attorney on Tuesday.", "Tuesday",
         "A letter reached the attorney"),
        ("fr", "Mardi, la banque a fermé ses portes.", "Mardi", "La banque a fermé ses portes"),
        ("fr", "La fuite survient à la veille du second tour, qui opposera mardi Macron à Le Pen.", "mardi",
         "Second tour opposera Macron à Le Pen"),
        ("fr", "« On nous a menti », a déclaré mardi Jean Dupuis.", "mardi",
         "« On nous a menti », a déclaré Jean Dupuis"),
        ("fr", "Le verdict est attendu mardi.", "mardi", "Le verdict est attendu mardi"),
        ("fr", "Mais la banque a fermé ses portes mardi.", "mardi", "La banque a fermé ses portes"),
        ("en", "Governor Lena Holm declared a state of emergency on Tuesday.", "Tuesday",
         "Governor Lena Holm declared a state of emergency"),
        ("en", "The club has not won since the Tuesday season was dropped.", "Tuesday",
         "The club has not won since the Tuesday season was dropped"),
        ("en", "Sai Holm spent Tuesday mending his boat.", "Tuesday", "Sai Holm spent Tuesday mending his boat"),
        ("en", "That may not happen until Tuesday.", "Tuesday", "That may not happen until Tuesday"),
        ("en", "They promised on Tuesday and again on Friday that they would stop.", "Tuesday",
         "They promised on Tuesday and again on Friday"),
        ("en", "After years of being passed over for the post, he was hired by the club on Tuesday, a first for "
         "him.", "Tuesday", "After years of being passed over for the post, he was hired by the club, a first for him"),
        ("en", "Lena Holm, the head of the association of ports and harbours on the northern coast, was freed on "
         "Tuesday by a court.", "Tuesday", "Lena Holm was freed by a court"),
        ("en", "The administrator of the fund for victims of the worst oil spill in the history of the country on "
         "Tuesday encouraged everybody to file.", "Tuesday", "The administrator … encouraged everybody to file"),
        ("en", "Speaking to a crowd of reporters and supporters in front of the old town hall, Governor Lena Holm said "
         "on Tuesday that the port would close.", "Tuesday", "Lena Holm: the port would close"),
        ("en", "Hide Caption 3 of 12 Photos: Rescue workers moved the boat on Tuesday.", "Tuesday",
         "Rescue workers moved the boat"),
        ("en", "FILE - In this March 5, 2016, file photo, Lena Holm waved to a crowd on Tuesday.", "Tuesday",
         "Lena Holm waved to a crowd"),
        ("en", "Getty Images The harbour was closed on Tuesday.", "Tuesday", "The harbour was closed"),
        ("en", "The sirens were heard as far as the pier.\n— Lena Holm (@lena) Tuesday", "Tuesday",
         "Lena Holm: The sirens were heard as far as the pier"),
        ("en", "The first car was assembled in Detroit, the month after Tuesday.", "Tuesday",
         "The first car was assembled in Detroit"),
        ("en", "Lena Holm made the announcement in a letter, stating on Tuesday.", "Tuesday",
         "Lena Holm made the announcement in a letter"),
        ("en", "AP:Associated Press Members of the public mourned on Tuesday.", "Tuesday",
         "Members of the public mourned"),
        ("fr", "Le défenseur central du club de la ville, sans contrat depuis de longs mois déjà et sans agent, n'a "
         "pas convaincu mardi.", "mardi", "Le défenseur central du club de la ville n'a pas convaincu"),
        ("de", "Am Dienstag hat die Bank geschlossen.", "Dienstag", "Am Dienstag hat die Bank geschlossen"),
        ("es", "El banco cerró sus puertas el martes.", "martes", "El banco cerró sus puertas"),
    ],
)  # fmt: skip
def test_who_did_what(language: str, text: str, time: str, title: str) -> None:
    assert title_of(text, time, language) == title


def test_a_long_title_ends_behind_a_whole_word() -> None:
    text = (
        "A 31-year-old native of Tunisia and resident of Nice drove into a large crowd on Tuesday during the southern "
        "French city's celebrations, killing at least 84 people."
    )
    title = title_of(text, "Tuesday")
    assert len(title) <= 90
    assert title.rstrip("…") in text.replace(" on Tuesday", "")
    assert title.rstrip("…").split()[-1] in text.split()


@pytest.mark.parametrize("one", ARTICLES, ids=lambda one: Path(one.path).name)
def test_titles_of_whole_articles_are_well_formed(one: Article) -> None:
    """Short, of the article's words, with a capital first, and neither end left hanging on a mark or a small word."""
    weak = {"and", "the", "of", "to", "et", "le", "la", "de", "du", "qui", "which", "who"}
    for event in extract(one):
        title = event.title
        assert title and len(title) <= 90, title
        assert title == title.strip() and "  " not in title and " ," not in title, title
        assert not title[0].islower() or title[0] == title[0].upper(), title
        assert title.rstrip("…").split()[-1].lower() not in weak, title
        assert title.split()[0].lower() not in {"which", "who", "and", "but", "qui", "mais", "et", "told"}, title
