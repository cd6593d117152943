"""What a person decided: a row of its own beside the machine's reading, never an edit of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.model.identity import digest

#: What can be decided, and of what.
VERDICTS: Mapping[str, str] = {
    "accept": "the entry is right as it stands",
    "reject": "these tellings tell of no such event",
    "correct": "a field of the entry is another than was coded",
    "merge": "these tellings and the others are one event",
    "split": "these tellings and the others are two events",
    "independent": "two reports do not rest on one source",
    "dependent": "two reports rest on one source",
    "same": "two names are of one person or body",
    "different": "two names are of two persons or bodies",
    "rate": "how reliable a source is, A to F, or how credible an entry, 1 to 6",
    "undo": "a judgement no longer holds",
}

#: Reliability of a source and credibility of an item. Source: NATO STANAG 2511 (Admiralty system).
RELIABILITY: Mapping[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY: Mapping[str, str] = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}

#: Fields of an entry that may be corrected.
CORRECTABLE = ("kind", "status", "time", "place", "initiator", "recipient")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A telling, so that it is found again when its report is coded anew.

    `start` and `end` bound its first piece of evidence; `event_id` is what it was pointed at by.
    """

    report_id: str
    event_id: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision.

    `verdict` is one of `VERDICTS`. `made_at` is RFC 3339 in UTC. `tellings` and `others` are what
    it is about, `reports` ids of two reports, `source` the name of a source. `values` holds pairs
    of a field and its value: the fields corrected in the codebook's JSON form; or `rating`; or
    `one` and `other`, what two names are looked for by, each a list of objects with kind, name,
    country and report_id. `undoes` is the id of a judgement.
    """

    verdict: str
    author: str
    made_at: str
    reason: str = ""
    tellings: tuple[Pointer, ...] = ()
    others: tuple[Pointer, ...] = ()
    reports: tuple[str, ...] = ()
    source: str = ""
    values: tuple[tuple[str, Any], ...] = ()
    undoes: str | None = None

    @property
    def id(self) -> str:
        """The hash of all of it."""
        return digest("judgement", judgement_to_json(self))

    @property
    def rating(self) -> str:
        """The letter or number of a `rate`; empty of any other."""
        return str(dict(self.values).get("rating", ""))


def judgement_to_json(one: Judgement) -> dict[str, Any]:
    """All of a judgement; `judgement_from_json` reads it back."""
    return {
        "verdict": one.verdict,
        "author": one.author,
        "made_at": one.made_at,
        "reason": one.reason,
        "tellings": [_pointer_to_json(pointer) for pointer in one.tellings],
        "others": [_pointer_to_json(pointer) for pointer in one.others],
        "reports": list(one.reports),
        "source": one.source,
        "values": dict(one.values),
        "undoes": one.undoes,
    }


def judgement_from_json(row: Mapping[str, Any]) -> Judgement:
    """The judgement in `judgement_to_json`'s form; KeyError or TypeError where it is none."""
    return Judgement(
        verdict=row["verdict"],
        author=row["author"],
        made_at=row["made_at"],
        reason=row["reason"],
        tellings=tuple(Pointer(**pointer) for pointer in row["tellings"]),
        others=tuple(Pointer(**pointer) for pointer in row["others"]),
        reports=tuple(row["reports"]),
        source=row["source"],
        values=tuple(sorted(row["values"].items())),
        undoes=row["undoes"],
    )


def _pointer_to_json(one: Pointer) -> dict[str, Any]:
    return {
        "report_id": one.report_id,
        "event_id": one.event_id,
        "kind": one.kind,
        "start": one.start,
        "end": one.end,
    }
