"""A folder with one of each kind: everything is read, by its content, and with what it says of itself."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.ingest import kinds
from timeline.ingest import UrlItem, read_data, read_paths
from timeline.models import Article, Refusal

DAY = date(2017, 7, 27)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Article]:
    folder = tmp_path_factory.mktemp("kinds")
    kinds.write(folder)
    found = list(read_paths([folder], tell=lambda line: None))
    assert not [str(one) for one in found if isinstance(one, Refusal)]
    return {one.path.removeprefix(f"{folder}/"): one for one in found if isinstance(one, Article)}


def read(data: bytes | str, name: str = "x", **given) -> list[Article | Refusal]:
    return list(read_data(name, data.encode() if isinstance(data, str) else data, tell=lambda line: None, **given))


def noting(seen: list[UrlItem]):
    """A follow that fetches nothing and notes what it is asked for."""

    def follow(items: Iterable[Article | Refusal | UrlItem]) -> Iterator[Article | Refusal | UrlItem]:
        for item in items:
            if isinstance(item, UrlItem):
                seen.append(item)
            else:
                yield item

    return follow


def test_each_kind_gives_its_articles(articles: dict[str, Article]) -> None:
    assert sorted({name.partition(",")[0].partition(":")[0] for name in articles}) == sorted(
        set(kinds.folder()) - {"complete_files/ad.html"}
    )
    assert len(articles) == 20


@pytest.mark.parametrize(
    ("name", "basis", "why"),
    [
        ("page.html", "given", "from the page's metadata (article:published_time)"),
        ("saved.mhtml", "given", "from the page's metadata (article:published_time)"),
        ("article.md", "given", "from its front matter"),
        ("message.eml", "given", "from the message's header (Date)"),
        ("feed.xml, entry 1 (Two hurt as tram leaves the rails in Varnholm)", "given", "from the feed (published)"),
        ("rows.jsonl, line 1", "given", "from its row"),
        ("table.parquet, row 1", "given", "from its row"),
        ("report.pdf", "guessed", "from the day on which the file was made"),
        ("release.docx", "guessed", "from the document's own data (created)"),
        ("article.txt", "unknown", ""),
    ],
)
def test_dates_have_their_basis(articles: dict[str, Article], name: str, basis: str, why: str) -> None:
    article = articles[name]
    assert (article.published_basis, article.published_why) == (basis, why)
    assert article.published == (None if basis == "unknown" else DAY)


def test_paragraphs_and_titles_survive(articles: dict[str, Article]) -> None:
    for name, article in articles.items():
        if article.language == "en" and not name.startswith(("feed.xml", "article.txt", "bundle.zip: a/b")):
            assert kinds.PARAGRAPHS[1] in article.text, name
        assert article.title or "txt" in name
        assert "end of somebody" not in article.text, "a comment was read"
    assert articles["release.docx"].text.endswith("Year | Hurt\n2014 | 9")


def test_addresses_are_canonical(articles: dict[str, Article]) -> None:
    assert articles["saved.mhtml"].url == "https://courier.example/mhtml"
    feed = next(one for name, one in articles.items() if name.startswith("feed.xml, entry 1"))
    assert feed.url == "https://courier.example/feed-1"


def test_kinds_are_told_by_content() -> None:
    names = {"page.html": "x.txt", "saved.mhtml": "mail.eml", "message.eml": "x", "rows.jsonl": "x",
             "table.parquet": "x", "crawl.warc.gz": "x.gz", "bundle.zip": "x.docx", "release.docx": "x.zip",
             "feed.xml": "x.html"}  # fmt: skip
    files = kinds.folder()
    for name, other in names.items():
        found = [one for one in read(files[name], other) if isinstance(one, Article)]
        assert found, name
        assert any(kinds.PARAGRAPHS[0][:60] in one.text for one in found), name


def test_a_memo_is_no_message() -> None:
    memo = f"From: the desk\nTo: all\nDate: 27 July 2017\nSubject: the tram\n\n{kinds.PARAGRAPHS[0]}\n"
    [article] = read(memo, "memo.txt")
    assert isinstance(article, Article)
    assert article.text == memo
    [message] = read(kinds.eml().decode(), "mail.txt")[:1]
    assert isinstance(message, Article)
    assert message.published == DAY


def test_what_the_user_says_holds(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(kinds.html("row"), encoding="utf-8")
    (tmp_path / "sources.csv").write_text("file,title,published\na.html,My title,2016-01-02\n", encoding="utf-8")
    [article] = read_paths([tmp_path], published=date(2015, 1, 1))
    assert isinstance(article, Article)
    assert (article.title, article.published, article.published_why) == (
        "My title",
        date(2016, 1, 2),
        "from sources.csv",
    )


def test_a_day_for_all_stands_over_a_mere_sign(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(kinds.pdf(kinds.wrapped(kinds.text("day"))))
    [article] = read_paths([tmp_path / "a.pdf"], published=date(2015, 1, 1))
    assert isinstance(article, Article)
    assert (article.published, article.published_basis) == (date(2015, 1, 1), "given")


# ---- tables ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        json.dumps([{"title": "T", "content": kinds.text("list"), "publishedAt": "2017-07-27T10:00:00Z"}]),
        json.dumps({"status": "ok", "articles": [{"source": {"id": None, "name": "Courier"}, "title": "T",
                    "publishedAt": "2017-07-27T10:00:00Z", "content": kinds.text("wrapped")}]}),
        json.dumps({"title": "T", "text": kinds.text("one"), "date": "2017-07-27"}, indent=2),
        '\ufeff{"headline": "T", "pub_date": "20170727", "body": "' + kinds.PARAGRAPHS[0] + '"}\n',
    ],
)  # fmt: skip
def test_shapes_of_json(data: str) -> None:
    [article] = read(data, "x.json")
    assert isinstance(article, Article), article
    assert (article.title, article.published) == ("T", DAY)


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f'Wortlaut;Tag\n"{kinds.PARAGRAPHS[0]}";2017-07-27\n', encoding="utf-8")
    [refusal] = read_paths([path])
    assert isinstance(refusal, Refusal)
    assert "--columns" in refusal.remedy
    [article] = read_paths([path], columns={"text": "Wortlaut", "published": "Tag"})
    assert isinstance(article, Article)
    assert (article.published, article.text) == (DAY, kinds.PARAGRAPHS[0])


def test_rows_without_text_are_addresses(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("url,title,date\nhttps://a.example/2017/07/27/x.html,T,\n", encoding="utf-8")
    seen: list[UrlItem] = []
    assert list(read_paths([path], follow=noting(seen))) == []
    assert [(one.url, one.title) for one in seen] == [("https://a.example/2017/07/27/x.html", "T")]
    [refusal] = read_paths([path])
    assert "not fetched" in str(refusal)


# ---- lists of addresses ----------------------------------------------------------------------------------------------

NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/x</loc><news:news><news:publication>
 <news:name>Courier</news:name></news:publication><news:publication_date>2017-07-27T10:00:00Z</news:publication_date>
 <news:title>T</news:title></news:news></url><url><loc>https://a.example/2016/01/02/y</loc></url></urlset>"""
