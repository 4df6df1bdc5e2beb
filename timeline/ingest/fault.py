"""What is wrong with an input, before it is known under which name it came; and the way to say lesser things."""

from __future__ import annotations

import logging
from collections.abc import Callable

from timeline.models import Refusal

Tell = Callable[[str], None]
"""Takes one line about something that was put right or left out, and is no reason to refuse the input."""


class Fault(Exception):
    """An input cannot be taken. Raised inside this room only; its edge turns it into a Refusal."""

    def __init__(self, fault: str, remedy: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.remedy = remedy

    def refusal(self, name: str) -> Refusal:
        """The Refusal of the input of that name."""
        return Refusal(name, self.fault, self.remedy)


def log_note(line: str) -> None:
    """The Tell that is used where the caller gives none: the log ``timeline.ingest``, which shows on stderr."""
    logging.getLogger("timeline.ingest").warning("%s", line)


def quoted(value: str, limit: int = 60) -> str:
    """A value of the user's for a message: on one line, without control characters, shortened."""
    line = "".join(char if char.isprintable() else " " for char in value[: limit + 1])
    return repr(line if len(value) <= limit else line[:limit] + "…")
