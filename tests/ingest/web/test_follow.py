"""Addresses, feeds, sitemaps and lists become articles, in their order, each from its page or from what was kept."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.ingest.web.conftest import BODY, FastClock, page
from timeline.ingest import UrlItem, read_paths
from timeline.ingest.web import Archive, fetch_articles, following
from timeline.ingest.web.fetch import Fetcher
from timeline.ingest.web.limits import Limits
from timeline.models import Article, Refusal

ACCENTS = "Dix personnes ont été blessées à l'arrivée du tramway, a déclaré le préfet de la région vendredi soir. " * 5


class Web:
    """Fetches with a clock that nobody waits for; ``notes`` are what was told, ``archive`` what was kept."""

    def __init__(self, folder: Path, clock: FastClock) -> None:
        self.archive = Archive(folder)
        self.clock = clock
        self.notes: list[str] = []

    def fetcher(self) -> Fetcher:
        return Fetcher(allow_private=True, clock=type(self.clock)(), limits=Limits(connect=2, read=2, total=8))

    def __call__(self, *urls: str | UrlItem, **options) -> list[Article | Refusal]:
        return list(fetch_articles(urls, archive=self.archive, tell=self.notes.append, fetcher=self.fetcher, **options))


@pytest.fixture
def web(tmp_path: Path, clock: FastClock) -> Web:
    return Web(tmp_path / "pages", clock)


def _articles(found: Iterable[Article | Refusal]) -> list[Article]:
    found = list(found)
    assert all(isinstance(one, Article) for one in found), [str(one) for one in found]
    return [one for one in found if isinstance(one, Article)]


def _entry(link: str, title: str, when: str = "Fri, 28 Jul 2017 08:00:00 +0200", text: str = "In short.") -> str:
    tags = {"title": title, "link": link, "pubDate": when, "description": text}
    return f"<item>{''.join(f'<{tag}>{value}</{tag}>' for tag, value in tags.items())}</item>"


def _feed(*entries: str) -> bytes:
    head = "<rss version='2.0'><channel><title>The Paper</title><language>en</language>"
    return f"<?xml version='1.0'?>{head}{''.join(entries)}</channel></rss>".encode()


# ---- one page --------------------------------------------------------------------------------------------------------


def test_a_page_becomes_an_article(site, web: Web) -> None:
    here = site()
    url = here.says("/2017/07/28/tram", page(head="<meta property='og:site_name' content='The Paper'>"))
    (article,) = _articles(web(url))
    assert (article.title, article.url, article.path) == ("Two hurt as tram leaves the rails", url, url)
    assert (article.published, article.publisher, article.language) == (date(2017, 7, 28), "The Paper", "en")
    assert BODY.strip() in article.text
    kept = web.archive.page_of(article.id)
    assert kept is not None and b"og:site_name" in web.archive.body(kept)


def test_a_moved_page_has_the_address_where_it_is(site, web: Web) -> None:
    here = site()
    here.says("/new", page())
    (article,) = _articles(web(here.says("/old", status=301, location="/new")))
    assert article.url == here.url("/new") and article.path == here.url("/old")
    kept = web.archive.latest(here.url("/old"))
    assert kept is not None and kept.final == here.url("/new")


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "text/html; charset=iso-8859-1"),
        ("utf-8", "text/html; charset=nonsense"),
        ("utf-8", "text/plain"),
        ("cp1252", "text/html; charset=utf-8"),
        ("cp1252", "text/html; charset=ascii"),
        ("cp1252", "text/html"),
        ("utf-16", "text/html; charset=utf-8"),
    ],
)
def test_a_wrong_name_of_the_encoding_harms_nothing(site, web: Web, encoding: str, said: str) -> None:
    here = site()
    body = page("Accident de tramway : dix blessés", ACCENTS).decode().encode(encoding)
    (article,) = _articles(web(here.says("/a", body, content_type=said)))
    assert "ont été blessées à l'arrivée" in article.text and article.title == "Accident de tramway : dix blessés"


def test_documents_are_read_by_what_they_are(site, web: Web) -> None:
    here = site()
    line = json.dumps({"title": "A row", "text": BODY, "published": "2017-07-28"}).encode()
    urls = [
        here.says("/a", BODY.encode(), content_type="text/plain"),
        here.says("/b.php", page("Another report of the day"), content_type="application/octet-stream"),
        here.says("/c", line + b"\n" + line.replace(b"A row", b"Another row"), content_type="application/json"),
    ]
    found = _articles(web(*urls))
    assert [one.title for one in found[1:]] == ["Another report of the day", "A row", "Another row"]
    assert found[0].url == urls[0]


# ---- lists -----------------------------------------------------------------------------------------------------------


def test_a_feed_is_followed_in_its_order(site, web: Web) -> None:
    here, there = site(), site("127.0.0.2")
    links = [(there if number % 2 else here).says(f"/{number}", page(f"Report number {number}")) for number in range(6)]
    entries = [_entry(link, f"Report number {number}") for number, link in enumerate(links)]
    found = _articles(web(here.says("/feed", _feed(*entries), content_type="application/rss+xml")))
    assert [one.path for one in found] == links
    assert [one.title for one in found] == [f"Report number {number}" for number in range(6)]


def test_what_a_feed_says_stands_in_for_what_the_page_does_not(site, web: Web) -> None:
    here = site()
    head = "<meta property='article:published_time' content='2017-07-20T10:00:00Z'>"
    bare = here.says("/bare", page("The page says nothing"))
    dated = here.says("/dated", page("The page has a day", head=head))
    feed = _feed(_entry(bare, "Title of the feed"), _entry(dated, "Title of the feed"))
    one, other = _articles(web(here.says("/feed", feed)))
    assert (one.published, one.published_basis, one.publisher) == (date(2017, 7, 28), "given", "The Paper")
    assert "list that names it" in one.published_why and here.url("/feed") in one.published_why
    assert one.title == "The page says nothing"
    assert other.published == date(2017, 7, 20)
    assert "metadata" in other.published_why and "says 2017-07-28" in other.published_why


def test_the_summary_stands_in_for_a_page_that_cannot_be_had(site, web: Web) -> None:
    here = site()
    feed = _feed(_entry(here.url("/gone"), "A short report", text="Two people were hurt on Friday, police said."))
    refusal, summary = web(here.says("/feed", feed))
    assert isinstance(refusal, Refusal) and "404" in refusal.fault and here.url("/gone") in refusal.name
    assert here.url("/feed") in refusal.name
    assert isinstance(summary, Article) and "Two people were hurt" in summary.text
    assert any("only the summary" in note for note in web.notes)


def test_a_sitemap_of_sitemaps_is_followed(site, web: Web) -> None:
    here = site()
    links = [here.says(f"/{number}", page(f"Report number {number}")) for number in range(3)]
    sets = "".join(f"<url><loc>{link}</loc></url>" for link in links)
    inner = here.says("/inner.xml", f"<urlset xmlns='x'>{sets}</urlset>".encode(), content_type="text/xml")
    outer = f"<sitemapindex xmlns='x'><sitemap><loc>{inner}</loc></sitemap></sitemapindex>".encode()
    assert [one.path for one in _articles(web(here.says("/sitemap.xml", outer)))] == links


def test_lists_without_end_are_left(site, web: Web) -> None:
    here = site()
    for number in range(9):
        here.says(f"/{number}", f"{here.url(f'/{number + 1}')}\n".encode(), content_type="text/plain")
    (refusal,) = web(here.url("/0"))
    assert isinstance(refusal, Refusal) and "a list in a list" in refusal.fault
    assert len(here.requests()) < 6


def test_an_address_is_fetched_once(site, web: Web) -> None:
    here = site()
    url = here.says("/a", page())
    here.says("/list", f"{url}?utm_source=x\n{here.url('/list')}\n{url}#part\n".encode(), content_type="text/plain")
    assert len(_articles(web(url, here.url("/list"), url))) == 1
    assert here.requests() == ["/a", "/list"]


def test_one_bad_address_never_stops_the_others(site, web: Web) -> None:
    here, there = site(), site("127.0.0.2")
    there.server.server_close()
    urls = [
        here.says("/1", page("Report number 1")), here.url("/missing"), there.url("/nobody"), "http://169.254.169.254/",
        "https://user:word@paper.example/", "gopher://paper.example/", here.says("/5", b""),
        here.says("/6", b"\x00\x01" * 300), here.says("/7", page("Report number 7")),
    ]  # fmt: skip
    found = web(*urls)
    assert [one.path if isinstance(one, Article) else one.name for one in found] == urls
    assert [isinstance(one, Article) for one in found] == [True, *[False] * 7, True]
    assert all("\n" not in str(one) and one.remedy for one in found if isinstance(one, Refusal))


# ---- files and addresses ---------------------------------------------------------------------------------------------


def test_files_and_addresses_come_in_their_order(site, web: Web, tmp_path: Path) -> None:
    here = site()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(f"{BODY} One.", encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(here.says("/3", page("Report number 3")), encoding="utf-8")
    (tmp_path / "c.txt").write_text(f"{BODY} Two.", encoding="utf-8")
    paths = [here.says("/1", page("Report number 1")), str(tmp_path / "in"), str(tmp_path / "c.txt")]
    with following(archive=web.archive, fetcher=web.fetcher, tell=web.notes.append) as follow:
        found = _articles(read_paths(paths, tell=web.notes.append, follow=follow))
    assert [one.path for one in found] == [paths[0], str(tmp_path / "in" / "a.txt"), here.url("/3"), paths[2]]


def test_what_is_not_wanted_is_not_asked_for(site, web: Web, tmp_path: Path) -> None:
    here = site()
    (tmp_path / "list.txt").write_text(f"{here.says('/1', page())}\n{here.url('/2')}\n", encoding="utf-8")
    with following(archive=web.archive, fetcher=web.fetcher, wanted=lambda item: False) as follow:
        (refusal,) = read_paths([tmp_path / "list.txt"], follow=follow)
    assert isinstance(refusal, Refusal) and "2 addresses" in refusal.fault and here.asked == []


def test_without_a_follower_nothing_is_fetched(site) -> None:
    here = site()
    (refusal,) = read_paths([here.says("/1", page())])
    assert isinstance(refusal, Refusal) and refusal.name == here.url("/1") and here.asked == []


# ---- again -----------------------------------------------------------------------------------------------------------


def test_a_kept_page_is_read_without_asking(site, web: Web) -> None:
    here = site()
    url = here.says("/a", page())
    first = _articles(web(url))
    asked = len(here.asked)
    here.says("/a", page("Changed since"))
    assert _articles(web(url)) == first and len(here.asked) == asked


def test_refetching_asks_only_for_what_has_changed(site, web: Web) -> None:
    here = site()
    url = here.says("/a", page(), ETag='"1"', Last_Modified="Fri, 28 Jul 2017 08:00:00 GMT")
    first = _articles(web(url))
    here.says("/a", status=304, ETag='"1"')
    (again,) = _articles(web(url, refetch=True))
    assert [replace(again, fetched=first[0].fetched)] == first
    assert again.fetched >= first[0].fetched  # the moment at which it is known to read so, still
    (_, headers, _) = here.asked[-1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('"1"', "Fri, 28 Jul 2017 08:00:00 GMT")
    here.says("/a", page("Three hurt as tram leaves the rails"), ETag='"2"')
    (changed,) = _articles(web(url, refetch=True))
    assert changed.title.startswith("Three") and changed.id != first[0].id
    assert [one.status for one in web.archive.pages(url)] == [200, 304, 200]
    old, new = web.archive.page_of(first[0].id), web.archive.page_of(changed.id)
    assert old is not None and new is not None and old.sha256 != new.sha256


def test_not_changed_where_nothing_was_asked_is_a_refusal(site, web: Web) -> None:
    here = site()
    (refusal,) = web(here.says("/a", status=304))
    assert isinstance(refusal, Refusal) and "not changed" in refusal.fault


def test_feeds_and_empty_pages_are_asked_for_anew(site, web: Web) -> None:
    here = site()
    feed = here.says("/feed", _feed(_entry(here.says("/1", page("Report number 1")), "Report number 1")), ETag='"1"')
    empty = here.says("/empty", b"<html><body>Soon</body></html>")
    web(feed, empty)
    later = here.says("/2", page("Report number 2"))
    here.says("/feed", _feed(_entry(here.url("/1"), "Report number 1"), _entry(later, "Report number 2")))
    here.says("/empty", page("It is there now"))
    titles = [one.title for one in _articles(web(feed, empty))]
    assert titles == ["Report number 1", "Report number 2", "It is there now"]
    assert len(here.requests("/1")) == 1


def test_an_archived_copy_is_noted(site, web: Web) -> None:
    (article,) = _articles(web(site().says("/a", page()), archive_url="https://web.archive.org/web/2017/a"))
    kept = web.archive.page_of(article.id)
    assert kept is not None and kept.archive_url == "https://web.archive.org/web/2017/a"


def test_what_is_said_for_all_stands_in(site, web: Web) -> None:
    here = site()
    (article,) = _articles(web(here.says("/a", page()), published=date(2017, 5, 1), language="en"))
    assert (article.published, article.published_why) == (date(2017, 5, 1), "as said for all inputs")


def test_leaving_early_ends_what_is_under_way(site, web: Web) -> None:
    here, left = site(), threading.Event()
    urls = [
        here.says("/0", page()),
        *(here.does(f"/{number}", lambda _: bool(left.wait(5)) and None) for number in range(1, 9)),
    ]
    found = fetch_articles(urls, archive=web.archive, fetcher=web.fetcher)
    assert isinstance(next(found), Article)
    found.close()  # pyright: ignore[reportAttributeAccessIssue]
    left.set()
    time.sleep(0.1)
    assert len(here.requests()) <= 2  # the first, and the one that was being asked for
