"""Where we do not go: addresses, ports, and names that change their answer."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence

import httpcore
import pytest

from timeline.ingest.fault import Fault
from timeline.ingest.web.address import check_url, what_is_wrong
from timeline.ingest.web.fetch import Fetcher
from timeline.ingest.web.limits import Clock, Forbidden, Limits

PUBLIC = "93.184.216.34"


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::6810:85e5"])
def test_public_addresses_are_gone_to(address: str) -> None:
    assert what_is_wrong(address) == ""


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("127.0.0.1", "this machine"),
        ("127.8.9.10", "this machine"),
        ("::1", "this machine"),
        ("10.1.2.3", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("fd12:3456::1", "private"),
        ("fec0::1", "private"),
        ("100.64.0.1", "provider"),
        ("100.127.255.255", "provider"),
        ("169.254.10.10", "link-local"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("64:ff9b::10.0.0.1", "private"),
    ],
)
def test_addresses_inside_are_refused_unless_allowed(address: str, what: str) -> None:
    assert what in what_is_wrong(address)
    assert what_is_wrong(address, allow_private=True) == ""


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("169.254.169.254", "metadata"),
        ("fd00:ec2::254", "metadata"),
        ("100.100.100.200", "metadata"),
        ("168.63.129.16", "metadata"),
        ("64:ff9b::169.254.169.254", "metadata"),
        ("0.0.0.0", "no address"),
        ("0.1.2.3", "no address"),
        ("::", "no address"),
        ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("240.0.0.1", "reserved"),
        ("192.0.2.7", "reserved"),
        ("198.18.0.1", "reserved"),
        ("203.0.113.9", "reserved"),
        ("2001:db8::1", "reserved"),
        ("4000::1", "reserved"),
        ("::ffff:127.0.0.1", "guise"),
        ("::ffff:8.8.8.8", "guise"),
        ("::7f00:1", "guise"),
        ("2002:7f00:1::", "guise"),
        ("2001:0:1::1", "guise"),
        ("64:ff9b:1::a00:1", "guise"),
        ("nonsense", "no address"),
    ],
)
def test_some_addresses_are_never_gone_to(address: str, what: str) -> None:
    assert what in what_is_wrong(address)
    assert what in what_is_wrong(address, allow_private=True)


def test_nat64_is_judged_by_the_address_in_it() -> None:
    assert what_is_wrong("64:ff9b::8.8.8.8") == ""


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("ftp://paper.example/a", "http or https"),
        ("javascript:alert(1)", "http or https"),
        ("file:///etc/passwd", "http or https"),
        ("https://", "http or https"),
        ("http://paper.example/a b", "http or https"),
        ("http://paper.example\\@10.0.0.1/", "http or https"),
        ("http://paper.example/" + "a" * 9000, "http or https"),
        ("https://user:secret@paper.example/", "user name or a password"),
        ("https://user@paper.example/", "user name or a password"),
        ("http://paper.example:22/", "port 22"),
        ("http://paper.example:25/", "port 25"),
        ("http://paper.example:6667/", "port 6667"),
        ("http://paper.example:99999/", "cannot be read"),
        ("http://a..b/", "cannot be read"),
        ("http://a%00b/", "cannot be read"),
        ("http://[::1%25lo]:8000/", "cannot be read"),
    ],
)
def test_addresses_that_are_none_are_refused(url: str, what: str) -> None:
    with pytest.raises(Forbidden) as caught:
        check_url(url)
    assert what in caught.value.fault and caught.value.remedy


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("https://paper.example/a#part", "https://paper.example/a"),
        ("http://paper.example:8080/", "http://paper.example:8080/"),
        ("https://PAPER.example:443/a?b=1", "https://paper.example/a?b=1"),
        ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ("http://[2606:4700::1]/", "http://[2606:4700::1]/"),
    ],
)
def test_addresses_are_read(url: str, read: str) -> None:
    assert str(check_url(url)) == read


# ---- names -----------------------------------------------------------------------------------------------------------


class Dialled(httpcore.SyncBackend):
    """Connects to a local server in place of a public address, and notes each address that it was to connect to."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.addresses: list[str] = []

    def connect_tcp(self, host: str, port: int, *args: object, **options: object) -> httpcore.NetworkStream:
        self.addresses.append(host)
        return super().connect_tcp("127.0.0.1" if host == PUBLIC else host, self.port if host == PUBLIC else port)


