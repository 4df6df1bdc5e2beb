"""The date cases that fail, compactly: ``python -m tests.dates.report [LANGUAGE] [WORD…] [-v]``.

Words keep the cases whose id or file contains one of them; ``-v`` prints the text of each failing case. The exit code
is 1 where a case fails that is not a known gap.
"""

from __future__ import annotations

import sys
from collections import Counter

from tests.dates.cases import Case, differences, languages, languages_with_rules, read


def main(arguments: list[str]) -> int:
    """Print failures and totals; answers the exit code."""
    verbose = "-v" in arguments
    words = [word for word in arguments if not word.startswith("-")]
    chosen = [word for word in words if word in languages()] or languages()
    words = [word for word in words if word not in chosen]
    cases = [case for language in chosen for case in read(language)]
    cases = [case for case in cases if not words or any(word in case.id or word in case.file for word in words)]
    totals: Counter[tuple[str, str, str]] = Counter()
    for case in cases:
        if case.language in languages_with_rules():
            totals[case.language, case.file, _run(case, verbose)] += 1
    for language, file in sorted({key[:2] for key in totals}):
        held, failed = totals[language, file, "held"], totals[language, file, "failed"]
        print(f"{language} {file:9s} {held:4d} hold {failed:4d} fail  {100 * held / (held + failed):5.1f} %")
    return 1 if any(key[1] != "gaps" and key[2] == "failed" and totals[key] for key in totals) else 0


def _run(case: Case, verbose: bool) -> str:
    try:
        faults = differences(case)
    except Exception as error:
        faults = [f"broke  {type(error).__name__}: {error}"]
    if faults and case.file != "gaps":
        told = f"  {case.published}  {case.text!r}" if verbose else ""
        print(f"{case.id}{told}\n    " + "\n    ".join(faults))
    elif not faults and case.file == "gaps":
        print(f"{case.id}\n    holds now: move it to positive.jsonl")
    return "failed" if faults else "held"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
