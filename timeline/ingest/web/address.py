"""Where one may go: http and https, and machines that are on the public internet.

A page, a redirect or a name's owner may name any address. Those inside (this machine, the network around it, a cloud's
own services) would answer with what was never meant for outsiders, so each address is checked after its name was
resolved and before it is connected to.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from timeline.ingest.given import web_address
from timeline.ingest.web.limits import Forbidden

if TYPE_CHECKING:
    import httpx

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port to the addresses of the host, best first. Raises OSError where there are none."""

LONGEST = 8000
_HOST = re.compile(r"(?:[a-z0-9_-]+\.)*[a-z0-9_-]+|[0-9a-f:.]*:[0-9a-f:.]*", re.IGNORECASE)
REMEDY = "only pages of the public internet are fetched"
# Ports that browsers block, of those from 1024 on (fetch.spec.whatwg.org, "bad port"): other services live there.
_BAD_PORTS = {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, *range(6665, 6670), 6679, 6697, 10080}

# The registries of special-purpose addresses (IANA), with those by which clouds serve secrets to their machines.
_NEVER = {
    "the metadata service of a cloud": (
        "169.254.169.254/32", "169.254.170.2/32", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32",
        "fd00:ec2::254/128", "fd00:ec2::23/128", "fd20:ce::254/128",
    ),
    "no address of a machine": ("0.0.0.0/8", "::/128"),
    "a multicast address": ("224.0.0.0/4", "ff00::/8"),
    "an IPv4 address in the guise of another": ("::ffff:0:0/96", "::/96", "2002::/16", "2001::/32", "64:ff9b:1::/48"),
    "a reserved address": (
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "240.0.0.0/4", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16",
    ),
}  # fmt: skip
_PRIVATE = {
    "this machine": ("127.0.0.0/8", "::1/128"),
    "a private network": ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
    "a network between provider and customers": ("100.64.0.0/10",),
    "a link-local address": ("169.254.0.0/16", "fe80::/10"),
}
_PUBLIC_V6 = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")


def _networks(table: dict[str, tuple[str, ...]]) -> list[tuple[object, str]]:
    return [(ip_network(one), what) for what, ones in table.items() for one in ones]


_NEVER_NETWORKS, _PRIVATE_NETWORKS = _networks(_NEVER), _networks(_PRIVATE)


def what_is_wrong(address: str, allow_private: bool = False) -> str:
    """What an address is that may not be gone to; empty where it may.

    ``allow_private`` allows this machine and the networks around it, and nothing else. An address of NAT64 is judged
    by the IPv4 address that it stands for.
    """
    try:
        ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return "no address"
    if ip in _NAT64:
        ip = IPv4Address(int(ip) & 0xFFFFFFFF)
    private = next((what for net, what in _PRIVATE_NETWORKS if ip in net), "")  # pyright: ignore[reportOperatorIssue]
    never = next((what for net, what in _NEVER_NETWORKS if ip in net), "")  # pyright: ignore[reportOperatorIssue]
    if ip == ip_address("::1"):  # within ::/96, yet an address of its own
        never = ""
    if never or private:
        return never or ("" if allow_private else private)
    return "" if isinstance(ip, IPv4Address) or ip in _PUBLIC_V6 else "a reserved address"


def check_url(url: str) -> httpx.URL:
    """The address, parsed and without fragment. Raises Forbidden where it is none that may be fetched.

    Only http and https; no user and password; the usual ports, or one from 1024 on that no other service has.
    """
    import httpx

    if not web_address(url) or len(url) > LONGEST:
        raise Forbidden("is no http or https address", "check how it is written")
    try:
        parsed = httpx.URL(url.strip()).copy_with(fragment=None)
        host, port = parsed.raw_host.decode("ascii").rstrip("."), parsed.port
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise Forbidden("is an address that cannot be read", "check how it is written") from None
    if not _HOST.fullmatch(host) or (port or 0) > 65535:
        raise Forbidden("is an address that cannot be read", "check how it is written")
    if parsed.userinfo:
        raise Forbidden("carries a user name or a password", "leave out what stands before the @")
    if port is not None and port not in (80, 443) and (port < 1024 or port in _BAD_PORTS):
        raise Forbidden(f"asks for port {port}, where no page is", "check the address (80, 443 and from 1024 on)")
    return parsed


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as this machine's resolver answers. Raises OSError (``socket.gaierror``)."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def checked_addresses(host: str, port: int, allow_private: bool, resolver: Resolve) -> list[str]:
    """The addresses of a host that may be connected to. Raises Forbidden where there are only others, and OSError."""
    wrong, never = "", False
    good: list[str] = []
    for address in resolver(host, port):
        what = what_is_wrong(address, allow_private)
        if what:
            never = never or bool(what_is_wrong(address, True))
            wrong = wrong or (f"is {what}" if address == host else f"leads to {address}, which is {what}")
        else:
            good.append(address)
    if good:
        return good
    if not wrong:
        raise OSError("no address")
    raise Forbidden(wrong, REMEDY if never else f"{REMEDY}; --allow-private lifts this for your own network")
