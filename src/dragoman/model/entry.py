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
class Correction:
    """A field of an entry that a person corrected, and what it was coded as."""

    field: str
    coded: str | Place | tuple[Party, ...] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One real-world event.

    The parties and status are those of the version that tells it most fully, time and place of the
    fullest that tells them; every version stands beside them. `first_day` and `last_day` are the
    ISO days between which it lies, None where open or unknown.

    What people judged stands on top: `verdict` is `accepted`, `corrected` or `rejected`, None where
    nobody has judged it, `credibility` 1 to 6 or empty, and `corrections` tell what the fields that
    a person corrected were coded as.
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
    verdict: str | None = None
    credibility: str = ""
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """A first-hand source, and the reports that rest on it."""

    name: str
    report_ids: tuple[str, ...]
