"""Passages coded for training: one to three sentences, with their events marked in the text.

A file holds one passage a line; `data/README.md` tells the form. This module reads it and names
what is wrong with it:

    python training/passages.py training/data/passages/*.jsonl
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.code.deciding import ALONE
from dragoman.codebook import KINDS, STATUSES
from dragoman.model import Span

LANGS = ("en", "es", "ru")
_OCCURRENCE = re.compile(r"^(?P<words>.+?)(?:@(?P<number>[1-9]))?$", re.DOTALL)
_FIELDS = {"kind", "trigger", "status", "initiator", "recipient"}
_MORE = {"source", "cue", "time", "place", "background"}


class PassageError(ValueError):
    """A passage is not in the form that `data/README.md` tells."""


@dataclass(frozen=True, slots=True)
class Named:
    """Words that stand for a party: where they stand, and where its name does if they are others.

    `they` in a clause has the span of `they`, and in `name` that of `Peru` in the sentence before.
    """

    span: Span
    name: Span


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """An event with the words of each of its parts; sources run from the nearest to the first."""

    kind: str
    status: str
    trigger: Span
    initiator: tuple[Named, ...]
    recipient: tuple[Named, ...]
    source: tuple[Named, ...]
    cue: Span | None
    time: Span | None
    place: Span | None
    background: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage; `day` is the ISO day on which it is published."""

    lang: str
    day: str
    text: str
    events: tuple[MarkedEvent, ...]


def read_passages(path: Path) -> Iterator[Passage]:
    """The passages of a file; PassageError naming the line of the first fault."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield read_passage(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise PassageError(f"{path}:{number}: {error}") from error


def read_passage(row: dict[str, Any]) -> Passage:
    """One line's passage; PassageError where it is not in the form."""
    if row["lang"] not in LANGS:
        raise PassageError(f"lang {row['lang']!r}")
    text = row["text"]
    return Passage(
        row["lang"], row["day"], text, tuple(_event(event, text) for event in row["events"])
    )


def check_event(row: dict[str, Any], more: set[str]) -> None:
    """PassageError where fields, kind or status of an event are none; `more` are fields allowed."""
    if missing := _FIELDS - set(row):
        raise PassageError(f"an event without {', '.join(sorted(missing))}")
    if unknown := set(row) - _FIELDS - more:
        raise PassageError(f"an event with {', '.join(sorted(unknown))}")
    if row["kind"] not in KINDS or row["status"] not in STATUSES:
        raise PassageError(f"kind {row['kind']!r}, status {row['status']!r}")


def _event(row: dict[str, Any], text: str) -> MarkedEvent:
    check_event(row, _MORE)
    if not row["initiator"] or not (row["recipient"] or row["kind"] in ALONE):
        raise PassageError(f"a {row['kind']} without an initiator or a recipient")
    return MarkedEvent(
        kind=row["kind"],
        status=row["status"],
        trigger=find(row["trigger"], text),
        initiator=tuple(_named(words, text) for words in row["initiator"]),
        recipient=tuple(_named(words, text) for words in row["recipient"]),
        source=tuple(_named(words, text) for words in row.get("source") or ()),
        cue=find(row["cue"], text) if row.get("cue") else None,
        time=find(row["time"], text) if row.get("time") else None,
        place=find(row["place"], text) if row.get("place") else None,
        background=bool(row.get("background")),
    )


def _named(written: str, text: str) -> Named:
    words, equals, name = written.partition("=")
    span = find(words, text)
    return Named(span, find(name, text) if equals else span)


def find(written: str, text: str) -> Span:
    """Where words stand: `said` at its only or first place, `said@2` at its second.

    Words that stand several times must be told apart: PassageError where they are not, or where
    they do not stand in the text as whole words.
    """
    told = _OCCURRENCE.match(written)
    if told is None:
        raise PassageError(f"no words: {written!r}")
    words = told["words"]
    starts = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    number = int(told["number"] or 1)
    if len(starts) < number:
        raise PassageError(f"{words!r} does not stand {number} times in {text[:60]!r}")
    if len(starts) > 1 and not told["number"]:
        raise PassageError(f"{words!r} stands {len(starts)} times: write {words}@1, {words}@2")
    return Span(starts[number - 1], starts[number - 1] + len(words))


def faults(path: Path) -> Iterator[str]:
    """What is wrong with a file, a line each."""
    seen: set[str] = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            passage = read_passage(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            yield f"{path}:{number}: {type(error).__name__} {error}"
            continue
        if passage.text in seen:
            yield f"{path}:{number}: the text stands twice"
        seen.add(passage.text)


def main(paths: list[str]) -> int:
    """Check files, and say how many passages and events they hold; 1 where one has a fault."""
    wrong = 0
    kinds: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    passages = empty = 0
    for name in paths:
        for fault in faults(Path(name)):
            wrong += 1
            print(fault, file=sys.stderr)
        if not wrong:
            for passage in read_passages(Path(name)):
                passages += 1
                empty += not passage.events
                kinds.update(event.kind for event in passage.events)
                statuses.update(event.status for event in passage.events)
    print(f"{passages} passages, {sum(kinds.values())} events, {empty} without any, {wrong} faults")
    print(", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    print(", ".join(f"{status} {count}" for status, count in statuses.most_common()))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
