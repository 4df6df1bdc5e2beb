"""Addresses among what was read: fetched ahead, several hosts at once, and read in the order in which they stood."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.ingest.canonical import canonical, host_of
from timeline.ingest.fault import Fault
from timeline.ingest.given import Given
from timeline.ingest.items import Context, Source, UrlItem
from timeline.ingest.kinds import Kind, kind_of
from timeline.ingest.pagedate import day_in_url
from timeline.ingest.reading import broken, unfold
from timeline.ingest.web.archive import Archive, Page
from timeline.ingest.web.limits import Stopped
from timeline.ingest.web.pool import Pool
from timeline.ingest.workers import run
from timeline.models import Article, Refusal

if TYPE_CHECKING:
    from timeline.ingest.web.fetch import Fetcher

AHEAD = 1000  # addresses that are asked for before the first of them is read
DEEPEST = 3  # a list of lists of feeds
Found = Article | Refusal | UrlItem
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Asked:
    """An address that a thread fetches."""

    item: UrlItem
    page: Future[Page]


class Following:
    """Takes what readers yield and answers the same with each address replaced by the articles behind it.

    Addresses that ``wanted`` does not name pass through. A page that is kept in ``archive`` is read from there, unless
    ``refetch`` asks the site whether it has changed; lists and feeds are always asked for. ``archive_url`` is noted
    with the articles of addresses that stand in no list. ``fetcher`` is called when the first address comes.
    """

    def __init__(
        self,
        archive: Archive,
        fetcher: Callable[[], Fetcher],
        context: Context,
        *,
        refetch: bool = False,
        archive_url: str = "",
        wanted: Callable[[UrlItem], bool] = lambda item: True,
    ) -> None:
        self._archive, self._make, self._context = archive, fetcher, context
        self._refetch, self._archive_url, self._wanted = refetch, archive_url, wanted
        self._fetcher: Fetcher | None = None
        self._pool: Pool[Page] = Pool()
        self._seen: set[str] = set()

    def __call__(self, found: Iterable[Found]) -> Iterator[Found]:
        """What was found, with the addresses followed, in its order. Never raises."""
        return self._follow(found, 0)

    def close(self) -> None:
        """Ask for nothing more."""
        self._pool.close()
        if self._fetcher is not None:
            self._fetcher.close()

    def _follow(self, found: Iterable[Found], depth: int) -> Iterator[Found]:
        waiting: deque[Found | _Asked] = deque()
        for item in found:
            if isinstance(item, UrlItem) and self._wanted(item):
                if (asked := self._asked(item, depth)) is not None:
                    waiting.append(asked)
            else:
                waiting.append(item)
            while waiting and (len(waiting) > AHEAD or _is_ready(waiting[0])):
                yield from self._ended(waiting.popleft(), depth)
        while waiting:
            yield from self._ended(waiting.popleft(), depth)

    def _asked(self, item: UrlItem, depth: int) -> _Asked | Refusal | None:
        """The address, asked for; None where it was before."""
        from timeline.ingest.web.address import check_url

        try:
            check_url(item.url)
        except Fault as fault:
            return _refusal(item, fault)
        url = canonical(item.url)
        if url in self._seen:
            return None
        self._seen.add(url)
        if depth > DEEPEST:
            return _refusal(item, Fault("stands in a list in a list in a list", "give the list that names it"))
        self._fetcher = fetcher = self._fetcher or self._make()
        return _Asked(replace(item, url=url), self._pool.submit(host_of(url), lambda: self._obtain(url, fetcher)))

    def _obtain(self, url: str, fetcher: Fetcher) -> Page:
        """The page at an address, kept. Raises Fault and Stopped."""
        kept = self._archive.latest(url)
        if kept is not None and not (self._refetch or kept.passing):
            return kept
        got = fetcher.get(url, final=kept.final if kept else "", conditions=_conditions(kept))
        if got.status == 304:
            if kept is None:
                raise Fault("answers that it has not changed, which was not asked", "try again later")
            return self._archive.confirm(kept, fetched=got.moment, headers=got.headers)
        opens = _opens(Source(url, data=got.data))
        return self._archive.keep(Page(url, got.final, got.moment, got.status, "", 0, got.headers, opens), got.data)

    def _ended(self, item: Found | _Asked, depth: int) -> Iterator[Found]:
        if not isinstance(item, _Asked):
            yield item
            return
        try:
            page = item.page.result()
            yield from self._follow(self._read(item.item, page, depth), depth + 1)
        except Stopped:
            return
        except Fault as fault:
            yield from self._failed(item.item, _refusal(item.item, fault))
        except Exception as error:  # what a library meets on the web must not stop the other addresses
            yield from self._failed(item.item, broken(item.item.url, error))

    def _failed(self, item: UrlItem, refusal: Refusal) -> Iterator[Found]:
        yield refusal
        if item.held is not None:
            self._context.tell(f"{item.url}: only the summary in the feed was read")
            yield item.held

    def _read(self, item: UrlItem, page: Page, depth: int) -> Iterator[Found]:
        """What is in a page: its article, or the addresses that it lists. Raises Fault where the body is gone."""
        label = _CHARSET.search(page.header("content-type"))
        source = Source(
            item.url,
            data=self._archive.body(page),
            url=canonical(page.final),
            label=label[1] if label else "",
            said=_said(item),
        )
        kind = _kind(source)
        context = self._context if kind is not None and kind.opens else self._hinted(item, page)
        if self._archive_url and not depth:
            page = replace(page, archive_url=self._archive_url)
        empty = True
        for found in run(unfold(source, context, kind), context):
            if isinstance(found, Article):
                empty = False
                self._archive.link(found.id, page)
                found = replace(found, fetched=page.fetched)
            yield found
        if empty:
            self._archive.pass_over(page)

    def _hinted(self, item: UrlItem, page: Page) -> Context:
        """What a list said of an article stands in where its page says nothing."""
        said = _said(item)
        hint = Given(
            title=item.title or None,
            url=canonical(page.final) or None,
            publisher=item.publisher or None,
            published=item.published if said else None,
            why=f"from {said[0][1]}" if said else None,
        )
        return replace(self._context, default=hint.over(self._context.default))


def _said(item: UrlItem) -> tuple[tuple[str, str], ...]:
    """The day that a list gives for an article, and where; nothing where it is only what the address itself says."""
    address = day_in_url(item.url)
    if item.published is None or (address and address[0] == item.published):
        return ()
    return ((item.published.isoformat(), f"the list that names it ({item.name})"),)


def _conditions(kept: Page | None) -> Mapping[str, str]:
    """The headers that ask for a page only where it has changed."""
    if kept is None:
        return {}
    pairs = (("if-none-match", kept.header("etag")), ("if-modified-since", kept.header("last-modified")))
    return {name: value for name, value in pairs if value and value.isascii()}


def _is_ready(item: Found | _Asked) -> bool:
    return not isinstance(item, _Asked) or item.page.done()


def _kind(source: Source) -> Kind | None:
    try:
        return kind_of(source)
    except Fault:
        return None


def _opens(source: Source) -> bool:
    kind = _kind(source)
    return kind is not None and kind.opens


def _refusal(item: UrlItem, fault: Fault) -> Refusal:
    """The Refusal of an address: as it was typed, or with the list that it stood in."""
    if canonical(item.name) == item.url or not item.name:
        return fault.refusal(item.name or item.url)
    return fault.refusal(item.url if item.name == item.url else f"{item.url} ({item.name})")
