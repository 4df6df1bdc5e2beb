"""What the shapes and colours of the chart mean, in one line below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.views import escape, incident_words, words
from timeline.views.marks import Mark
from timeline.views.palette import GLYPHS, STATUS_ORDER, Palette

_SWATCH = (
    '<span aria-hidden="true" style="display:inline-block;width:{width};height:.7em;border-radius:{round};{style};'
    'margin-right:.4em"></span>{name}'
)
_GLYPH = (
    '<span aria-hidden="true" style="color:{tone};font-size:1.2em;line-height:1;margin-right:.3em">{shape}</span>{name}'
)


def legend(
    sources: Sequence[tuple[str, str]], shown: Sequence[Mark], palette: Palette, hint: str, silent: bool = False
) -> str:
    """The legend as HTML: what the shapes, colours and bars mean, and what to do.

    ``sources`` are the names and colours where colours tell sources apart, empty where they tell how sure the text
    is. The shapes always tell that. ``silent`` says that bands of silence are in view.
    """
    items = [*_sources(sources), *_statuses(shown, palette, grey=bool(sources)), *_forms(shown, palette.grey())]
    if silent:
        style = f"background:{palette.band};outline:1px solid {palette.grid}"
        items.append(_SWATCH.format(width="1.6em", round="2px", style=style, name=incident_words.LEGEND_SILENCE))
    row = "".join(f'<span style="white-space:nowrap">{item}</span>' for item in [*items, escape.html(hint)])
    return f'<div style="display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.84rem;opacity:.9">{row}</div>'


def _sources(named: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, tone in named:
        text = escape.html(escape.shorten(name, 40))
        yield _SWATCH.format(width=".7em", round="2px", style=f"background:{tone}", name=text)


def _statuses(shown: Sequence[Mark], palette: Palette, grey: bool) -> Iterator[str]:
    held = {mark.event.status for mark in shown}
    for status in STATUS_ORDER:
        if status in held:
            tone = palette.grey() if grey else palette.status(status)
            yield _GLYPH.format(tone=tone, shape=GLYPHS[status], name=words.STATUS[status])


def _forms(shown: Sequence[Mark], grey: str) -> Iterator[str]:
    if any(mark.vague for mark in shown):
        style = f"background:{grey};opacity:.45;outline:1px solid {grey}"
        yield _SWATCH.format(width="1.6em", round="2px", style=style, name=words.LEGEND_SPAN)
    if any(mark.soft for mark in shown):
        style = f"background:linear-gradient(90deg,transparent,{grey} 35%,{grey} 65%,transparent)"
        yield _SWATCH.format(width="1.8em", round="2px", style=style, name=words.LEGEND_SOFT)
    if any(mark.arrow for mark in shown):
        yield _GLYPH.format(tone=grey, shape="◀ ▶", name=words.LEGEND_OPEN)
    if any(mark.weight > 1 for mark in shown):
        yield _GLYPH.format(tone=grey, shape="•●", name=incident_words.LEGEND_HEIGHT)
