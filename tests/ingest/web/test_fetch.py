"""One page from servers that are slow, lie, break off, or send us elsewhere."""

from __future__ import annotations

import gzip
import time
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from itertools import count

import pytest

from tests.ingest.web.conftest import FastClock, page
from timeline.ingest.fault import Fault
from timeline.ingest.web.answers import Refused, refusal, seconds_of
from timeline.ingest.web.fetch import Fetcher
from timeline.ingest.web.limits import Limits, Passing, user_agent

QUICK = Limits(connect=1, read=0.3, total=0.9, robots=0.9, tries=1)


@pytest.fixture
def fetcher(clock: FastClock):
    made = Fetcher(allow_private=True, clock=clock, limits=Limits(connect=2, read=2, total=8))
    yield made
    made.close()


def _fault(fetcher: Fetcher, url: str) -> Fault:
    with pytest.raises(Fault) as caught:
        fetcher.get(url)
    said = str(caught.value.refusal(url))
    assert "\n" not in said and caught.value.remedy
    return caught.value


# ---- asking ----------------------------------------------------------------------------------------------------------


def test_a_page_is_fetched_with_all_that_is_known_of_it(site, fetcher) -> None:
    here = site()
    url = here.says("/tram", page(), ETag='"1"', Set_Cookie="id=secret")
    got = fetcher.get(f"{url}?a=1#part")
    assert (got.status, got.data, got.final) == (200, page(), f"{url}?a=1")
    assert ("etag", '"1"') in got.headers and "secret" not in str(got.headers)
    assert got.moment.endswith("+00:00")
    (_, headers, _) = here.asked[-1]
    assert headers["user-agent"] == user_agent() and "mozilla" not in headers["user-agent"].lower()
    assert headers["host"] == f"127.0.0.1:{here.port}" and "cookie" not in headers
    assert headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    ("contact", "said"),
    [("", ""), ("desk@paper.example", "; +desk@"), ("a\r\nX-Injected: 1", "+aX-Injected: 1)")],
)
def test_who_we_are(contact: str, said: str) -> None:
    agent = user_agent(contact)
    assert agent.startswith("incident-timeline/") and "\n" not in agent and "\r" not in agent
    assert said.lstrip("; ") in agent


def test_no_cookie_is_sent_back(site, fetcher) -> None:
    here = site()
    here.says("/a", page(), Set_Cookie="id=1")
    fetcher.get(here.url("/a"))
    fetcher.get(here.url("/a"))
    assert all("cookie" not in headers for _, headers, _ in here.asked)


def test_proxies_of_the_environment_are_not_used(site, clock, monkeypatch) -> None:
    here, proxy = site(), site("127.0.0.2")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy.url())
    assert Fetcher(allow_private=True, clock=clock).get(here.says("/a", page())).data == page()
    assert proxy.asked == []


def test_over_the_new_protocol_of_addresses(site, fetcher) -> None:
    here = site("::1")
    assert fetcher.get(here.says("/a", page())).data == page()


def test_packed_pages_are_unpacked(site, fetcher) -> None:
    here = site()
    assert fetcher.get(here.says("/a", gzip.compress(page()), Content_Encoding="gzip")).data == page()
    assert fetcher.get(here.says("/b", page(), Content_Encoding="gzip")).data == page()  # it is not


def test_only_what_has_changed_is_sent(site, fetcher) -> None:
    here = site()

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(304 if handler.headers.get("If-None-Match") == '"1"' else 200)
        handler.send_header("content-length", "0")
        handler.end_headers()

    url = here.does("/a", reply)
    assert fetcher.get(url, final=url, conditions={"if-none-match": '"1"'}).status == 304
    assert fetcher.get(url, final="http://elsewhere.example/", conditions={"if-none-match": '"1"'}).status == 200
    assert fetcher.get(url).status == 200


# ---- elsewhere -------------------------------------------------------------------------------------------------------


def _chain(here, length: int) -> str:
    for number in range(length):
        here.says(f"/{number}", status=(301, 302, 303, 307, 308)[number % 5], location=f"/{number + 1}")
    here.says(f"/{length}", page())
    return here.url("/0")


def test_five_redirects_are_followed(site, fetcher) -> None:
    here = site()
    got = fetcher.get(_chain(here, 5))
    assert (got.url, got.final, got.data) == (here.url("/0"), here.url("/5"), page())


