"""The rules whose examples do not hold, compactly: ``python -m tests.dates.rules_report [LANGUAGE…] [-w WORD]``.

``-w`` keeps the rules whose name contains the word. The exit code is 1 where an example fails.
"""

from __future__ import annotations

import argparse
import sys

from tests.dates.rule_examples import faults, missing_classes
from timeline.dates.rules import grammar
from timeline.languages import codes


def main() -> int:
    """Print a line for each fault and a total for each language."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("languages", nargs="*")
    options.add_argument("-w", "--word", default="")
    asked = options.parse_args()
    failed = 0
    for language in asked.languages or codes():
        rules = grammar(language)
        examples = wrong = 0
        for rule in rules.rules:
            if asked.word not in rule.name:
                continue
            told = list(faults(rule, language))
            told += [f"{language}: {rule.name}: unknown class {name}" for name in sorted(missing_classes(rule, rules))]
            examples += len(rule.examples)
            wrong += len(told)
            for line in told:
                print(line)
        print(f"{language}: {examples} examples of {len(rules.rules)} rules, {wrong} do not hold")
        failed += wrong
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
