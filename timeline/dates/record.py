"""Small values that are made by the thousand."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, make_dataclass
from typing import Any, TypeVar, cast, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """A slotted dataclass, equal and hashed by its fields, that the type checker holds to be frozen.

    Python's own ``frozen`` sets each field by a call: three times as long, and a sixth of the time of a whole ``tag``.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


def maker(cls: type[T]) -> type[T]:
    """What makes values of a frozen, slotted dataclass, called as the class is, by places alone.

    They are filled as values of a like class that is not frozen, and are then made of their own class, which Python
    allows where both have the same slots: a fifth of the time.
    """
    like = [(f.name, f.type, field(default=f.default, default_factory=f.default_factory)) for f in fields(cls)]  # type: ignore[arg-type]
    filled = make_dataclass(cls.__name__, like, slots=True)

    def make(*values: Any) -> Any:
        made = filled(*values)
        made.__class__ = cls
        return made

    return cast(type[T], make)
