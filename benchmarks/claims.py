"""Score actors, attribution and status on the labelled sentences of ``tests/cases/claims`` (see the README there).

``python -m benchmarks.claims [--split PART] [--errors PART …]``

Prints precision and recall for each part, origin (texts of our own, sentences of the gold corpora) and language, and
which statuses are taken for which. ``--errors`` lists each fault of the parts that it names; the README says which have
been read. Exits 1 where a figure is below its floor. The gold corpora are part of the shared folder; where it is
missing, only the own texts are scored.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.floors import FLOORS, below
from benchmarks.labels import HALVES, SPLITS, Labelled, Line, Text, Wanted, same_actor, same_source, texts
from timeline.extract import extract
from timeline.models import STATUSES, Event

KINDS = ("actors", "attribution", "status")


@dataclass
class Count:
    """Right, false and missed of one kind."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def precision(self) -> float:
        """Percent of what was given that is right; 0 where nothing was."""
        return 100 * self.right / max(self.right + self.false, 1)

    def recall(self) -> float:
        """Percent of what was wanted that is right."""
        return 100 * self.right / max(self.right + self.missed, 1)


@dataclass
class Score:
    """The counts of some sentences, with one line for each fault."""

    sentences: int = 0
    events: int = 0
    unseen: int = 0
    counts: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    roles: Counter[bool] = field(default_factory=Counter)
    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Take another score's counts into this one."""
        self.sentences += other.sentences
        self.events += other.events
        self.unseen += other.unseen
        for kind, count in other.counts.items():
            mine = self.counts[kind]
            mine.right, mine.false = mine.right + count.right, mine.false + count.false
            mine.missed += count.missed
        self.roles.update(other.roles)
        self.statuses.update(other.statuses)
        self.faults += other.faults

    def figures(self) -> dict[str, float]:
        """``{"actors_precision": 91.2, "actors_recall": …}``, to a tenth of a percent."""
        pairs = {}
        for kind, count in self.counts.items():
            pairs[f"{kind}_precision"] = round(count.precision(), 1)
            pairs[f"{kind}_recall"] = round(count.recall(), 1)
        return pairs


def score_text(text: Text, events: Sequence[Event]) -> Score:
    """What an article's events are worth against its labelled sentences."""
    total = Score()
    for line in text.lines:
        pairs = [(label, _event_of(label, line, events)) for label in line.events]
        one = Score(sentences=1, events=len(pairs), unseen=sum(event is None for _, event in pairs))
        where = f"{text.name} {line.start}"
        _score_actors(one, line, [event for _, event in pairs if event], where)
        for label, event in pairs:
            place = f"{where} {text.article.text[label.start : label.end]!r}"
            _score_sources(one, label, event, place)
            _score_status(one, label, event, place)
        total.add(one)
    return total


def _event_of(label: Labelled, line: Line, events: Sequence[Event]) -> Event | None:
    """The event in the labelled sentence whose words of time overlap the labelled ones most, if there is one."""

    def shared(event: Event) -> int:
        return min(event.when_char_end, label.end) - max(event.when_char_start, label.start)

    near = [e for e in events if shared(e) > 0 and e.char_start < line.end and e.char_end > line.start]
    return max(near, key=lambda event: (shared(event), -event.char_start), default=None)


def _score_actors(score: Score, line: Line, events: Sequence[Event], where: str) -> None:
    count = score.counts["actors"]
    said = list(dict.fromkeys(name for event in events for name in event.actors))
    roles: dict[str, set[str]] = {}
    for event in events:
        for role in event.roles:
            roles.setdefault(role.name, set()).add(role.role)
    found: set[Wanted] = set()
    for name in said:
        if wanted := next((actor for actor in line.actors if same_actor(name, actor.names)), None):
            if wanted in found:
                continue  # two forms of one actor are one
            found.add(wanted)
            if given := roles.get(name):
                score.roles[bool(given & set(wanted.roles))] += 1
        elif not any(same_actor(name, (form,)) or same_actor(form, (name,)) for form in line.optional):
            count.false += 1
            score.faults.append(f"{where} false actor {name!r}")
    missed = [actor.names[0] for actor in line.actors if actor not in found]
    count.right += len(found)
    count.missed += len(missed)
    if missed:
        score.faults.append(f"{where} missed actors {missed}, got {said}")


