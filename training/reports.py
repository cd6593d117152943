"""Whole reports coded for training, with their events marked in the text.

A file holds one report a line; `data/README.md` tells the form. This module reads it and names
what is wrong with it:

    python training/reports.py training/data/reports/*.jsonl
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.codebook import is_country
from dragoman.model import Span
from dragoman.model.edtf import period
from passages import LANGS, PassageError, check_event

_WRITTEN = re.compile(r"^(?P<words>.*?)(?:@(?P<number>[1-9]))?$", re.DOTALL)
_MORE = {"source", "time", "place", "background"}


@dataclass(frozen=True, slots=True)
class Told:
    """Words of the text and what they stand for; `span` is None where no words tell it."""

    span: Span | None
    value: str


@dataclass(frozen=True, slots=True)
class ReportEvent:
    """An event of a report: parties and place with their country, a time with its EDTF value."""

    kind: str
    status: str
    trigger: Span
    initiator: tuple[Told, ...]
    recipient: tuple[Told, ...]
    source: tuple[str, ...]
    time: Told | None
    place: Told | None
    background: bool


@dataclass(frozen=True, slots=True)
class CodedReport:
    """A report with its events; `row` holds it in the form of the codebook, without events."""

    row: dict[str, Any]
    events: tuple[ReportEvent, ...]


def read_reports(path: Path) -> Iterator[CodedReport]:
    """The reports of a file; PassageError naming the line of the first fault."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        wrong = list(faults_of(row))
        if wrong:
            raise PassageError(f"{path}:{number}: {wrong[0]}")
        told = {
            "id": f"{path.stem}-{number}",
            "lang": row["lang"],
            "published": row["day"],
            "outlet": row["outlet"],
            "title": row["title"],
            "text": row["text"],
        }
        yield CodedReport(told, tuple(_event(event, row["text"]) for event in row["events"]))


def faults_of(row: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a report, a line each."""
    missing = {"lang", "day", "outlet", "title", "text", "events"} - set(row)
    if missing:
        yield f"no {', '.join(sorted(missing))}"
        return
    if row["lang"] not in LANGS:
        yield f"lang {row['lang']!r}"
    try:
        date.fromisoformat(row["day"])
    except ValueError:
        yield f"day {row['day']!r}"
    for event in row["events"]:
        try:
            _check(event)
            _event(event, row["text"])
        except (ValueError, KeyError, TypeError) as error:
            yield f"{event.get('kind')} {event.get('trigger')!r}: {error}"


def _check(row: dict[str, Any]) -> None:
    check_event(row, _MORE)
    if not row["initiator"] and not row["recipient"]:
        raise PassageError("no party at all")


def _event(row: dict[str, Any], text: str) -> ReportEvent:
    trigger = _only(row["trigger"], text)
    time, place = row.get("time"), row.get("place")
    when = _told(time, text, trigger) if time else None
    if when:
        period(when.value)
    return ReportEvent(
        kind=row["kind"],
        status=row["status"],
        trigger=trigger,
        initiator=tuple(_party(one, text, trigger) for one in row["initiator"]),
        recipient=tuple(_party(one, text, trigger) for one in row["recipient"]),
        source=tuple(row.get("source") or ()),
        time=when,
        place=_told(place, text, trigger) if place else None,
        background=bool(row.get("background")),
    )


def _party(written: str, text: str, trigger: Span) -> Told:
    told = _told(written, text, trigger)
    if not is_country(told.value):
        raise PassageError(f"{written!r}: {told.value!r} is no code of a state, IGO: or NSA:")
    return told


def _told(written: str, text: str, trigger: Span) -> Told:
    words, equals, value = written.rpartition("=")
    if not equals:
        raise PassageError(f"{written!r} has no =")
    return Told(_nearest(words, text, trigger) if words else None, value)


def _places(written: str, text: str) -> tuple[list[Span], int | None]:
    told = _WRITTEN.match(written)
    words = told["words"] if told else written
    found = [
        Span(m.start(), m.end()) for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    ]
    number = int(told["number"]) if told and told["number"] else None
    if len(found) < (number or 1):
        raise PassageError(f"{words!r} does not stand {number or 1} times in the text")
    return found, number


def _only(written: str, text: str) -> Span:
    found, number = _places(written, text)
    if number is None and len(found) > 1:
        raise PassageError(f"{written!r} stands {len(found)} times: write {written}@1, {written}@2")
    return found[(number or 1) - 1]


def _nearest(written: str, text: str, trigger: Span) -> Span:
    found, number = _places(written, text)
    if number:
        return found[number - 1]
    return min(found, key=lambda span: abs(span.start - trigger.start))


def main(paths: list[str]) -> int:
    """Check files, and say how many reports and events they hold; 1 where one has a fault."""
    wrong = reports = 0
    kinds: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for name in paths:
        for number, line in enumerate(Path(name).read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            reports += 1
            kinds.update(event.get("kind", "") for event in row.get("events", []))
            statuses.update(event.get("status", "") for event in row.get("events", []))
            for fault in faults_of(row):
                wrong += 1
                print(f"{name}:{number}: {fault}", file=sys.stderr)
    print(f"{reports} reports, {sum(kinds.values())} events, {wrong} faults")
    print(", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    print(", ".join(f"{status} {count}" for status, count in statuses.most_common()))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
