"""Which language a text is in: by its script, then by its commonest words, and only then by a heavy library."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from timeline.languages import FOLDER

_ISO_639_1 = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el
en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu
ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na
nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so
sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
CODES = frozenset(_ISO_639_1.split())
# Languages without a folder whose dates the fallback reads, in part: those that dateparser knows. A test holds it so.
_FALLBACK = """
af ak am ar as az be bg bm bn bo br bs ca ce cs cy da dz ee el eo et eu fa ff fi fo fy ga gd gl gu gv ha he hi
hr hu hy id ig ii is it ja ka ki kk kl km kn ko ks kw ky lb lg ln lo lt lu lv mg mk ml mn mr ms mt my nb nd ne
nl nn om or os pa pl ps pt qu rm rn ro ru rw se sg si sk sl sn so sq sr sv sw ta te th ti tl to tr ug uk ur
uz vi yi yo zh zu
"""
FALLBACK = frozenset(_FALLBACK.split())
LONG_CODES = {
    "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "ita": "it", "por": "pt",
    "nld": "nl", "dut": "nl", "pol": "pl", "ukr": "uk", "rus": "ru", "ara": "ar", "zho": "zh", "chi": "zh",
    "jpn": "ja", "ell": "el", "gre": "el", "ron": "ro", "rum": "ro", "swe": "sv", "tur": "tr",
    "no": "nb",
}  # fmt: skip
SAMPLE = 3000  # characters looked at
WORDS = 400  # words counted
MIN_HITS = 5
MIN_SHARE = 0.16  # of the words: running text of a language has 30 to 45 % of its list, a neighbour's under 15
MARGIN = 1.4  # of the best over the second
LOW_SHARE, WIDE_MARGIN = 0.06, 2.5  # tables and lists of results have few common words, but of one language
SHORT = 25  # words up to which lingua is asked: of a longer text the common words would have told
LINGUA = ("ENGLISH", "FRENCH", "GERMAN", "SPANISH", "ITALIAN", "PORTUGUESE", "DUTCH", "POLISH")
WORD = re.compile(r"[^\W\d_]+")
# Letters that none of lingua's eight write: two words with one are in a ninth language (Turkish, Romanian, Czech).
ALIEN = re.compile("[^\\W\\d_a-zàâæçéèêëîïôœùûüÿäößñáíóúãõìòąćęłńśźż]")
# Scripts that more than one language writes are told apart by letters that only some of them have, in this order.
SCRIPTS = (
    (re.compile("[\u3040-\u30ff]"), (("ja", ""),)),
    (re.compile("[\uac00-\ud7af]"), (("ko", ""),)),
    (re.compile("[\u4e00-\u9fff]"), (("zh", ""),)),
    (
        re.compile("[\u0400-\u04ff]"),
        (("be", "ў"), ("uk", "їєґ"), ("mk", "ѓќѕ"), ("sr", "ћђљњџ"), ("kk", "қғңұәө"), ("ru", "ыэё"), ("bg", "ъщ")),
    ),
    (re.compile("[\u0370-\u03ff]"), (("el", ""),)),
    (re.compile("[\u0600-\u06ff]"), (("ur", "ٹڈڑے"), ("fa", "پچژگ"), ("ar", ""))),
    (re.compile("[\u0590-\u05ff]"), (("he", ""),)),
    (re.compile("[\u0530-\u058f]"), (("hy", ""),)),
    (re.compile("[\u10a0-\u10ff]"), (("ka", ""),)),
    (re.compile("[\u0900-\u097f]"), (("hi", ""),)),
    (re.compile("[\u0980-\u09ff]"), (("bn", ""),)),
    (re.compile("[\u0b80-\u0bff]"), (("ta", ""),)),
    (re.compile("[\u0e00-\u0e7f]"), (("th", ""),)),
)
# The scripts of SCRIPTS, and Latin.
KNOWN = re.compile(
    "[A-Za-z\u00aa-\u024f\u1e00-\u1eff\u3040-\u30ff\uac00-\ud7af\u3400-\u4dbf\u4e00-\u9fff\u0400-\u052f\u0370-\u03ff\u1f00-\u1fff"
    "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff\u0590-\u05ff\u0530-\u058f\u10a0-\u10ff\u0900-\u097f\u0980-\u09ff\u0b80-\u0bff"
    "\u0e00-\u0e7f]"
)


def language_code(value: str) -> str:
    """The ISO 639-1 code that a value means (``en-GB``, ``fr_FR`` and ``ENG`` too); empty where it means none."""
    code = re.split(r"[-_.]", value.strip().casefold(), maxsplit=1)[0]
    code = LONG_CODES.get(code, code)
    return code if code in CODES else ""


def readable() -> str:
    """The languages whose dates are read, for a message."""
    from timeline.languages import codes

    return f"{', '.join(codes())} (best) and in part in {len(FALLBACK)} others, such as it, pt, nl, pl, ru, ar and zh"


def unread(text: str, language: str) -> str:
    """What a text is in, where that cannot be read: "la", or a script that none of the languages known here writes.

    Empty where it can, and where nothing tells: an unknown language still has its numeric dates.
    """
    from timeline.languages import codes

    if language:
        return "" if language in FALLBACK or language in codes() else f"the language {language!r}"
    letters = [char for char in text[:SAMPLE] if char.isalpha()]
    if len(letters) < 20:
        return ""
    other = [char for char in letters if not KNOWN.match(char)]
    if len(other) * 2 <= len(letters):
        return ""
    name = unicodedata.name(other[0], "").partition(" ")[0].capitalize()
    return f"a script that is not known here ({name})" if name else "a script that is not known here"


def detect(text: str) -> str:
    """The ISO 639-1 code of a text's language, empty where it cannot be told.

    Texts of a sentence or more are told by script or stop words in about 0.1 ms; for shorter ones lingua is loaded,
    once (about 190 MB, restricted to eight languages).
    """
    sample = text[:SAMPLE]
    by_script = _by_script(sample)
    if by_script is not None:
        return by_script
    words = WORD.findall(sample.lower())[:WORDS]
    return _by_words(words) or _by_lingua(sample, words)


def _by_script(sample: str) -> str | None:
    """None where the text is in Latin letters, or in none."""
    if sample.isascii():
        return None
    letters = sum(map(len, WORD.findall(sample)))
    if not letters:
        return None
    for script, languages in SCRIPTS:
        count = len(script.findall(sample))
        # Japanese mixes kana with Chinese characters: a tenth of kana is enough, and no Chinese text has it.
        if count * (10 if languages[0][0] == "ja" else 2) > letters:
            lower = sample.lower()
            return next((code for code, marks in languages if not marks or any(mark in lower for mark in marks)), "")
    return None


def _by_words(words: list[str]) -> str:
    counts: dict[str, int] = {}
    table = _stopwords()
    for word in words:
        for code in table.get(word, ()):
            counts[code] = counts.get(code, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    if not ranked:
        return ""
    code, hits = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    clear = hits >= MIN_SHARE * len(words) and hits >= MARGIN * second
    sparse = hits >= LOW_SHARE * len(words) and hits >= WIDE_MARGIN * second
    return code if hits >= MIN_HITS and (clear or sparse) else ""


def _by_lingua(sample: str, words: list[str]) -> str:
    if len(words) > SHORT or sum(map(len, words)) < 8:
        return ""
    if sum(ALIEN.search(word) is not None for word in words) >= 2:
        return ""
    found = _lingua().detect_language_of(sample[:1000])
    return found.iso_code_639_1.name.lower() if found else ""


@lru_cache(maxsize=1)
def _lingua() -> Any:
    from lingua import Language, LanguageDetectorBuilder  # 190 MB with its models: only where all else fails

    chosen = [getattr(Language, name) for name in LINGUA]
    return LanguageDetectorBuilder.from_languages(*chosen).with_minimum_relative_distance(0.1).build()


@lru_cache(maxsize=1)
def _stopwords() -> dict[str, tuple[str, ...]]:
    """Word → the languages whose list has it. Neighbours without a folder have a list too, so as not to be taken
    for the languages that have one (Portuguese for Spanish, Dutch for German)."""
    lists: dict[str, list[str]] = tomllib.loads(
        (Path(__file__).parent / "neighbours.toml").read_text(encoding="utf-8")
    )["stopwords"]
    for page in sorted(FOLDER.glob("*/page.toml")):
        lists[page.parent.name] = tomllib.loads(page.read_text(encoding="utf-8")).get("stopwords", [])
    table: dict[str, tuple[str, ...]] = {}
    for code, words in lists.items():
        for word in set(words):
            table[word] = (*table.get(word, ()), code)
    return table
