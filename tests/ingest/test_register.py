"""The register of sources, and canonical addresses."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from timeline.ingest import article_from_text, register
from timeline.ingest.canonical import canonical, same_page
from timeline.paths import data_file


@pytest.fixture(autouse=True)
def _no_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "user_files", lambda: ())
    register._register.cache_clear()


def test_the_shipped_rows_are_sound() -> None:
    with data_file("sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 300
    domains = [row["domain"] for row in rows]
    assert len(set(domains)) == len(domains)
    for row in rows:
        assert None not in row and None not in row.values(), row
        assert row["name"] and row["kind"] in register.KINDS, row
        assert row["domain"] == row["domain"].lower() and not row["domain"].startswith("www."), row
        assert len(row["country"]) in (0, 2) and row["country"] == row["country"].upper(), row
        assert row["grade"] == "", "grades are the user's to give"


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("https://www.lemonde.fr/x", "Le Monde"), ("http://news.bbc.co.uk/1", "BBC"), ("spiegel.de", "Der Spiegel"),
        ("Guardian", "The Guardian"), ("the new york times", "The New York Times"), ("EL PAIS", "El País"),
    ],
)  # fmt: skip
def test_found(asked: str, name: str) -> None:
    found = register.lookup(asked)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "asked", ["", "https://unknown.example/x", "ABC", "not-lemonde.fr", "co.uk", "http://[::1", "a b.fr"]
)
def test_not_found(asked: str) -> None:
    assert register.lookup(asked) is None


def test_an_article_gets_its_publisher_from_the_register() -> None:
    url = "https://www.lemonde.fr/x"
    assert article_from_text("Un texte.", url=url).publisher == "Le Monde"
    assert article_from_text("Un texte.", url=url, publisher="Autre").publisher == "Autre"
    assert article_from_text("A text.", url="https://unknown.example/x").publisher == ""
    assert article_from_text("A text.", url="https://someone.substack.com/p/x").publisher == "", (
        "a platform is no publisher"
    )


def test_users_add_rows_and_grades(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("domain,name,grade\nlemonde.fr,,b\nmy-blog.example,My Blog,F\nspiegel.de,,Z\n", encoding="utf-8")
    broken = tmp_path / "broken.csv"
    broken.write_text("name\nx\n", encoding="utf-8")
    monkeypatch.setattr(register, "user_files", lambda: (mine, broken, tmp_path / "missing.csv"))
    monde, blog, spiegel = (register.lookup(one) for one in ("lemonde.fr", "https://my-blog.example/1", "spiegel.de"))
    assert monde is not None and (monde.name, monde.country, monde.grade) == ("Le Monde", "FR", "B")
    assert blog is not None and (blog.name, blog.grade) == ("My Blog", "F")
    assert spiegel is not None and spiegel.grade == ""
    assert "none of A to F" in caplog.text
    assert "no column 'domain'" in caplog.text
    register._register.cache_clear()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://WWW.Paper.Example:443/a/B?utm_source=x&id=7&fbclid=3#top", "https://www.paper.example/a/B?id=7"),
        ("http://a.example", "http://a.example/"),
        ("http://a.example:80/x?", "http://a.example/x"),
        ("http://a.example:8080/x", "http://a.example:8080/x"),
        ("https://a.example/x?b=2&a=1", "https://a.example/x?b=2&a=1"),
        ("https://a.example/?p=12&at_medium=x&xtor=RSS-1", "https://a.example/?p=12"),
        ("https://user:secret@a.example./x", "https://a.example/x"),
        ("https://a.example/#!/story/7", "https://a.example/#!/story/7"),
        ("https://a.example/a%2Fb", "https://a.example/a%2Fb"),
        ("javascript:alert(1)", ""), ("ftp://a.example/x", ""), ("https://a.example:99999/x", ""), ("http://[::1", ""),
    ],
)  # fmt: skip
def test_canonical(url: str, expected: str) -> None:
    assert canonical(url) == expected
    assert canonical(expected) == expected


def test_same_page() -> None:
    assert same_page("http://www.a.example/x/?utm_source=b") == same_page("https://a.example/x")
    assert same_page("https://a.example/x?id=1") != same_page("https://a.example/x?id=2")
