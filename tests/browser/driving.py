"""How a test sees and moves the dashboard: marks, rows, filters and the open event."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

DETAIL = "[class*='st-key-detail_'] .js-plotly-plot"
ROWS = ".st-key-events tr[data-event]"
HAPPENINGS = ".st-key-happenings tr[data-event]"
REPORTS = "article.report"
WAIT = 30_000
_MARKS = """() => {
  const plot = document.querySelector("[class*='st-key-detail_'] .js-plotly-plot");
  const found = {};
  for (const trace of plot?.data ?? []) {
    if (trace.name.startsWith('label')) continue;
    const places = trace.base ?? trace.x;
    (trace.customdata ?? []).forEach((data, index) => {
      found[data[0]] ??= {id: data[0], text: trace.hovertext[index], at: []};
      found[data[0]].at.push(String(places[index]));
    });
  }
  return Object.values(found);
}"""


def open_page(page: Page, url: str, rows: str = ROWS) -> None:
    """Open an address of the dashboard and wait for its table and chart."""
    page.goto(url)
    expect(page.locator(rows).first).to_be_visible(timeout=WAIT)
    expect(page.locator(DETAIL).first).to_be_visible(timeout=WAIT)
    expect(page.locator(f"{DETAIL} .barlayer").first).to_be_attached(timeout=WAIT)


def settled(page: Page) -> None:
    """Wait until the script has stopped running; whoever set it going first waits for what it changes at once."""
    expect(page.locator("[data-testid='stApp'][data-test-script-state='notRunning']")).to_be_visible(timeout=WAIT)


def marks(page: Page) -> list[dict[str, Any]]:
    """What is drawn: ``{id, text, at}`` of each event on the chart, ``at`` the places of its bars and markers."""
    return page.evaluate(_MARKS)


def wait_for_marks(page: Page, count: int) -> list[dict[str, Any]]:
    """The marks, once there are as many as they should be."""
    page.wait_for_function(f"({_MARKS})().length === {count}", timeout=WAIT)
    return marks(page)


def row_ids(page: Page) -> list[str]:
    """The ids of the rows of the table, in order."""
    return page.locator(ROWS).evaluate_all("rows => rows.map(row => row.dataset.event)")


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a filter by a part of its text, and wait for the fewer rows that it leaves."""
    url, rows = page.url, page.locator(ROWS).count()
    page.get_by_test_id("stSidebar").get_by_label(label, exact=True).click()
    page.get_by_role("option").filter(has_text=option).first.click()
    page.keyboard.press("Escape")  # while the list is open, the rest of the page is hidden from a reader's tools
    page.wait_for_url(lambda now: now != url, timeout=WAIT)
    expect(page.locator(ROWS)).not_to_have_count(rows, timeout=WAIT)  # the address changes before the table does
    settled(page)


def dialog(page: Page) -> Locator:
    """The open event."""
    return page.get_by_role("dialog")
