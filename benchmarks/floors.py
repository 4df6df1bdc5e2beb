"""What the scorers share: where the gold data lie, and the floors that no figure may fall below."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.toml")


def shared_folder() -> Path:
    """``$TIMELINE_SHARED``, else ``../shared`` beside the checkout; it may be missing."""
    return Path(os.environ.get("TIMELINE_SHARED") or ROOT.parent / "shared")


def below(measured: dict[str, float], floor: dict[str, float]) -> list[str]:
    """One phrase for each measure that is missing or under its floor."""
    faults = []
    for name, least in floor.items():
        if name not in measured:
            faults.append(f"{name} was not measured")
        elif measured[name] < least:
            faults.append(f"{name} {measured[name]} is below {least}")
    return faults
