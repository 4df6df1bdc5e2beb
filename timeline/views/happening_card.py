"""One happening as trees: what it says, each report, the numbers, the denials, and the story around it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from timeline.incidents.denials import Denial
from timeline.models import Event, Finding, Incident, Join
from timeline.store.review_log import Standing
from timeline.views import escape, happenings, incident_words, phrases, words
from timeline.views.gaps_panel import happening_link
from timeline.views.tree import Node, act, badge, go, node, out


def heading(incident: Incident, colour: str) -> str:
    """Title, date and the facts of one line, as escaped HTML: the page's own heading."""
    facts = [
        words.STATUS.get(incident.status, incident.status), happenings.sources(incident),
        happenings.languages(incident), ", ".join(incident.actors[:8]),
    ]  # fmt: skip
    line = " · ".join(escape.html(fact) for fact in facts if fact)
    language = escape.html(incident.language)
    return (
        f'<h1 lang="{language}" style="font-size:1.7rem;line-height:1.25;padding:0;margin:0 0 .3rem;'
        f'overflow-wrap:anywhere">{escape.html(incident.title or words.UNTITLED)}</h1>'
        f'<div style="font-size:1.1rem;font-weight:600;border-left:4px solid {colour};padding-left:.6rem">'
        f"{escape.html(happenings.when(incident))}</div>"
        f'<div style="opacity:.8;font-size:.92rem;margin-top:.3rem;overflow-wrap:anywhere">{line}</div>'
    )


def summary(incident: Incident) -> Node:
    """Why it has its date, and what the reports agree and differ on."""
    found = [_finding(one) for one in _briefly(incident.findings)]
    return node(
        "section",
        node("p", incident_words.WHY_DATE.format(why=incident.why)) if incident.why else None,
        node("h2", incident_words.FOUND) if found else None,
        *found,
    )


def _briefly(findings: Sequence[Finding]) -> Iterable[Finding]:
    """The findings, what is said of several copies alike once."""
    return {(one.kind, one.text): one for one in findings}.values()


def _finding(one: Finding) -> Node:
    look, name = incident_words.FINDINGS.get(one.kind, ("plain", one.kind))
    text = one.text[:1].upper() + one.text[1:]
    return node("div", badge(look, name), node("span", text if text.endswith(".") else f"{text}."), cls="finding")


def reports(
    incident: Incident, events: Sequence[Event], held: Mapping[str, Standing], repeated: Mapping[str, str]
) -> Node:
    """Every report, in the order in which they were published. ``repeated`` is whom an article repeats, by its id."""
    named = {event.id: event for event in events}
    joins = {join.event_id: join for join in incident.joins}
    copies = {name for one in incident.findings if one.kind == "copy" for name in one.events}
    alone = len(events) < 2
    made = [
        _report(
            event, joins.get(event.id), named, _repeats(event, copies, repeated), held.get(event.id, Standing()), alone
        )
        for event in events
    ]
    return node("section", node("h2", f"{incident_words.REPORTS} ({len(events)})"), *made)


def _report(
    event: Event, join: Join | None, named: Mapping[str, Event], repeats: str, held: Standing, alone: bool
) -> Node:
    source = phrases.source_name(event.source) or words.UNNAMED
    look, told = incident_words.VERDICTS.get(held.verdict, ("", ""))
    return node(
        "article",
        node(
            "div",
            node("h3", source),
            node("span", phrases.published(event.source), cls="muted"),
            node("span", words.LANGUAGES.get(event.language, event.language), cls="muted"),
            cls="row",
        ),
        node(
            "div",
            node("strong", _says(event, held)),
            badge("plain", words.STATUS.get(event.status, event.status)),
            badge("quiet", repeats) if repeats else None,
            badge("quiet", incident_words.DATE_CHOSEN) if held.reading else None,
            badge(look, told) if told else None,
            cls="row",
        ),
        quote(event),
        node("div", f"{incident_words.LEVELS}: {levels(event)}", cls="muted"),
        node("div", phrases.reason(held.reading.why if held.reading else event.why), cls="muted"),
        node("div", _joined(join, named), cls="muted") if not alone else None,
        node("div", *links(event, source), cls="row"),
        _correct(event, held, alone, source),
        cls="report repeats" if repeats else "report",
        label=f"{source}, {phrases.published(event.source)}",
    )


def _repeats(event: Event, copies: set[str], repeated: Mapping[str, str]) -> str:
    """That a report repeats another, and whose; empty for one that speaks for itself."""
    if event.id not in copies and event.article_id not in repeated:
        return ""
    other = repeated.get(event.article_id, "")
    return incident_words.REPEATS.format(other=escape.shorten(other, 60)) if other else incident_words.REPEATS_SOME


