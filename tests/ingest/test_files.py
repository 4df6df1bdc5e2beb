"""Files and folders: what is read, what is refused, and that one fault never stops the others."""

from __future__ import annotations

import codecs
import logging
import os
from datetime import date
from pathlib import Path

import pytest

from timeline.ingest import decode as decoding
from timeline.ingest import read_bytes, read_paths
from timeline.models import Article, Refusal

BODY = "Deux personnes ont été blessées vendredi dans un accident de tramway, a indiqué la préfecture.\n"


def _read(*paths: Path, **given) -> tuple[list[Article], list[Refusal], list[str]]:
    notes: list[str] = []
    found = list(read_paths(paths, tell=notes.append, **given))
    articles = [one for one in found if isinstance(one, Article)]
    refusals = [one for one in found if isinstance(one, Refusal)]
    assert all(str(one).count("\n") == 0 and one.fault and one.remedy for one in refusals)
    return articles, refusals, notes


def _bytes(data: bytes, name: str = "a.txt") -> Article:
    got = read_bytes(name, data, tell=lambda line: None)
    assert isinstance(got, Article), str(got)
    return got


def _refused(data: bytes | str, name: str = "a.md") -> Refusal:
    got = read_bytes(name, data.encode() if isinstance(data, str) else data)
    assert isinstance(got, Refusal), got
    assert got.name == name
    return got


def _front(**fields: str) -> bytes:
    return ("---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---\n" + BODY).encode()


# ---- front matter ----------------------------------------------------------------------------------------------------


def test_front_matter_is_read() -> None:
    article = _bytes(
        b"---\ntitle: 'Tram: two hurt'\nurl: https://paper.example/1\npublisher: The Paper\npublished: 2017-07-27\n"
        b"language: fr\nverbatim: false\ntags: [a, b]\n---\n\n" + BODY.encode()
    )
    assert (article.title, article.url, article.publisher) == ("Tram: two hurt", "https://paper.example/1", "The Paper")
    assert (article.published, article.published_basis) == (date(2017, 7, 27), "given")
    assert (article.language, article.verbatim, article.text) == ("fr", False, BODY)


def test_without_front_matter_nothing_is_known() -> None:
    article = _bytes(BODY.encode())
    assert (article.published, article.published_basis, article.url, article.verbatim) == (None, "unknown", "", True)
    assert article.language == "fr"


@pytest.mark.parametrize(
    "value", ["2017-07-27", "20170727", "2017-07-27T10:15", "2017-07-27 10:15:00+02:00", "'2017-07-27'"]
)
def test_iso_dates_are_read(value: str) -> None:
    assert _bytes(_front(published=value)).published == date(2017, 7, 27)


@pytest.mark.parametrize(
    "value", ["2017-02-31", "soon", "27/07/2017", "2017-7-7", "2017", "[2017-07-27]", "0000-01-01"]
)
def test_impossible_dates_are_refused(value: str) -> None:
    refusal = _refused(_front(published=value))
    assert "publi" in refusal.fault


@pytest.mark.parametrize("value", ["", "~", "null", "unknown"])
def test_a_date_that_is_not_known_may_be_said_so(value: str) -> None:
    assert _bytes(_front(published=value)).published is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: [open\n---\nBody", "line 2"),
        ("---\ntitle: a\n  b: c: d\n---\nBody", "line 3"),
        ("---\ntitle: a\nBody without an end", "line 1"),
        ("---\njust words\n---\nBody", "line 2"),
        ("---\n- a\n- b\n---\nBody", "line 2"),
        ("---\ntitle: !!python/object/apply:os.system ['true']\n---\nBody", "title"),
        ("---\ntitle: " + "[" * 3000 + "\n---\nBody", "line 2"),
        ("---\nverbatim: perhaps\n---\nBody", "verbatim"),
        ("---\ntitle: a\n---\n \n", "no text"),
    ],
)
def test_broken_front_matter_is_refused_with_its_line(text: str, line: str) -> None:
    assert line in _refused(text).fault


def test_a_rule_is_not_front_matter() -> None:
    article = _bytes(("---\n\n" + BODY + "\n---\n\n" + BODY).encode())
    assert article.text.startswith("---\n")


def test_url_and_language_that_cannot_be_used_are_left_out_and_told() -> None:
    notes: list[str] = []
    got = read_bytes("a.md", _front(url="javascript:alert(1)", language="Klingon"), tell=notes.append)
    assert isinstance(got, Article)
    assert (got.url, got.language) == ("", "fr")
    assert len(notes) == 2
    assert all(note.startswith("a.md: left out") for note in notes)


def test_notes_go_to_the_log_where_nobody_asks(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "timeline.ingest"):
        read_bytes("a.md", _front(url="javascript:alert(1)"))
    assert "javascript" in caplog.text