GKG = "\t".join(["20170727101500-1", "20170727101500", "1", "a.example", "https://a.example/gkg", *[""] * 22])
EVENT = "\t".join(["1", "20170726", *[""] * 57, "20170727101500", "https://a.example/event"])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (NEWS, [("https://a.example/x", DAY, "T", "Courier"),
                ("https://a.example/2016/01/02/y", date(2016, 1, 2), "", "")]),
        (f"{GKG}\n{GKG}\n", [("https://a.example/gkg", DAY, "", "a.example")]),
        (f"{EVENT}\n", [("https://a.example/event", DAY, "", "")]),
        ("# mine\nhttps://a.example/1?utm_source=x\n\nhttp://b.example/2\n",
         [("https://a.example/1", None, "", ""), ("http://b.example/2", None, "", "")]),
    ],
)  # fmt: skip
def test_addresses(data: str, expected: list) -> None:
    seen: list[UrlItem] = []
    assert read(data, "x.txt", follow=noting(seen)) == []
    assert [(one.url, one.published, one.title, one.publisher) for one in seen] == expected


def test_a_list_that_is_not_followed_is_one_line() -> None:
    [refusal] = read("https://a.example/1\nhttps://a.example/2\n", "list.txt")
    assert str(refusal).startswith("list.txt: holds 2 addresses")


# ---- pages in detail -------------------------------------------------------------------------------------------------


def test_a_day_is_taken_as_written() -> None:
    [article] = read(kinds.html("zone", "2017-07-27T23:50:00-07:00"))
    assert isinstance(article, Article)
    assert article.published == DAY


def test_a_canonical_link_to_another_site_or_the_front_page_is_not_believed() -> None:
    page = kinds.html("x").replace("https://courier.example/x", "https://other.example/stolen")
    [article] = read(page, "x.html", url="https://courier.example/real?fbclid=1")
    assert isinstance(article, Article)
    assert article.url == "https://courier.example/real"
    [article] = read(kinds.html("x").replace("example/x", "example/"), url="https://courier.example/real")
    assert isinstance(article, Article)
    assert article.url == "https://courier.example/real"


def test_the_language_is_the_texts_and_not_the_templates() -> None:
    page = kinds.html("x").replace('lang="en"', 'lang="de"')
    [article] = read(page)
    assert isinstance(article, Article)
    assert article.language == "en"


def test_quotes_in_another_language_do_not_flip_it() -> None:
    quote = "« Nous avons tout vu, et nous avons tout de suite appelé les pompiers », a-t-elle dit à la radio locale."
    [article] = read(kinds.text("quoting", (*kinds.PARAGRAPHS, quote)), "x.txt")
    assert isinstance(article, Article)
    assert article.language == "en"


def test_gzip_of_a_warc_and_of_a_page_differ() -> None:
    assert len(read(gzip.compress(kinds.html("a").encode()), "x.gz")) == 1
    assert len(read(kinds.warc(packed=False), "x.warc")) == 1


def test_pages_that_a_site_answered_otherwise_are_left_out() -> None:
    page = kinds.warc({"https://a.example/robots.txt": "x", "https://a.example/1": kinds.html("one")})
    assert len(read(page, "x.warc.gz")) == 1


def test_the_table_in_the_docs_is_what_is_read(tmp_path: Path, repo: Path) -> None:
    kinds.write(tmp_path)
    page = (repo / "docs" / "ingest.md").read_text(encoding="utf-8")
    missing = [row for row in kinds.rows(tmp_path) if row not in page]
    assert not missing, "docs/ingest.md: write the table anew with `python -m tests.ingest.kinds FOLDER`"
