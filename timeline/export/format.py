"""What a format is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.models import Event, Incident
from timeline.store.review_log import Standing

Said = Mapping[str, Standing]  # what reviewers said of events, by id
NOTHING_SAID: Said = {}
Told = tuple[Incident, Sequence[Event]]  # an incident with its events, in the order of publication


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write events out.

    ``pieces`` turns events into portions of text, so that any number of them passes through little memory, and
    ``incident_pieces`` incidents with their events, each with what reviewers said of it. ``mark`` is true where a file
    should open with a byte order mark, by which spreadsheets know UTF-8.
    """

    name: str
    label: str
    media_type: str
    suffix: str
    pieces: Callable[[Iterable[Event], Said], Iterator[str]]
    incident_pieces: Callable[[Iterable[Told], Said], Iterator[str]]
    mark: bool = False

    def stream(
        self, events: Iterable[Event], *, mark: bool | None = None, said: Said = NOTHING_SAID
    ) -> Iterator[bytes]:
        """The file in portions, as UTF-8; ``mark`` False leaves the byte order mark out, for a pipe."""
        yield from self._encoded(self.pieces(events, said), mark)

    def stream_incidents(
        self, incidents: Iterable[Told], *, mark: bool | None = None, said: Said = NOTHING_SAID
    ) -> Iterator[bytes]:
        """A file of incidents in portions, likewise."""
        yield from self._encoded(self.incident_pieces(incidents, said), mark)

    def _encoded(self, pieces: Iterable[str], mark: bool | None) -> Iterator[bytes]:
        if self.mark if mark is None else mark:
            yield b"\xef\xbb\xbf"
        for piece in pieces:
            yield piece.encode("utf-8", "replace")

    def write(self, events: Iterable[Event], said: Said = NOTHING_SAID) -> bytes:
        """The whole file."""
        return b"".join(self.stream(events, said=said))
