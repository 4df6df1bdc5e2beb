"""Colours for light and dark, told apart by people who see few colours (after Okabe and Ito), 3:1 on their ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

STATUS_ORDER = ("stated", "attributed", "hedged", "denied", "planned")

_STATUS = {
    "light": ("#1f5fa8", "#7a4fb5", "#b06a00", "#c0392b", "#12795a"),
    "dark": ("#7db4f5", "#c3a6ff", "#f0b35a", "#ff8f85", "#6fd3ab"),
}
_SERIES = {
    "light": ("#1f5fa8", "#b06a00", "#12795a", "#7a4fb5", "#c0392b", "#007a8a", "#8a5a2b", "#b0307a"),
    "dark": ("#7db4f5", "#f0b35a", "#6fd3ab", "#c3a6ff", "#ff8f85", "#6ad0de", "#d9b18c", "#f08cc4"),
}
_GREY = {"light": "#6b7280", "dark": "#a9a5a0"}
SYMBOLS = {
    "stated": "circle",
    "attributed": "diamond",
    "hedged": "circle-open",
    "denied": "x",
    "planned": "triangle-up",
}
# The same shapes as characters, for the legend.
GLYPHS = {"stated": "●", "attributed": "◆", "hedged": "○", "denied": "✖", "planned": "▲"}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme: of statuses, of a series of names, of text, grid, a shaded stretch and the ground."""

    name: str
    text: str
    faint: str
    grid: str
    shade: str
    ground: str
    band: str

    def status(self, status: str) -> str:
        """The colour of a status."""
        return self._statuses().get(status, _GREY[self.name])

    def _statuses(self) -> dict[str, str]:
        return dict(zip(STATUS_ORDER, _STATUS[self.name], strict=True))

    def grey(self) -> str:
        """The colour of what has none of its own."""
        return _GREY[self.name]

    def series(self, names: Sequence[str]) -> dict[str, str]:
        """A colour for each of the first eight names; the others are grey."""
        return dict(zip(names, _SERIES[self.name], strict=False))


LIGHT = Palette(
    "light",
    "#2f2d2b",
    "#6b6864",
    "rgba(47,45,43,0.12)",
    "rgba(31,95,168,0.14)",
    "#ffffff",
    "rgba(47,45,43,0.06)",
)
DARK = Palette(
    "dark",
    "#edebe8",
    "#a9a5a0",
    "rgba(237,235,232,0.14)",
    "rgba(125,180,245,0.20)",
    "#20242b",
    "rgba(237,235,232,0.07)",
)


def of(theme: str | None) -> Palette:
    """The palette of Streamlit's theme type ("light", "dark", or None before the browser has said)."""
    return DARK if theme == "dark" else LIGHT


def faded(colour: str, alpha: float) -> str:
    """A ``#rrggbb`` colour as translucent ``rgba``."""
    red, green, blue = (int(colour[index : index + 2], 16) for index in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:g})"