def _says(event: Event, held: Standing) -> str:
    span = held.reading.span if held.reading else None
    if span:
        return incident_words.SAYS_DATE.format(when=phrases.span(span.start, span.end, span.bound))
    if not event.start and not event.end:
        return incident_words.NO_DATE
    return incident_words.SAYS_DATE.format(when=phrases.when(event))


def quote(event: Event) -> Node:
    """The quote, its time expression marked where it lies inside."""
    text = event.quote
    low, high = event.when_char_start - event.char_start, event.when_char_end - event.char_start
    if not event.when_text or not 0 <= low < high <= len(text) or text[low:high] != event.when_text:
        return node("blockquote", text, lang=event.language)
    return node("blockquote", text[:low], node("mark", text[low:high]), text[high:], lang=event.language)


def levels(event: Event) -> str:
    """Who says so, the one whom the article cites first: "Reuters cites a US congressman, two officials"."""
    if event.chain:
        return incident_words.CITES.join(", ".join(level) for level in event.chain)
    if event.attribution:
        return ", ".join(event.attribution)
    return incident_words.LEVEL_ARTICLE if event.status != "attributed" else incident_words.BY_SOMEONE


def _joined(join: Join | None, named: Mapping[str, Event]) -> str:
    if join is None:
        return incident_words.FIRST
    other = named.get(join.to)
    name = phrases.source_name(other.source) if other else ""
    sure = next(word for least, word in incident_words.SURE if join.score >= least)
    return incident_words.JOINED.format(other=name or words.UNNAMED, sure=sure, why=join.why)


def links(event: Event, source: str) -> list[Node | None]:
    """To the sentence in the reader, and to the source's own page."""
    target = event.link or event.source.url
    text = incident_words.OUT if ":~:text=" in target else incident_words.OUT_PLAIN
    label = incident_words.READ_LABEL.format(quote=escape.shorten(event.quote, 60), source=source)
    return [
        go(incident_words.READ, "reader", {"article": event.article_id, "event": event.id}, label=label),
        out(text, target, label=f"{text}: {incident_words.OUT_LABEL.format(source=source)}"),
    ]


def _correct(event: Event, held: Standing, alone: bool, source: str) -> Node:
    """The buttons of a report: out of here, the verdict, the other readings of its date."""
    title = escape.shorten(event.title or event.quote, 60)

    def button(text: str, **what: object) -> Node:
        return act(text, {"event": event.id, **what}, label=f"{text}: {title} ({source})")

    verdict = (
        [button(incident_words.REOPEN, do="reopen")]
        if held.verdict
        else [button(incident_words.CONFIRM, do="confirm"), button(incident_words.REJECT, do="reject")]
    )
    dates = [
        button(
            incident_words.READ_AS.format(when=phrases.span(one.span.start, one.span.end, one.span.bound)),
            do="reading", number=number,
        )
        for number, one in enumerate(event.alternatives)
        if held.reading is None or held.reading != one
    ]  # fmt: skip
    if held.reading:
        dates.append(button(incident_words.READ_BACK, do="reading", number=-1))
    away = None if alone else button(incident_words.APART, do="apart")
    return node(
        "details",
        node("summary", incident_words.CORRECT, label=f"{incident_words.CORRECT}: {title} ({source})"),
        node("div", away, *verdict, *dates, cls="row"),
        id=f"correct-{event.id}",
    )


def denials(
    found: Sequence[Denial], incident: Incident, events: Mapping[str, Event], known: Mapping[str, Incident]
) -> Node | None:
    """Who denies this, told elsewhere, and what this itself denies."""
    items = []
    for one in found:
        event = events.get(one.event_id)
        if event is None:
            continue
        if one.incident_id == incident.id:
            by = ", ".join(one.by) or incident_words.BY_SOMEONE
            told = incident_words.DENIED_HERE.format(
                by=by, when=phrases.when(event), title=escape.shorten(event.title, 140)
            )
            link = go(told, "happening", {"of": event.id})
            items.append(node("li", link, quote(event), node("div", one.why, cls="muted")))
        elif one.event_id in incident.events and one.incident_id in known:
            before, _ = incident_words.DENIES_OTHER.split("{title}")
            items.append(node("li", before, happening_link(known[one.incident_id])))
    return node("section", node("h2", incident_words.DENIALS), node("ul", *items, cls="list")) if items else None


def story(incident: Incident, others: Sequence[Incident]) -> Node | None:
    """The other happenings of its story, and the way to all of them."""
    if not incident.story or not others:
        return None
    items = [
        node("li", happening_link(one), node("div", f"{happenings.when(one)} · {happenings.sources(one)}", cls="muted"))
        for one in others
    ]
    every = go(incident_words.STORY_ALL, "timeline", {"story": incident.story, "show": "happenings"})
    return node("section", node("h2", incident_words.STORY), node("ul", *items, cls="list"), node("p", every))
