"""``timeline actors``: the actors that are known, and the user's own; a group of commands with its own options."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from timeline.commands.terminal import complain, is_terminal, orderly, plain, readable, say

app = typer.Typer(
    help="The actors that are known by name, and your own: add, alias, merge, split.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
_HEAD = ("key", "kind", "name", "also called")

Name = Annotated[str, typer.Argument(metavar="NAME", help="Any name of the actor, or its key.")]


@app.command("list")
@orderly
def list_(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="A part of a name.")] = "",
    own: Annotated[bool, typer.Option("--own", help="Only what stands in your own file.")] = False,
    kind: Annotated[str, typer.Option("--kind", metavar="K", help="Only of this kind: person, state, group …")] = "",
) -> int:
    """List known actors with their keys and names."""
    from timeline.events.actors import actors_in_force, user_file
    from timeline.events.keys import key_of_name
    from timeline.events.merges import followed
    from timeline.models import ACTOR_KINDS
    from timeline.store.own_actors import own_actors

    if kind and kind not in ACTOR_KINDS:
        raise typer.BadParameter(f"there is no kind {kind!r}; there are {', '.join(ACTOR_KINDS)}")
    known = actors_in_force()
    wanted, number = key_of_name(readable(words)), 0
    mine = {key_of_name(actor.name) for actor in own_actors()[0]}
    for actor in known.actors[: len(mine)] if own else known.actors:
        spellings = list(dict.fromkeys(actor.spellings()))
        if (kind and actor.kind != kind) or not any(wanted in key_of_name(name) for name in spellings):
            continue
        key = followed(actor.key, known.merges)
        same = f"is {known.shown(key, otherwise=key)}" if key != actor.key else ""
        cells = (key, actor.kind, actor.name, "; ".join(filter(None, [same, *spellings[1:]])))
        if not number and not is_terminal(sys.stdout):
            say("\t".join(_HEAD))
        say("\t".join(map(plain, cells)))
        number += 1
    for refusal in known.refused:
        complain(refusal)
    complain(f"{number} {'actor' if number == 1 else 'actors'}; your own file is {user_file()}")
    return 1 if known.refused else 0


@app.command()
@orderly
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name as it should be shown.")],
    kind: Annotated[str, typer.Option("--kind", metavar="K", help="person, organisation, state, group …")],
    alias: Annotated[list[str] | None, typer.Option("--alias", metavar="NAME", help="Also called; repeatable.")] = None,
    wikidata: Annotated[str, typer.Option("--wikidata", metavar="Q", help="Its Wikidata id, such as Q142.")] = "",
) -> int:
    """Add an actor of your own."""
    from timeline.store.own_actors import add_actor

    return _told(add_actor(readable(name), kind, [readable(one) for one in alias or ()], wikidata))


@app.command()
@orderly
def alias(name: Name, other: Annotated[str, typer.Argument(metavar="ALIAS", help="One more name for it.")]) -> int:
    """Give an actor one more name."""
    from timeline.store.own_actors import add_alias

    return _told(add_alias(readable(name), readable(other)))


@app.command()
@orderly
def merge(name: Name, into: Annotated[str, typer.Argument(metavar="OTHER", help="The actor that it is.")]) -> int:
    """Say that two actors are one: NAME is OTHER from now on."""
    from timeline.store.own_actors import merge_actors

    return _told(merge_actors(readable(name), readable(into)))


@app.command()
@orderly
def split(name: Name) -> int:
    """Undo a merge: NAME is an actor of its own again."""
    from timeline.store.own_actors import split_actor

    return _told(split_actor(readable(name)))


@app.command()
@orderly
def remove(name: Name) -> int:
    """Take an actor out of your own file."""
    from timeline.store.own_actors import remove_actor

    return _told(remove_actor(readable(name)))


def _told(done: object) -> int:
    """Says what was done; a refusal is one line and exit code 1."""
    from timeline.models import Refusal

    if isinstance(done, Refusal):
        complain(done)
        return 1
    say(plain(getattr(done, "told", "")))
    complain("articles that are stored already change with: timeline add --refresh PATH…")
    return 0