def _score_sources(score: Score, label: Labelled, event: Event | None, where: str) -> None:
    count = score.counts["attribution"]
    said = event.attribution if event else ()
    found: set[tuple[str, ...]] = set()
    false = []
    for name in said:
        free = (forms for forms in label.sources if forms not in found and same_source(name, forms))
        if forms := next(free, None):
            found.add(forms)
        elif not same_source(name, label.optional) and not any(same_source(name, forms) for forms in found):
            false.append(name)
    plain = event is not None and event.status == "stated" and "stated" in label.status
    missed = [] if plain else [forms[0] for forms in label.sources if forms not in found]
    count.right += len(found)
    count.false += len(false)
    count.missed += len(missed)
    if false or missed:
        score.faults.append(f"{where} attribution: missed {missed}, false {false}{'' if event else ' (no event)'}")


def _score_status(score: Score, label: Labelled, event: Event | None, where: str) -> None:
    count = score.counts["status"]
    if event and event.status in label.status:
        count.right += 1
    else:
        count.missed += 1
        count.false += event is not None
        score.faults.append(f"{where} status {'/'.join(label.status)}, got {event.status if event else 'no event'}")
    given = event.status if event else "no event"
    score.statuses[label.status[0] if given not in label.status else given, given] += 1


# ---- printing --------------------------------------------------------------------------------------------------------


def row(name: str, score: Score) -> str:
    """One line of the table: precision and recall of each kind."""
    cells = [f"{kind} {c.precision():5.1f} /{c.recall():6.1f}" for kind, c in score.counts.items()]
    fair = score.roles[True] / max(score.roles.total(), 1)
    return (
        f"{name:17} {score.sentences:4} sentences  {'   '.join(cells)}   roles {100 * fair:5.1f}"
        f"   {score.unseen} of {score.events} events not found"
    )


def confusion(score: Score) -> str:
    """Which status was given (columns) where which was due (rows)."""
    columns = [*STATUSES, "no event"]
    lines = [" " * 14 + "".join(f"{name:>12}" for name in columns)]
    for due in STATUSES:
        cells = "".join(f"{score.statuses[due, given] or '·':>12}" for given in columns)
        lines.append(f"  {due:12}{cells}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score and print; the number of figures below their floors decides the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--split", choices=SPLITS, help="one part only; no floors are checked then")
    parser.add_argument("--errors", choices=SPLITS, nargs="+", default=(), help="each fault of these parts")
    options = parser.parse_args(arguments)
    by_floor: dict[str, Score] = {}
    for split in [options.split] if options.split else SPLITS:
        rows: dict[str, Score] = {}
        for text in texts(split):
            score = score_text(text, extract(text.article))
            language = text.article.language
            for name in (f"{split} {text.origin} {language}", f"{split} {language}", f"{split} all"):
                rows.setdefault(name, Score()).add(score)
            halved = f"own-{language}" if text.origin == "own" else "gold"
            by_floor.setdefault(halved if split in HALVES else f"{split}-{text.origin}", Score()).add(score)
        for name in sorted(rows, key=lambda name: (len(name.split()) < 3, name.endswith("all"), name)):
            print(row(name, rows[name]))
        print(confusion(rows[f"{split} all"]))
        if split in options.errors:
            print(*rows[f"{split} all"].faults, sep="\n")
    return 0 if options.split else _check(by_floor)


def _check(scores: dict[str, Score]) -> int:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("claims", {})
    faults = [
        f"{name}: {fault}" for name, score in scores.items() for fault in below(score.figures(), floors.get(name, {}))
    ]
    for fault in faults:
        print(f"FAILED {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
