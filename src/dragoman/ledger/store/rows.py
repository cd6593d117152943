"""Values to rows and back, losing nothing.

The codebook's JSON form leaves out where evidence stands; a ledger keeps it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from dragoman.model import (
    Anchor,
    Bearer,
    Coding,
    Correction,
    Dateline,
    Document,
    Entry,
    Event,
    Figure,
    Ground,
    Party,
    Place,
    Post,
    Quote,
    Report,
    Span,
    Statement,
    TimeExpression,
    Version,
    digest,
)

Json = dict[str, Any]

# Made once: to make one for each value takes longer than to write the value.
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def dumps(value: object) -> str:
    """Canonical JSON: the same value gives the same text."""
    return _ENCODER.encode(value)


def document_row(document: Document) -> Json:
    """A row of `document`."""
    return {
        "id": document.id,
        "address": document.address,
        "final_address": document.final_address,
        "media_type": document.media_type,
        "headers": dumps(document.headers),
        "hints": dumps(document.hints),
        "body": document.body,
        "body_sha256": document.body_sha256,
        "fetched_at": document.fetched_at,
        "etag": document.header("etag"),
        "last_modified": document.header("last-modified"),
    }


def document_of(row: Row[Any]) -> Document:
    """The document in a row of `document`."""
    return Document(
        address=row.address,
        final_address=row.final_address,
        media_type=row.media_type,
        body=row.body,
        body_sha256=row.body_sha256,
        fetched_at=row.fetched_at,
        headers=tuple((name, value) for name, value in json.loads(row.headers)),
        hints=tuple((name, value) for name, value in json.loads(row.hints)),
    )


def report_row(report: Report) -> Json:
    """A row of `report`."""
    dateline = report.dateline
    detail = {
        "sentences": report.sentences,
        "boilerplate": report.boilerplate,
        "dateline": dateline and [dateline.span, dateline.place, dateline.date],
        "credits": report.credits,
        "fingerprint": report.fingerprint,
        "canonical": report.canonical,
        **({"masked": True} if report.former_id else {}),
    }
    return {
        "id": report.id,
        "ref": report.ref,
        "lang": report.lang,
        "published": report.published,
        "outlet": report.outlet,
        "outlet_country": report.outlet_country,
        "title": report.title,
        "text": report.text,
        "text_sha256": report.text_sha256,
        "document_id": report.document_id,
        "sample": int(report.sample),
        "detail": dumps(detail),
    }


def report_of(row: Row[Any]) -> Report:
    """The report in a row of `report`."""
    detail = json.loads(row.detail)
    dateline = detail["dateline"]
    return Report(
        ref=row.ref,
        lang=row.lang,
        published=row.published,
        outlet=row.outlet,
        outlet_country=row.outlet_country,
        title=row.title,
        text=row.text,
        sentences=_spans(detail["sentences"]),
        boilerplate=_spans(detail["boilerplate"]),
        dateline=dateline and Dateline(Span(*dateline[0]), dateline[1], dateline[2]),
        credits=tuple(detail["credits"]),
        fingerprint=tuple(detail["fingerprint"]),
        document_id=row.document_id,
        sample=bool(row.sample),
        # Ledgers of before have none.
        canonical=detail.get("canonical", ""),
        former_id=row.id if detail.get("masked") else None,
    )


def coding_row(coding: Coding) -> Json:
    """A row of `coding`; its events have rows of their own."""
    detail = {
        "quotes": [
            [quote.text, quote.speaker, _anchor_list(quote.anchor)] for quote in coding.quotes
        ],
        "figures": [
            [
                *(figure.what, figure.value, figure.low, figure.high, figure.unit),
                figure.said_by,
                _anchor_list(figure.anchor),
            ]
            for figure in coding.figures
        ],
        "statements": [[said.source, said.cue, said.content] for said in coding.statements],
        "times": [[*time.span, time.edtf] for time in coding.times],
        "bearers": [
            [
                *(one.what, one.name, one.country, one.sector, one.spans),
                [[post.name, *post.span] for post in one.posts],
            ]
            for one in coding.bearers
        ],
    }
    bodies = [dumps(event_body(event)) for event in coding.events]
    return {
        "id": coding.id,
        "report_id": coding.report_id,
        "coder": coding.coder,
        "text_sha256": coding.text_sha256,
        "origin": coding.origin,
        "detail": dumps(detail),
        "findings_sha256": findings_digest(coding.origin, dumps(detail), bodies),
    }


def findings_digest(origin: str | None, detail: str, bodies: list[str]) -> str:
    """Hash of all that a coding found: its columns, and the bodies of its events in order."""
    return digest("findings", origin, detail, bodies)


def coding_of(row: Row[Any], events: tuple[Event, ...]) -> Coding:
    """The coding in a row of `coding`, with the events of its rows of `event`."""
    detail = json.loads(row.detail)
    return Coding(
        report_id=row.report_id,
        text_sha256=row.text_sha256,
        coder=row.coder,
        events=events,
        quotes=tuple(
            Quote(text, speaker, _anchor_of(place)) for text, speaker, place in detail["quotes"]
        ),
        figures=_figures(detail),
        statements=tuple(Statement(*map(_spans, roles)) for roles in detail["statements"]),
        times=tuple(TimeExpression(Span(start, end), edtf) for start, end, edtf in detail["times"]),
        origin=row.origin,
        # Ledgers of before there were identities hold none.
        bearers=bearers_of(detail.get("bearers", ())),
    )


def bearers_of(rows: Sequence[Sequence[Any]]) -> tuple[Bearer, ...]:
    """The persons and bodies in the detail of a coding."""
    return tuple(
        Bearer(
            *(what, name, country, sector, _spans(spans)),
            tuple(Post(post, Span(start, end)) for post, start, end in posts),
        )
        for what, name, country, sector, spans, posts in rows
    )


def figures_of(detail: str) -> tuple[Figure, ...]:
    """The figures in the detail of a row of `coding`."""
    return _figures(json.loads(detail))


def _figures(detail: Json) -> tuple[Figure, ...]:
    return tuple(
        Figure(what, value, low, high, unit, tuple(said_by), _anchor_of(place))
        for what, value, low, high, unit, said_by, place in detail["figures"]
    )


def event_body(event: Event) -> Json:
    """All of an event."""
    return {
        "kind": event.kind,
        "initiator": _party_lists(event.initiator),
        "recipient": _party_lists(event.recipient),
        "status": event.status,
        "evidence": [_anchor_list(piece) for piece in event.evidence],
        "place": _place_list(event.place),
        "time": event.time,
        "said_by": event.said_by,
        "themes": event.themes,
        "background": event.background,
        "key": event.key,
        "confidence": event.confidence,
        "grounds": [[ground.part, ground.span, ground.how] for ground in event.grounds],
    }


def event_of(body: str) -> Event:
    """The event in the JSON of a row."""
    row = json.loads(body)
    return Event(
        kind=row["kind"],
        initiator=_parties(row["initiator"]),
        recipient=_parties(row["recipient"]),
        status=row["status"],
        evidence=tuple(Anchor(*piece) for piece in row["evidence"]),
        place=_place_of(row["place"]),
        time=row["time"],
        said_by=tuple(row["said_by"]),
        themes=tuple(row["themes"]),
        background=row["background"],
        key=row["key"],
        # Ledgers of the first release hold neither.
        confidence=row.get("confidence"),
        grounds=tuple(Ground(part, Span(*span), how) for part, span, how in row.get("grounds", ())),
    )


def entry_body(entry: Entry) -> Json:
    """What a row of `entry` keeps beside its columns; the versions have rows of their own."""
    return {
        "initiator": _party_lists(entry.initiator),
        "recipient": _party_lists(entry.recipient),
        "time": entry.time,
        "place": _place_list(entry.place),
        "themes": entry.themes,
        "credibility": entry.credibility,
        "corrections": [[one.field, _part_list(one.coded)] for one in entry.corrections],
    }


def entry_of(row: Row[Any], versions: tuple[Version, ...]) -> Entry:
    """The entry in a row of `entry`, with its versions."""
    body: Mapping[str, Any] = json.loads(row.body)
    return Entry(
        id=row.id,
        kind=row.kind,
        initiator=_parties(body["initiator"]),
        recipient=_parties(body["recipient"]),
        status=row.status,
        time=body["time"],
        first_day=row.first_day,
        last_day=row.last_day,
        place=_place_of(body["place"]),
        themes=tuple(body["themes"]),
        versions=versions,
        verdict=row.verdict,
        # Entries that were written before anyone could judge hold neither.
        credibility=body.get("credibility", ""),
        corrections=tuple(
            Correction(name, _part_of(name, value)) for name, value in body.get("corrections", ())
        ),
    )


def _part_list(value: str | Place | tuple[Party, ...] | None) -> Any:
    if isinstance(value, tuple):
        return _party_lists(value)
    return _place_list(value) if isinstance(value, Place) else value


def _part_of(name: str, value: Any) -> str | Place | tuple[Party, ...] | None:
    if name in ("initiator", "recipient"):
        return _parties(value)
    return _place_of(value) if name == "place" else value


def _spans(rows: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in rows)


def _anchor_list(place: Anchor | None) -> list[Any] | None:
    if place is None:
        return None
    return [place.start, place.end, place.exact, place.prefix, place.suffix]


def _anchor_of(row: list[Any] | None) -> Anchor | None:
    return None if row is None else Anchor(*row)


def _place_list(place: Place | None) -> list[Any] | None:
    if place is None:
        return None
    return [place.name, place.country, place.latitude, place.longitude]


def _place_of(row: list[Any] | None) -> Place | None:
    return None if row is None else Place(*row)


def _party_lists(parties: tuple[Party, ...]) -> list[list[str | None]]:
    return [[party.name, party.country, party.sector] for party in parties]


def _parties(rows: list[list[Any]]) -> tuple[Party, ...]:
    return tuple(Party(*row) for row in rows)
