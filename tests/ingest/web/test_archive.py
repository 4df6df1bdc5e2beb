"""The kept pages: found again, proved, and never half there."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from timeline.ingest.fault import Fault
from timeline.ingest.web.archive import Archive, Page

URL = "https://paper.example/tram"
MOMENT = "2026-01-02T03:04:05+00:00"
HEADERS = (("content-type", "text/html; charset=iso-8859-1"), ("etag", '"1"'))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "t.db.pages")


def _page(url: str = URL, moment: str = MOMENT) -> Page:
    return Page(url, url, moment, 200, "", 0, HEADERS)


def test_a_page_is_found_again_as_it_was(archive: Archive) -> None:
    assert archive.latest(URL) is None and archive.pages(URL) == []
    kept = archive.keep(_page(), b"<html>tram</html>")
    assert kept.sha256 == hashlib.sha256(b"<html>tram</html>").hexdigest() and kept.size == 17
    assert archive.latest(URL) == kept and archive.body(kept) == b"<html>tram</html>"
    assert kept.header("etag") == '"1"' and kept.header("nothing") == ""
    assert archive.latest("https://paper.example/other") is None


def test_a_body_can_be_read_without_us(archive: Archive) -> None:
    kept = archive.keep(_page(), b"tram")
    assert gzip.decompress(archive.place(kept).read_bytes()) == b"tram"
    assert archive.place(kept).name == hashlib.sha256(b"tram").hexdigest() + ".gz"
    (lines,) = archive.folder.glob("pages/*/*.jsonl")
    assert json.loads(lines.read_text(encoding="utf-8"))["url"] == URL


def test_the_same_body_is_kept_once_and_another_beside_it(archive: Archive) -> None:
    archive.keep(_page(), b"one")
    archive.keep(_page("https://paper.example/copy"), b"one")
    newer = archive.keep(_page(moment="2026-02-01T00:00:00+00:00"), b"two")
    assert len(list(archive.folder.glob("bodies/*/*.gz"))) == 2
    assert [archive.body(one) for one in archive.pages(URL)] == [b"one", b"two"]
    assert archive.latest(URL) == newer


def test_what_has_not_changed_is_noted(archive: Archive) -> None:
    kept = archive.keep(_page(), b"one")
    again = archive.confirm(kept, fetched="2026-03-01T00:00:00+00:00", headers=[("etag", '"2"'), ("date", "today")])
    assert (again.status, again.sha256, again.header("etag")) == (304, kept.sha256, '"2"')
    assert archive.latest(URL) == again and archive.body(again) == b"one"


@pytest.mark.parametrize("harm", ["gone", "changed", "broken"])
def test_a_body_that_was_tampered_with_is_told(archive: Archive, harm: str) -> None:
    kept = archive.keep(_page(), b"one")
    place = archive.place(kept)
    if harm == "gone":
        place.unlink()
    else:
        place.write_bytes(gzip.compress(b"two") if harm == "changed" else place.read_bytes()[:-5])
    with pytest.raises(Fault) as caught:
        archive.body(kept)
    assert "was kept" in caught.value.fault and "--refetch" in caught.value.remedy


def test_a_line_that_was_cut_off_costs_no_other(archive: Archive) -> None:
    kept = archive.keep(_page(), b"one")
    (lines,) = archive.folder.glob("pages/*/*.jsonl")
    with lines.open("ab") as file:
        file.write(b'{"url": "https://paper.ex')
    assert archive.latest(URL) == kept
    newer = archive.keep(_page(moment="2026-02-01T00:00:00+00:00"), b"two")
    assert archive.pages(URL) == [kept, newer]


@pytest.mark.parametrize("line", [b"[]", b"1", b'{"url": 1}', b'{"headers": [], "more": 1}', b"\xff\xfe", b""])
def test_a_line_that_is_none_of_ours_is_passed_over(archive: Archive, line: bytes) -> None:
    kept = archive.keep(_page(), b"one")
    (lines,) = archive.folder.glob("pages/*/*.jsonl")
    lines.write_bytes(line + b"\n" + lines.read_bytes())
    assert archive.pages(URL) == [kept]


def test_an_article_knows_its_page(archive: Archive) -> None:
    assert archive.page_of("a1") is None
    kept = archive.keep(_page(), b"one")
    archive.link("a1", kept)
    assert archive.page_of("a1") == kept and archive.page_of("../../a1") is None
    later = archive.keep(_page(moment="2026-02-01T00:00:00+00:00"), b"one, and an advertisement")
    archive.link("a1", later)
    assert archive.page_of("a1") == kept  # what it was first read from


def test_an_archived_copy_is_noted_later_too(archive: Archive) -> None:
    from dataclasses import replace

    kept = archive.keep(_page(), b"one")
    archive.link("a1", kept)
    archive.link("a1", replace(kept, archive_url="https://web.archive.org/web/2026/x"))
    archive.link("a1", kept)
    found = archive.page_of("a1")
    assert found is not None and found.archive_url == "https://web.archive.org/web/2026/x"


def test_no_room_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    archive = Archive(tmp_path / "file")
    with pytest.raises(Fault, match="cannot be kept"):
        archive.keep(_page(), b"one")


def test_a_write_that_fails_leaves_nothing_behind(archive: Archive, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("timeline.ingest.web.archive.os.fsync", full)
    with pytest.raises(Fault, match="No space left"):
        archive.keep(_page(), b"one")
    assert [one for one in archive.folder.rglob("*") if one.is_file()] == []
