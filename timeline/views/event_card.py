"""One event, opened: the quote, why this date, who says so, and the way to the source."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from timeline.models import Article, Event, Incident
from timeline.views import address, escape, incident_words, phrases, words
from timeline.views.palette import Palette

_STYLE = """<style>
.ev { font-size: 1rem; line-height: 1.5; overflow-wrap: anywhere; }
.ev h2 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 .35rem; padding: 0; }
.ev .when { font-weight: 600; }
.ev .faint { opacity: .78; font-size: .9rem; }
.ev blockquote { margin: .9rem 0; padding: .1rem 0 .1rem .9rem; border-left: 3px solid COLOUR; font-size: 1.05rem; }
.ev mark { background: rgba(255,204,51,.38); color: inherit; padding: 0 .15em; border-radius: 3px; }
.ev dl, .ev dd, .ev dt { margin: 0; padding: 0; }
.ev dt { font-weight: 600; font-size: .85rem; opacity: .78; margin-top: .8rem; }
.ev dd { margin: .1rem 0 0 0; }
.ev ul { margin: .1rem 0 0; padding-left: 1.1rem; }
.ev .badge { display: inline-block; border: 1px solid COLOUR; color: COLOUR; border-radius: 99px; padding: 0 .6em;
  font-size: .82rem; font-weight: 600; margin-left: .5em; }
</style>"""


def card(event: Event, article: Article | None, palette: Palette, note: str = "") -> str:
    """The event as HTML in which every word of the article is escaped; ``note`` says what became of its sentence."""
    colour = palette.status(event.status)
    parts = [
        _STYLE.replace("COLOUR", colour),
        '<div class="ev">',
        f"<h2>{escape.html(event.title or escape.shorten(event.quote, 120))}</h2>",
        f'<div><span class="when">{escape.html(phrases.when(event))}</span>'
        f'<span class="badge">{escape.html(words.STATUS.get(event.status, event.status))}</span></div>',
        f"<blockquote>{quote(event, article)}</blockquote>",
        f'<p role="note"><strong>{escape.html(note)}</strong></p>' if note else "",
        "<dl>",
        _entry(words.WHY, [phrases.reason(event.why)]),
        _entry(
            words.OTHER_READINGS,
            [_reading(one.span.start, one.span.end, one.why) for one in event.alternatives],
        ),
        _entry(words.WHO_SAYS, [phrases.said(event)]),
        _entry(words.WHO, [", ".join(event.actors)] if event.actors else []),
        _entry(words.NUMBERS, [", ".join(event.numbers)] if event.numbers else []),
        _entry(words.SOURCE, [" · ".join(_source(event, article))]),
        _entry(words.CODES, [_codes(event)]),
        "</dl></div>",
    ]
    return "".join(parts)


def quote(event: Event, article: Article | None) -> str:
    """The quote as HTML, its time expression marked where it lies inside."""
    text, start = event.quote, event.char_start
    low, high = event.when_char_start - start, event.when_char_end - start
    if article is not None and article.text[start : event.char_end] != text:
        low = high = 0
    if not event.when_text or not 0 <= low < high <= len(text) or text[low:high] != event.when_text:
        return escape.html(text)
    return f"{escape.html(text[:low])}<mark>{escape.html(text[low:high])}</mark>{escape.html(text[high:])}"


def _entry(name: str, lines: Iterable[str]) -> str:
    held = [escape.html(line) for line in lines if line]
    if not held:
        return ""
    body = held[0] if len(held) == 1 else "<ul>" + "".join(f"<li>{line}</li>" for line in held) + "</ul>"
    return f"<dt>{escape.html(name)}</dt><dd>{body}</dd>"


def _reading(start: str | None, end: str | None, why: str) -> str:
    return f"{phrases.span(start, end)} – {phrases.reason(why)}" if why else phrases.span(start, end)


def _source(event: Event, article: Article | None) -> list[str]:
    source = event.source
    lines = [source.title, source.publisher, phrases.published(source)]
    if article is not None and article.published_basis == "guessed" and article.published_why:
        lines[2] += f": {article.published_why}"
    if event.region == "caption":
        lines.append(words.CAPTION_NOTE)
    if article is not None and not article.verbatim:
        lines.append(words.NOT_VERBATIM)
    return [line for line in lines if line]


def _codes(event: Event) -> str:
    basis = words.BASIS.get(event.basis, event.basis)
    codes = [f"EDTF {event.edtf}" if event.edtf else "", f"{event.timex_type} {event.timex_value}".strip(), basis]
    return " · ".join(code for code in codes if code)


def links(event: Event, incident: Incident | None = None) -> None:
    """The ways on: the reader inside the dashboard, the web page, and the happening that the event is part of."""
    if incident:
        number = phrases.number(len(incident.events), incident_words.ONE_REPORT, incident_words.MANY_REPORTS)
        st.page_link(
            address.page("happening"),
            label=incident_words.PART_OF.format(n=number),
            icon=":material/hub:",
            query_params={"of": event.id},
        )
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.page_link(
            address.page("reader"),
            label=words.READ_IN_ARTICLE,
            icon=":material/article:",
            query_params={"article": event.article_id, "event": event.id},
        )
        outside(event)


def outside(event: Event) -> None:
    """The link to the web page, at the quote where the words are the source's own."""
    target = escape.link(event.link) or escape.link(event.source.url)
    if target:
        label = words.OPEN_SOURCE_QUOTE if ":~:text=" in target else words.OPEN_SOURCE
        st.link_button(label, target, icon=":material/open_in_new:")
    else:
        st.caption(words.NO_LINK)


def closed() -> None:
    """The event was closed: take it out of the address, and let the same mark be clicked again."""
    st.session_state["_chart"] = st.session_state.get("_chart", 0) + 1
    address.change(event="")


@st.dialog(words.EVENT, width=580, position="right", on_dismiss=closed)
def dialog(
    event: Event, article: Article | None, palette: Palette, incident: Incident | None, verdict: str, note: str = ""
) -> None:
    """The event in a drawer beside the timeline, with a reviewer's ``verdict`` where there is one."""
    if verdict:
        st.info(incident_words.VERDICT_BY_REVIEWER.format(verdict=incident_words.VERDICTS[verdict][1]))
    st.html(card(event, article, palette, note))
    links(event, incident)


@st.dialog(words.EVENT, on_dismiss=closed)
def gone() -> None:
    """The address names an event that is not there."""
    st.info(words.EVENT_GONE)
