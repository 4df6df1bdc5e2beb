"""Adding articles: drop files or paste a text, check day and language, add, and read the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from timeline.models import Refusal
from timeline.store import Store
from timeline.views import adding, address, draft_table, escape, words
from timeline.views.adding import Draft, Report
from timeline.views.data import open_store

_REPORT, _ROUND, _PASTED, _UNFETCHED = "_add_report", "_add_round", "_add_pasted", "_add_unfetched"


def show() -> None:
    """The page."""
    address.on_page("add")
    st.title(words.NAV_ADD, anchor=False)
    st.write(words.ADD_INTRO)
    store = open_store()
    _report(st.session_state.pop(_REPORT, None))
    drafts, refused = _dropped()
    _paste(store)
    drafts = drafts + st.session_state.get(_PASTED, [])
    refused = refused + st.session_state.get(_UNFETCHED, [])
    _refusals(refused)
    if not drafts:
        return
    articles = draft_table.check(drafts)
    if not articles:
        st.info(words.NOTHING_CHOSEN)
        return
    label = words.ADD_GO_ONE if len(articles) == 1 else words.ADD_GO_MANY.format(n=len(articles))
    if st.button(label, type="primary", icon=":material/add:", key="add_go"):
        report = Report(refused=list(refused))
        with st.status(label, expanded=True) as status:
            bar = st.progress(0.0)
            for number, name in enumerate(adding.add(store, articles, report)):
                text = words.ADDING.format(name=escape.markdown(name), i=number + 1, n=len(articles))
                bar.progress(number / len(articles), text=text)
            bar.progress(1.0, text=words.GROUPING)
            adding.grouped(store, report)
            status.update(state="complete")
        st.session_state[_REPORT] = report
        st.session_state.pop(_PASTED, None)
        st.session_state.pop(_UNFETCHED, None)
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1  # an empty uploader for the next files
        st.rerun()


def _dropped() -> tuple[list[Draft], list[Refusal]]:
    files = st.file_uploader(
        words.UPLOAD, accept_multiple_files=True, key=f"upload_{st.session_state.get(_ROUND, 0)}",
        max_upload_size=adding.MOST_MB,
    )  # fmt: skip
    kept: dict[Any, Any] = st.session_state.setdefault("_read", {})
    wanted = {file.file_id: file for file in files or []}
    if any(file.name.casefold() == adding.SOURCES for file in wanted.values()):  # it describes the others
        groups = {tuple(sorted(wanted)): list(wanted.values())}
    else:
        groups = {(file_id,): [file] for file_id, file in wanted.items()}
    for gone in set(kept) - set(groups):
        del kept[gone]
    for key, group in groups.items():
        if key not in kept:
            kept[key] = adding.read([(file.name, file.getvalue()) for file in group])
    results = [kept[key] for key in groups]
    return [one for drafts, _ in results for one in drafts], [one for _, refused in results for one in refused]


def _paste(store: Store) -> None:
    with (
        st.expander(words.PASTE, icon=":material/content_paste:"),
        st.form("paste", clear_on_submit=False, border=False),
    ):
        text = st.text_area(words.PASTE_TEXT, height=220, key="paste_text")
        title = st.text_input(words.PASTE_TITLE, key="paste_title")
        publisher = st.text_input(words.PASTE_PUBLISHER, key="paste_publisher")
        url = st.text_input(words.PASTE_URL, key="paste_url", type="url")
        published = st.date_input(
            words.PASTE_DATE, value=None, key="paste_date", format="YYYY-MM-DD", min_value=date(1000, 1, 1)
        )
        if st.form_submit_button(words.PASTE_GO):
            urls = adding.addresses(text or url or "")
            problem = "" if urls else _take_pasted(text or "", title or "", publisher or "", url or "", published)
            if urls:
                _fetch(urls, store)
            if problem:
                st.error(problem)
            else:
                st.rerun()


def _fetch(urls: Sequence[str], store: Store) -> None:
    """Fetch pages with a bar, and keep them as drafts; what was refused is kept for the report."""
    drafts: list[Draft] = []
    refused: list[Refusal] = []
    bar = st.progress(0.0, text=words.FETCHING)
    for number, found in enumerate(adding.fetch(urls, store), start=1):
        if isinstance(found, Refusal):
            refused.append(found)
        else:
            drafts.append(found)
        bar.progress(min(number / len(urls), 1.0), text=f"{words.FETCHING}: {escape.markdown(found.name)}")
    new = {draft.article.id for draft in drafts}
    held = [draft for draft in st.session_state.get(_PASTED, []) if draft.article.id not in new]
    st.session_state[_PASTED] = [*held, *drafts]
    st.session_state[_UNFETCHED] = refused


def _take_pasted(text: str, title: str, publisher: str, url: str, published: date | None) -> str:
    """Keep a pasted text as a draft; answers what is wrong with it, or nothing."""
    from timeline.ingest import article_from_text

    if not text.strip():
        return words.PASTE_EMPTY
    if url.strip() and not escape.link(url):
        return words.PASTE_BAD_URL
    article = article_from_text(
        text, title=title.strip(), publisher=publisher.strip(), url=escape.link(url), published=published
    )
    name = title.strip() or escape.shorten(text, 50) or words.PASTE_NAME
    held = [draft for draft in st.session_state.get(_PASTED, []) if draft.article.id != article.id]
    st.session_state[_PASTED] = [*held, adding.drafted(name, article)]
    return ""


def _refusals(refused: Sequence[Refusal]) -> None:
    if refused:
        st.error(words.REPORT_REFUSED.format(n=len(refused)), icon=":material/block:")
        for refusal in refused:
            st.text(escape.plain(str(refusal)))


def _report(report: Report | None) -> None:
    """What the last adding did."""
    if report is None:
        return
    st.subheader(words.REPORT, anchor=False)
    if report.added:
        st.success(words.REPORT_ADDED.format(n=len(report.added)), icon=":material/check:")
        for name, number in report.added:
            counted = words.REPORT_EVENTS_ONE if number == 1 else words.REPORT_EVENTS
            st.text(counted.format(name=escape.plain(name), n=number))
    for name, newer in report.versions:
        st.text(f"{words.REPORT_NEWER if newer else words.REPORT_OLDER}: {escape.plain(name)}")
    if report.known:
        st.info(words.REPORT_KNOWN.format(n=len(report.known)), icon=":material/info:")
        for name in report.known:
            st.text(escape.plain(name))
    for name, article_id, day in report.differing:
        told = words.REPORT_DIFFERING.format(name=escape.markdown(name), day=day or words.BASIS_UNKNOWN)
        st.warning(told, icon=":material/event_busy:")
        st.page_link(
            address.page("reader"),
            label=words.REPORT_CORRECT,
            icon=":material/edit:",
            query_params={"article": article_id},
        )
    _refusals(report.refused)
    st.page_link(address.page("timeline"), label=words.SEE_TIMELINE, icon=":material/timeline:")
