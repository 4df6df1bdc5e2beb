"""One request at a time and one a second for each host, whatever hosts do; and what robots.txt asks."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler
from itertools import pairwise

import pytest

from tests.ingest.web.conftest import page
from timeline.ingest.fault import Fault
from timeline.ingest.web import fetch_articles
from timeline.ingest.web.fetch import Fetcher
from timeline.ingest.web.limits import Limits
from timeline.ingest.web.robots import rules_of
from timeline.models import Article


def _fetcher(clock, **limits):
    return Fetcher(allow_private=True, clock=clock, limits=Limits(connect=2, read=3, total=8, **limits))


def test_at_most_one_request_a_second_for_a_host(site, clock) -> None:
    """robots.txt and redirects are requests, too; the time is that of the injected clock, as the server saw it."""
    here = site(clock=clock)
    urls = [here.says(f"/{number}", page(f"Report number {number} of the day")) for number in range(6)]
    urls.append(here.says("/moved", status=302, location="/target"))
    here.says("/target", page("The report that was moved"))
    found = list(fetch_articles(urls, fetcher=lambda: _fetcher(clock)))
    assert all(isinstance(one, Article) for one in found) and len(found) == 7
    moments = [moment for _, _, moment in here.asked]
    assert len(moments) == 9
    assert all(later - earlier >= 1 for earlier, later in pairwise(moments)), moments


def test_a_port_is_no_other_host(site, clock) -> None:
    one, other = site(clock=clock), site(clock=clock)
    fetcher = _fetcher(clock)
    for here in (one, other, one, other):
        fetcher.get(here.says("/a", page()))
    moments = sorted(moment for here in (one, other) for _, _, moment in here.asked)
    assert all(later - earlier >= 1 for earlier, later in pairwise(moments))


def test_one_request_at_a_time_for_a_host_and_several_hosts_at_once(site, clock) -> None:
    """Each handler waits until both hosts are being asked: one after the other would never get there."""
    hosts = [site(), site("127.0.0.2")]
    both = threading.Barrier(2, timeout=5)
    busy = {here.host: threading.Semaphore(1) for here in hosts}
    crowded: list[str] = []

    def reply(handler: BaseHTTPRequestHandler) -> None:
        name = handler.request.getsockname()[0]
        free = busy[name].acquire(blocking=False)
        if not free:
            crowded.append(name)
        both.wait()
        time.sleep(0.02)
        if free:
            busy[name].release()
        body = page(f"Report {handler.path} of {name}")
        handler.send_response(200)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    urls = [here.does(f"/{number}", reply) for number in range(4) for here in hosts]
    found = list(fetch_articles(urls, fetcher=lambda: _fetcher(clock)))
    assert [one.path for one in found if isinstance(one, Article)] == urls
    assert crowded == []


def test_a_site_may_ask_for_more_time(site, clock) -> None:
    here = site(clock=clock)
    here.says("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n")
    fetcher = _fetcher(clock)
    for number in range(3):
        fetcher.get(here.says(f"/{number}", page()))
    moments = [moment for path, _, moment in here.asked if path != "/robots.txt"]
    assert all(later - earlier >= 7 for earlier, later in pairwise(moments))


@pytest.mark.parametrize(("asked", "least", "most"), [("0", 1, 1.5), ("-3", 1, 1.5), ("1e9", 60, 61), ("nan", 1, 1.5)])
def test_within_reason(site, clock, asked: str, least: float, most: float) -> None:
    here = site(clock=clock)
    here.says("/robots.txt", f"User-agent: *\nCrawl-delay: {asked}\n".encode())
    fetcher = _fetcher(clock)
    fetcher.get(here.says("/1", page()))
    before = clock.now()
    fetcher.get(here.says("/2", page()))
    assert least <= clock.now() - before <= most


# ---- robots.txt ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /private", "/private/a", False),
        ("User-agent: *\nDisallow: /private", "/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
        ("User-agent: GPTBot\nDisallow: /", "/a", True),
        ("User-agent: incident-timeline\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: incident-timeline/2.0\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Incident-Timeline\nAllow: /", "/a", True),
        ("User-agent: timeline\nDisallow: /", "/a", True),
        ("\ufeffUser-agent: *\nDisallow: /", "/a", False),
        ("<html>no such page</html>", "/a", True),
        ("", "/a", True),
    ],
)
def test_rules_are_kept(rules: str, path: str, allowed: bool) -> None:
    assert rules_of(rules.encode()).can_fetch(f"https://paper.example{path}", "incident-timeline") == allowed


def test_a_page_that_robots_may_not_fetch_is_not_asked_for(site, clock) -> None:
    here = site()
    here.says("/robots.txt", b"User-agent: *\nDisallow: /closed")
    fetcher = _fetcher(clock)
    with pytest.raises(Fault, match=r"robots\.txt") as caught:
        fetcher.get(here.says("/closed/a", page()))
    assert "save the page" in caught.value.remedy and here.requests() == []
    assert fetcher.get(here.says("/open", page())).status == 200
    assert [path for path, _, _ in here.asked] == ["/robots.txt", "/open"]  # the rules were read once


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (410, True), (429, False), (500, False), (503, False)]
)
def test_rules_that_cannot_be_had(site, clock, status: int, allowed: bool) -> None:
    here = site()
    here.says("/robots.txt", status=status)
    url = here.says("/a", page())
    fetcher = _fetcher(clock)
    if allowed:
        assert fetcher.get(url).status == 200
    else:
        with pytest.raises(Fault, match=r"robots\.txt cannot be had"):
            fetcher.get(url)
        assert here.requests() == []


def test_rules_that_moved_are_followed(site, clock) -> None:
    here = site()
    here.says("/robots.txt", status=301, location="/rules.txt")
    here.says("/rules.txt", b"User-agent: *\nDisallow: /")
    with pytest.raises(Fault, match="not to be fetched by robots"):
        _fetcher(clock).get(here.says("/a", page()))


def test_a_hostile_robots_file_costs_no_more_than_its_size() -> None:
    """Thousands of names before thousands of rules: each rule for each name would be millions."""
    names = "".join(f"User-agent: robot{number}\n" for number in range(12_000))
    rules = "".join(f"Disallow: /*{number}*a*b*c\n" for number in range(8_000))
    start = time.process_time()
    found = rules_of((names + "User-agent: *\n" + rules).encode())
    assert found.can_fetch("https://paper.example/" + "a" * 2000, "incident-timeline")
    assert time.process_time() - start < 3
