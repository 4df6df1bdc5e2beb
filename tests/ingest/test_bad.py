"""Bad and hostile input: each is one clear line, the others go on, and time and memory stay bounded."""

from __future__ import annotations

import gzip
import io
import os
import struct
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.ingest import kinds
from timeline.ingest import read_data, read_paths, workers
from timeline.ingest.items import Context, Source
from timeline.ingest.reading import Task
from timeline.ingest.workers import Worker
from timeline.models import Article, Refusal


def read(data: bytes | str, name: str = "x", **given) -> list[Article | Refusal]:
    return list(read_data(name, data.encode() if isinstance(data, str) else data, tell=lambda line: None, **given))


def refused(data: bytes | str, name: str = "x") -> str:
    [found] = read(data, name)
    assert isinstance(found, Refusal), found
    line = str(found)
    assert found.fault and found.remedy
    assert line.startswith(name)
    assert "\n" not in line
    assert len(line) < 400
    return line


@pytest.mark.parametrize(
    "suffix", [".txt", ".html", ".pdf", ".docx", ".csv", ".eml", ".zip", ".warc", ".xml", ".jsonl"]
)
def test_a_file_of_1_gb_is_refused_unread(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"large{suffix}"
    start = {".pdf": b"%PDF-1.7\n", ".eml": b"From: a@b\nTo: c@d\nSubject: x\nDate: x\n\n", ".warc": b"WARC/1.0\r\n",
             ".xml": b"<rss version='2.0'>", ".jsonl": b'{"text": ""}\n'}  # fmt: skip
    with path.open("wb") as file:
        file.write(start.get(suffix, b"") + b" " * 9000)
        file.truncate(1_000_000_000)
    begun = time.process_time()
    *_, refusal = read_paths([path])
    assert isinstance(refusal, Refusal)
    assert time.process_time() - begun < 5
    if suffix in (".txt", ".html", ".pdf", ".csv", ".eml", ".xml"):
        assert "1000.0 MB" in refusal.fault or "1000 MB" in refusal.fault


# ---- archives --------------------------------------------------------------------------------------------------------


def test_a_zip_bomb() -> None:
    bomb = kinds.zipped({"a.txt": b"a" * 90_000_000})
    assert len(bomb) < 200_000
    assert "bomb" in refused(bomb, "x.zip")


def test_a_bomb_among_good_files_costs_only_itself() -> None:
    import random

    noise = random.Random(1).randbytes(600_000)
    data = kinds.zipped({"a.html": kinds.html("good").encode(), "bomb.txt": b"a" * 60_000_000, "noise.bin": noise})
    found = read(data, "x.zip")
    assert [type(one).__name__ for one in found] == ["Article", "Refusal"]
    assert "x.zip: bomb.txt: is a bomb" in str(found[1])


def test_paths_that_lead_out_of_a_zip() -> None:
    names = ["../out.html", "/etc/out.html", "a/../../out.html", "C:\\out.html"]
    found = read(kinds.zipped({name: kinds.html(str(n)).encode() for n, name in enumerate(names)}), "x.zip")
    assert len(found) == len(names)
    assert all(isinstance(one, Refusal) and "leads out" in one.fault for one in found)


def test_a_zip_that_lies_about_its_sizes() -> None:
    data = bytearray(kinds.zipped({"a.txt": b"a" * 3_000_000}))
    at = data.rindex(b"PK\x01\x02") + 24  # the size in the directory
    data[at : at + 4] = (100).to_bytes(4, "little")
    found = read(bytes(data), "x.zip")
    assert len(found) == 1
    assert not isinstance(found[0], Article) or len(found[0].text) <= 101


def test_a_zip_whose_list_of_files_would_fill_memory() -> None:
    """800,000 names: refused by what the end of the archive says, before the library reads them (22 s and 400 MB)."""
    one = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    first = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    size = len(one) * 800_000
    ends = [struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65535, 65535, size, len(first), 0)]
    large = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 800_000, 800_000, size, len(first))
    place = struct.pack("<4sIQI", b"PK\x06\x07", 0, len(first) + size, 1)
    full = 0xFFFFFFFF
    ends.append(large + place + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65535, 65535, full, full, 0))
    for end in ends:
        begun = time.process_time()
        assert "a list of files of 38 MB" in refused(first + one * 800_000 + end)
        assert time.process_time() - begun < 5