# ---- encodings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        BODY.encode(),
        codecs.BOM_UTF8 + BODY.encode(),
        BODY.encode("utf-16"),
        codecs.BOM_UTF16_BE + BODY.encode("utf-16-be"),
        BODY.encode("utf-16-le"),
        BODY.encode("utf-32"),
        BODY.encode("latin-1"),
        BODY.encode("cp1252"),
        BODY.replace("\n", "\r\n").encode("latin-1"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert _bytes(data).text == BODY


@pytest.mark.parametrize(
    "text",
    ["L’été – déjà « fini » : 3 €", "Größe über Äcker", "El niño de Cádiz comió ñoquis", "é", "Só não à ação", "Œuvre"],
)
def test_short_texts_of_western_europe_in_cp1252(text: str) -> None:
    assert _bytes(text.encode("cp1252")).text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Президент заявил в пятницу, что это были хакеры, и что расследование будет продолжено в мае. "),
        ("koi8-r", "Президент заявил в пятницу, что это были хакеры, и что расследование будет продолжено в мае. "),
        ("cp1250", "Prezydent powiedział w piątek, że sprawę zbada śledztwo, które już wszczęła prokuratura. "),
        ("cp1250", "Prezident v pátek řekl, že věc prověří vyšetřování, které už zahájilo státní zastupitelství. "),
        ("cp1253", "Ο πρόεδρος δήλωσε την Παρασκευή ότι η έρευνα θα συνεχιστεί τον Μάιο και τον Ιούνιο. "),
        ("shift_jis", "大統領は金曜日に、調査は五月まで続くと述べた。これはハッカーによるものだという。"),
        ("gb18030", "总统星期五表示，调查将持续到五月，这是黑客所为，有关部门正在采取措施。"),
    ],
)
def test_other_old_encodings(encoding: str, text: str) -> None:
    assert _bytes((text * 3).encode(encoding)).text == text * 3


def test_utf8_with_a_spoiled_byte_stays_utf8() -> None:
    data = (BODY * 30).encode()
    assert "été blessées" in _bytes(data[:-20] + b"\xff" + data[-20:]).text


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (codecs.BOM_UTF16_LE + b"\n\x00", "empty"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04abc", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x01\x02\x03\x04" * 50, "binary"),
        (bytes((i * 97) % 251 + 1 for i in range(5000)), "binary"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "UTF-16"),
        (b"a" * (decoding.MAX_BYTES + 1), "MB"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, fault: str) -> None:
    assert fault in _refused(data, "a.txt").fault


def test_a_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("read"))
    _, [refusal], _ = _read(large)
    assert "50.0 MB" in refusal.fault
    assert "split" in refusal.remedy


def test_other_kinds_are_refused_by_name() -> None:
    assert ".txt" in _refused(b"x", "a.docx").fault


# ---- paths -----------------------------------------------------------------------------------------------------------


def _write(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")


def test_a_folder_is_read_sorted_and_deep(tmp_path: Path) -> None:
    _write(tmp_path, b__txt="B " + BODY, a__md="A " + BODY, photo__jpg="x", notes__docx="x")
    _write(tmp_path / "sub", c__markdown="C " + BODY)
    _write(tmp_path / ".hidden", d__txt=BODY)
    (tmp_path / ".e.txt").write_text(BODY, encoding="utf-8")
    articles, refusals, notes = _read(tmp_path)
    assert [Path(one.path).name for one in articles] == ["a.md", "b.txt", "c.markdown"]
    assert refusals == []
    assert len(notes) == 1
    assert "notes.docx, photo.jpg" in notes[0]


def test_nothing_is_read_twice(tmp_path: Path) -> None:
    _write(tmp_path, a__txt=BODY)
    articles, refusals, _ = _read(tmp_path / "a.txt", tmp_path, tmp_path / "." / "a.txt")
    assert (len(articles), refusals) == (1, [])


def test_each_fault_is_one_refusal_and_the_others_go_on(tmp_path: Path) -> None:
    _write(tmp_path, a__txt="", b__txt=BODY, c__md="---\npublished: soon\n---\n" + BODY)
    (tmp_path / "d.txt").write_bytes(b"\x00\x01\x02")
    missing = tmp_path / "missing.txt"
    empty = tmp_path / "empty"
    empty.mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(missing)
    (tmp_path / "x.csv").write_text("a")
    articles, refusals, _ = _read(tmp_path, missing, empty, tmp_path / "x.csv", Path("http://paper.example/a"))
    assert [Path(one.path).name for one in articles] == ["b.txt"]
    assert [Path(one.name).name for one in refusals] == [
        "a.txt", "c.md", "d.txt", "gone.txt", "pipe.txt", "x.csv", "missing.txt", "empty", "a",
    ]  # fmt: skip


def test_unreadable_file_and_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, a__txt=BODY, b__txt=BODY + BODY)
    real = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    articles, [refusal], _ = _read(tmp_path)
    assert len(articles) == 1
    assert "Permission denied" in refusal.fault


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5000])
def test_impossible_paths(name: str) -> None:
    [got] = read_paths([name])
    assert isinstance(got, Refusal)


