"""Grouping by pairs: average link, strongest pairs first. The result depends on the pairs, never on their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Pair = tuple[str, str]
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
        self._scores = scores
        self._sums: dict[str, dict[str, tuple[float, int]]] = {name: {} for name in self.members}
        for (one, other), score in scores.items():
            self._sums[one][other] = self._sums[other][one] = (score, 1)

    def average(self, one: str, other: str) -> float:
        """The mean between the groups of two heads."""
        total, known = self._sums[one].get(other, (0.0, 0))
        pairs = len(self.members[one]) * len(self.members[other])
        return (total + self._absent * (pairs - known)) / pairs

    def surely(self, one: str, other: str) -> float:
        """The mean less its standard error: how much speaks for joining at the least, more surely of many pairs."""
        pairs = [(a, b) for a in self.members[one] for b in self.members[other]]
        values = [self._scores.get((a, b) if a < b else (b, a), self._absent) for a, b in pairs]
        mean = sum(values) / len(values)
        spread = sum((value - mean) ** 2 for value in values) / len(values)
        return mean - ((spread + ONE_PAIR) / len(values)) ** 0.5

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
        for far, (total, known) in self._sums.pop(gone).items():
            del self._sums[far][gone]
            if far != keep:
                before = self._sums[keep].get(far, (0.0, 0))
                self._sums[keep][far] = self._sums[far][keep] = (before[0] + total, before[1] + known)
        return keep

    def beside(self, one: str) -> list[str]:
        """The heads of the groups that share a scored pair with a group."""
        return sorted(self._sums[one])


def average_link(
    ids: Iterable[str], scores: Mapping[Pair, float], cut: float, absent: float, apart: Iterable[Pair] = ()
) -> Groups:
    """Groups by average link, taking the pairs from the strongest down: two join where their mean reaches ``cut``."""
    groups = Groups(ids, scores, absent, apart)
    for (one, other), _ in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        mine, theirs = groups.of[one], groups.of[other]
        if mine != theirs and groups.average(mine, theirs) >= cut and not groups.forbidden(mine, theirs):
            groups.join(mine, theirs)
    return groups
