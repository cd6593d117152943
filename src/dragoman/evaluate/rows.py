"""Codebook files read for measuring, and checked, so that a fault is named and not met midway."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.codebook import KINDS, STATUSES
from dragoman.errors import AddressError, FormatError

Json = dict[str, Any]

_LISTS = ("events", "quotes", "figures")


def load_gold(path: Path) -> list[Json]:
    """Hand-coded reports, one a line; AddressError, or FormatError naming the line."""
    rows = []
    for where, row in _rows(path):
        for field in ("id", "lang", "text"):
            if not isinstance(row.get(field), str):
                raise FormatError(f"{where} has no {field}", "give gold in the codebook's form")
        for event in row.get("events") or ():
            _check_gold_event(event, where)
        if not all(isinstance(quote.get("text"), str) for quote in row.get("quotes") or ()):
            raise FormatError(f"{where} has a quote without a text")
        rows.append(row)
    return rows


def load_coded(path: Path) -> list[Json]:
    """Coded reports, one a line, of which only the id must be there; errors as above."""
    rows = []
    for where, row in _rows(path):
        if not isinstance(row.get("id"), str):
            raise FormatError(f"{where} has no id", "give what `dragoman code` writes")
        rows.append(row)
    return rows


def _rows(path: Path) -> Iterator[tuple[str, Json]]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise AddressError(f"{path} cannot be read: {error.strerror}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise FormatError(f"{where} is no JSON", "give one JSON object a line") from error
        if not isinstance(row, dict):
            raise FormatError(f"{where} is no JSON object", "give one JSON object a line")
        _check_lists(row, where)
        yield where, row


def _check_lists(row: Json, where: str) -> None:
    for field in _LISTS:
        rows = row.get(field) or []
        if not isinstance(rows, list) or not all(isinstance(item, dict) for item in rows):
            raise FormatError(f"{field} of {where} is no list of objects")
    for event in row.get("events") or ():
        _check_event(event, where)


def _check_event(event: Json, where: str) -> None:
    if not isinstance(event.get("kind") or "", str):
        raise FormatError(f"{where} has an event of unknown kind {event['kind']!r}")
    for side in ("initiator", "recipient"):
        parties = event.get(side) or []
        if not isinstance(parties, list) or not all(isinstance(p, dict) for p in parties):
            raise FormatError(f"{side} of an event of {where} is no list of objects")
        if not all(isinstance(party.get("country") or "", str) for party in parties):
            raise FormatError(f"{side} of an event of {where} has a country that is no code")
    if not isinstance(event.get("place") or {}, dict):
        raise FormatError(f"place of an event of {where} is no object")
    for field in ("evidence", "said_by"):
        if not isinstance(event.get(field) or [], list):
            raise FormatError(f"{field} of an event of {where} is no list")
    for piece in event.get("evidence") or ():
        _check_evidence(piece, where)


def _check_evidence(piece: object, where: str) -> None:
    if isinstance(piece, str):
        return
    if isinstance(piece, dict) and all(isinstance(piece.get(f), int) for f in ("start", "end")):
        return
    raise FormatError(
        f"evidence of {where} is neither words nor a start and an end: {str(piece)[:40]!r}"
    )


def _check_gold_event(event: Json, where: str) -> None:
    if not isinstance(event.get("kind"), str) or event["kind"] not in KINDS:
        raise FormatError(f"{where} has an event of unknown kind {event.get('kind')!r}")
    if not isinstance(event.get("status"), str) or event["status"] not in STATUSES:
        raise FormatError(f"{where} has an event of unknown status {event.get('status')!r}")
    for side in ("initiator", "recipient"):
        for party in event.get(side) or ():
            if not isinstance(party.get("name"), str):
                raise FormatError(f"{where} has a party without a name")
