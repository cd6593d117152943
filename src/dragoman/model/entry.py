"""A line of the ledger: one real-world event, with every report's version of it."""

from dataclasses import dataclass

from dragoman.model.coding import Event, Party, Place


@dataclass(frozen=True, slots=True)
class Version:
    """One report's telling of an entry. `event_id` is the hash of coding and position in it."""

    event_id: str
    report_id: str
    coding_id: str
    event: Event


@dataclass(frozen=True, slots=True)
class Entry:
    """One real-world event.

    The parties and status are those of the version that tells it most fully, time and place of the
    fullest that tells them; every version stands beside them. `first_day` and `last_day` are the
    ISO days between which it lies, None where open or unknown.
    """

    id: str
    kind: str
    initiator: tuple[Party, ...]
    recipient: tuple[Party, ...]
    status: str
    time: str | None
    first_day: str | None
    last_day: str | None
    place: Place | None
    themes: tuple[str, ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A first-hand source, and the reports that rest on it."""

    name: str
    report_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about an entry: a row of its own, never an edit.

    `verdict` is free of the machine's reading: `accept`, `correct`, `reject`, `merge`, `split`.
    `made_at` is RFC 3339 in UTC.
    """

    entry_id: str
    verdict: str
    author: str
    made_at: str
    reason: str = ""
