"""A store in which articles in two languages tell of the same happenings, so that pages of incidents can be tested."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from timeline.extract import extract
from timeline.ingest import article_from_text
from timeline.models import Event, Finding, Incident, Join, Source
from timeline.store import Store

PAPERS: list[tuple[str, str, date, str]] = [
    (
        "The Paper", "en", date(2017, 5, 6),
        "On 5 May 2017, hackers dumped nine gigabytes of emails stolen from the Macron campaign on Pastebin. "
        "Facebook suspended 30,000 fake accounts on 13 April 2017.",
    ),
    (
        "Le Journal", "fr", date(2017, 5, 7),
        "Le 5 mai 2017, des pirates ont mis en ligne les courriels volés à la campagne d'Emmanuel Macron.",
    ),
    (
        "The Wire", "en", date(2017, 7, 27),
        "Hackers dumped the stolen emails of the Macron campaign on 5 May 2017. Facebook had suspended 70,000 fake "
        "accounts on 13 April 2017. On 20 July 2017, the Kremlin denied that it had dumped the emails of the Macron "
        "campaign.",
    ),
]  # fmt: skip


def happening_store(path: Path) -> Store:
    """A store with three articles in two languages, grouped."""
    store = Store(path)
    for publisher, language, published, text in PAPERS:
        told = article_from_text(
            text, title=f"{publisher} of {published}", url=f"https://example.org/{publisher.split()[-1].lower()}",
            publisher=publisher, published=published, language=language,
        )  # fmt: skip
        store.add(told, extract(told))
    store.group()
    return store


def incident(**changes: object) -> Incident:
    """One incident with sensible values, some of them changed."""
    values: dict[str, object] = {
        "id": "i-1", "title": "Hackers dump emails", "language": "en", "start": "2017-05-05", "end": "2017-05-05",
        "precision": "day", "bound": "exact", "edtf": "2017-05-05", "why": "2 reports agree on 5 May 2017",
        "events": ("e1", "e2"), "articles": ("a1", "a2"), "independent": 2, "status": "stated",
        "actors": ("Fancy Bear",), "sources": ("The Paper", "Le Journal"), "languages": ("en", "fr"), "story": "s1",
        "joins": (Join("e2", "e1", 0.9, "same day; both tell of dumped"),),
        "findings": (Finding("date agreement", "2 reports agree on 5 May 2017", ("e1", "e2")),),
    }  # fmt: skip
    return Incident(**(values | changes))  # pyright: ignore[reportArgumentType]


def reports() -> list[Event]:
    """The two events of ``incident``."""
    from tests.views.samples import event

    french = Source("Un article", "Le Journal", "https://example.org/b", "2017-05-10", "given")
    return [
        event(),
        event(
            id="e2", article_id="a2", title="Des pirates", quote="Le 5 mai, des pirates ont agi.", char_start=10,
            char_end=40, when_text="5 mai", when_char_start=13, when_char_end=18, language="fr", source=french,
            status="attributed", attribution=("un élu",), chain=(("Reuters",), ("un élu", "deux agents")),
            link="https://example.org/b#:~:text=Le%205%20mai",
        ),
    ]  # fmt: skip
