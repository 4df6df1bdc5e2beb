"""The command line: what can be asked, and with which options. What is done stands in ``timeline.commands``.

Nothing heavy is imported here, so that ``--help`` answers at once.
"""

from __future__ import annotations

import functools
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperCommand

from timeline.commands.actors import app as actors
from timeline.commands.asking import Asked, check_days, check_language, check_status, file_or_none, parse_day
from timeline.commands.stored import app as articles
from timeline.commands.terminal import complain, orderly, speak_utf8

app = typer.Typer(
    name="timeline",
    help="Reads news articles and shows, on a timeline that can be checked, what happened when, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


app.add_typer(actors, name="actors")
app.add_typer(articles, name="articles")


class _Command(TyperCommand):
    """A command whose help names its arguments as the documents do, without Python's types ("<list[str]>")."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        for argument in self.params:
            if isinstance(argument, TyperArgument):
                argument.display_type_rich = lambda ctx: None
        super().format_help(ctx, formatter)


_command = functools.partial(app.command, cls=_Command)


def _fetch(value: str) -> str:
    from timeline.commands.fetching import check_fetch

    return check_fetch(value)


def _format(value: str) -> str:
    from timeline.commands.reading import check_format

    return check_format(value)


Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders or web addresses of articles.")]
Place = Annotated[
    str | None,
    typer.Option("--store", metavar="URL", help="A file or database URL; else TIMELINE_STORE, else the user's own."),
]
Published = Annotated[
    date | None,
    typer.Option(parser=parse_day, metavar="D", help="The day of publication, where the article does not tell it."),
]
LanguageOf = Annotated[
    str | None,
    typer.Option(metavar="L", callback=check_language, help="The language, where the article does not tell it."),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from this machine and private networks, too.")
]
Fetch = Annotated[
    str,
    typer.Option(
        "--fetch",
        metavar="WHAT",
        callback=_fetch,
        help="Addresses: named (by you or in a file you name), all (in folders, too) or none.",
    ),
]
Columns = Annotated[
    str,
    typer.Option("--columns", metavar="C", help="Columns of tables, where they are called otherwise: text=Wortlaut,…"),
]
NoCalendar = Annotated[bool, typer.Option("--no-calendar", help="Do not use the calendar of named events.")]
Actors = Annotated[list[str] | None, typer.Option("--actor", metavar="NAME", help="Who acts; may be repeated.")]
Sources = Annotated[
    list[str] | None, typer.Option("--source", metavar="NAME", help="Who published it; may be repeated.")
]
Since = Annotated[date | None, typer.Option(parser=parse_day, metavar="D", help="Reaches this day or later.")]
Until = Annotated[date | None, typer.Option(parser=parse_day, metavar="D", help="Begins this day or earlier.")]
Contains = Annotated[
    str, typer.Option("--text", metavar="WORDS", help="Words in title, quote, actors, date or source.")
]
Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="S",
        callback=check_status,
        help="denied, planned, hedged, attributed or stated; may be repeated.",
    ),
]
Stories = Annotated[
    list[str] | None, typer.Option("--story", metavar="ID", help="The story it belongs to; may be repeated.")
]
Languages = Annotated[
    list[str] | None,
    typer.Option("--language", metavar="L", help="The article's language, such as fr; may be repeated."),
]
KnownOn = Annotated[
    date | None, typer.Option(parser=parse_day, metavar="D", help="Only what had been published by this day.")
]
Incidents = Annotated[bool, typer.Option("--incidents", help="Incidents: each happening with all its reports.")]
Top = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Only the N most important incidents, or what they are made of.")
]


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"timeline {version('incident-timeline')}")
        raise typer.Exit


@app.callback()
def _common(
    context: typer.Context,
    store: Place = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    context.obj = store


@_command()
@orderly
def tag(
    jsonl: Annotated[bool, typer.Option("--jsonl", help='stdin: {"id","language","published","text"} a line.')] = False,
) -> int:
    """Find the time expressions of documents on stdin."""
    if not jsonl:
        raise typer.BadParameter("say --jsonl and give one JSON object a line on stdin")
    from timeline.commands.tag import tag_lines

    return 0 if tag_lines(sys.stdin.buffer, sys.stdout.buffer, complain) else 1


@_command()
@orderly
def stories(
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='stdin: {"id","url","publisher","published","title","text"} a line.')
    ] = False,
) -> int:
    """Group the articles on stdin into stories: which of them tell of one happening."""
    if not jsonl:
        raise typer.BadParameter("say --jsonl and give one JSON object a line on stdin")
    from timeline.commands.stories import story_lines

    return 0 if story_lines(sys.stdin.buffer, sys.stdout.buffer, complain) else 1


@_command("key-dates")
@orderly
def key_dates(
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='stdin: {"id","publisher","published","text"} a line.')
    ] = False,
    since: Annotated[date | None, typer.Option(parser=parse_day, metavar="D", help="Days from this one on.")] = None,
    until: Annotated[date | None, typer.Option(parser=parse_day, metavar="D", help="Days up to this one.")] = None,
    top: Annotated[int, typer.Option(min=0, metavar="N", help="How many days at most; 0 for all.")] = 20,
) -> int:
    """Tell the days that matter most in the articles on stdin, with a headline each, the most important first."""
    if not jsonl:
        raise typer.BadParameter("say --jsonl and give one JSON object a line on stdin")
    check_days(since, until)
    from timeline.commands.key_dates import key_dates_lines

    good = key_dates_lines(sys.stdin.buffer, sys.stdout.buffer, complain, since=since, until=until, top=top or None)
    return 0 if good else 1


@_command()
@orderly
def extract(
    paths: Paths,
    published: Published = None,
    language: LanguageOf = None,
    no_calendar: NoCalendar = False,
    fetch: Fetch = "named",
    allow_private: AllowPrivate = False,
    columns: Columns = "",
) -> int:
    """Print the events of articles, one JSON object a line. Nothing is stored."""
    from timeline.commands.articles import Reading, print_events
    from timeline.commands.fetching import Web
    from timeline.commands.reported import check_columns

    web = Web(fetch, allow_private)
    how = Reading(paths, published, language, not no_calendar, web=web, columns=check_columns(columns))
    return print_events(how)


@_command()
@orderly
def add(
    context: typer.Context,
    paths: Paths,
    published: Published = None,
    language: LanguageOf = None,
    no_calendar: NoCalendar = False,
    refresh: Annotated[bool, typer.Option("--refresh", help="Extract again what is known already.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Processes that read and extract; else as many as processors."),
    ] = None,
    fetch: Fetch = "named",
    allow_private: AllowPrivate = False,
    refetch: Annotated[bool, typer.Option("--refetch", help="Ask again for pages that were fetched before.")] = False,
    archive_url: Annotated[
        str, typer.Option("--archive-url", metavar="URL", help="A copy of the one page in a public archive.")
    ] = "",
    columns: Columns = "",
    report: Annotated[str, typer.Option("--report", metavar="FILE", help="Write the report as JSON, too.")] = "",
    store: Place = None,
) -> int:
    """Read articles, extract their events, store both and group them into incidents. What is known is skipped."""
    from timeline.commands.articles import Reading, add_articles
    from timeline.commands.fetching import Web, check_web
    from timeline.commands.reported import check_columns

    web = check_web(Web(fetch, allow_private, refetch, archive_url), paths)
    how = Reading(paths, published, language, not no_calendar, jobs, web, check_columns(columns), report)
    return add_articles(how, store or context.obj, refresh)


@_command()
@orderly
def group(
    context: typer.Context,
    again: Annotated[bool, typer.Option("--again", help="Make all incidents anew.")] = False,
    store: Place = None,
) -> int:
    """Group into incidents what is not grouped yet: after a kill, an update of the program, or reviews."""
    from timeline.commands.articles import group_articles

    return group_articles(store or context.obj, again)


@_command("list")
@orderly
def list_(
    context: typer.Context,
    actor: Actors = None,
    source: Sources = None,
    since: Since = None,
    until: Until = None,
    text: Contains = "",
    status: Statuses = None,
    story: Stories = None,
    language: Languages = None,
    as_known_on: KnownOn = None,
    incidents: Incidents = False,
    top: Top = None,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="How many at most; 0 for all.")] = 200,
    store: Place = None,
) -> int:
    """List the events that the filters show, or the incidents that they make."""
    from timeline.commands.incidents import list_incidents
    from timeline.commands.reading import list_events

    asked = Asked(actor or (), source or (), since, until, text, status or (), story or (), language or (), as_known_on)
    return (list_incidents if incidents else list_events)(asked, store or context.obj, limit, top)


@_command()
@orderly
def show(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of an event or an incident, or its beginning.")],
    store: Place = None,
) -> int:
    """Show one event (its quote, why this date, who says so), or one incident with all that is reported of it."""
    from timeline.commands.incidents import show

    return show(id, store or context.obj)


@_command()
@orderly
def export(
    context: typer.Context,
    format: Annotated[str, typer.Option("--format", "-f", metavar="F", callback=_format, help="csv, json or jsonl.")],
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="A file; else stdout.")] = None,
    actor: Actors = None,
    source: Sources = None,
    since: Since = None,
    until: Until = None,
    text: Contains = "",
    status: Statuses = None,
    story: Stories = None,
    language: Languages = None,
    as_known_on: KnownOn = None,
    incidents: Incidents = False,
    top: Top = None,
    store: Place = None,
) -> int:
    """Write the events that the filters show as a file, or the incidents that they make."""
    from timeline.commands.incidents import export_incidents
    from timeline.commands.reading import export_events

    asked = Asked(actor or (), source or (), since, until, text, status or (), story or (), language or (), as_known_on)
    return (export_incidents if incidents else export_events)(
        asked, store or context.obj, format, file_or_none(out), top
    )


@_command()
@orderly
def verify(context: typer.Context, store: Place = None) -> int:
    """Find every stored quote again in its article, and report drift."""
    from timeline.commands.reading import verify_quotes

    return verify_quotes(store or context.obj)


@_command()
@orderly
def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="N", help="The port of the dashboard.")] = 8501,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen on; 0.0.0.0 opens it to the network.")
    ] = "127.0.0.1",
    store: Place = None,
) -> int:
    """Open the dashboard."""
    from timeline.commands.serve import serve as run

    return run(store or context.obj, port, host)


def main() -> None:
    """Run the command line; exit codes: 0 done, 1 some inputs refused, 2 wrong usage."""
    speak_utf8()
    app(prog_name="timeline")