def test_a_locked_zip() -> None:
    data = bytearray(kinds.zipped({"a.txt": kinds.text("locked").encode()}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert "password" in refused_inside(read(bytes(data), "x.zip"))


def refused_inside(found: list[Article | Refusal]) -> str:
    [one] = found
    assert isinstance(one, Refusal)
    return str(one)


def test_archives_in_archives_end() -> None:
    data = kinds.html("deep").encode()
    for _ in range(10):
        data = kinds.zipped({"x.zip": data})
    assert "archive in an archive" in refused_inside(read(data, "x.zip"))


@pytest.mark.parametrize("cut", [10, 40, 100])
def test_a_broken_zip(cut: int) -> None:
    assert "broken ZIP" in refused(kinds.zipped({"a.txt": b"word " * 500})[:cut], "x.zip")


def test_gzip_that_never_ends_and_gzip_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.ingest import gzipped

    monkeypatch.setattr(gzipped, "MAX_UNPACKED", 5_000_000)
    assert "unpacks to more" in refused(gzip.compress(b"<html>" + b" " * 8_000_000), "x.html.gz")
    assert "cut off" in refused(gzip.compress(kinds.html("x").encode())[:-30], "x.html.gz")


def test_a_warc_cut_in_the_middle() -> None:
    pages = {f"https://a.example/{n}": kinds.html(f"p{n}") for n in range(4)}
    for packed in (True, False):
        whole = kinds.warc(pages, packed=packed)
        found = read(whole[: len(whole) * 5 // 8], "x.warc.gz" if packed else "x.warc")
        good = [one for one in found if isinstance(one, Article)]
        assert 1 <= len(good) <= 3
        assert [str(one) for one in found if isinstance(one, Refusal)], f"nothing says that it is cut off ({packed=})"
        assert all(kinds.PARAGRAPHS[2][-30:] in one.text for one in good)


@pytest.mark.parametrize("packed", [True, False])
def test_wherever_a_warc_is_cut_it_is_said(packed: bool) -> None:
    whole = kinds.warc({f"https://a.example/{n}": kinds.html(f"p{n}") for n in range(3)}, packed=packed)
    assert all(isinstance(one, Article) for one in read(whole, "x.warc"))
    silent = []
    for cut in range(len(whole) // 2, len(whole) - 5, 7):
        if not any(isinstance(one, Refusal) for one in read(whole[:cut], "x.warc")):
            silent.append(cut)
    ends = [at for at in range(len(whole)) if whole.startswith(b"\x1f\x8b\x08" if packed else b"WARC/1.", at)]
    assert all(any(0 <= end - cut <= 4 for end in ends) for cut in silent), (silent, ends)  # cut between two records


def test_a_warc_of_nothing() -> None:
    assert "WARC" in refused(b"WARC/1.0\r\nrubbish", "x.warc")


# ---- documents -------------------------------------------------------------------------------------------------------


def test_a_pdf_with_a_password() -> None:
    data = kinds.pdf(kinds.wrapped(kinds.text("locked")), password="secret")
    assert "password" in refused(data, "x.pdf")


def test_a_scanned_pdf_says_what_to_do() -> None:
    line = refused(kinds.pdf([]), "x.pdf")
    assert "scan" in line
    assert "text recognition" in line


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"1 0 obj\n<<" * 2000, kinds.pdf(["x"] * 40)[:300]])
def test_a_broken_pdf(data: bytes) -> None:
    assert "PDF" in refused(data, "x.pdf")


def test_a_broken_docx() -> None:
    line = refused(kinds.zipped({"word/document.xml": b"<a", "[Content_Types].xml": b"<b"}), "x.docx")
    assert "broken Word document" in line


def test_a_docx_that_is_a_bomb_or_declares_entities() -> None:
    bomb = kinds.zipped({"word/document.xml": b"<w>" + b"a" * 95_000_000})
    assert "bomb" in refused(bomb, "x.docx")
    source = zipfile.ZipFile(io.BytesIO(kinds.docx()))
    files = {name: source.read(name) for name in source.namelist()}
    entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "lol">]>'
    xml = files["word/document.xml"]
    at = xml.index(b"?>") + 2
    files["word/document.xml"] = (xml[:at] + entity + xml[at:]).replace(b"Two hurt", b"&a;&b;Two hurt", 1)
    [found] = read(kinds.zipped(files), "x.docx")
    assert isinstance(found, Refusal) or ("root:" not in found.text and "lol" not in found.text)


@pytest.mark.parametrize("kind", ["xlsx", "odt"])
def test_other_office_files(kind: str) -> None:
    files = {"xlsx": {"xl/workbook.xml": b"<a/>"}, "odt": {"content.xml": b"<a/>"}}[kind]
    assert "no kind that is read" in refused(kinds.zipped(files), f"x.{kind}")


# ---- markup ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote", "p", "font"])
def test_100_000_nested_tags(tag: str) -> None:
    begun = time.process_time()
    page = f"<html><body>{f'<{tag}>' * 100_000}{kinds.PARAGRAPHS[0]}"
    found = read(page, "x.html")
    assert len(found) == 1
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<p>word word word word</p>" * 10_000,
        "<html><body>" + "<div><p>word word word word.</p>" * 1500,
        "<html><body><div>" + "word<br><br>" * 20_000,
        "<html><body>" + "<a href=x>link</a> " * 10_000,
        "<html><body><p>" + "<" * 500_000,
        "<html><body><p " + "a=b " * 100_000 + ">x",
        '<html><script type="application/ld+json">' + "[" * 200_000 + "</script>",
        "<html><body><!--" + "-" * 500_000,
        "<html><body><table>" + "<tr><td>a</td></tr>" * 8_000,
        "<html><body>" + "<span class='" + "comment " * 50_000 + "'>x</span>",
    ],
)
def test_pages_that_are_made_to_be_slow(page: str) -> None:
    begun = time.process_time()
    assert len(read(page, "x.html")) == 1
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "page", ["<html>", "<html><body></body></html>", "<!doctype html><p>Ok", "<html><script>x()</script>"]
)
def test_a_page_without_an_article(page: str) -> None:
    assert "no article" in refused(page, "x.html")


