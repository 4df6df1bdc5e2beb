"""The user's own actors: added, given names, merged and split; bad rows are told by their line and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.events.actors import actors_in_force, read_actors, user_file
from timeline.events.merges import followed, merged_event, merged_roles
from timeline.events.names import Names
from timeline.models import Refusal, Role
from timeline.store.own_actors import Change, add_actor, add_alias, merge_actors, own_actors, remove_actor, split_actor


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of the user's own that is not there yet, and in force."""
    path = tmp_path / "own" / "actors.csv"
    monkeypatch.setenv("TIMELINE_ACTORS", str(path))
    return path


def told(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """``(name, kind, key)`` of the names of a text."""
    return [(n.name, n.kind, n.key) for n in Names(text, language).find(0, len(text))]


def test_an_actor_that_is_added_is_found(file: Path):
    assert told("The mules of tri-sprocket fled.") == []
    done = add_actor("tri-sprocket", "group", ["the Sprockets"])
    assert isinstance(done, Change)
    assert user_file() == file
    assert told("The mules of tri-sprocket fled.") == [("tri-sprocket", "group", "tri sprocket")]
    assert told("It was the Sprockets again.")[0][0] == "tri-sprocket"


def test_an_alias_adds_to_what_ships(file: Path):
    assert isinstance(add_alias("Sofacy", "Grizzly Steppe Crew"), Change)
    (name,) = told("Grizzly Steppe Crew broke in.")
    assert (name[0], name[2]) == told("APT28 broke in.")[0][::2]
    assert actors_in_force().key("Grizzly Steppe Crew") == actors_in_force().key("Fancy Bear")


def test_two_that_are_one_have_one_key_until_they_are_split(file: Path):
    assert isinstance(merge_actors("Sandworm", "GRU"), Change)
    known = actors_in_force()
    assert known.key("Voodoo Bear") == known.key("GRU") == "gru"
    assert told("Voodoo Bear broke in.")[0][::2] == ("GRU", "gru")
    assert {"Voodoo Bear", "GRU"} <= set(known.names("Sandworm"))
    assert isinstance(split_actor("Sandworm"), Change)
    assert actors_in_force().key("Voodoo Bear") == "sandworm"
    assert own_actors() == ((), ())


def test_a_name_that_no_list_knows_can_be_merged(file: Path):
    merge_actors("Bureau of the Fifth Column", "FSB")
    assert told("Bureau of the Fifth Column denied it.")[0][0] == "FSB"
    assert isinstance(merge_actors("FSB", "Bureau of the Fifth Column"), Refusal)


@pytest.mark.parametrize(
    ("done", "fault"),
    [
        (lambda: add_actor("APT28", "group"), "a name of Fancy Bear"),
        (lambda: add_actor("Somebody New", "monster"), "no kind"),
        (lambda: add_actor("Somebody New", "person", wikidata="142"), "no Wikidata id"),
        (lambda: add_actor(" ; ", "person"), "the name is empty"),
        (lambda: add_alias("Nobody At All", "NAA"), "no actor has this name"),
        (lambda: add_alias("Fancy Bear", "GRU"), "a name of GRU"),
        (lambda: add_alias("Fancy Bear", "Sofacy"), "already"),
        (lambda: merge_actors("APT28", "Sofacy"), "already"),
        (lambda: split_actor("GRU"), "not merged"),
        (lambda: remove_actor("GRU"), "no row"),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(file: Path, done, fault: str):
    refused = done()
    assert isinstance(refused, Refusal)
    assert fault in refused.fault
    assert refused.remedy
    assert not file.exists()


def test_bad_rows_are_told_by_their_line_and_kept_and_the_rest_goes_on(file: Path):
    file.parent.mkdir()
    lines = ["name,kind,wikidata,aliases,note", "Good Lab,organisation,,GL,mine", ",person,,,", "Odd,beast,,,"]
    file.write_text("\n".join([*lines, "Numbered,person,142,,", "A,B,C,D,E,F", "Good Lab,media,,,"]), encoding="utf-8")
    taken, refused = read_actors(file)
    assert [actor.name for actor in taken] == ["Good Lab"]
    assert [str(one).split(", line ")[1].split(":")[0] for one in refused] == ["3", "4", "5", "6", "7"]
    assert actors_in_force().refused == refused
    assert told("Good Lab denied it.")[0][0] == "Good Lab"
    add_alias("Good Lab", "Nice Lab")
    kept = file.read_text(encoding="utf-8")
    assert "Odd,beast" in kept
    assert "GL; Nice Lab" in kept
    assert "mine" in kept


def test_a_file_that_is_no_table_is_refused_as_a_whole(file: Path):
    file.parent.mkdir()
    file.write_bytes(b"\xff\xfe\x00 nothing")
    assert [one.fault for one in actors_in_force().refused] != []
    assert actors_in_force().key("APT28") == "fancy bear"


def test_merges_are_followed_to_the_end_and_never_in_a_circle():
    assert followed("a", {"a": "b", "b": "c"}) == "c"
    assert followed("a", {"a": "b", "b": "a"}) in ("a", "b")


def test_roles_of_stored_events_follow_the_merges():
    roles = (Role("ONU", "mentioned", "organisation", "onu"), Role("United Nations", "agent", "organisation", "Q1065"))
    merged = merged_roles(roles, {"onu": "Q1065"}, lambda key, name: "United Nations")
    assert merged == (Role("United Nations", "agent", "organisation", "Q1065"),)
    assert merged_event.__doc__
