"""Stories: which articles tell of one happening.

Average link over how alike articles are (``vectors``), with two conditions for joining two groups: on the average their
articles are at least ``CUT`` alike, and not much less alike (``TIGHT``) than the articles of either group are among
themselves. The second keeps two happenings apart that share their actors: each is tight, and they are far less so
together. What tells of one affair in more than ``AFFAIR`` articles is divided again by what differs within it.

Nothing depends on the order in which articles arrive. An article changes the story of those only that are linked to it
by a chain of pairs of at least ``LINK``: each such component is grouped on its own, and anew only when an article comes
to it or leaves it. On gold stories that costs nothing up to 0.20, and articles of different stories are hardly ever so
much alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from timeline.incidents.vectors import SCALE, Features, Postings, features, within
from timeline.models import Article

if TYPE_CHECKING:
    import numpy as np

CUT = 0.11  # the least likeness at which groups are joined; 0.08 to 0.14 give the same on gold stories
TIGHT = 0.65  # of the likeness inside the looser of two groups, so alike must the two be
FEW = 2  # pairs that a group's likeness is taken to have beside its own, of the least that allows a join
AFFAIR = 40  # articles above which a group is looked at from within
LINK = 0.18  # the least likeness of a pair that holds a story together
MOST = 1500  # articles that are grouped at once; of more, weak links are cut first
STEP = 1.25  # by how much links must be stronger each time
SAME = 0.9  # and above this, what they link is one story, however many


class StoryIndex:
    """Articles grouped into stories, one at a time: ``add``, ``remove``, and ``stories`` when the answer is wanted.

    The answer is that of ``group`` for the same articles, whatever the order. A store keeps ``features(article)`` and
    fills an index with them in a moment; it takes Features wherever it takes an Article.
    """

    def __init__(self, articles: Iterable[Article | Features] = ()) -> None:
        self._postings = Postings()
        self._features: dict[int, Features] = {}  # by row
        self._rows: dict[str, int] = {}
        self._component: dict[int, int] = {}  # row → the component that it is in
        self._members: dict[int, set[int]] = {}
        self._changed: set[int] = set()
        self._stories: dict[int, dict[str, str]] = {}  # component → article → story
        for article in articles:
            self.add(article)

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, article: Article | Features) -> None:
        """Take an article in; one of the same id is replaced."""
        one = article if isinstance(article, Features) else features(article)
        self.remove(one.id)
        alike = self._postings.alike(one)
        row = self._postings.add(one)
        near = [other for other in (alike >= LINK * SCALE).nonzero()[0].tolist() if other in self._features]
        self._features[row] = one
        self._rows[one.id] = row
        self._join(row, {self._component[other] for other in near})

    def remove(self, article_id: str) -> None:
        """Let an article go; one that is not there does no harm."""
        if (row := self._rows.pop(article_id, None)) is None:
            return
        del self._features[row]
        component = self._component.pop(row)
        self._members[component].discard(row)
        self._changed.add(component)
        if len(self._postings) > 2 * len(self._rows) + MOST:
            self._compact()

    def stories(self) -> dict[str, str]:
        """Article id → story id, for every article. Only what has changed since the last time is grouped."""
        for component in self._changed:
            self._stories.pop(component, None)
            if rows := self._members.get(component):
                self._stories[component] = _group([self._features[row] for row in rows])
            else:
                self._members.pop(component, None)
        self._changed.clear()
        return {article: story for part in self._stories.values() for article, story in part.items()}

    def _join(self, row: int, components: set[int]) -> None:
        """Put a row, and the components that it links, into the largest of them; a row alone begins its own."""
        home = max(components, key=lambda c: (len(self._members[c]), -c), default=row)
        members = self._members.setdefault(home, set())
        members.add(row)
        self._component[row] = home
        self._changed.add(home)
        for other in components - {home}:
            moved = self._members.pop(other)
            members |= moved
            self._component.update(dict.fromkeys(moved, home))
            self._stories.pop(other, None)
            self._changed.discard(other)

    def _compact(self) -> None:
        """Number the rows anew, when more of them are gone than left."""
        kept = list(self._features.values())
        self.__init__(kept)


def group(articles: Iterable[Article | Features]) -> dict[str, str]:
    """Article id → story id. An article alone in its story has one too.

    A story's id is made of the id of its earliest article (by publication, then by id; those without a day last), so
    it stays while later articles come in; where two stories turn out to be one, the earlier one's id is kept.
    """
    return StoryIndex(articles).stories()


def regroup(known: Sequence[Features], before: Mapping[str, str]) -> dict[str, str]:
    """``group(known)``, where ``before`` is that of all of them but the new ones: only what these touch is looked at.

    For a store, which has no index at hand and keeps the stories of its articles. It must not be used where articles
    have left.
    """
    stories = {one.id: before[one.id] for one in known if one.id in before}
    fresh = [row for row, one in enumerate(known) if one.id not in before]
    for rows in _components(known, LINK, fresh):
        stories |= _group([known[row] for row in rows])
    return stories


def story_id(features: Iterable[Features]) -> str:
    """The id of the story that these articles are."""
    first = min(features, key=lambda one: (one.day is None, one.day or 0, one.id))
    return "s" + hashlib.sha256(first.id.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _group(members: Sequence[Features]) -> dict[str, str]:
    ordered = sorted(members, key=lambda one: one.id)
    stories: dict[str, str] = {}
    for rows in _divide(ordered):
        told = [ordered[row] for row in rows]
        stories |= dict.fromkeys((one.id for one in told), story_id(told))
    return stories


def _divide(seen: Sequence[Features], edge: float = LINK, *, inside: bool = False) -> list[list[int]]:
    """The rows of each story among articles in the order of their ids; ``edge`` is what held them together."""
    if len(seen) > MOST:
        return _cut_up(seen, edge, inside=inside)
    groups = average_link(likenesses(seen))
    return groups if inside else [smaller for larger in groups for smaller in _look_inside(seen, larger)]


def _look_inside(seen: Sequence[Features], rows: list[int]) -> list[list[int]]:
    if len(rows) <= AFFAIR:
        return [rows]
    return [[rows[at] for at in one] for one in _divide(within([seen[row] for row in rows]), inside=True)]


def _cut_up(seen: Sequence[Features], edge: float, *, inside: bool) -> list[list[int]]:
    """So many articles are looked at from within at once, and weak links are cut until the pieces can be grouped."""
    if edge > SAME:
        return [list(range(len(seen)))]
    seen = seen if inside else within(seen)
    pieces = _components(seen, edge if not inside else edge * STEP)
    return [
        [rows[at] for at in one]
        for rows in pieces
        for one in _divide([seen[row] for row in rows], edge if not inside else edge * STEP, inside=True)
    ]


def _components(seen: Sequence[Features], edge: float, among: Iterable[int] | None = None) -> list[list[int]]:
    """The rows that chains of pairs of at least ``edge`` hold together; only those that one of ``among`` is in."""
    postings = Postings(seen)
    left = set(range(len(seen)))
    found: list[list[int]] = []
    for first in range(len(seen)) if among is None else among:
        if first not in left:
            continue
        waiting = [first]
        left.discard(first)
        reached = []
        while waiting:
            reached.append(row := waiting.pop())
            near = left.intersection((postings.alike(seen[row]) >= edge * SCALE).nonzero()[0].tolist()) if left else ()
            left.difference_update(near)
            waiting += near
        found.append(sorted(reached))
    return found


def likenesses(seen: Sequence[Features]) -> np.ndarray:
    """How alike each two of the articles are, as a square of integers from 0 to ``SCALE``."""
    import numpy as np

    postings = Postings(seen)
    return np.stack([postings.alike(one) for one in seen])


def average_link(alike: np.ndarray, cut: float = CUT, tight: float = TIGHT) -> list[list[int]]:
    """The rows of each group: the two groups that are most alike are joined, while any two may be.

    ``alike`` is a square of integers (sums are exact, so no order matters); it is used up. Of equals the first rows are
    joined first. The space is that of the square, the time about that of its cells.
    """
    import numpy as np

    number = len(alike)
    np.fill_diagonal(alike, 0)
    size, inner = np.ones(number), np.zeros(number)
    least_average = cut * SCALE

    def scores(row: int) -> np.ndarray:
        """How alike a group is to each other on the average; -1 where they must not be joined."""
        average = alike[row] / (size * size[row])
        held = (inner + FEW * least_average / tight) / (size * (size - 1) / 2 + FEW)
        least = np.maximum(least_average, tight * np.minimum(held, held[row]))
        return np.where(average >= least, average, -1.0)

    partner, best = np.zeros(number, np.int64), np.zeros(number)
    for row in range(number):
        line = scores(row)
        partner[row], best[row] = line.argmax(), line.max()
    groups = {row: [row] for row in range(number)}
    while best.size and best[kept := int(best.argmax())] > 0:
        gone = int(partner[kept])
        inner[kept] += inner[gone] + alike[kept, gone]
        size[kept] += size[gone]
        groups[kept] = sorted(groups[kept] + groups.pop(gone))
        alike[kept] += alike[gone]
        alike[kept, kept] = 0
        alike[:, kept] = alike[kept]
        alike[gone] = alike[:, gone] = 0
        best[gone] = -1
        fresh = scores(kept)
        stale = np.isin(partner, (kept, gone)) & (best > 0)
        stale[kept] = True
        better = (fresh > best) | ((fresh == best) & (kept < partner))
        better &= fresh > 0
        best[better & ~stale] = fresh[better & ~stale]
        partner[better & ~stale] = kept
        for row in stale.nonzero()[0].tolist():
            line = fresh if row == kept else scores(row)
            partner[row], best[row] = line.argmax(), line.max()
    return [groups[row] for row in sorted(groups)]