ENTITIES = "".join(f'<!ENTITY {chr(99 + n)} "{f"&{chr(98 + n)};" * 10}">' for n in range(9))
BOMB = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY b "lol">{ENTITIES}]><rss version="2.0">'


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (BOMB + "<channel><item><title>&k;</title></item></channel></rss>", "feed.xml"),
        (BOMB.replace("<rss version", "<urlset version") + "<url><loc>&k;</loc></url></urlset>", "map.xml"),
        (
            '<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed><entry><title>&x;</title></entry></feed>',
            "a.xml",
        ),
    ],
)
def test_entities_are_not_expanded(data: str, name: str) -> None:
    assert "entities" in refused(data, name)


@pytest.mark.parametrize(
    "data", ["<rss version='2.0'></rss>", "<feed></feed>", "<urlset></urlset>", "<rss><channel><item>"]
)
def test_empty_and_broken_feeds(data: str) -> None:
    assert refused(data, "x.xml")


def test_a_feed_of_very_many_entries_and_a_message_of_very_many_words() -> None:
    entry = "<item><title>a</title><description>b</description></item>"
    assert "entries" in refused(f"<rss version='2.0'><channel>{entry * 10_001}</channel></rss>", "x.xml")
    header = "From: a@b.example\nTo: c@d.example\nSubject: x\nDate: Thu, 27 Jul 2017 10:00:00 +0000\n\n"
    assert "more than the 10 MB" in refused(header + "word " * 2_100_000, "x.eml")


# ---- tables ----------------------------------------------------------------------------------------------------------


def test_a_sitemap_of_more_addresses_than_one_may_have() -> None:
    entry = "<url><loc>https://a.example/1</loc></url>"
    begun = time.process_time()
    assert "names more than 50000 addresses" in refused(f"<urlset>{entry * 50_001}</urlset>", "x.xml")
    assert time.process_time() - begun < 5


def test_a_csv_without_the_columns() -> None:
    line = refused("name,price\na,1\n", "x.csv")
    assert "no column for the text" in line
    assert "name, price" in line


@pytest.mark.parametrize(
    ("rows", "articles", "fault"),
    [
        ("text,date\n{p},2017-02-31\n{p} B,2017-02-28\n", 1, "'2017-02-31'"),
        ("text,date\n{p},soon\n", 0, "'soon'"),
        ("text,date\n{p},06/05/2017\n", 0, "two orders: '06/05/2017'"),
        ("text,date\n{p},5. Mai 2017\n", 1, ""),
        ("text,date\n,2017-02-28\n{p},2017-02-28\n", 1, "has no text"),
    ],
)
def test_a_bad_row_costs_only_itself(rows: str, articles: int, fault: str) -> None:
    found = read(rows.replace("{p}", '"' + kinds.PARAGRAPHS[0] + '"'), "x.csv")
    assert sum(isinstance(one, Article) for one in found) == articles
    told = [one for one in found if isinstance(one, Refusal) and "x.csv, row" in one.name]
    assert any(fault in one.fault for one in told) if fault else not told


