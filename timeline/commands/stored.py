"""``timeline articles``: what is stored, with what is known of each; set it right, or take an article out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.commands.asking import check_language, open_to_read, parse_day
from timeline.commands.terminal import complain, orderly, plain, readable, say

if TYPE_CHECKING:
    from timeline.store import Store

app = typer.Typer(
    help="The stored articles: list them, correct what is known of one, remove one.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
_HEAD = ("published", "known", "language", "events", "publisher", "title", "from", "id")
_SHORTEST = 4  # characters of an id by which an article may be named

Which = Annotated[str, typer.Argument(metavar="ID", help="The article's id, its beginning, or an event's id.")]
Place = Annotated[
    str | None,
    typer.Option("--store", metavar="URL", help="A file or database URL; else TIMELINE_STORE, else the user's own."),
]


@app.command("list")
@orderly
def list_(
    context: typer.Context,
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help="In title, publisher, address, file, id or opening.")
    ] = "",
    store: Place = None,
) -> int:
    """List the stored articles, those without a day of publication first."""
    from timeline.store.query import Query

    with open_to_read(store or context.obj) as opened:
        found = Query(opened).articles(readable(words))
    say("\t".join(_HEAD))
    for one in found:
        known = one.published_basis + (", older version" if one.older else "")
        day = one.published.isoformat() if one.published else ""
        cells = (
            day,
            known,
            one.language,
            str(one.events),
            one.publisher,
            one.title or one.opening,
            one.url or one.path,
            one.id,
        )
        say("\t".join(map(plain, cells)))
    complain(f"{len(found)} {'article' if len(found) == 1 else 'articles'}")
    return 0


@app.command()
@orderly
def correct(
    context: typer.Context,
    id: Which,
    published: Annotated[str, typer.Option(metavar="D", help="The day of publication, or 'unknown'.")] = "",
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(metavar="WORDS", help="Its title.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Its web address.")] = None,
    language: Annotated[str | None, typer.Option(metavar="L", callback=check_language, help="Its language.")] = None,
    store: Place = None,
) -> int:
    """Set right what is known of an article, and read its dates again."""
    from timeline.store.correcting import Correction, correct

    unknown = published == "unknown"
    day = parse_day(published) if published and not unknown else None
    if url and not url.lower().startswith(("http://", "https://")):
        raise typer.BadParameter(f"{url!r} is no web address; write it with http:// or https://")
    named = {"publisher": publisher, "title": title, "url": url, "language": language}
    said = {name: readable(value).strip() for name, value in named.items() if value is not None}
    if not (said or day or unknown):
        raise typer.BadParameter("say what is to be corrected: --published, --publisher, --title, --url or --language")
    with open_to_read(store or context.obj) as opened:
        article_id = _meant(opened, readable(id))
        after = (
            correct(opened, article_id, Correction(published=day, unpublished=unknown, **said)) if article_id else None
        )
        if after is None:
            return 1
        complain(f"corrected: {plain(after.title or after.id)}, {_published(after.published)}")
    return 0


@app.command()
@orderly
def remove(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Ids of articles, or their beginnings.")],
    store: Place = None,
) -> int:
    """Take articles and their events out of the store."""
    code = 0
    with open_to_read(store or context.obj) as opened:
        for given in map(readable, ids):
            article_id = _meant(opened, given)
            article = opened.article(article_id) if article_id else None
            if article is None or not opened.remove(article.id):
                code = 1
                continue
            complain(f"removed: {plain(article.title or article.path or article.id)}")
        opened.group()
    return code


def _meant(store: Store, given: str) -> str:
    """The id of the article that is meant; empty, and told why, where it is none or several."""
    from timeline.store.query import Query

    query = Query(store)
    if event := query.event(given):
        return event.article_id
    found = query.article_ids(given, 4) if len(given) >= _SHORTEST else []
    if len(found) == 1 or given in found:
        return given if given in found else found[0]
    if found:
        complain(f"{given}: several begin so ({', '.join(found[:3])}…); give more of the id")
    else:
        complain(f"{given}: no article has this id; `python -m timeline articles list` shows the ids")
    return ""


def _published(day: date | None) -> str:
    return f"published {day.isoformat()}" if day else "its day of publication is not known"
