"""Languages without a folder: what is found, what is left alone, and that nothing is wrong without a word."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates.fallback import RULE, read_other
from timeline.models import Region

PUBLISHED = date(2017, 5, 10)

# Expression and value, as if published on Wednesday 10 May 2017.
FOUND = {
    "pl": [
        ("W piątek 5 maja 2017 r. w Warszawie.", "piątek 5 maja 2017", "2017-05-05"),
        ("Wczoraj premier mówił długo.", "Wczoraj", "2017-05-09"),
        ("Stało się to 3 dni temu.", "3 dni temu", "2017-05-07"),
        ("Wyszła 2 lata temu.", "2 lata temu", "2015"),
        ("Minęło 5 miesięcy temu.", "5 miesięcy temu", "2016-12"),
        ("w zeszłym tygodniu", "zeszłym tygodniu", "2017-W18"),
        ("w październiku 2016 roku", "październiku 2016", "2016-10"),
        ("Dopiero w grudniu.", "grudniu", "2016-12"),
        ("Spotkanie odbędzie się w środę.", "środę", "2017-05-10"),
        ("od 3-5 maja", "3-5 maja", "2017-05-03/2017-05-05"),
        ("przedwczoraj wieczorem", "przedwczoraj", "2017-05-08"),
        ("do 20.04.2017 włącznie", "20.04.2017", "2017-04-20"),
        ("w 2016 roku", "2016 roku", "2016"),
    ],
    "uk": [
        ("У квітні 2015 року було тихо.", "квітні 2015", "2015-04"),
        ("Лише в серпні.", "серпні", "2016-08"),
        ("У п'ятницю 5 травня 2017 року в Києві.", "п'ятницю 5 травня 2017", "2017-05-05"),
        ("Вчора уряд мовчав.", "Вчора", "2017-05-09"),
        ("два роки тому", "два роки тому", "2015"),
        ("минулого тижня", "минулого тижня", "2017-W18"),
        ("24 лютого 2022", "24 лютого 2022", "2022-02-24"),
    ],
    "it": [
        ("Venerdì 5 maggio 2017 il governo", "Venerdì 5 maggio 2017", "2017-05-05"),
        ("3 giorni fa", "3 giorni fa", "2017-05-07"),
        ("la settimana scorsa", "settimana scorsa", "2017-W18"),
        ("Nel 2016, dopo il voto", "2016", "2016"),
        ("il 1º maggio", "1º maggio", "2017-05-01"),
        ("a marzo i prezzi", "marzo", "2017-03"),
    ],
    "pt": [
        ("Na sexta-feira, 5 de maio de 2017, houve", "sexta-feira, 5 de maio de 2017", "2017-05-05"),
        ("há 3 dias", "há 3 dias", "2017-05-07"),
        ("em março de 2016", "março de 2016", "2016-03"),
        ("no mês passado", "mês passado", "2017-04"),
    ],
    "nl": [
        ("Vrijdag 5 mei 2017 was", "Vrijdag 5 mei 2017", "2017-05-05"),
        ("3 dagen geleden", "3 dagen geleden", "2017-05-07"),
        ("op 12-04-2017 nog", "12-04-2017", "2017-04-12"),
        ("vorige week", "vorige week", "2017-W18"),
    ],
    "ru": [
        ("Это было в апреле 2015 года.", "апреле 2015", "2015-04"),
        ("В пятницу, 5 мая 2017 года,", "пятницу, 5 мая 2017", "2017-05-05"),
        ("две недели назад", "две недели назад", "2017-04-26"),
        ("в прошлом году", "прошлом году", "2016"),
        ("12 апреля вышло", "12 апреля", "2017-04-12"),
    ],
    "sv": [
        ("den 5 maj 2017", "5 maj 2017", "2017-05-05"),
        ("för 3 dagar sedan", "för 3 dagar sedan", "2017-05-07"),
        ("i går kväll", "i går", "2017-05-09"),
    ],
    "tr": [
        ("5 Mayıs 2017 Cuma günü", "5 Mayıs 2017 Cuma", "2017-05-05"),
        ("3 gün önce", "3 gün önce", "2017-05-07"),
        ("geçen hafta", "geçen hafta", "2017-W18"),
    ],
    "ar": [
        ("يوم الجمعة 5 مايو 2017", "الجمعة 5 مايو 2017", "2017-05-05"),
        ("٥ مايو ٢٠١٧", "٥ مايو ٢٠١٧", "2017-05-05"),
        ("الشهر الماضي", "الشهر الماضي", "2017-04"),
    ],
    "cs": [("V pátek 5. května 2017.", "pátek 5. května 2017", "2017-05-05")],
    "hu": [
        ("2015 áprilisában történt.", "2015 áprilisában", "2015-04"),
        ("2017. május 5., péntek.", "2017. május 5., péntek", "2017-05-05"),
    ],
    "lt": [
        ("Tai įvyko 2015 m. balandį.", "2015 m. balandį", "2015-04"),
        ("2017 m. gegužės 5 d.", "2017 m. gegužės 5", "2017-05-05"),
    ],
    "fi": [("Perjantaina 5. toukokuuta 2017.", "Perjantaina 5. toukokuuta 2017", "2017-05-05")],
    "ja": [("2017年5月5日に", "2017年5月5日", "2017-05-05")],
    "": [
        ("2017-05-05", "2017-05-05", "2017-05-05"),
        ("25/06/2017", "25/06/2017", "2017-06-25"),
        ("(2015)", "2015", "2015"),
        ("05/06/2017", "05/06/2017", "XXXX-XX-XX"),
    ],
    "be": [("Гэта было ў красавіку 2015 года.", "красавіку 2015", "2015-04")],
    "sk": [("Stalo sa to v apríli 2015.", "apríli 2015", "2015-04")],
    "sl": [("To se je zgodilo aprila 2015.", "aprila 2015", "2015-04")],
    "sr": [("То се догодило у априлу 2015.", "априлу 2015", "2015-04")],
    "et": [("See juhtus 2015. aasta aprillis.", "2015. aasta aprillis", "2015-04")],
    "lv": [("Tas notika 2015. gada aprīlī.", "2015. gada aprīlī", "2015-04")],
    "ca": [("Va passar l'abril de 2015.", "abril de 2015", "2015-04")],
    "el": [("Συνέβη τον Απρίλιο του 2015.", "Απρίλιο του 2015", "2015-04")],
}
NOTHING = {
    "pl": [
        "Maja Kowalska miała 5 lat.",
        "66% z 34 osób",
        "14 ludzi",
        "dwadzieścia lat temu",
        "3,5 roku temu",
        "2000 ludzi",
    ],
    "uk": ["серед людей", "двадцять п'ять років тому", "сім", "34% громадян"],
    "it": ["Può essere", "66% delle 34 persone", "sa di sette conti", "14 anni", "2000 persone"],
    "pt": ["a segunda coisa", "66% das 34 pessoas", "para 2000 pessoas"],
    "ru": ["двадцать пять лет назад", "семь человек", "66%", "5 лет"],
    "sv": ["Mars är en planet.", "34 procent"],
    "tr": ["pazar yeri", "ocak başında"],
    "ro": ["mai mult", "Mai mult de 34"],
    "": [
        "may have",
        "Theresa May",
        "a second",
        "1.2.13",
        "192.168.1.10",
        "2000 people",
        "tel. 0123-45-67",
        "CVE-2017-0144",
    ],
    "xx": ["5 May maybe", "on Friday"],
}


@pytest.mark.parametrize(
    ("language", "text", "expression", "value"),
    [(language, *row) for language, rows in FOUND.items() for row in rows],
)
def test_what_is_found(language: str, text: str, expression: str, value: str) -> None:
    found = read_other(text, language, PUBLISHED)
    assert [(t.text, t.value, t.rule) for t in found] == [(expression, value, RULE)]


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in NOTHING.items() for text in texts]
)
def test_what_is_left_alone(language: str, text: str) -> None:
    assert [t.text for t in read_other(text, language, PUBLISHED)] == []


def test_a_month_stays_a_month_and_a_year_a_year() -> None:
    month, year = read_other("w październiku 2016, w 2015 roku", "pl", PUBLISHED)
    assert month.span and year.span
    assert (month.span.start, month.span.end, month.span.precision) == ("2016-10-01", "2016-10-31", "month")
    assert (year.span.start, year.span.end, year.span.precision) == ("2015-01-01", "2015-12-31", "year")


def test_the_reason_says_that_a_general_parser_read_it() -> None:
    (found,) = read_other("Ieri", "it", PUBLISHED)
    assert "general parser" in found.why
    (found,) = read_other("Ieri", "it", PUBLISHED, interface="fr")
    assert "analyseur général" in found.why


@pytest.mark.parametrize("text", ["31 lutego 2017", "30.02.2017", "2017-02-30", "5-3 maja 2017"])
def test_an_impossible_date_is_undated_and_says_why(text: str) -> None:
    (found,) = read_other(text, "pl", PUBLISHED)
    assert found.span is None
    assert "no date of the calendar" in found.why


@pytest.mark.parametrize("text", ["wczoraj", "3 dni temu", "w środę", "5 maja", "w zeszłym roku"])
def test_without_publication_nothing_is_counted_from_it(text: str) -> None:
    (found,) = read_other(text, "pl", None)
    assert found.span is None
    assert found.why


def test_ahead_in_a_story_is_not_counted_from_publication() -> None:
    """Three days after the date just told, or after publication? Without rules nobody knows."""
    found = read_other("12 апреля 2015 он уехал. Через 3 дня вернулся.", "ru", PUBLISHED)
    assert [(t.value, t.span is None) for t in found] == [("2015-04-12", False), ("XXXX-XX-XX", True)]


def test_an_ambiguous_numeric_date_keeps_its_other_reading() -> None:
    (found,) = read_other("06/05/2017", "it", PUBLISHED)
    assert found.value == "2017-05-06"
    assert [reading.span.start for reading in found.alternatives] == ["2017-06-05"]
    (unknown,) = read_other("06/05/2017", "", PUBLISHED)
    assert unknown.span is None
    assert "language" in unknown.why


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Dal 3 al 5 giugno si tiene la fiera."),
        ("pl", "Od 3 do 5 czerwca trwa festiwal."),
        ("uk", "З 3 по 5 червня триває фестиваль."),
        ("nl", "Van 3 tot 5 juni is er feest."),
        ("pt", "De 3 a 5 de junho há festa."),
    ],
)
def test_days_joined_by_a_word_are_a_range(language: str, text: str) -> None:
    (whole,) = read_other(text, language, PUBLISHED)
    assert [part.value for part in whole.parts] == ["2017-06-03", "2017-06-05"]
    assert whole.span and (whole.span.start, whole.span.end) == ("2017-06-03", "2017-06-05")


@pytest.mark.parametrize(
    ("language", "ahead", "told"),
    [
        ("pl", "Spotkanie odbędzie się w piątek.", "W piątek był deszcz."),
        ("it", "Venerdì si riunirà il consiglio.", "Venerdì è piovuto."),
        ("nl", "Vrijdag wordt vergaderd.", "Vrijdag regende het."),
        ("pt", "A reunião será na sexta-feira.", "Na sexta-feira choveu."),
    ],
)
def test_a_weekday_is_ahead_where_a_word_says_so(language: str, ahead: str, told: str) -> None:
    for text, value in ((ahead, "2017-05-12"), (told, "2017-05-05"), (f"{told} {ahead}", "2017-05-05")):
        assert read_other(text, language, PUBLISHED)[0].value == value


def test_what_can_be_counted_from_two_days_stays_undated() -> None:
    (found,) = read_other("Через 3 дні він виїхав.", "uk", PUBLISHED)
    assert found.span is None
    (found,) = read_other("Через 3 дні буде вирок.", "uk", PUBLISHED)
    assert found.value == "2017-05-13"


@pytest.mark.parametrize("language", ["pl", "it", "uk", "pt"])
def test_figures_stand_in_the_order_of_the_language(language: str) -> None:
    """Nobody there writes the month first, even where the day is still to come."""
    (found,) = read_other("05.06.2017", language, PUBLISHED)
    assert found.value == "2017-06-05"


def test_the_ends_of_a_range_are_expressions_of_their_own() -> None:
    (found,) = read_other("W dniach 3–5 maja 2017", "pl", PUBLISHED)
    assert found.span
    assert (found.span.start, found.span.end) == ("2017-05-03", "2017-05-05")
    assert [(part.text, part.value) for part in found.parts] == [("3", "2017-05-03"), ("5 maja 2017", "2017-05-05")]


def test_cut_regions_yield_nothing() -> None:
    text = "Ieri. Domani."
    regions = (Region(0, 6, "cut"), Region(6, len(text), "body"))
    assert [t.text for t in read_other(text, "it", PUBLISHED, regions=regions)] == ["Domani"]


@pytest.mark.parametrize("language", ["", "xx", "tlh", "zz-ZZ", "../etc", "pl-PL", "PT_br", "é", "12"])
def test_no_language_code_stops_a_text(language: str) -> None:
    assert [t.value for t in read_other("2017-05-05", language, PUBLISHED)] == ["2017-05-05"]


def test_dateparser_and_babel_are_loaded_only_when_needed() -> None:
    code = "import sys, timeline.dates, timeline.dates.fallback; print({'dateparser', 'babel'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_tag_falls_back() -> None:
    from timeline.dates import tag

    assert [(t.text, t.rule) for t in tag("W piątek 5 maja 2017.", "pl", PUBLISHED)] == [("piątek 5 maja 2017", RULE)]


PIECES = [
    "5",
    "31",
    "maja",
    "maj",
    "2017",
    "wczoraj",
    "temu",
    "dni",
    "środa",
    "w",
    "r.",
    "66%",
    "za",
    "lat",
    "-",
    "/",
    ".",
]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=14).map(" ".join),
    st.sampled_from(["pl", "", "ar", "hu"]),
    st.one_of(st.none(), st.dates()),
)
def test_any_text(text: str, language: str, published: date | None) -> None:
    found = read_other(text, language, published)
    last = 0
    for timex in found:
        assert last <= timex.start < timex.end <= len(text)
        assert text[timex.start : timex.end] == timex.text
        assert timex.why
        if timex.span is not None:
            assert timex.span.start
            assert timex.span.end
            assert timex.span.start <= timex.span.end
        last = timex.end
    assert found == read_other(text, language, published)
