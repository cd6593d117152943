"""Entries and reports as JSON: the codebook's form, and what a reader needs to judge the source."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from dragoman.errors import PublishError
from dragoman.model import (
    Anchor,
    Coding,
    Entry,
    Event,
    Figure,
    Quote,
    Report,
    Version,
    coding_to_json,
    entry_to_json,
    report_to_json,
)

if TYPE_CHECKING:
    from dragoman.ledger import Link

Json = dict[str, Any]

#: Line ends to some readers though not to JSON: written as escapes, so that a line stays a line.
_BREAKS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}


def version_report(entry: Entry, version: Version, reports: Mapping[str, Report]) -> Report:
    """The report that a version stands in; PublishError where it is not among `reports`."""
    try:
        return reports[version.report_id]
    except KeyError:
        raise PublishError(
            f"entry {entry.id[:12]} rests on report {version.report_id[:12]}, which is not at hand"
        ) from None


def leading_version(entry: Entry) -> Version:
    """The version that the entry as a whole follows most closely; of equals, the first.

    Its words are those to show for the entry: another's may tell another status or time.
    ValueError where the entry has no version.
    """

    def alike(version: Version) -> int:
        told = version.event
        return (
            4 * (told.status == entry.status)
            + 2 * ((told.initiator, told.recipient) == (entry.initiator, entry.recipient))
            + (told.time == entry.time)
            + (told.place == entry.place)
        )

    return max(entry.versions, key=alike)


def first_source(entry: Entry) -> str:
    """Who first said it, by the version that leads; empty where that report states it itself."""
    said_by = leading_version(entry).event.said_by
    return said_by[-1] if said_by else ""


def entry_row(entry: Entry, reports: Mapping[str, Report]) -> Json:
    """An entry with every version, each with the `report` it stands in; errors as above."""
    row = entry_to_json(entry)
    for told, version in zip(row["versions"], entry.versions, strict=True):
        report = version_report(entry, version, reports)
        told["report"] = {
            "ref": report.ref,
            "outlet": report.outlet,
            "outlet_country": report.outlet_country,
            "lang": report.lang,
            "published": report.published,
            "title": report.title,
            "sample": report.sample,
        }
    return row


def link_row(link: "Link") -> Json:
    """Two tellings, the entries they stand in, and what speaks for and against their being one."""
    return {
        "tellings": [link.one, link.other],
        "entries": list(link.entries),
        "chance": link.chance,
        "reasons": [
            {"what": one.what, "value": one.value, "adds": one.adds} for one in link.reasons
        ],
    }


def coding_row(coding: Coding) -> Json:
    """A coding in the codebook's form, with its coder and the position of everything it found."""
    row = coding_to_json(coding)
    found: tuple[tuple[str, Sequence[Event | Quote | Figure]], ...] = (
        ("events", coding.events),
        ("quotes", coding.quotes),
        ("figures", coding.figures),
    )
    for name, things in found:
        for told, thing in zip(row[name], things, strict=True):
            told["anchors"] = [_anchor_row(piece) for piece in _anchors(thing)]
    return {"id": coding.id, "coder": coding.coder, "text_sha256": coding.text_sha256, **row}


def report_row(report: Report, codings: Sequence[Coding]) -> Json:
    """A report with its codings. `id` is the ledger's, `ref` the name that its source gives it."""
    return {
        **report_to_json(report),
        "id": report.id,
        "ref": report.ref,
        "text_sha256": report.text_sha256,
        "credits": list(report.credits),
        "dateline": {"place": report.dateline.place, "date": report.dateline.date}
        if report.dateline
        else None,
        "canonical": report.canonical or None,
        "sample": report.sample,
        "codings": [coding_row(coding) for coding in codings],
    }


def json_line(row: Mapping[str, Any]) -> str:
    """One line of JSON with its line end, fit for UTF-8 whatever the strings hold."""
    line = json.dumps(row, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair, which UTF-8 cannot carry
        line = json.dumps(row)
    return line.translate(_BREAKS) + "\n"


def write_jsonl(entries: Iterable[Entry], out: TextIO, reports: Mapping[str, Report]) -> None:
    """Write entries as JSON lines, one an entry, as `entry_row` forms them."""
    for entry in entries:
        out.write(json_line(entry_row(entry, reports)))


def _anchors(thing: Event | Quote | Figure) -> tuple[Anchor, ...]:
    if isinstance(thing, Event):
        return thing.evidence
    return (thing.anchor,) if thing.anchor else ()


def _anchor_row(piece: Anchor) -> Json:
    return {"start": piece.start, "end": piece.end, "exact": piece.exact}
