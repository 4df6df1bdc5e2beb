"""What a quantity counts is named alike in every language."""

from __future__ import annotations

from timeline.events.quantities import quantities
from timeline.extract import extract
from timeline.incidents.things import counted_thing
from timeline.ingest import read_paths
from timeline.models import Article
from timeline.paths import data_file


def counted(text: str, language: str) -> tuple[str, str]:
    """What the one quantity of a text counts."""
    (quantity,) = quantities(text, language, 0, len(text), ())
    return counted_thing(quantity, language)


def comparable(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one == other


def test_the_same_things_compare_across_languages() -> None:
    accounts = [
        counted(*pair)
        for pair in (("two dozen Facebook accounts", "en"), ("une vingtaine de faux comptes", "fr"),
                     ("30.000 gefälschte Konten", "de"), ("30.000 cuentas falsas", "es"), ("24 fake profiles", "en"))
    ]  # fmt: skip
    assert all(comparable(one, other) for one in accounts for other in accounts)
    websites, people = counted("five fake websites", "en"), counted("30,000 people", "en")
    assert not any(comparable(account, other) for account in accounts for other in (websites, people))
    assert not comparable(counted("9 GB", "en"), counted("9 km", "en"))
    assert comparable(counted("200 widgets", "en"), counted("3 broken widgets", "en"))
    assert comparable(counted("$3 million", "en"), counted("2 millions de dollars", "fr"))


def test_the_accounts_of_the_samples_stand_side_by_side() -> None:
    """About two dozen, 24 and a score of accounts are comparable; 30,000 is another number of the same things."""
    events = [e for a in read_paths([data_file("articles")]) if isinstance(a, Article) for e in extract(a)]
    accounts = [
        q
        for e in events
        for q in e.quantities
        if comparable(counted_thing(q, e.language), counted("two accounts", "en"))
    ]
    assert {q.low for q in accounts} >= {24, 20, 30000}
    assert {q.low for q in accounts if q.about} >= {24, 20}
