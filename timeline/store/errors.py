"""The one error of the store."""

from __future__ import annotations


class StoreError(Exception):
    """A store that cannot be opened or written: which one, what is wrong with it, and what to do.

    ``str()`` is one line, "name: fault; remedy".
    """

    def __init__(self, name: str, fault: str, remedy: str) -> None:
        super().__init__(f"{name}: {fault}; {remedy}")
        self.name = name
        self.fault = fault
        self.remedy = remedy
