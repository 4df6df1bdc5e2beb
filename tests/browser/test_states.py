"""Clicks, drags, hostile text, dropped files and a narrow screen, against stores made by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.driving import DETAIL, HAPPENINGS, ROWS, WAIT, dialog, open_page, settled, wait_for_marks
from tests.views.samples import hostile_store, small_store


@pytest.fixture(scope="module")
def small(dashboard: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a dashboard on nine events made by hand."""
    path = tmp_path_factory.mktemp("small") / "timeline.db"
    small_store(path).close()
    return dashboard(store=path).url


def test_a_click_on_a_mark_opens_its_event_twice(small: str, page: Page):
    open_page(page, small)
    for _ in range(2):
        # Plotly's own layer lies over the marks and takes the clicks.
        page.locator(f"{DETAIL} .scatterlayer .trace").first.locator(".point").nth(2).click(force=True)
        expect(dialog(page).get_by_text("Why this date")).to_be_visible(timeout=WAIT)
        assert "event=" in page.url
        page.keyboard.press("Escape")
        expect(dialog(page)).to_have_count(0)
        page.wait_for_url(lambda url: "event=" not in url, timeout=WAIT)
        settled(page)


def test_a_drag_across_the_strip_looks_closer(small: str, page: Page):
    open_page(page, small)
    strip = page.locator("[class*='st-key-overview_'] .nsewdrag").first.bounding_box()
    assert strip is not None
    page.mouse.move(strip["x"] + 5, strip["y"] + 20)
    page.mouse.down()
    page.mouse.move(strip["x"] + strip["width"] * 0.3, strip["y"] + 25, steps=6)
    page.mouse.up()
    page.wait_for_url("**zoom=**", timeout=WAIT)
    near = page.url
    [left] = wait_for_marks(page, 1)
    assert "2016" in left["text"]
    settled(page)
    page.get_by_role("button", name="Zoom out").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "zoom=" in url and url != near, timeout=WAIT)
    page.get_by_role("button", name="Show all").click()
    page.wait_for_url("**zoom=all**", timeout=WAIT)
    assert len(wait_for_marks(page, 8)) == 8


def test_hostile_text_does_nothing(dashboard: Callable[..., Any], tmp_path: Path, page: Page):
    hostile_store(tmp_path / "timeline.db").close()
    server = dashboard(store=tmp_path / "timeline.db")
    alerts: list[str] = []

    def alerted(happening: Dialog) -> None:
        alerts.append(happening.message)
        happening.dismiss()

    page.on("dialog", alerted)
    text = quote_plus(":smile: :red[hi]")
    open_page(page, f"{server.url}/?event=h1&text={text}")
    assert ":smile: :red[hi]" in page.locator(".st-key-chip_0").inner_text().replace("\u2060", "")
    expect(dialog(page)).to_contain_text("<script>alert(1)</script> <b>bold</b> **stars** [click](javascript:alert(1))")
    dialog(page).get_by_role("link", name="Read it in the article").click()
    expect(page.locator("article")).to_contain_text("<img src=x onerror=alert(1)>", timeout=WAIT)
    assert page.locator("a[href^='javascript']").count() == 0
    assert alerts == []


def test_files_dropped_on_the_page_are_added(dashboard: Callable[..., Any], tmp_path: Path, page: Page):
    server = dashboard(store=tmp_path / "timeline.db")
    page.goto(server.url)
    expect(page.get_by_text("No articles yet")).to_be_visible(timeout=WAIT)
    page.get_by_role("link", name="Add articles").last.click()
    told = "The hackers struck on 5 May 2017, the company said.\n\nThe minister resigned on 9 May 2017."
    files: list[Any] = [
        {"name": "note.txt", "mimeType": "text/plain", "buffer": told.encode()},
        {"name": "empty.txt", "mimeType": "text/plain", "buffer": b""},
    ]
    page.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_text("empty.txt: ")).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="Add 1 article").click()
    expect(page.get_by_text("Added: 1")).to_be_visible(timeout=WAIT)
    expect(page.get_by_text("Refused: 1")).to_be_visible()
    page.get_by_role("link", name="See them on the timeline").click()
    expect(page.locator(HAPPENINGS).filter(has_text="5 May 2017").first).to_be_visible(timeout=WAIT)


def test_a_narrow_screen_needs_no_sideways_scrolling_and_nothing_from_elsewhere(small: str, browser: Browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark", locale="en-GB")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, small)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    settled(page)  # a narrow page is drawn a second time
    sides = page.locator(ROWS).evaluate_all(
        "rows => rows.map(row => row.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert sides
    assert all(left >= 0 and right <= 390 for left, right in sides)
    outside = [url for url in asked if not url.startswith((small, small.replace("http", "ws"), "data:", "blob:"))]
    assert outside == [], "no fonts, scripts or statistics of other machines"
    context.close()