@pytest.mark.parametrize("data", ['{"text": "a"}\nnonsense\n', '{"a": ' * 5000, '[{"text": ]', "{}", "[]"])
def test_broken_json(data: str) -> None:
    assert any(isinstance(one, Refusal) for one in read(data, "x.jsonl"))


@pytest.mark.parametrize(("data", "name"), [("[]", "x.json"), ("text,date\n", "x.csv"), ("text,date\n,,\n", "x.csv")])
def test_a_table_without_rows_is_refused(data: str, name: str) -> None:
    assert "holds no article" in refused(data, name)


def test_an_archive_of_pictures_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.png", b"\x89PNG\r\n\x1a\n" + bytes(50))
    assert "holds no article" in refused(packed.getvalue(), "x.zip")


@pytest.mark.parametrize("cells", ["," * 1_000_001, '"a\n",' * 400_000 + "," * 700_000])
def test_a_row_of_very_many_cells_is_refused_before_they_are_made(cells: str) -> None:
    *before, last = read(f'text,date\n"{kinds.PARAGRAPHS[0]}",2017-02-28\n{cells}\n', "x.csv")
    assert [type(one) for one in before] == [Article]
    assert isinstance(last, Refusal)
    assert "more than 1,000,000 cells in row 3" in last.fault


def test_broken_parquet() -> None:
    assert "Parquet" in refused(b"PAR1" + b"\x00" * 500 + b"PAR1", "x.parquet")


def test_impossible_dates_of_a_page_are_passed_over() -> None:
    page = kinds.html("x", "2017-02-31").replace("</article>", '<time datetime="2017-03-01">1 March</time></article>')
    [article] = read(page, "x.html")
    assert isinstance(article, Article)
    assert article.published == date(2017, 3, 1)


# ---- characters ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "label"),
    [("utf-8", "iso-8859-1"), ("utf-8", "windows-1251"), ("cp1252", "utf-8"), ("cp1252", "nonsense"),
     ("utf-16", "utf-8"), ("cp1252", "iso-8859-1"), ("utf-8", "utf-16")],
)  # fmt: skip
def test_wrong_charset_labels(encoding: str, label: str) -> None:
    words = kinds.ABSATZ[0]
    head = f'<html lang="fr"><head><meta charset="{label}"><title>T</title></head>'
    page = f"{head}<body><article><p>{words}</p><p>{kinds.ABSATZ[1]}</p></article>"
    [article] = read(page.encode(encoding), "x.html")
    assert isinstance(article, Article), article
    assert words in article.text


def test_signs_without_width_fall_away_from_pages() -> None:
    page = kinds.html("x").replace("Thursday", "Thurs\u200bday\u00ad").replace("harbour", "\u202eharbour\u202c\ufeff")
    [article] = read(page, "x.html")
    assert isinstance(article, Article)
    assert kinds.PARAGRAPHS[0] in article.text
    assert not set(article.text) & set("\u200b\u00ad\u202e\u202c\ufeff")


def test_signs_that_turn_a_line_are_made_harmless_in_place() -> None:
    words = "He said \u202eyadirf no\u202c and \u2066left\u2069. " + kinds.PARAGRAPHS[0]
    [article] = read(words, "x.txt")
    assert isinstance(article, Article)
    assert len(article.text) == len(words)
    assert not set(article.text) & set("\u202e\u202c\u2066\u2069")
    assert article.regions[-1].end == len(article.text)


def test_joiners_stay_where_a_script_needs_them() -> None:
    from timeline.ingest.article import without_marks

    assert without_marks("می\u200cخواهم") == "می\u200cخواهم"
    assert without_marks("co\u200cop") == "coop"


@pytest.mark.parametrize(
    "text",
    ["བོད་ཀྱི་སྐད་ཡིག་ནི་བོད་མི་རྣམས་ཀྱི་སྐད་ཡིག་ཡིན། " * 8, "ᎣᏏᏲ ᏙᎯᏧ ᎠᏴ ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᏂᏴᏫ ᎤᏂᏩᏛᎲᎢ " * 6,
     "Lorem ipsum dolor sit amet, et in hoc est quod non sed qui cum ad ut in est et non qui. " * 4],
)  # fmt: skip
def test_a_language_that_is_not_read(text: str) -> None:
    found = read(text, "x.txt")
    assert isinstance(found[0], Refusal)
    assert "not read" in found[0].fault
    assert "en" in found[0].remedy


