"""Addresses among the inputs: which are fetched, where pages are kept, what ``show`` and ``verify`` say of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from timeline.commands.terminal import plain

if TYPE_CHECKING:
    from timeline.ingest import UrlItem
    from timeline.ingest.web import Archive
    from timeline.models import Article

FETCH = ("named", "all", "none")
"""Addresses that are given or stand in a file that is given; also those in folders; none."""
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Web:
    """What may be fetched: ``fetch`` is one of ``FETCH``."""

    fetch: str = "named"
    allow_private: bool = False
    refetch: bool = False
    archive_url: str = ""


def is_address(path: str) -> bool:
    """Whether an argument is a web address."""
    return path.lower().startswith(("http://", "https://"))


def check_fetch(value: str) -> str:
    """The value as typed. Raises typer.BadParameter naming the right ones."""
    if value not in FETCH:
        raise typer.BadParameter(f"there is no choice {value!r}; say {', '.join(FETCH[:-1])} or {FETCH[-1]}")
    return value


def check_web(web: Web, paths: Sequence[str]) -> Web:
    """The same. Raises typer.BadParameter where ``--archive-url`` is no address, or not for one page."""
    if web.archive_url:
        if not is_address(web.archive_url):
            raise typer.BadParameter("--archive-url wants the http or https address of the archived copy")
        if len(paths) != 1 or not is_address(paths[0]):
            raise typer.BadParameter("--archive-url belongs to one page; give just its address beside it")
    return web


@contextmanager
def followed(
    web: Web, paths: Sequence[str], archive: Archive | None, tell: Tell, published: date | None, language: str | None
) -> Iterator[Any]:
    """The ``follow`` of ``read_paths``: None where nothing is fetched."""
    if web.fetch == "none":
        yield None
        return
    from timeline.ingest.web import following

    folders = tuple(path.rstrip(os.sep) + os.sep for path in paths if not is_address(path) and os.path.isdir(path))

    def wanted(item: UrlItem) -> bool:
        return web.fetch == "all" or not item.name.startswith(folders)

    with following(
        archive=archive,
        allow_private=web.allow_private,
        tell=tell,
        published=published,
        language=language,
        refetch=web.refetch,
        archive_url=web.archive_url,
        wanted=wanted,
    ) as follow:
        yield follow


def archive_of(place: str | None) -> Archive:
    """The kept pages of a store."""
    from timeline.ingest.web import Archive
    from timeline.store.place import pages_folder

    return Archive(pages_folder(place))


def kept_lines(article: Article | None, place: str | None) -> Iterator[str]:
    """What ``show`` says of the page that an article was read from; nothing where it came by another way."""
    page = archive_of(place).page_of(article.id) if article is not None else None
    if page is None:
        return
    yield f"  kept      {plain(str(archive_of(place).place(page)))}"
    yield f"            fetched {page.fetched} from {plain(page.final)}, SHA-256 {page.sha256}"
    if page.archive_url:
        yield f"  archived  {plain(page.archive_url)}"


def kept_fault(article: Article, archive: Archive) -> tuple[bool, str]:
    """Whether a page was kept for an article, and what is wrong with it; empty where it is as it was fetched."""
    from timeline.ingest.fault import Fault

    page = archive.page_of(article.id)
    if page is None:
        return False, ""
    try:
        archive.body(page)
    except Fault as fault:
        return True, f"{plain(page.url)}: the page {fault.fault}; {fault.remedy}"
    return True, ""
