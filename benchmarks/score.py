"""Score the tagger and the choice of key dates on the gold data of the shared folder, and fail below the floors.

``python -m benchmarks.score`` prints one line a gold file, with its floor beside each figure, then what
``benchmarks.key_dates`` prints, and exits 1 where a figure is below. Where the shared folder is missing (it is not part
of the project) it says so and exits 0.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from benchmarks import key_dates
from benchmarks.floors import FLOORS, ROOT, below, shared_folder

_FIGURE = re.compile(r"(\w+)\s+(\d+\.\d)\b")


def figures(line: str) -> dict[str, float]:
    """The named percentages of one line of a scorer: ``"x.jsonl  strict  88.0  value 85.1"`` gives two."""
    return {name: float(value) for name, value in _FIGURE.findall(line)}


def score_timex(shared: Path, gold: str) -> str:
    """The scorer's line for one gold file, by its name without ``.jsonl``.

    Raises RuntimeError with the scorer's own words where it fails.
    """
    command = [
        sys.executable,
        str(shared / "bench" / "score_timex.py"),
        str(shared / "gold" / "timex" / f"{gold}.jsonl"),
    ]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}
    )
    if done.returncode:
        raise RuntimeError(f"{gold}: the scorer failed\n{(done.stderr or done.stdout).strip()[-1500:]}")
    return done.stdout.strip().splitlines()[0]


def main() -> int:
    """Score every gold file that has floors; the number of failures decides the exit code."""
    shared = shared_folder()
    if not (shared / "bench" / "score_timex.py").is_file():
        print(f"no scorers at {shared} (set TIMELINE_SHARED): nothing scored")
        return 0
    faults: list[str] = []
    for gold, floor in tomllib.loads(FLOORS.read_text(encoding="utf-8"))["timex"].items():
        try:
            line = score_timex(shared, gold)
        except RuntimeError as error:
            faults.append(str(error))
            continue
        print(f"{line}  floors {' / '.join(str(least) for least in floor.values())}", flush=True)
        faults += [f"{gold}: {fault}" for fault in below(figures(line), floor)]
    failed = key_dates.main([]) != 0
    for fault in faults:
        print(f"FAILED {fault}", file=sys.stderr)
    return 1 if faults or failed else 0


if __name__ == "__main__":
    sys.exit(main())