def test_six_are_not(site, fetcher) -> None:
    here = site()
    assert "redirects more than 5 times" in _fault(fetcher, _chain(here, 6)).fault
    assert here.requests("/6") == []


def test_a_circle_is_left(site, fetcher) -> None:
    here = site()
    here.says("/a", status=302, location="/b")
    here.says("/b", status=302, location="/a#again")
    assert "in a circle" in _fault(fetcher, here.url("/a")).fault
    assert here.requests() == ["/a", "/b"]


def test_redirects_to_another_host_keep_its_rules(site, fetcher) -> None:
    here, there = site(), site("127.0.0.2")
    there.says("/robots.txt", b"User-agent: *\nDisallow: /private")
    there.says("/private/a", page())
    there.says("/open a", page())
    assert "robots.txt" in _fault(fetcher, here.says("/1", status=302, location=there.url("/private/a"))).fault
    there.says("/open%20a", page())
    got = fetcher.get(here.says("/2", status=302, location=there.url("/open a")))
    assert got.final == there.url("/open%20a")
    assert there.requests() == ["/open%20a"]


def test_a_redirect_to_nowhere_is_a_refusal(site, fetcher) -> None:
    here = site()
    assert "to an address that" in _fault(fetcher, here.says("/a", status=302, location="http://[::1")).fault
    assert "answers 302" in _fault(fetcher, here.says("/b", status=302)).fault


# ---- slow, endless, broken -------------------------------------------------------------------------------------------


def _slow(handler: BaseHTTPRequestHandler, head: bytes, piece: bytes) -> None:
    """Begin an answer, then go on with a byte now and then for ever."""
    handler.close_connection = True
    handler.wfile.write(head)
    for _ in range(200):
        handler.wfile.write(piece)
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\nX-Header: ", b"x"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["body", "chunks", "header", "continue"],
)
def test_a_drip_is_ended_by_the_time_for_one_page(site, clock, head: bytes, piece: bytes) -> None:
    here = site()
    here.says("/robots.txt", b"")
    url = here.does("/drip", lambda handler: _slow(handler, head, piece))
    start = time.monotonic()
    assert "takes too long" in _fault(Fetcher(allow_private=True, clock=clock, limits=QUICK), url).fault
    assert time.monotonic() - start < 6


def test_silence_is_ended_by_the_time_for_an_answer(site, clock) -> None:
    here = site()
    here.says("/robots.txt", b"")
    url = here.does("/silent", lambda handler: time.sleep(2))
    assert "does not answer in time" in _fault(Fetcher(allow_private=True, clock=clock, limits=QUICK), url).fault


def test_a_robots_file_that_drips_is_ended_too(site, clock) -> None:
    here = site()
    here.does("/robots.txt", lambda handler: _slow(handler, b"HTTP/1.1 200 OK\r\nX: ", b"x"))
    fault = _fault(Fetcher(allow_private=True, clock=clock, limits=QUICK), here.says("/a", page()))
    assert "robots.txt cannot be had" in fault.fault and here.requests() == []


def test_an_endless_body_is_ended_by_the_limit(site, clock) -> None:
    here = site()
    sent = count()

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(100_000):
            handler.wfile.write(b"x" * 10_000)
            next(sent)

    url = here.does("/endless", reply)
    fault = _fault(Fetcher(allow_private=True, clock=clock, limits=Limits(size=1_000_000)), url)
    assert "more than the 1 MB" in fault.fault
    assert next(sent) < 5_000


def test_a_large_promise_is_not_waited_for(site, fetcher) -> None:
    here = site()
    url = here.says("/a", b"x", raw=True, content_length="21000000")
    assert "21.0 MB, more than the 20 MB" in _fault(fetcher, url).fault


def test_a_bomb_is_refused(site, fetcher) -> None:
    here = site()
    bomb = gzip.compress(b"\x00" * 25_000_000)
    assert "more than the 20 MB" in _fault(fetcher, here.says("/a", bomb, Content_Encoding="gzip")).fault


def test_a_body_shorter_than_promised_is_no_page(site, fetcher, clock) -> None:
    here = site()
    url = here.says("/a", page()[:200], raw=True, content_length="5000")
    assert "breaks off" in _fault(fetcher, url).fault
    assert len(here.requests("/a")) == 3


def test_a_body_longer_than_promised_ends_there(site, fetcher) -> None:
    here = site()
    assert fetcher.get(here.says("/a", page() + b"more", raw=True, content_length=str(len(page())))).data == page()


