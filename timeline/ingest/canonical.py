"""One address for one article: the same page is reached with tracking marks, other ports, capitals and fragments."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from timeline.ingest.given import web_address

# Parameters that tell where a reader came from, and never which page is meant.
_TRACKING = re.compile(
    r"(?:utm|mtm|pk|piwik|matomo|hsa|oly|vero|at|ns)_.*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid"
    r"|ttclid|igshid|igsh|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|mkt_tok|xtref|xtor|cmp|cmpid|icid|ncid|ocid|smid|smtyp|sref"
    r"|spm|ito|ref_src|ref_url|cid_source|taid|ftag|wt_mc|wt_zmc|__twitter_impression|guccounter|guce_referrer(?:_sig)?"
    r"|sharetoken|sharetype",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}
_SAFE = "/:@!$&'()*+,;=~-._%"


@lru_cache(maxsize=65536)
def canonical(url: str) -> str:
    """The address with what does not name the page left out; empty where it is no http or https address.

    Scheme and host become lower case, the usual port, the user, the fragment (``#!`` pages aside) and parameters for
    tracking fall away, and a trailing dot of the host. Path, other parameters and their order stay: ``?id=7`` is a
    page of its own, and whether ``/a`` and ``/a/`` are one is for the site to say. Never raises.
    """
    url = web_address(url)
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if ":" in host:
        host = f"[{host}]"
    if port and port != _PORTS[scheme]:
        host = f"{host}:{port}"
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((scheme, host, _path(parts.path), _query(parts.query), fragment))


def same_page(url: str) -> str:
    """A key under which two addresses of one page are equal more often: without scheme, ``www.`` and a last slash."""
    known = canonical(url)
    parts = urlsplit(known)
    host = parts.netloc.removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "") if known else ""


def host_of(url: str) -> str:
    """The host of an address in lower case, without ``www.``; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


def _path(path: str) -> str:
    return quote(unquote(path), safe=_SAFE.replace("%", "")) if "%" in path and _plain(path) else path or "/"


def _plain(path: str) -> bool:
    """Whether a path means the same written anew: its escapes are whole UTF-8, and none hides a sign of its own."""
    try:
        clear = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return False
    return not re.search(r"%(?:2f|25|3f|23|2e|5c)", path, re.IGNORECASE) and clear.isprintable()


def _query(query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=None)
    if not any(_TRACKING.fullmatch(name) for name, _ in pairs):
        return query
    return urlencode([(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)])
