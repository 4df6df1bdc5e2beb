"""Incidents as rows, marks and trees: values in, values out, and article text stays plain text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.views.happening_samples import incident, reports
from tests.views.samples import HOSTILE, event
from timeline.incidents.counts import Count, side_by_side
from timeline.incidents.denials import Denial
from timeline.incidents.gaps import gaps
from timeline.models import Finding, Join, Quantity, Source
from timeline.store.review_log import Standing
from timeline.views import figures, gaps_panel, happening_card, happenings, numbers_panel, tree
from timeline.views.marks import marks_of, ms, pack
from timeline.views.palette import LIGHT

WINDOW = (ms("2017-04-01") or 0.0, ms("2017-06-10") or 0.0)


def nodes(root: Any) -> list[dict[str, Any]]:
    """Every element of a tree."""
    if not isinstance(root, dict):
        return []
    return [root, *(inner for child in root["children"] for inner in nodes(child))]


def test_a_happening_is_one_line():
    [row] = happenings.rows([incident()], LIGHT)
    assert (row["id"], row["when"], row["source"]) == ("e1", "5 May 2017", "2 articles, 2 independent sources")
    assert row["published"] == "English, French"
    assert row["href"] == "happening?of=e1", "it is addressed by an event, which outlives a regrouping"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"findings": (Finding("date conflict", "x"), Finding("number update", "x"))},
            ["dates differ", "numbers updated"],
        ),
        ({"findings": (Finding("denial", "x"),)}, ["denied by some"]),
        ({"findings": (Finding("denial", "x"),), "status": "denied"}, []),
        ({"findings": (Finding("copy", "x"), Finding("copy", "y"))}, ["copies among them"]),
        ({"findings": (Finding("single source", "x"),), "independent": 1}, ["single source"]),
        ({}, []),
    ],
)  # fmt: skip
def test_small_marks_are_words(changes: dict[str, Any], told: list[str]):
    assert [text for _, text in happenings.marks(incident(**changes))] == told


def test_what_most_sources_tell_is_drawn_larger_and_silences_lie_behind():
    found, _ = marks_of([happenings.as_event(incident()), happenings.as_event(incident(id="i2", events=("e9",)))])
    packed = pack([replace(found[0], weight=5), found[1]], *WINDOW)
    band = (ms("2017-05-08") or 0.0, ms("2017-05-20") or 0.0, "<b>silent</b>")
    figure = figures.timeline(
        packed, WINDOW, LIGHT, lambda one: LIGHT.status(one.status), tell=lambda one: f"told {one.id}", silences=[band]
    )
    traces = {trace["name"]: trace for trace in figure.to_dict()["data"]}
    assert next(iter(traces)) == "silences"
    assert traces["silences"]["hovertext"] == ["<b>silent</b>"]
    large, small = traces["days"]["marker"]["size"]
    assert large > small
    assert traces["days"]["hovertext"] == ["told e1", "told e9"]


def test_only_the_most_told_have_labels_where_there_is_little_room():
    found, _ = marks_of([event(id=f"e{n}") for n in range(9)])
    packed = pack([replace(mark, weight=n) for n, mark in enumerate(found)], *WINDOW, 330, 24, 3)
    assert sorted(mark.event.id for mark in packed if mark.label) == ["e6", "e7", "e8"]


def test_the_hover_of_a_happening_escapes_what_the_articles_say():
    text = happenings.hover(incident(title=HOSTILE, sources=(HOSTILE,)))
    assert "<script" not in text
    assert "2 articles, 2 independent sources" in text


def test_a_tree_knows_its_tags_and_sends_nobody_to_a_script():
    with pytest.raises(ValueError, match="no tag 'script'"):
        tree.node("script", "alert(1)")
    assert tree.out("x", "javascript:alert(1)") is None
    assert tree.go("x", "timeline", {"story": ["s1"]})["href"] == "./?story=s1"  # pyright: ignore


def test_each_report_says_who_when_and_why_it_was_joined():
    held = {"e2": Standing(verdict="confirmed")}
    made = happening_card.reports(incident(), reports(), held, {"a2": "Agence"})
    told = tree.text_of(made)
    assert "Reuters cites un élu, deux agents" in told
    assert "Joined to The Paper (very sure): same day; both tell of dumped" in told
    assert "repeats Agence" in told
    assert "confirmed" in told
    assert "5 mai" in [tree.text_of(one) for one in nodes(made) if one["tag"] == "mark"]
    assert {one["out"] for one in nodes(made) if one.get("out")} == {
        "https://example.org/a", "https://example.org/b#:~:text=Le%205%20mai",
    }  # fmt: skip
    acts = [one["act"] for one in nodes(made) if "act" in one]
    assert {"event": "e1", "do": "apart"} in acts
    assert {"event": "e2", "do": "reopen"} in acts
    assert all(one["label"] for one in nodes(made) if one["tag"] == "button"), "a name that stands without its place"


def test_a_report_that_was_joined_through_others_is_said_to_be_less_sure():
    one = incident(joins=(Join("e2", "e1", 0.5, "through other reports"),))
    assert "(not very sure)" in tree.text_of(happening_card.reports(one, reports(), {}, {}))


def test_findings_are_sentences_and_alike_ones_stand_once():
    one = incident(findings=(Finding("copy", "it repeats another"), Finding("copy", "it repeats another")))
    told = tree.text_of(happening_card.summary(one))
    assert told.count("It repeats another.") == 1
    assert "Why this date: 2 reports agree on 5 May 2017." in told


def test_denials_stand_beside_the_claim_and_lead_back():
    claim, denial = incident(), incident(id="i-2", events=("d1",), title="The Kremlin denied it")
    events = {"d1": event(id="d1", status="denied", title="The Kremlin denied it")}
    found = [Denial("d1", "i-1", ("Kremlin",), "the words")]
    known = {"i-1": claim, "i-2": denial}
    assert "Kremlin, 5 May 2017: The Kremlin denied it" in tree.text_of(
        happening_card.denials(found, claim, events, known)
    )
    assert "This denies: " in tree.text_of(happening_card.denials(found, denial, events, known))
    assert happening_card.denials([], claim, events, known) is None


def test_numbers_stand_side_by_side_with_who_said_them():
    def counted(name: str, text: str, value: float, day: str) -> Any:
        return event(
            id=name, article_id=f"article {name}", source=Source("", f"Paper {name}", "", day, "given"),
            quantities=(Quantity(0, 5, text, value, value, "", "fake accounts"),),
        )  # fmt: skip

    events = {
        one.id: one for one in (counted("a", "30,000", 3e4, "2017-04-15"), counted("b", "70,000", 7e4, "2017-07-27"))
    }
    told = tree.text_of(numbers_panel.numbers_tree(side_by_side(events.values()), events))
    assert told.index("30,000") < told.index("70,000")
    assert "an update: later reports give another number" in told
    assert "Paper a" in told


def test_numbers_that_are_not_shown_are_counted():
    def counted(number: int, what: str) -> Any:
        quantity = Quantity(0, 5, f"{number}", number, number, "", what)
        source = Source("", f"Paper {number}", "", "2017-04-15", "given")
        return event(id=f"{what}{number}", article_id=f"a{number}", source=source, quantities=(quantity,))

    rows = [counted(number, "ships") for number in range(numbers_panel.MOST_ROWS + 2)]
    assert "and 2 more" in tree.text_of(numbers_panel.numbers_tree(side_by_side(rows), {}))
    things = [f"{chr(97 + at // 26)}{chr(97 + at % 26)}fabr" for at in range(numbers_panel.MOST_TABLES + 3)]
    many = [counted(number, what) for what in things for number in (1, 2)]
    assert len(side_by_side(many)) == len(things)
    assert "and 3 more" in tree.text_of(numbers_panel.numbers_tree(side_by_side(many), {}))


@pytest.mark.parametrize(
    ("low", "high", "about", "unit", "said"),
    [
        (3e4, 3e4, False, "", "30,000"), (20.0, 20.0, True, "", "about 20"), (5.0, None, False, "%", "at least 5 %"),
        (None, 9.5, False, "EUR", "at most 9.5 EUR"), (20.0, 30.0, False, "", "20 to 30"), (None, None, False, "", ""),
    ],
)  # fmt: skip
def test_values_in_words(low: float | None, high: float | None, about: bool, unit: str, said: str):
    count = Count("e", "a", "x", low, high, unit, "w", "", "", "", "", about)
    assert numbers_panel.normalised(count) == said


def test_gaps_lead_to_the_happenings_around_them():
    one = incident(independent=1)
    later = incident(id="i-2", events=("e9",), start="2017-05-20", end="2017-05-20", title="Another")
    made = gaps_panel.gaps_tree(gaps([one, later]), [one, later])
    told = tree.text_of(made)
    assert "6–19 May 2017 (14 days)" in told
    assert "1 of 2 happenings have one independent source." in told
    assert [link["go"]["query"] for link in nodes(made) if link.get("go")][:2] == [{"of": "e1"}, {"of": "e9"}]
    assert "No two days in a row" in tree.text_of(gaps_panel.gaps_tree(gaps([]), []))
