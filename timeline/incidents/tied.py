"""Which of many events a few new ones hang together with, found without comparing the many with one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from timeline.incidents.evidence import weigh
from timeline.incidents.features import Told, features, keys
from timeline.models import Decision, Event


def tied(
    fresh: Iterable[Event],
    others: Iterable[Event],
    *,
    story_of: Mapping[str, str] | None = None,
    copy_of: Mapping[str, str] | None = None,
    decisions: Sequence[Decision] = (),
) -> set[str]:
    """The ids of those of the others that stand in one component with a fresh event by a direct tie.

    The options are those of ``merge``; what it would join directly, and nothing else, is tied here.
    """
    fresh = list(fresh)
    ids = {event.id for event in fresh}
    told = features([*fresh, *others], story_of, copy_of)
    decided = {(d.one, d.other): d.same for one in decisions for d in (one, Decision(one.other, one.one, one.same))}
    blocks: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        for key in keys(one) if one.id in ids else ():
            blocks[key].append(one)
    found = {other for (one, other), same in decided.items() if same and one in ids}
    for other in told:
        if other.id not in ids:
            near = {one.id: one for key in keys(other) for one in blocks.get(key, ())}
            if any(decided.get((one.id, other.id), weigh(one, other) >= 0) for one in near.values()):
                found.add(other.id)
    return found & {one.id for one in told} - ids
