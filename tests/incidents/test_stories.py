"""Stories: which articles tell of one happening, in any order of arrival and in several languages."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.stories import b_cubed, gold_articles, halves, made_up
from timeline.incidents import stories as room
from timeline.incidents.stories import StoryIndex, average_link, group, likenesses, regroup
from timeline.incidents.vectors import SCALE, Features, Postings, features, features_from_bytes
from timeline.models import Article, Region

CASES = Path(__file__).parent.parent / "cases" / "stories" / "articles.jsonl"


@lru_cache
def cases() -> tuple[tuple[Features, str], ...]:
    """The articles written for this, each with its story: three happenings in four languages, two beside them."""
    rows = map(json.loads, CASES.read_text(encoding="utf-8").splitlines())
    return tuple((features(article(row)), row["story"]) for row in rows)


def article(row: dict[str, str]) -> Article:
    return Article(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        language=row["language"],
        published=date.fromisoformat(row["published"]),
    )


def parts(stories: dict[str, str]) -> set[frozenset[str]]:
    """The groups without their names."""
    return {frozenset(a for a, s in stories.items() if s == story) for story in stories.values()}


def test_happenings_come_together_in_four_languages_and_apart_from_their_likes() -> None:
    wanted = parts({one.id: story for one, story in cases()})
    assert parts(group(one for one, _ in cases())) == wanted


@settings(max_examples=20)
@given(st.permutations(range(20)), st.sets(st.integers(0, 19), max_size=8))
def test_the_order_of_arrival_changes_nothing_nor_does_what_has_left(order: list[int], gone: set[int]) -> None:
    told = [one for one, _ in cases()]
    index = StoryIndex()
    for at, row in enumerate(order):
        index.add(told[row])
        if at % 7 == 0:
            index.stories()  # asking in between changes nothing
    for row in gone:
        index.remove(told[row].id)
    assert index.stories() == group(one for row, one in enumerate(told) if row not in gone)


@settings(max_examples=20)
@given(st.permutations(range(20)), st.integers(0, 20))
def test_a_store_regroups_only_what_new_articles_touch(order: list[int], number: int) -> None:
    told = [cases()[row][0] for row in order]
    assert regroup(told, group(told[:number])) == group(told)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 5), st.sets(st.sampled_from("abcdefghijkl"), min_size=2)), max_size=12))
def test_any_articles_are_grouped_alike_in_any_order(made: list[tuple[int, set[str]]]) -> None:
    told = [
        features(
            Article(id=f"{at:02}", text=" ".join(f"Zz{w}q" for w in sorted(words)), language=("en", "fr")[day % 2])
        )
        for at, (day, words) in enumerate(made)
    ]
    told = [replace(one, day=736000 + day * 9) for one, (day, _) in zip(told, made, strict=True)]
    index = StoryIndex(told[::2])
    index.stories()
    for one in told[::-1]:
        index.add(one)
    assert index.stories() == group(told)


def test_likeness_is_the_same_from_both_sides() -> None:
    alike = likenesses([one for one, _ in cases()])
    assert (alike == alike.T).all()
    assert (np.diag(alike) > 0.999 * SCALE).all()


def test_only_what_an_article_touches_is_grouped_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [one for one, _ in cases()]
    index = StoryIndex(told[1:])
    index.stories()
    grouped: list[int] = []
    real = room._group
    monkeypatch.setattr(room, "_group", lambda members: grouped.append(len(members)) or real(members))
    index.add(told[0])  # the sixth on the bridge
    stories = index.stories()
    assert grouped == [5]
    assert stories == group(told)


@pytest.mark.parametrize("number", [0, 1])
def test_few_articles(number: int) -> None:
    told = [one for one, _ in cases()][:number]
    assert len(set(group(told).values())) == len(group(told)) == number


def test_the_same_text_twice_is_one_story_and_so_are_many() -> None:
    [(one, _), *_] = cases()
    assert len(set(group([one, replace(one, id="other")]).values())) == 1
    assert len(set(group(replace(one, id=f"{n}") for n in range(100)).values())) == 1


def test_articles_without_words_stand_alone() -> None:
    empty = [Article(id=name, text=text) for name, text in (("a", ""), ("b", ""), ("c", "… 1 …"))]
    assert len(set(group(empty).values())) == 3


def test_an_article_that_is_added_again_replaces_itself() -> None:
    told = [one for one, _ in cases()]
    index = StoryIndex(told)
    index.add(replace(told[8], id=told[0].id))  # the cathedral instead of the bridge
    assert len(index) == len(told)
    assert index.stories()[told[0].id] == index.stories()[told[8].id]
    index.remove("not there")


def test_rows_of_articles_that_left_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST", 10)
    told = [one for one, _ in cases()]
    index = StoryIndex(told)
    for _ in range(5):
        for one in told:
            index.remove(one.id)
            index.add(one)
    assert len(index._postings) <= 3 * len(told) + 10
    assert index.stories() == group(told)


def test_a_story_keeps_its_id_while_later_articles_come_in() -> None:
    bridge = [one for one, story in cases() if story == "genoa"]
    first = min(bridge, key=lambda one: (one.day or 0, one.id))
    [alone] = set(group([first]).values())
    assert set(group(bridge).values()) == {alone}
    others = [one for one in bridge if one is not first]
    assert set(group(others).values()) != {alone}


def test_what_is_too_much_to_group_at_once_is_cut_up(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [features(one) for one in made_up(60)]
    whole = parts(group(told))
    monkeypatch.setattr(room, "MOST", 20)
    monkeypatch.setattr(room, "LINK", 0.0)  # so that all hang together
    assert parts(group(told)) == whole


def test_an_affair_is_divided_by_what_differs_within_it(monkeypatch: pytest.MonkeyPatch) -> None:
    affair = "Valdoria Kestrel Marnix Oberon Tasgar Belvane "
    told = [
        features(Article(id=f"{n:02}", language="en", text=affair * 3 + f"Quorum{'xyz'[n % 3]} Lantern{'xyz'[n % 3]}"))
        for n in range(12)
    ]
    assert len(parts(group(told))) == 1
    monkeypatch.setattr(room, "AFFAIR", 9)
    assert sorted(map(len, parts(group(told)))) == [4, 4, 4]


def test_two_tight_groups_stay_apart_where_a_loose_one_would_grow() -> None:
    alike = np.full((6, 6), 0.3 * SCALE).astype(np.int64)
    assert average_link(alike.copy()) == [[0, 1, 2, 3, 4, 5]]
    alike[:3, :3] = alike[3:, 3:] = 0.9 * SCALE
    assert average_link(alike.copy()) == [[0, 1, 2], [3, 4, 5]]


@given(st.lists(st.integers(0, 9), min_size=15, max_size=15), st.permutations(range(6)))
def test_average_link_does_not_lean_on_the_order_of_distinct_likenesses(values: list[int], order: list[int]) -> None:
    alike = np.zeros((6, 6), np.int64)
    for n, (row, column) in enumerate(zip(*np.triu_indices(6, 1), strict=True)):
        alike[row, column] = alike[column, row] = values[n] * SCALE // 10 + 3**n % 997
    found = {frozenset(rows) for rows in average_link(alike.copy())}
    turned = average_link(alike[np.ix_(order, order)])
    assert {frozenset(order[row] for row in rows) for rows in turned} == found


def test_features_can_be_kept_and_what_is_no_feature_is_none() -> None:
    for one, _ in cases():
        assert features_from_bytes(one.to_bytes()) == one
    assert features_from_bytes(b"") is None
    assert features_from_bytes(b"rubbish") is None


def test_what_was_cut_from_an_article_is_not_read() -> None:
    text = "Kestrel lands at Valdoria. Subscribe to Oberon."
    cut = Article(id="a", text=text, language="en", regions=(Region(0, 26, "body"), Region(26, len(text), "cut")))
    assert {"kestrel", "valdori"} <= set(features(cut).words)
    assert "oberon" not in features(cut).words


def test_countries_and_figures_cross_languages() -> None:
    english = features(Article(id="e", language="en", text="Germany sent 12,500 soldiers to Spain."))
    german = features(Article(id="d", language="de", text="Deutschland schickt 12.500 Soldaten nach Spanien."))
    assert {"=DE", "=ES", "12500"} <= set(english.names) & set(german.names)


def test_a_language_without_a_folder_and_scripts_without_spaces_are_grouped_too() -> None:
    texts = {"ja": "北朝鮮が弾道ミサイルを発射した。北海道の上空を通過。", "xx": "Kestrel vlo Valdoria trum"}
    told = [
        features(Article(id=f"{code}{n}", language=code, text=text + " " + "abc"[n]))
        for code, text in texts.items()
        for n in range(2)
    ]
    assert sorted(map(len, parts(group(told)))) == [2, 2]


def test_nothing_is_alike_to_nothing() -> None:
    [(one, _), *_] = cases()
    assert Postings().alike(one).tolist() == []


def test_gold_stories_and_halves_of_them(shared_dir: Path) -> None:
    told, gold = gold_articles(shared_dir / "gold" / "stories-en.jsonl.gz")
    found = group(told)
    assert b_cubed(gold, [found[one.id] for one in told]) >= 98
    figures = []
    for rows in [rows for pair in halves(gold, 3) for rows in pair]:
        found = group(told[row] for row in rows)
        figures.append(b_cubed([gold[row] for row in rows], [found[told[row].id] for row in rows]))
    assert np.mean(figures) >= 97.5
