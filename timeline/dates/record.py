"""Small values that are made by the thousand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """A slotted dataclass, equal and hashed by its fields, that the type checker holds to be frozen.

    Python's own ``frozen`` sets each field by a call: three times as long, and a sixth of the time of a whole ``tag``.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
