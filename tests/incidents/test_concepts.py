"""The tables of concepts: alike in every language, written as they are compared, and read as they say."""

from __future__ import annotations

import re

import pytest

from timeline.incidents.concepts import fold, lexicon
from timeline.languages import codes, load

SECTIONS = ("happenings", "things")
WITH_TABLE = [code for code in codes() if load(code).table("concepts")]


def test_every_language_with_a_folder_has_its_table():
    assert set(WITH_TABLE) == set(codes())


@pytest.mark.parametrize("code", WITH_TABLE)
@pytest.mark.parametrize("section", SECTIONS)
def test_the_concepts_are_the_same_in_every_language(code: str, section: str):
    assert set(load(code).table("concepts")[section]) == set(load("en").table("concepts")[section])


@pytest.mark.parametrize("code", WITH_TABLE)
def test_words_are_written_as_they_are_compared_and_stems_are_long_enough(code: str):
    table = load(code).table("concepts")
    for section in SECTIONS:
        for concept, words in table[section].items():
            assert words, concept
            assert len(words) == len(set(words)), (concept, words)
            for word in words:
                assert word == fold(word), (concept, word)
                assert word.startswith("=") or len(word) >= 3, (concept, word)
                assert re.fullmatch(r"=?[\w-]+(?:['’]?[ '’][\w-]+)*", word), (concept, word)


@pytest.mark.parametrize(
    ("code", "text", "concepts"),
    [
        ("en", "Hackers dumped the emails.", {"hack", "publish", "#email", "#document"}),
        ("fr", "Des courriels piratés ont été mis en ligne.", {"hack", "publish", "#email", "#document"}),
        ("de", "Gehackte E-Mails wurden veröffentlicht.", {"hack", "publish", "#email", "#document"}),
        ("es", "Publicaron los correos hackeados.", {"hack", "publish", "#email", "#document"}),
        ("en", "The ferry sank.", {"sink", "#ship"}),
        ("fr", "Le ferry a coulé.", {"sink", "#ship"}),
        ("de", "Die Fähre sank.", {"sink", "#ship"}),
        ("es", "El ferri se hundió.", {"sink", "#ship"}),
    ],
)
def test_the_same_is_found_in_four_languages(code: str, text: str, concepts: set[str]):
    assert concepts <= set(lexicon(code).find(fold(text)))


def test_a_language_without_a_table_has_no_concepts():
    assert lexicon("xx").find("hackers dumped the emails") == {}


def test_a_whole_word_stands_for_itself_alone():
    assert "win" in lexicon("en").find("they won")
    assert "win" not in lexicon("en").find("the wonder")
