"""The sample articles in a real browser: what a newcomer sees after the first ``make run``."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import ROWS, WAIT, choose, dialog, marks, open_page, row_ids, settled


@pytest.fixture
def samples(sample_dashboard: Any, page: Page) -> Page:
    """The timeline page on the reports of the sample articles."""
    open_page(page, f"{sample_dashboard.url}/?show=reports")
    return page


def download(page: Page, name: str) -> str:
    with page.expect_download(timeout=WAIT) as happening:
        page.get_by_role("button", name=f"Download {name}").click()
    return Path(happening.value.path()).read_text(encoding="utf-8-sig")


def test_it_shows_the_detections_the_dump_and_the_result(samples: Page):
    drawn = marks(samples)

    def seen(words: str, *days: str) -> bool:
        return any(
            re.search(words, mark["text"], re.IGNORECASE) and any(place.startswith(days) for place in mark["at"])
            for mark in drawn
        )

    assert seen("Facebook|accounts", "2017-04"), "what Facebook detected in April"
    assert seen("mail|mis en ligne|messages|courriels", "2017-05-05"), "the dump of 5 May"
    assert seen("Macron", "2017-05-07"), "the result of the runoff"
    assert set(row_ids(samples)) >= {mark["id"] for mark in drawn}


def test_it_filters_by_actor_and_by_source(samples: Page):
    before = row_ids(samples)
    choose(samples, "Actor", "Facebook")
    expect(samples.locator(".st-key-chip_0")).to_contain_text("Facebook")
    by_actor = row_ids(samples)
    assert 0 < len(by_actor) < len(before)
    for text in samples.locator(f"{ROWS} td.actors").all_inner_texts():
        assert "Facebook" in text
    choose(samples, "Source", "Reuters")
    both = row_ids(samples)
    assert 0 < len(both) < len(by_actor)
    assert set(both) < set(by_actor)
    assert parse_qs(urlsplit(samples.url).query) == {
        "show": ["reports"], "actor": ["Facebook"], "source": ["Reuters"],
    }  # fmt: skip


def test_an_event_leads_to_its_sentence_and_a_reload_keeps_it(samples: Page):
    row = samples.locator(ROWS).filter(has_text="5 May 2017").first
    chosen = row.get_attribute("data-event")
    row.get_by_role("link").click()
    expect(dialog(samples).get_by_text("Why this date")).to_be_visible(timeout=WAIT)
    quote = dialog(samples).locator("blockquote").inner_text()
    href = dialog(samples).get_by_role("link", name="Open the source").get_attribute("href") or ""
    assert href.startswith("http")
    dialog(samples).get_by_role("link", name="Read it in the article").click()
    for _ in ("first", "after a reload"):
        marked = samples.locator("mark.told.chosen")
        expect(marked.first).to_be_in_viewport(timeout=WAIT)
        assert " ".join("".join(marked.all_inner_texts()).split()) == " ".join(quote.split())
        assert parse_qs(urlsplit(samples.url).query)["event"] == [chosen]
        samples.reload()


def test_a_reload_gives_the_same_view_and_the_back_button_the_one_before(samples: Page):
    before = row_ids(samples)
    choose(samples, "Source", "RTL")
    rows = row_ids(samples)
    assert rows != before
    samples.go_back()
    expect(samples.locator(ROWS)).to_have_count(len(before), timeout=WAIT)
    samples.go_forward()
    expect(samples.locator(ROWS)).to_have_count(len(rows), timeout=WAIT)
    samples.locator(ROWS).first.get_by_role("link").click()
    expect(dialog(samples).get_by_text("Why this date")).to_be_visible(timeout=WAIT)  # until then it is headed "Event"
    settled(samples)
    title = dialog(samples).locator("h2").last.inner_text()
    url = samples.url
    open_page(samples, url)
    expect(samples.locator(ROWS)).to_have_count(len(rows), timeout=WAIT)
    assert row_ids(samples) == rows
    expect(dialog(samples).locator("h2").last).to_have_text(title, timeout=WAIT)
    assert samples.url == url


def test_downloads_hold_exactly_the_rows_shown(samples: Page):
    choose(samples, "Source", "Reuters")
    shown = row_ids(samples)
    rows = list(csv.DictReader(io.StringIO(download(samples, "CSV"))))
    assert [row["id"] for row in rows] == shown
    events = json.loads(download(samples, "JSON"))
    assert [event["id"] for event in events] == shown
    titles = samples.locator(f"{ROWS} a.title").all_inner_texts()
    assert [event["title"] for event in events] == titles
    settled(samples)