def test_arguments_stand_in_where_the_file_says_nothing(tmp_path: Path) -> None:
    _write(tmp_path, a__md="---\npublished: 2016-01-02\nlanguage: fr\n---\n" + BODY, b__txt=BODY)
    articles, _, _ = _read(tmp_path, published=date(2017, 7, 27), language="es")
    assert [(one.published, one.language) for one in articles] == [
        (date(2016, 1, 2), "fr"),
        (date(2017, 7, 27), "es"),
    ]


# ---- sources.csv -----------------------------------------------------------------------------------------------------


def _folder(tmp_path: Path, table: str | bytes) -> Path:
    _write(tmp_path, a__txt="A. " + BODY, b__txt="B. " + BODY)
    (tmp_path / "sources.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    return tmp_path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_describes_the_files_beside_it(tmp_path: Path, separator: str, encoding: str) -> None:
    rows = [["File", "Title", "publisher", "published"], ["a.txt", "Un été", "Le Journal", "2017-07-27"]]
    folder = _folder(tmp_path, "\r\n".join(separator.join(row) for row in rows).encode(encoding))
    for paths in ([folder], [folder / "a.txt", folder / "b.txt"]):
        [first, second], refusals, _ = _read(*paths)
        assert refusals == []
        assert (first.title, first.publisher, first.published) == ("Un été", "Le Journal", date(2017, 7, 27))
        assert (second.publisher, second.published) == ("", None)


def test_a_name_is_found_however_its_accents_are_stored(tmp_path: Path) -> None:
    composed, apart = "\u00e9t\u00e9.txt", "e\u0301te\u0301.txt"
    for on_disk, in_table in ((composed, composed), (composed, apart), (apart, composed), (apart, apart)):
        folder = tmp_path / f"{len(on_disk)}-{len(in_table)}"
        folder.mkdir()
        (folder / on_disk).write_text(BODY, encoding="utf-8")
        (folder / "sources.csv").write_text(f"file,title\n{in_table},Titre\n", encoding="utf-8")
        [article], refusals, _ = _read(folder)
        assert (article.title, refusals) == ("Titre", [])


def test_front_matter_stands_nearer_than_the_table(tmp_path: Path) -> None:
    _write(tmp_path, a__txt="---\ntitle: Front\n---\n" + BODY)
    (tmp_path / "sources.csv").write_text("file,title,publisher\na.txt,Table,The Paper\n")
    [article], _, _ = _read(tmp_path)
    assert (article.title, article.publisher) == ("Front", "The Paper")


@pytest.mark.parametrize(
    ("table", "names", "articles"),
    [
        ("title,url\nx,y\n", ["sources.csv"], 2),
        ("", ["sources.csv"], 2),
        (b"\x00\x01\x02", ["sources.csv"], 2),
        ('file,title\na.txt,"open\n', ["sources.csv"], 2),
        ("file,title\na.txt,A\nc.txt,C\n", ["sources.csv, row 3"], 2),
        ("file,title\n../a.txt,A\n", ["sources.csv, row 2"], 2),
        ("file,title\na.txt,A\n\nb.txt,B\na.txt,C\n", ["sources.csv, row 5"], 2),
        ("file,title\n,A\n", ["sources.csv, row 2"], 2),
        ("file,title\na.txt,A,too,many\n", ["sources.csv, row 2 (a.txt)"], 1),
        (
            "file,published\na.txt,2017-02-31\nb.txt,soon\n",
            ["sources.csv, row 2 (a.txt)", "sources.csv, row 3 (b.txt)"],
            0,
        ),
    ],
)
def test_faults_of_the_table(tmp_path: Path, table: str | bytes, names: list[str], articles: int) -> None:
    got, refusals, _ = _read(_folder(tmp_path, table))
    assert [Path(one.name).name for one in refusals] == names
    assert len(got) == articles


def test_a_single_file_hears_of_its_own_row_only(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "file,title,published\nc.txt,C,\na.txt,A,2017-07-27\nb.txt,B,soon\n")
    [article], refusals, _ = _read(folder / "a.txt")
    assert (article.title, refusals) == ("A", [])
    _, [refusal], _ = _read(folder / "b.txt")
    assert refusal.name.endswith("sources.csv, row 4 (b.txt)")


def test_seeds(shared_dir: Path) -> None:
    articles, refusals, _ = _read(*sorted((shared_dir / "seeds").glob("*.txt")))
    assert refusals == []
    assert [(one.publisher, one.language, one.published) for one in articles] == [
        ("International Business Times UK", "en", None),
        ("Phonandroid", "fr", None),
    ]
    assert all(one.title and one.url.startswith("http") for one in articles)


def test_a_colon_in_a_title_needs_no_quotes(tmp_path: Path) -> None:
    """French titles hold colons with spaces, which YAML would take for a mapping in a mapping."""
    words = "Macron : des espions russes à l'œuvre"
    path = tmp_path / "article.md"
    path.write_text(f"---\ntitle: {words}\npublished: 2017-07-27\n---\nUn texte court.\n", encoding="utf-8")
    (article,) = read_paths([path])
    assert isinstance(article, Article)
    assert (article.title, article.published) == (words, date(2017, 7, 27))
