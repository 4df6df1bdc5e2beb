"""Pages from the web: the only place that opens connections.

``fetch_articles`` takes addresses and answers Articles and Refusals; ``following`` does the same for the addresses
among what ``read_paths`` finds. ``docs/ingest.md`` tells what is fetched, what is refused, and what is kept.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from timeline.ingest.fault import Tell, log_note
from timeline.ingest.given import Given
from timeline.ingest.items import Context, UrlItem
from timeline.ingest.web.archive import Archive, Page
from timeline.ingest.web.follow import Following
from timeline.models import Article, Refusal

if TYPE_CHECKING:
    from timeline.ingest.web.fetch import Fetcher

__all__ = ["Archive", "Following", "Page", "fetch_articles", "following"]


def fetch_articles(
    urls: Iterable[str | UrlItem],
    *,
    allow_private: bool = False,
    archive: Archive | None = None,
    tell: Tell = log_note,
    published: date | None = None,
    language: str | None = None,
    refetch: bool = False,
    archive_url: str = "",
    fetcher: Callable[[], Fetcher] | None = None,
) -> Iterator[Article | Refusal]:
    """The articles at addresses, in the order given; what a feed or list names is fetched in its place.

    A page that ``archive`` holds is read from it, unless ``refetch`` asks whether it has changed; what is fetched is
    kept there (without one, in a folder that ends with the call). ``allow_private`` allows addresses of this machine
    and its network. ``published`` and ``language`` stand in where nothing else says; ``archive_url`` is noted with the
    articles. Notes go to ``tell``. Never raises; closing the iterator ends what is under way.
    """
    with following(
        archive=archive, allow_private=allow_private, tell=tell, published=published, language=language,
        refetch=refetch, archive_url=archive_url, fetcher=fetcher,
    ) as follow:  # fmt: skip
        items = (one if isinstance(one, UrlItem) else UrlItem(one, name=one) for one in urls)
        for found in follow(items):
            assert not isinstance(found, UrlItem)
            yield found


@contextmanager
def following(
    *,
    archive: Archive | None = None,
    allow_private: bool = False,
    tell: Tell = log_note,
    published: date | None = None,
    language: str | None = None,
    refetch: bool = False,
    archive_url: str = "",
    wanted: Callable[[UrlItem], bool] = lambda item: True,
    fetcher: Callable[[], Fetcher] | None = None,
) -> Iterator[Following]:
    """The ``follow`` of ``read_paths`` and ``read_data``, for as long as the context lasts.

    ``wanted`` says which addresses are fetched; the others pass. The rest is as for ``fetch_articles``.
    """
    default = Given(published=published, language=language, why="as said for all inputs" if published else None)
    with tempfile.TemporaryDirectory(prefix="timeline-pages-", ignore_cleanup_errors=True) as folder:
        follow = Following(
            archive or Archive(folder),
            fetcher or (lambda: _fetcher(allow_private)),
            Context(default, {}, tell),
            refetch=refetch,
            archive_url=archive_url,
            wanted=wanted,
        )
        try:
            yield follow
        finally:
            follow.close()


def _fetcher(allow_private: bool) -> Fetcher:
    from timeline.ingest.web.fetch import Fetcher  # and httpx with it: only where something is fetched

    return Fetcher(allow_private=allow_private)