@pytest.mark.parametrize("answer", [b"", b"\x16\x03\x01nonsense\r\n\r\n", b"HTTP/1.1 banana\r\n\r\n", b"SSH-2.0-x\r\n"])
def test_what_is_no_http_is_refused(site, fetcher, answer: bytes) -> None:
    here = site()

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.wfile.write(answer)

    assert "HTTP" in _fault(fetcher, here.does("/a", reply)).fault


def test_nobody_there(fetcher, site) -> None:
    here = site()
    here.server.server_close()
    assert "cannot be reached" in _fault(fetcher, here.url("/a")).fault


# ---- what sites answer -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "fault", "remedy"),
    [
        (401, "wants a login", "save the page"),
        (403, "lets nobody in", "save the page"),
        (404, "no such page", "archived copy"),
        (410, "taken away", "archived copy"),
        (451, "legal reasons", "save the page"),
        (418, "answers 418", "save the page"),
        (204, "answers 204", "save the page"),
        (206, "answers 206", "save the page"),
    ],
)
def test_a_refusal_is_said_and_not_tried_again(site, fetcher, status: int, fault: str, remedy: str) -> None:
    here = site()
    said = _fault(fetcher, here.says("/a", status=status))
    assert fault in said.fault and remedy in said.remedy
    assert len(here.requests("/a")) == 1


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "audio/mpeg"])
def test_what_is_no_text_is_not_read(site, fetcher, kind: str) -> None:
    here = site()
    assert "not text" in _fault(fetcher, here.says("/a", b"x" * 100, content_type=kind)).fault


def _busy(times: int, status: int, **headers: str):
    numbers = count()

    def reply(handler: BaseHTTPRequestHandler) -> None:
        body = page() if next(numbers) >= times else b""
        handler.send_response(200 if body else status)
        for name, value in {} if body else headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def test_what_may_pass_is_tried_again_after_a_while(site, fetcher, clock) -> None:
    here = site()
    assert fetcher.get(here.does("/a", _busy(2, 503))).data == page()
    assert sum(clock.waits) >= 2 + 8


def test_after_three_tries_it_is_given_up(site, fetcher) -> None:
    here = site()
    assert isinstance(_fault(fetcher, here.does("/a", _busy(9, 502))), Passing)
    assert len(here.requests("/a")) == 3


def test_the_time_that_a_site_asks_for_is_kept(site, fetcher, clock) -> None:
    here = site()
    assert fetcher.get(here.does("/a", _busy(1, 429, Retry_After="37"))).data == page()
    assert max(clock.waits) == 37


def test_one_that_asks_for_too_much_is_left_alone(site, fetcher, clock) -> None:
    here = site()
    assert "asks to wait 3600 s" in _fault(fetcher, here.does("/a", _busy(1, 429, Retry_After="3600"))).fault
    assert "asks to wait 3600 s" in _fault(fetcher, here.says("/b", page())).fault
    assert here.requests() == ["/a"] and sum(clock.waits) < 10


def test_the_others_of_a_busy_host_wait_with_it(site, fetcher, clock) -> None:
    here = site()
    with pytest.raises(Fault):
        fetcher.get(here.does("/a", _busy(9, 503, Retry_After="20")))
    before = clock.now()
    fetcher.get(here.says("/b", page()))
    assert clock.now() - before >= 1
    assert clock.waits.count(20) == 2


def test_a_host_that_fails_again_and_again_is_left_alone(site, fetcher) -> None:
    here = site()
    faults = [_fault(fetcher, here.does(f"/{number}", _busy(9, 500))).fault for number in range(4)]
    assert ["host has failed in this run" in fault for fault in faults] == [False, False, False, True]
    assert here.requests("/3") == []


def test_seconds_that_are_asked_for() -> None:
    from datetime import UTC, datetime, timedelta

    now = datetime(2026, 1, 1, tzinfo=UTC)
    moment = format_datetime(now + timedelta(seconds=90), usegmt=True)
    assert [seconds_of(value, now) for value in ("7", moment, "soon", "-5", "", "9" * 40)] == [
        7,
        90,
        None,
        None,
        None,
        None,
    ]
    assert seconds_of(format_datetime(now - timedelta(days=1)), now) == 0
    assert isinstance(refusal(404, ""), Refused) and isinstance(refusal(503, ""), Passing)
