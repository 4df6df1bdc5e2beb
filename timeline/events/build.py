"""An event from its parts: the sentence, the time, the clause, the names and the speeches in it."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.acting import actors
from timeline.events.clauses import Clause
from timeline.events.encode import event_id, link, source_of
from timeline.events.inferred import Outcome
from timeline.events.names import Name, Names
from timeline.events.quantities import quantities, written
from timeline.events.roles import Roles
from timeline.events.sources import Resolve
from timeline.events.status import claim_of
from timeline.events.titles import title
from timeline.events.words import bound, when
from timeline.models import Article, Event, Sentence, Timex


def dated_event(
    article: Article, sentence: Sentence, timex: Timex, clause: Clause, timexes: Sequence[Timex],
    names: Sequence[Name], roles: Roles, meant: Resolve,
) -> Event:  # fmt: skip
    text, language, span, speeches = article.text, article.language, timex.span, roles.speeches
    claim = claim_of(text, language, timex, clause, speeches, article.published, timexes)
    who = actors(article, clause, names, roles, claim.attribution)
    when_start, when_end = when(text, language, timex)
    quote = text[sentence.start : sentence.end]
    counted = quantities(text, language, *clause.group, (*timexes, *names))
    return Event(
        id=event_id(article.id, when_start, when_end),
        article_id=article.id,
        title=title(text, language, sentence, clause, timex, speeches, names, meant),
        quote=quote,
        char_start=sentence.start,
        char_end=sentence.end,
        when_text=text[when_start:when_end],
        when_char_start=when_start,
        when_char_end=when_end,
        start=span.start if span else None,
        end=span.end if span else None,
        precision=span.precision if span else "",
        bound=bound(text, language, timex),
        edtf=span.edtf if span else "",
        timex_type=timex.type,
        timex_value=timex.value,
        basis=timex.basis,
        why=timex.why,
        alternatives=timex.alternatives,
        actors=tuple(role.name for role in who),
        roles=who,
        attribution=claim.attribution,
        chain=claim.chain,
        status=claim.status,
        denies=claim.denies,
        clause=clause.group,
        numbers=written(text, language, counted),
        quantities=counted,
        language=language,
        region=sentence.kind,
        source=source_of(article),
        link=link(article, quote),
    )


def outcome_event(article: Article, told: Outcome, names: Names) -> Event:
    sentence, text = told.sentence, article.text
    low, high = sentence.start, sentence.end
    quote = text[low:high]
    found = names.find(low, high)
    who = Roles(text, article.language, ()).of([name for name in found if name.kind != "place"])
    counted = quantities(text, article.language, low, high, found)
    return Event(
        id=event_id(article.id, low, low),
        article_id=article.id,
        title=title(text, article.language, sentence, Clause((low, high), (low, high)), None, (), found),
        quote=quote,
        char_start=low,
        char_end=high,
        when_text="",
        when_char_start=low,
        when_char_end=low,
        start=told.span.start,
        end=told.span.end,
        precision=told.span.precision,
        bound=told.span.bound,
        edtf=told.span.edtf,
        timex_type="DATE",
        timex_value=told.span.edtf,
        basis=told.basis,
        why=told.why,
        actors=tuple(role.name for role in who),
        roles=who,
        status="stated",
        clause=(low, high),
        numbers=written(text, article.language, counted),
        quantities=counted,
        language=article.language,
        region=sentence.kind,
        source=source_of(article),
        link=link(article, quote),
    )