def test_a_line_of_json_that_is_too_long_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    good = '{"text": "%s"}\n' % " ".join(kinds.PARAGRAPHS)  # noqa: UP031 - the braces are JSON's
    path.write_text('{"text": "' + "word " * 12_000_000 + '"}\n' + good, encoding="utf-8")
    first, second = read_paths([path])
    assert isinstance(first, Refusal)
    assert "line 1: is more than one article may have" in str(first)
    assert isinstance(second, Article)


@pytest.mark.skipif(os.name != "posix", reason="names and links of this system")
def test_a_folder_deeper_than_a_path_may_be_long_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(kinds.text("a"), encoding="utf-8")
    deep = os.open(tmp_path, os.O_RDONLY)
    try:
        for _ in range(45):
            os.mkdir("d" * 100, dir_fd=deep)
            inner = os.open("d" * 100, os.O_RDONLY, dir_fd=deep)
            os.close(deep)
            deep = inner
    finally:
        os.close(deep)
    article, refusal = read_paths([tmp_path], tell=lambda line: None)
    assert isinstance(article, Article)
    assert isinstance(refusal, Refusal)
    assert "name too long" in refusal.fault.lower()


def test_a_file_that_vanishes_while_the_others_are_read(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.html").write_text(kinds.html(str(number)), encoding="utf-8")
    found = read_paths(sorted(tmp_path.iterdir()))
    first = next(found)
    (tmp_path / "1.html").unlink()
    gone, last = found
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(gone, Refusal)
    assert "no such file" in gone.fault


def test_every_language_that_is_named_readable_is() -> None:
    from timeline.dates.fallback import _info
    from timeline.ingest.detect import CODES, FALLBACK
    from timeline.languages import codes

    assert {code for code in CODES if _info(code)} - set(codes()) == set(FALLBACK) - set(codes())


# ---- many, slow, dying -----------------------------------------------------------------------------------------------


def test_10_000_files_at_once(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number:05}.txt").write_bytes(b"%d people met on 5 May 2017 in the town hall." % number)
    found = 0
    for one in read_paths([tmp_path]):
        found += isinstance(one, Article)
        if found == 300:  # they come one by one: the first are there long before the last are looked at
            break
    assert found == 300


def test_the_number_of_processes_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FEW", 3)
    asked: list[str] = []
    real = Worker.read
    monkeypatch.setattr(
        Worker, "read", lambda self, task, context: asked.append(task.kind) or real(self, task, context)
    )
    for number in range(30):
        (tmp_path / f"{number:02}.html").write_text(kinds.html(str(number)), encoding="utf-8")
    (tmp_path / "07.html").write_text("<html>", encoding="utf-8")
    (tmp_path / "08.txt").write_text("---\nurl: javascript:x\n---\n" + kinds.text("note"), encoding="utf-8")
    runs = []
    for jobs in (1, 2):
        notes: list[str] = []
        runs.append((list(read_paths([tmp_path], jobs=jobs, tell=notes.append)), notes))
    assert runs[0] == runs[1]
    assert len(runs[0][0]) == 31
    assert len(runs[0][1]) == 1
    assert len(asked) == 27, "one job reads here, two read all but the first few elsewhere"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Refusal | Article]:
    """Reads a PDF in a worker whose PDF library was replaced by that line of Python."""

    def ask(line: str) -> Refusal | Article:
        (tmp_path / "pypdf.py").write_text(f"def __getattr__(name):\n    {line}\n", encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        worker = Worker(seconds=6)
        try:
            return worker.read(Task(Source("x.pdf", data=b"%PDF-1.7"), "PDF", True), Context())
        finally:
            worker.close()

    return ask


def test_an_input_that_takes_for_ever_is_given_up(slow: Callable[[str], Refusal | Article]) -> None:
    begun = time.monotonic()
    assert "took more than 6 s" in str(slow("import time; time.sleep(100)"))
    assert time.monotonic() - begun < 30


def test_an_input_that_ends_its_process_is_refused(slow: Callable[[str], Refusal | Article]) -> None:
    assert "ended the process" in str(slow("import os; os._exit(9)"))


def test_an_input_that_fills_memory_is_refused(slow: Callable[[str], Refusal | Article]) -> None:
    assert "memory" in str(slow("return [bytearray(900_000_000) for _ in range(20)]"))
