"""The table of articles that were read and are not added yet: what is wrong in it is mended there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from timeline.languages import codes
from timeline.models import Article
from timeline.views import adding, escape, words
from timeline.views.adding import Draft

_LONGEST = 200  # characters of a title


def check(drafts: Sequence[Draft]) -> list[tuple[str, Article]]:
    """The table; answers (name, article) of those that are to be added, as they now are."""
    import pandas as pd

    st.subheader(words.CHECK, anchor=False)
    st.caption(words.CHECK_NOTE)
    known = sorted({*codes(), *(draft.article.language for draft in drafts if draft.article.language)})
    shown = [_cells(draft) for draft in drafts]
    changed = st.data_editor(
        pd.DataFrame(shown), hide_index=True, width="stretch", disabled=[words.COL_FILE, words.COL_BASIS],
        key="check_" + "_".join(draft.article.id[:6] for draft in drafts)[:200],
        column_config={
            words.COL_ADD: st.column_config.CheckboxColumn(width="small"),
            words.COL_TITLE: st.column_config.TextColumn(width="medium", max_chars=_LONGEST),
            words.COL_PUBLISHER: st.column_config.TextColumn(max_chars=_LONGEST),
            words.COL_BASIS: st.column_config.TextColumn(width="large"),
            words.COL_PUBLISHED: st.column_config.DateColumn(format="YYYY-MM-DD", min_value=date(1000, 1, 1)),
            words.COL_LANGUAGE: st.column_config.SelectboxColumn(options=known),
        },
    )  # fmt: skip
    rows = changed.to_dict("records")
    return [
        (draft.name, _as_left(draft, before, after))
        for draft, before, after in zip(drafts, shown, rows, strict=True)
        if after[words.COL_ADD]
    ]


def _cells(draft: Draft) -> dict[str, Any]:
    article = draft.article
    return {
        words.COL_ADD: True,
        words.COL_FILE: escape.plain(draft.name),
        words.COL_TITLE: escape.shorten(article.title or article.text, 90),
        words.COL_PUBLISHER: escape.plain(article.publisher),
        words.COL_PUBLISHED: adding.shown_day(draft),
        words.COL_LANGUAGE: article.language or None,
        words.COL_BASIS: escape.plain(draft.basis),
    }


def _as_left(draft: Draft, before: dict[str, Any], after: dict[str, Any]) -> Article:
    """The article as the reader left its row; what was not touched stays whole, however it was shown."""
    named = {
        field: " ".join((after[column] or "").split())
        for field, column in (("title", words.COL_TITLE), ("publisher", words.COL_PUBLISHER))
        if (after[column] or "") != before[column]
    }
    language = after[words.COL_LANGUAGE]
    return adding.edited(
        draft, _as_date(after[words.COL_PUBLISHED]), language if isinstance(language, str) else "", **named
    )


def _as_date(day: Any) -> date | None:
    import pandas as pd

    if day is None or pd.isna(day):
        return None
    return day if type(day) is date else day.date()
