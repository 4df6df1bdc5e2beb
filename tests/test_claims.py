"""The labelled sentences are well formed, and their scorer counts what its README says."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from benchmarks.claims import Score, score_text
from benchmarks.floors import FLOORS
from benchmarks.labels import (
    FOLDER,
    HALVES,
    SPLITS,
    Labelled,
    Line,
    Text,
    Wanted,
    folded,
    same_actor,
    same_source,
    texts,
)
from timeline.ingest import article_from_text
from timeline.models import ROLES, STATUSES, Event, Role

SENTENCE = "Falk left on Monday, two aides said."
ARTICLE = article_from_text(SENTENCE, language="en")
LABEL = Labelled(10, 19, ("attributed",), (("two aides",),), ("Reuters",))
LINE = Line(0, len(SENTENCE), (Wanted(("Gideon Falk",), ("agent",)),), ("Haverley Bank",), (LABEL,))
TEXT = Text("made-up", "own", ARTICLE, (LINE,))
EVENT = Event(
    id="1", article_id=ARTICLE.id, title="", quote=SENTENCE, char_start=0, char_end=len(SENTENCE),
    when_text="Monday", when_char_start=13, when_char_end=19, start=None, end=None, precision="day", bound="exact",
    edtf="", timex_type="DATE", timex_value="", basis="", why="", actors=("Gideon Falk",), attribution=("Two aides",),
    status="attributed", roles=(Role("Gideon Falk", "agent"),),
)  # fmt: skip


def rows() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for split in SPLITS:
        for name in ("labels", "gold"):
            for line in (FOLDER / split / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
                yield split, name, json.loads(line)


def test_there_are_enough_sentences_of_both_kinds_in_each_part() -> None:
    counts = {(split, name): 0 for split in SPLITS for name in ("labels", "gold")}
    for split, name, _ in rows():
        counts[split, name] += 1
    assert sum(counts.values()) >= 260
    assert min(counts.values()) >= 30


def test_no_article_is_in_two_parts() -> None:
    parts = {split: {row.get("file") or row["id"] for part, _, row in rows() if part == split} for split in SPLITS}
    for one, other in combinations(SPLITS, 2):
        assert not parts[one] & parts[other]


def test_labels_are_well_formed() -> None:
    for _, name, row in rows():
        assert row["events"], row
        for actor in row["actors"]:
            assert actor["names"] and set(actor["role"]) <= set(ROLES), row
        for event in row["events"]:
            assert row["start"] <= event["when_start"] < event["when_end"] <= row["end"], row
            assert event["status"] and set(event["status"]) <= set(STATUSES), row
            assert event["chain"] or event["status"][0] != "attributed", row
            assert (name == "gold") == ("when_text" not in event), "no words of the gold articles stand here"


@pytest.mark.parametrize("split", SPLITS)
def test_offsets_point_at_the_words_that_are_labelled(split: str) -> None:
    seen = {text.name: text.article.text for text in texts(split) if text.origin == "own"}
    for half, name, row in rows():
        if half == split and name == "labels":
            text = seen[row["file"]]
            assert all(text[e["when_start"] : e["when_end"]] == e["when_text"] for e in row["events"]), row
            assert text[row["start"] : row["end"]].strip() == text[row["start"] : row["end"]]


def figures(*events: Event) -> dict[str, float]:
    return score_text(TEXT, events).figures()


def test_a_right_event_is_right_in_all() -> None:
    assert set(figures(EVENT).values()) == {100.0}
    assert score_text(TEXT, [EVENT]).roles[True] == 1


def test_a_missed_event_is_missed_in_all_and_false_in_none() -> None:
    score = score_text(TEXT, [replace(EVENT, when_char_start=0, when_char_end=4)])
    assert score.unseen == 1
    assert [(c.right, c.false, c.missed) for c in score.counts.values()] == [(0, 0, 1)] * 3


def test_a_short_name_is_one_false_and_one_missed() -> None:
    count = score_text(TEXT, [replace(EVENT, actors=("Falk",))]).counts["actors"]
    assert (count.right, count.false, count.missed) == (0, 1, 1)


def test_optional_names_count_neither_way() -> None:
    event = replace(EVENT, actors=(*EVENT.actors, "Haverley Bank"), attribution=(*EVENT.attribution, "Reuters"))
    assert set(figures(event).values()) == {100.0}


def test_a_false_source_and_a_wrong_status_cost_precision() -> None:
    told = figures(replace(EVENT, attribution=("two aides", "Le Monde"), status="stated"))
    assert told["attribution_precision"] == 50.0
    assert told["attribution_recall"] == 100.0
    assert told["status_recall"] == 0.0


def test_what_may_be_stated_has_no_source_to_miss_where_it_is() -> None:
    either = replace(LABEL, status=("attributed", "stated"))
    text = replace(TEXT, lines=(replace(LINE, events=(either,)),))
    plain = replace(EVENT, status="stated", attribution=())
    assert score_text(text, [plain]).counts["attribution"].missed == 0
    assert score_text(TEXT, [plain]).counts["attribution"].missed == 1


def test_scores_add_up() -> None:
    total = Score()
    total.add(score_text(TEXT, [EVENT]))
    total.add(score_text(TEXT, []))
    assert total.figures()["actors_recall"] == 50.0
    assert total.sentences == 2


def test_names_are_compared_folded() -> None:
    assert folded("L’Élysée") == folded("élysée") == "elysee"
    assert same_actor("bank Haverley Bank", ("Haverley Bank",))
    assert same_actor("Alexandre Loukachenko", ("Alexander Lukashenko",)), "the gazetteer knows both as one"
    assert not same_actor("Falk", ("Gideon Falk",))
    assert same_source("source", ("source judiciaire",))
    assert not same_source("a", ("former colleague of the banker who spoke to them",))


def test_every_origin_and_language_has_floors() -> None:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["claims"]
    later = {f"{split}-{origin}" for split in SPLITS if split not in HALVES for origin in ("own", "gold")}
    assert set(floors) == {"own-en", "own-fr", "gold", *later}
    kinds = {f"{kind}_{side}" for kind in ("actors", "attribution", "status") for side in ("precision", "recall")}
    assert all(set(floor) == kinds for floor in floors.values())
