"""Happenings in a real browser: shown, opened, led back to their sentences, corrected, and exported."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import DETAIL, HAPPENINGS, REPORTS, WAIT, open_page, settled, wait_for_marks
from tests.views.happening_samples import happening_store


@pytest.fixture(scope="module")
def told(dashboard: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a dashboard on three articles that tell of the same happenings, in two languages."""
    folder = tmp_path_factory.mktemp("told")
    happening_store(folder / "timeline.db").close()
    return dashboard(store=folder / "timeline.db", TIMELINE_ACTORS=str(folder / "actors.csv")).url


def open_dump(page: Page, url: str) -> None:
    """The page of the happening that all three articles tell."""
    open_page(page, url, HAPPENINGS)
    page.locator(HAPPENINGS).filter(has_text="3 articles").get_by_role("link").click()
    expect(page.locator(REPORTS)).to_have_count(3, timeout=WAIT)


def test_the_dump_of_the_samples_is_one_happening_in_both_languages(sample_dashboard: Any, page: Page):
    open_page(page, f"{sample_dashboard.url}/?order=importance", HAPPENINGS)
    row = page.locator(HAPPENINGS).filter(has_text="5 May 2017").filter(has_text="English, French").first
    row.get_by_role("link").click()
    expect(page.locator(REPORTS).nth(1)).to_be_visible(timeout=WAIT)
    told = page.locator(REPORTS).all_inner_texts()
    assert any("French" in text and "vendredi soir" in text for text in told)
    assert any("English" in text for text in told)
    assert page.locator(f"{REPORTS} mark").count() >= 2, "the words of time are marked in the quotes"


def test_a_happening_is_shown_and_its_reports_lead_to_their_sentences(told: str, page: Page):
    open_page(page, told, HAPPENINGS)
    expect(page.locator(HAPPENINGS)).to_have_count(3)
    drawn = wait_for_marks(page, 3)
    assert any("3 articles, 3 independent sources" in mark["text"] for mark in drawn)
    expect(page.locator(HAPPENINGS).filter(has_text="numbers updated")).to_have_count(1)
    open_dump(page, told)
    french = page.locator(REPORTS).filter(has_text="Le Journal")
    outside = french.get_by_role("link", name="Open the source at the quote")
    expect(outside).to_have_attribute("href", re.compile(r"^https://example\.org/journal#:~:text=Le%205%20mai%202017"))
    french.get_by_role("link", name="Read “").click()
    expect(page.locator("mark.told.chosen").first).to_contain_text("5 mai 2017", timeout=WAIT)
    page.go_back()
    expect(page.locator(REPORTS)).to_have_count(3, timeout=WAIT)


def test_a_click_on_a_mark_opens_its_happening(told: str, page: Page):
    open_page(page, told, HAPPENINGS)
    wait_for_marks(page, 3)
    page.locator(f"{DETAIL} .scatterlayer .trace").first.locator(".point").nth(1).click(force=True)
    expect(page.locator(REPORTS)).to_have_count(3, timeout=WAIT)
    page.get_by_role("link", name="Back to the timeline").click()
    expect(page.locator(HAPPENINGS)).to_have_count(3, timeout=WAIT)


def test_a_report_is_taken_out_and_put_back(told: str, page: Page):
    open_dump(page, told)
    page.get_by_label("Your name, for the record of decisions").fill("Ada")
    page.keyboard.press("Enter")
    settled(page)
    wire = page.locator(REPORTS).filter(has_text="The Wire")
    wire.locator("summary").focus()
    page.keyboard.press("Enter")
    wire.get_by_role("button", name="Does not belong here").click()
    expect(page.locator(REPORTS)).to_have_count(2, timeout=WAIT)
    expect(page.get_by_text("is not one happening with 2 others")).to_be_visible()
    expect(page.get_by_text("Ada: “").first).to_be_visible()
    page.locator(".st-key-undo_last").get_by_role("button").click()
    expect(page.locator(REPORTS)).to_have_count(3, timeout=WAIT)


def test_a_verdict_stands_on_the_report_and_in_the_decisions(told: str, page: Page):
    open_dump(page, told)
    first = page.locator(REPORTS).first
    first.locator("summary").click()
    first.get_by_role("button", name="Confirm").click()
    expect(page.locator(REPORTS).first.get_by_text("confirmed", exact=True)).to_be_visible(timeout=WAIT)
    page.goto(f"{told}/?panel=decisions")
    line = page.locator(".st-key-decisions li").filter(has_text="is confirmed").first
    line.get_by_role("button", name="Undo").click(timeout=WAIT)
    expect(page.locator(".st-key-decisions li").filter(has_text="was taken back").first).to_be_visible(timeout=WAIT)


def test_gaps_and_numbers_lead_to_happenings(told: str, page: Page):
    page.goto(f"{told}/?panel=numbers")
    numbers = page.locator(".st-key-numbers table").first
    expect(numbers).to_contain_text("30,000", timeout=WAIT)
    expect(numbers).to_contain_text("70,000")
    page.get_by_role("radio", name="Gaps").or_(page.get_by_role("button", name="Gaps")).first.click()
    gap = page.locator(".st-key-gaps li").filter(has_text="14 April – 4 May 2017")
    expect(gap).to_be_visible(timeout=WAIT)
    gap.get_by_role("link").last.click()
    expect(page.locator(REPORTS)).to_have_count(3, timeout=WAIT)


def test_the_most_important_are_shown_drawn_and_exported(told: str, page: Page):
    open_page(page, f"{told}/?top=1", HAPPENINGS)
    expect(page.locator(HAPPENINGS)).to_have_count(1, timeout=WAIT)
    wait_for_marks(page, 1)
    with page.expect_download(timeout=WAIT) as happening:
        page.get_by_role("button", name="Download JSON").click()
    [only] = json.loads(Path(happening.value.path()).read_text(encoding="utf-8"))
    assert {event["language"] for event in only["events"]} == {"en", "fr"}
    assert only["start"] == "2017-05-05"


def test_what_is_printed_is_what_is_read(told: str, page: Page):
    open_page(page, told, HAPPENINGS)
    expect(page.get_by_role("button", name="Zoom in")).to_be_visible()
    page.emulate_media(media="print")
    for control in (
        page.get_by_test_id("stSidebar"),
        page.get_by_role("button", name="Zoom in"),
        page.get_by_text("Download CSV").first,
    ):
        expect(control).to_be_hidden()
    expect(page.locator(HAPPENINGS).first).to_be_visible()


def test_every_control_has_a_name(told: str, page: Page):
    for path in ("", "/actors", "/articles", "/add"):
        page.goto(told + path)
        expect(page.get_by_role("heading", level=1).first).to_be_visible(timeout=WAIT)
        settled(page)
        nameless = page.get_by_role("button", name="", exact=True).evaluate_all(
            "all => all.filter(one => one.checkVisibility() && !one.innerText.trim() && !one.ariaLabel && !one.title)"
            ".map(one => one.outerHTML.slice(0, 200))"
        )
        assert nameless == [], path
