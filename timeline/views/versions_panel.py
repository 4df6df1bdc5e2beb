"""That an article has versions, what changed between them, and which article it repeats.

What was taken out and added is told by words and by the elements ``del`` and ``ins``, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from timeline.incidents.changes import Change
from timeline.models import Article, Event
from timeline.store.versioning import Version
from timeline.views import address, escape, phrases, words
from timeline.views.data import Source


def show(article: Article, source: Source) -> None:
    """A notice with the way to the newest version, the list of versions with what changed, and the original."""
    versions = source.versions(article.id)
    if versions:
        _notice(article, versions)
        with st.expander(words.VERSIONS.format(n=len(versions)), icon=":material/history:"):
            _list(article, versions, source)
    original, why = source.original(article.id)
    if original:
        name = " · ".join(filter(None, (original.publisher, original.title))) or words.UNTITLED
        st.caption(escape.markdown(words.REPEATS.format(name=name, why=why)))
        st.page_link(
            address.page("reader"),
            label=words.READ_ORIGINAL,
            icon=":material/content_copy:",
            query_params={"article": original.id},
        )


def note(event: Event, source: Source) -> str:
    """What became of an event's sentence since; empty where its article is the newest version."""
    versions = source.versions(event.article_id)
    if not versions or versions[-1].article_id == event.article_id:
        return ""
    return words.SENTENCE_STANDS if source.became(event.id) else words.SENTENCE_GONE


def named(number: int, version: Version) -> str:
    """A version in words: its number, its day of publication, and when it was read."""
    day = phrases.day_text(version.published) if version.published else ""
    parts = [words.VERSION.format(n=number), words.PUBLISHED.format(day=day) if day else words.PUBLISHED_UNKNOWN]
    if version.fetched:
        parts.append(words.VERSION_READ.format(moment=version.fetched[:16].replace("T", " ")))
    return " · ".join(parts)


def diff(found: Sequence[Change]) -> str:
    """What was taken out and added, as escaped HTML."""
    if not found:
        return f"<p>{escape.html(words.NO_CHANGE)}</p>"
    lines = []
    for change in found:
        for label, element, told in ((words.REMOVED, "del", change.removed), (words.ADDED, "ins", change.added)):
            lines += [
                f"<li><strong>{escape.html(label)}</strong> <{element}>{escape.html(sentence)}</{element}></li>"
                for sentence in told
            ]
    return f'<ul style="overflow-wrap:anywhere;line-height:1.5">{"".join(lines)}</ul>'


def _notice(article: Article, versions: Sequence[Version]) -> None:
    if versions[-1].article_id == article.id:
        return
    st.warning(words.OLDER_VERSION, icon=":material/history:")
    st.page_link(
        address.page("reader"),
        label=words.READ_NEWEST,
        icon=":material/update:",
        query_params={"article": versions[-1].article_id},
    )


def _list(article: Article, versions: Sequence[Version], source: Source) -> None:
    for number, version in enumerate(versions, 1):
        if version.article_id == article.id:
            st.text(f"{named(number, version)} · {words.VERSION_SHOWN}")
        else:
            st.page_link(
                address.page("reader"),
                label=escape.markdown(named(number, version)),
                query_params={"article": version.article_id},
            )
        if number > 1:
            st.html(diff(source.changes(versions[number - 2].article_id, version.article_id)))
