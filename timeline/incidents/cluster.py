"""Grouping by pairs: average link, strongest pairs first. The result depends on the pairs, never on their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Pair = tuple[str, str]
Sums = tuple[float, int, float]  # of the scores between two groups: their sum, their number, the sum of their squares
NONE: Sums = (0.0, 0, 0.0)
ONE_PAIR = 1.0  # the variance that a single score has for all we know


def connected(ids: Iterable[str], pairs: Iterable[Pair]) -> list[list[str]]:
    """The sets of ids that hang together by pairs, each sorted, in the order of their first ids."""
    head = {name: name for name in ids}

    def root(name: str) -> str:
        while head[name] != name:
            head[name] = name = head[head[name]]
        return name

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        head[high] = low
    groups: dict[str, list[str]] = {}
    for name in sorted(head):
        groups.setdefault(root(name), []).append(name)
    return list(groups.values())


class Groups:
    """Groups of ids that grow by joining; ``average`` is the mean score over the pairs between two groups.

    A pair without a score counts as ``absent``.
    """

    def __init__(
        self, ids: Iterable[str], scores: Mapping[Pair, float], absent: float, apart: Iterable[Pair] = ()
    ) -> None:
        """``apart`` are pairs that must not come into one group."""
        self.members: dict[str, list[str]] = {name: [name] for name in ids}
        self.of = {name: name for name in self.members}
        self._absent = absent
        self._apart = frozenset(apart)
        self._sums: dict[str, dict[str, Sums]] = {name: {} for name in self.members}
        for (one, other), score in scores.items():
            self._sums[one][other] = self._sums[other][one] = (score, 1, score * score)

    def average(self, one: str, other: str) -> float:
        """The mean between the groups of two heads."""
        total, known, _ = self._sums[one].get(other, NONE)
        pairs = len(self.members[one]) * len(self.members[other])
        return (total + self._absent * (pairs - known)) / pairs

    def surely(self, one: str, other: str) -> float:
        """The mean less its standard error: how much speaks for joining at the least, more surely of many pairs."""
        _, known, squares = self._sums[one].get(other, NONE)
        pairs = len(self.members[one]) * len(self.members[other])
        mean = self.average(one, other)
        spread = (squares + self._absent**2 * (pairs - known)) / pairs - mean * mean
        return mean - ((max(spread, 0.0) + ONE_PAIR) / pairs) ** 0.5

    def forbidden(self, one: str, other: str) -> bool:
        """Whether two groups hold a pair that must not come together."""
        if not self._apart:
            return False
        mine, theirs = set(self.members[one]), set(self.members[other])
        return any((a in mine and b in theirs) or (a in theirs and b in mine) for a, b in self._apart)

    def join(self, one: str, other: str) -> str:
        """Make one group of two, given by their heads; returns the head of the new one."""
        keep, gone = (one, other) if len(self._sums[one]) >= len(self._sums[other]) else (other, one)
        for name in self.members[gone]:
            self.of[name] = keep
        self.members[keep] += self.members.pop(gone)
        kept = self._sums[keep]
        for far, sums in self._sums.pop(gone).items():
            del self._sums[far][gone]
            if far != keep:
                before = kept.get(far, NONE)
                kept[far] = self._sums[far][keep] = (before[0] + sums[0], before[1] + sums[1], before[2] + sums[2])
        return keep

    def beside(self, one: str) -> list[str]:
        """The heads of the groups that share a scored pair with a group."""
        return sorted(self._sums[one])

    def join_by_average(self, pairs: Mapping[Pair, float]) -> None:
        """Join the groups of scored pairs, the strongest first, where the mean between the two is not below 0."""
        for (one, other), _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
            mine, theirs = self.of[one], self.of[other]
            if mine != theirs and self.average(mine, theirs) >= 0 and not self.forbidden(mine, theirs):
                self.join(mine, theirs)
