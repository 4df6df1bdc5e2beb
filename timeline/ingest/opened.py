"""Opening what holds others: a large or risky archive, table, feed or message in a process of its own.

What one item of it takes is bounded as for an article: 60 s and 1 GB. What is too small to do harm is opened here, for
to start a process costs more than to read a short feed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.ingest.child import REMEDY, Ended
from timeline.ingest.items import Context, Item, Source
from timeline.ingest.kinds import Kind
from timeline.models import Article, Refusal


@dataclass(frozen=True, slots=True)
class Opening:
    """A source that is to be opened elsewhere, and the name of its kind."""

    source: Source
    kind: str


def opened(source: Source, context: Context, kind: Kind) -> Iterator[Item]:
    """What is in a source of that kind, in its order. Raises what its reader raises, where it is opened here."""
    if source.size() > kind.light:
        yield from _elsewhere(source, context, kind)
        return
    found = kind.read(source, context)
    yield from [found] if isinstance(found, Article) else found


def _elsewhere(source: Source, context: Context, kind: Kind) -> Iterator[Item]:
    child, count = context.children.borrow(), 0
    try:
        what, found = child.exchange((Opening(source, kind.name), context.default, dict(context.columns)))
        while what != "end":
            if what == "note":
                context.tell(found)
            elif what == "item":
                count += 1
                yield found
            what, found = child.exchange()
    except Ended as ended:
        after = f" (after {count} {'article' if count == 1 else 'articles'})" if count else ""
        yield Refusal(source.name, f"{ended}{after}", "split it, or " + REMEDY)
    except BaseException:  # whoever asked has gone: what it still has to say is nobody's
        child.close()
        raise
    else:
        context.children.idle.append(child)