def _fetcher(resolver: Callable[[str, int], Sequence[str]], clock: Clock, port: int) -> tuple[Fetcher, Dialled]:
    fetcher = Fetcher(resolver=resolver, clock=clock, limits=Limits(connect=1, read=1, total=5))
    dialled = Dialled(port)
    backend = fetcher._transport._pool._network_backend  # pyright: ignore[reportAttributeAccessIssue]
    backend._inner = dialled  # pyright: ignore[reportAttributeAccessIssue]
    return fetcher, dialled


def test_a_name_that_changes_its_answer_is_connected_to_where_it_was_checked(site, clock) -> None:
    """The resolver answers with a public address when it is checked, and with this machine ever after."""
    outside, inside = site(), site("127.0.0.2")
    outside.says("/a", b"good", connection="close")
    inside.says("/a", b"secret")
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return [PUBLIC] if len(asked) <= 2 else ["127.0.0.2"]  # robots.txt and the page; then it changes

    fetcher, dialled = _fetcher(resolver, clock, outside.port)
    assert fetcher.get("http://rebinding.example/a").data == b"good"
    fetcher._transport._pool.close()
    with pytest.raises(Fault) as caught:
        fetcher.get("http://rebinding.example/a")
    assert "127.0.0.2, which is this machine" in caught.value.fault
    assert "--allow-private" in caught.value.remedy
    assert set(dialled.addresses) == {PUBLIC} and len(dialled.addresses) == len(asked) - 1 == 2
    assert inside.asked == []


def test_of_several_addresses_only_the_good_ones_are_connected_to(site, clock) -> None:
    outside = site()
    outside.says("/a", b"good")
    answers = ["127.0.0.2", "169.254.169.254", PUBLIC, "::1"]
    fetcher, dialled = _fetcher(lambda host, port: answers, clock, outside.port)
    assert fetcher.get("http://mixed.example/a").data == b"good"
    assert set(dialled.addresses) == {PUBLIC}


@pytest.mark.parametrize("target", ["http://127.0.0.2:{port}/a", "http://inside.example:{port}/a", "http://0x7f.2/a"])
def test_a_redirect_inside_is_refused(site, clock, target: str) -> None:
    outside, inside = site(), site("127.0.0.2")
    inside.says("/a", b"secret")
    where = target.format(port=inside.port)
    outside.says("/moved", status=302, location=where)
    names = {"public.example": PUBLIC, "inside.example": "127.0.0.2", "127.0.0.2": "127.0.0.2", "0x7f.2": "127.0.0.2"}
    fetcher, dialled = _fetcher(lambda host, port: [names[host]], clock, outside.port)
    with pytest.raises(Forbidden) as caught:
        fetcher.get("http://public.example/moved")
    assert "this machine" in caught.value.fault
    assert set(dialled.addresses) == {PUBLIC} and inside.asked == []


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("http://metadata.example/latest/meta-data/", "metadata service"),
        ("ftp://127.0.0.1/", "no http or https"),
        ("http://user:x@127.0.0.1/", "password"),
        ("http://127.0.0.1:22/", "port 22"),
    ],
)
def test_what_allow_private_does_not_allow(site, clock, target: str, what: str) -> None:
    here = site()
    moved = here.says("/moved", status=301, location=target)
    names = {"metadata.example": "169.254.169.254"}
    fetcher = Fetcher(allow_private=True, clock=clock, resolver=lambda host, port: [names.get(host, host)])
    with pytest.raises(Forbidden) as caught:
        fetcher.get(moved)
    assert what in caught.value.fault and "--allow-private" not in caught.value.remedy


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{port}/a", "http://localhost:{port}/a", "http://2130706433:{port}/a"]
)
def test_this_machine_is_refused_by_whatever_name(site, clock, url: str) -> None:
    here = site()
    here.says("/a", b"secret")
    with pytest.raises(Forbidden) as caught:
        Fetcher(clock=clock).get(url.format(port=here.port))
    assert "this machine" in caught.value.fault
    assert here.asked == []


def test_an_unknown_name_is_not_tried_again(clock) -> None:
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    with pytest.raises(Fault) as caught:
        Fetcher(clock=clock, resolver=resolver).get("https://nowhere.example/a")
    assert "has a host that is not known" in caught.value.fault
    assert len(asked) == 1 and clock.waits == []
