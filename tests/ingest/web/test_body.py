"""Bodies unpacked: bombs, lies and cuts."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.ingest.fault import Fault
from timeline.ingest.web.body import collect, unpack
from timeline.ingest.web.limits import Passing

TEXT = b"The tram left the rails near the station on Friday. " * 40


def _raw_deflate(data: bytes) -> bytes:
    packed = zlib.compressobj(wbits=-15)
    return packed.compress(data) + packed.flush()


@pytest.mark.parametrize(
    ("data", "codings"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (gzip.compress(TEXT), "gzip"),
        (gzip.compress(TEXT), "x-gzip"),
        (gzip.compress(TEXT), "GZIP"),
        (gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]), "gzip"),
        (gzip.compress(TEXT) + b"\x00" * 20, "gzip"),
        (zlib.compress(TEXT), "deflate"),
        (_raw_deflate(TEXT), "deflate"),
        (gzip.compress(TEXT), "deflate"),
        (gzip.compress(zlib.compress(TEXT)), "deflate, gzip"),
        (TEXT, "gzip"),  # a lie
    ],
)
def test_what_is_packed_is_unpacked(data: bytes, codings: str) -> None:
    assert unpack(data, codings, 10_000) == TEXT


@pytest.mark.parametrize("codings", ["gzip", "deflate"])
def test_a_bomb_is_stopped_at_the_limit(codings: str) -> None:
    bomb = (gzip.compress if codings == "gzip" else zlib.compress)(b"\x00" * 50_000_000)
    assert len(bomb) < 60_000
    tracemalloc.start()
    with pytest.raises(Fault) as caught:
        unpack(bomb, codings, 1_000_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "more than the 1 MB" in caught.value.fault
    assert most < 5_000_000


def test_a_bomb_in_a_bomb_is_stopped() -> None:
    bomb = gzip.compress(gzip.compress(b"\x00" * 20_000_000))
    with pytest.raises(Fault, match="more than"):
        unpack(bomb, "gzip, gzip", 1_000_000)


def test_exactly_the_limit_is_read() -> None:
    assert unpack(gzip.compress(b"a" * 1000), "gzip", 1000) == b"a" * 1000
    with pytest.raises(Fault):
        unpack(gzip.compress(b"a" * 1001), "gzip", 1000)


@pytest.mark.parametrize("codings", ["br", "zstd", "gzip, br", "gzip, gzip, gzip, gzip"])
def test_packing_that_was_not_asked_for_is_refused(codings: str) -> None:
    with pytest.raises(Fault) as caught:
        unpack(TEXT, codings, 10_000)
    assert "packed" in caught.value.fault


@pytest.mark.parametrize("data", [gzip.compress(TEXT)[:-20], gzip.compress(TEXT)[:30], b"\x1f\x8b\x08broken"])
def test_what_breaks_off_may_be_tried_again(data: bytes) -> None:
    with pytest.raises(Passing):
        unpack(data, "gzip", 10_000)


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "gzip, deflate", "", "x"]))
def test_any_bytes_are_unpacked_or_refused(data: bytes, codings: str) -> None:
    try:
        assert len(unpack(data, codings, 2000)) <= 2000
    except Fault as fault:
        said = str(fault.refusal("a page"))
    else:
        said = ""
    assert "\n" not in said


def test_a_promise_of_too_much_is_refused_unread() -> None:
    def pieces():
        raise AssertionError("it was read")
        yield b""

    with pytest.raises(Fault, match=r"30\.0 MB, more than the 20 MB"):
        collect(pieces(), "30000000", 20_000_000)


def test_more_than_was_promised_is_stopped() -> None:
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield b"x" * 1000

    with pytest.raises(Fault, match="more than"):
        collect(endless(), "10", 5000)
    assert len(taken) == 6
