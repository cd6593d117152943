"""The codebook's JSON form, in and out.

Evidence is written as exact substrings; read back, each is anchored at its first place in the text.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dragoman.model.coding import (
    Anchor,
    Coding,
    Event,
    Figure,
    Party,
    Place,
    Quote,
    Statement,
    TimeExpression,
    anchor,
)
from dragoman.model.entry import Entry
from dragoman.model.report import Report, Span

Json = dict[str, Any]


def report_to_json(report: Report) -> Json:
    """The fields of a report that a codebook file holds, its name under `id`."""
    return {
        "id": report.ref,
        "lang": report.lang,
        "published": report.published,
        "outlet": report.outlet,
        "outlet_country": report.outlet_country,
        "title": report.title,
        "text": report.text,
    }


def event_to_json(event: Event) -> Json:
    """One event, as in the codebook; `key` and `confidence` only where there is one."""
    row: Json = {
        "kind": event.kind,
        "initiator": [_party_to_json(party) for party in event.initiator],
        "recipient": [_party_to_json(party) for party in event.recipient],
        "place": _place_to_json(event.place),
        "time": event.time,
        "status": event.status,
        "said_by": list(event.said_by),
        "themes": list(event.themes),
        "background": event.background,
        "evidence": [piece.exact for piece in event.evidence],
    }
    if event.key is not None:
        row["key"] = event.key
    if event.confidence is not None:
        row["confidence"] = event.confidence
    return row


def grounds_to_json(event: Event, text: str) -> list[Json]:
    """Why a coder found the event: for each part the words it was read from."""
    return [
        {
            "part": ground.part,
            "words": ground.span.of(text),
            "start": ground.span.start,
            "end": ground.span.end,
            "how": ground.how,
        }
        for ground in event.grounds
    ]


def coding_to_json(coding: Coding) -> Json:
    """A coding's findings: the codebook's fields, and statements and times by position."""
    return {
        "events": [event_to_json(event) for event in coding.events],
        "quotes": [{"text": quote.text, "speaker": quote.speaker} for quote in coding.quotes],
        "figures": [_figure_to_json(figure) for figure in coding.figures],
        "origin": coding.origin,
        "statements": [
            {role: [list(span) for span in getattr(statement, role)] for role in _ROLES}
            for statement in coding.statements
        ],
        "times": [
            {"start": time.span.start, "end": time.span.end, "edtf": time.edtf}
            for time in coding.times
        ],
    }


def entry_to_json(entry: Entry) -> Json:
    """An entry with every version of it."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "initiator": [_party_to_json(party) for party in entry.initiator],
        "recipient": [_party_to_json(party) for party in entry.recipient],
        "status": entry.status,
        "time": entry.time,
        "first_day": entry.first_day,
        "last_day": entry.last_day,
        "place": _place_to_json(entry.place),
        "themes": list(entry.themes),
        "verdict": entry.verdict,
        "credibility": entry.credibility or None,
        "corrections": [
            {"field": one.field, "coded": _part_to_json(one.coded)} for one in entry.corrections
        ],
        "versions": [
            {
                "event_id": version.event_id,
                "report_id": version.report_id,
                "coding_id": version.coding_id,
                **event_to_json(version.event),
                "anchors": [
                    {"start": piece.start, "end": piece.end, "exact": piece.exact}
                    for piece in version.event.evidence
                ],
            }
            for version in entry.versions
        ],
    }


def event_from_json(row: Mapping[str, Any], text: str) -> Event:
    """One event of a codebook file, anchored in `text`.

    KeyError where a field is missing, ValueError where evidence does not stand in the text.
    """
    return Event(
        kind=row["kind"],
        initiator=_parties_from_json(row["initiator"]),
        recipient=_parties_from_json(row["recipient"]),
        status=row["status"],
        evidence=tuple(_find(piece, text) for piece in row["evidence"]),
        place=_place_from_json(row.get("place")),
        time=row.get("time"),
        said_by=tuple(row.get("said_by") or ()),
        themes=tuple(row.get("themes") or ()),
        background=bool(row.get("background")),
        key=row.get("key"),
        confidence=row.get("confidence"),
    )


def parts_from_json(row: Mapping[str, Any]) -> Json:
    """Fields of an event as values, from those of the codebook's form that are given.

    KeyError or TypeError where one has another form.
    """
    readers: Mapping[str, Callable[[Any], Any]] = {
        "place": _place_from_json,
        "initiator": _parties_from_json,
        "recipient": _parties_from_json,
    }
    return {name: readers.get(name, lambda same: same)(value) for name, value in row.items()}


def coding_from_json(row: Mapping[str, Any], report: Report, coder: str) -> Coding:
    """A codebook line's findings on `report`; errors as `event_from_json`."""
    return Coding(
        report_id=report.id,
        text_sha256=report.text_sha256,
        coder=coder,
        events=tuple(event_from_json(event, report.text) for event in row.get("events") or ()),
        quotes=tuple(
            Quote(quote["text"], quote.get("speaker") or "", _find(quote["text"], report.text))
            for quote in row.get("quotes") or ()
        ),
        figures=tuple(map(_figure_from_json, row.get("figures") or ())),
        statements=tuple(map(_statement_from_json, row.get("statements") or ())),
        times=tuple(
            TimeExpression(Span(time["start"], time["end"]), time["edtf"])
            for time in row.get("times") or ()
        ),
        origin=row.get("origin"),
    )


_ROLES = ("source", "cue", "content")


def _find(piece: str, text: str) -> Anchor:
    start = text.find(piece)
    if start < 0 or not piece:
        raise ValueError(f"evidence does not stand in the text: {piece[:60]!r}")
    return anchor(text, Span(start, start + len(piece)))


def _party_to_json(party: Party) -> Json:
    return {"name": party.name, "country": party.country, "sector": party.sector}


def _place_to_json(place: Place | None) -> Json | None:
    return None if place is None else {"name": place.name, "country": place.country}


def _place_from_json(row: Mapping[str, Any] | None) -> Place | None:
    return Place(row["name"], row["country"]) if row else None


def _part_to_json(value: str | Place | tuple[Party, ...] | None) -> Any:
    if isinstance(value, tuple):
        return [_party_to_json(party) for party in value]
    return _place_to_json(value) if isinstance(value, Place) else value


def _parties_from_json(rows: Sequence[Mapping[str, Any]]) -> tuple[Party, ...]:
    return tuple(map(_party_from_json, rows))


def _party_from_json(row: Mapping[str, Any]) -> Party:
    return Party(row["name"], row.get("country"), row.get("sector"))


def _whole(number: float | None) -> float | None:
    """Counts as integers, so that 17 is not written 17.0."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _figure_to_json(figure: Figure) -> Json:
    return {
        "what": figure.what,
        "value": _whole(figure.value),
        "low": _whole(figure.low),
        "high": _whole(figure.high),
        "unit": figure.unit,
        "said_by": list(figure.said_by),
    }


def _figure_from_json(row: Mapping[str, Any]) -> Figure:
    return Figure(
        row.get("what") or "",
        row.get("value"),
        row.get("low"),
        row.get("high"),
        row.get("unit") or "",
        tuple(row.get("said_by") or ()),
    )


def _statement_from_json(row: Mapping[str, Sequence[Sequence[int]]]) -> Statement:
    return Statement(*(tuple(Span(a, b) for a, b in row.get(role) or ()) for role in _ROLES))
