"""From a text to an Article: words, title, id, language."""

from __future__ import annotations

import sys

import pytest

from timeline.ingest import article_from_text
from timeline.ingest.detect import detect, language_code

BODY = "Two people were hurt on Friday when a tram left the rails in the old town, the fire service said.\n"


def test_words_stay_and_newlines_become_one_kind() -> None:
    article = article_from_text("Ligne un\r\n\r\n  « Ligne\u00a0deux »\rtrois")
    assert article.text == "Ligne un\n\n  « Ligne\u00a0deux »\ntrois"


def test_what_no_store_holds_is_replaced_in_place() -> None:
    article = article_from_text("a\x00b\ud800c", title="x\x00\ud800y")
    assert article.text == "a\ufffdb\ufffdc"
    assert article.title == "x\ufffd\ufffdy"


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Tram leaves the rails\n\n" + BODY, "Given title", "Given title"),
        ("# Tram leaves the rails #\n\n" + BODY, "", "Tram leaves the rails"),
        ("Tram leaves the rails\n\n" + BODY, "", "Tram leaves the rails"),
        (BODY + BODY, "", ""),
        ("By Ann Lee\n" + BODY, "", ""),
        ("BERLIN (dpa) - " + BODY, "", ""),
        ("", "  two\n lines ", "two lines"),
    ],
)
def test_title(text: str, title: str, expected: str) -> None:
    assert article_from_text(text, title=title, language="en").title == expected


def test_id_is_of_the_text_alone() -> None:
    first = article_from_text(BODY, title="a", url="https://a.example/1", path="a.txt", language="en")
    second = article_from_text(BODY.replace("\n", "\r\n"), title="b", path="b.txt", language="fr")
    assert first.id == second.id
    assert first.id != article_from_text(BODY + "x", language="en").id


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://paper.example/a?b=1#c", True),
        ("HTTP://paper.example/", True),
        ("javascript:alert(1)", False),
        (" JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("http://[", False),
        ("https://a.example/ b", False),
        ('https://a.example/"onmouseover="x', False),
        ("paper.example/a", False),
    ],
)
def test_only_web_addresses_become_links(url: str, kept: bool) -> None:
    assert article_from_text(BODY, url=url, language="en").url == (url if kept else "")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("en", "en"), ("EN", "en"), ("en-GB", "en"), ("fr_FR", "fr"), ("deu", "de"), (" es ", "es"), ("xx", ""),
        ("English", ""), ("", ""), ("zz-top", ""),
    ],
)  # fmt: skip
def test_language_code(value: str, code: str) -> None:
    assert language_code(value) == code


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", BODY),
        ("fr", "Deux personnes ont été blessées vendredi dans un accident de tramway survenu au centre de la ville."),
        ("de", "Zwei Menschen sind am Freitag verletzt worden, als eine Bahn in der Altstadt aus den Schienen sprang."),
        ("es", "Dos personas resultaron heridas el viernes cuando un tranvía se salió de la vía en el casco antiguo."),
        ("it", "Due persone sono rimaste ferite venerdì quando un tram è uscito dai binari nel centro della città."),
        ("pt", "Duas pessoas ficaram feridas na sexta-feira quando um elétrico saiu dos carris no centro da cidade."),
        (
            "nl",
            "Twee mensen raakten vrijdag gewond toen een tram in de oude stad uit de rails liep, zegt de brandweer.",
        ),
        (
            "pl",
            "Dwie osoby zostały ranne w piątek, gdy tramwaj wypadł z szyn na starym mieście, podała straż i nie tylko.",
        ),
        ("uk", "Двоє людей постраждали в п'ятницю, коли трамвай зійшов із рейок, повідомили їхні рятувальники."),
        (
            "ru",
            "Два человека пострадали в пятницу, когда трамвай сошёл с рельсов, сообщили спасатели.",
        ),
        ("el", "Δύο άνθρωποι τραυματίστηκαν την Παρασκευή."),
        ("ar", "أصيب شخصان يوم الجمعة"),
        ("ja", "金曜日に路面電車が脱線し、2人がけがをした。"),
        ("zh", "星期五一辆有轨电车脱轨，两人受伤。"),
        ("ko", "금요일 전차가 탈선해 두 명이 다쳤다."),
        ("", "12 345 – 6"),
        ("", ""),
    ],
)
def test_language_is_told_without_a_library(code: str, text: str) -> None:
    loaded = "lingua" in sys.modules
    assert detect(text) == code
    assert ("lingua" in sys.modules) == loaded


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("lt", "Prezidentas sakė, kad kampaniją užpuolė programišiai, o grupė veikė jau kelis mėnesius."),
        ("tr", "Cumhurbaşkanı kampanyanın saldırıya uğradığını söyledi, grup aylardır aktifti."),
        ("ro", "Președintele a spus că această campanie a fost atacată de câteva luni, potrivit anchetatorilor."),
    ],
)
def test_a_language_without_folder_is_not_taken_for_one_that_has(code: str, text: str) -> None:
    assert detect(text) in {code, ""}


def test_a_headline_is_told_by_lingua() -> None:
    assert detect("Macron accuse la Russie d'espionnage") == "fr"


def test_given_language_wins() -> None:
    assert article_from_text(BODY, language="fr-CH").language == "fr"
    assert article_from_text(BODY, language="nonsense").language == "en"
