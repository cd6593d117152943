"""Differences and followed figures as JSON, as CSV, and in words."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from dragoman.errors import PublishError
from dragoman.model import Anchor, Difference, Point, Report, Side, Track
from dragoman.publish.cells import join_list, neutral
from dragoman.publish.human import amount, human_time, shortened, spaced

Json = dict[str, Any]

#: Columns of followed figures as CSV, a row a point, with what each holds.
POINT_COLUMNS: Mapping[str, str] = {
    "track": "number of the thing counted, from 1",
    "what": "a report's words for what is counted",
    "unit": "unit, as a concept where it is known",
    "role": "what became of those counted, as a concept, or empty",
    "parties": "country codes that it is told of",
    "differ": "how its points differ: contradiction, update, refinement",
    "published": "ISO day of the report",
    "number": "number or bounds: `17`, `2000..`, `..300`, `10..12`",
    "source": "who states it, or empty",
    "words": "the words that it was read from",
    "report": "the report's id",
    "outlet": "the report's outlet",
    "entries": "ids of the entries that it stands with",
}


def difference_row(one: Difference) -> Json:
    """A difference with its sides, each with its reports, origins and words."""
    return {
        "what": one.what,
        "type": one.kind,
        "same_origin": one.same_origin,
        "sides": [
            {
                "value": side.value,
                "event_ids": list(side.event_ids),
                "report_ids": list(side.report_ids),
                "origins": list(side.origins),
                "evidence": [
                    {"report_id": report_id, **_anchor_row(piece)}
                    for report_id, piece in side.evidence
                ],
            }
            for side in one.sides
        ],
    }


def track_row(track: Track) -> Json:
    """A thing counted with its points and what they differ in."""
    return {
        "what": track.what,
        "unit": track.unit,
        "role": track.role,
        "parties": list(track.parties),
        "sources": list(track.sources),
        "points": [_point_row(point) for point in track.points],
        "differences": [difference_row(one) for one in track.differences],
    }


def _point_row(point: Point) -> Json:
    figure = point.figure
    return {
        "published": point.day,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "what": figure.what,
        "unit": figure.unit,
        "source": point.source,
        "report_id": point.report_id,
        "entry_ids": list(point.entry_ids),
        "anchor": _anchor_row(figure.anchor) if figure.anchor else None,
    }


def track_lines(tracks: Iterable[Track], reports: Mapping[str, Report]) -> Iterable[str]:
    """Followed figures as lines of CSV, a row a point, the header first; lines end with CR LF."""
    line = io.StringIO()
    write = csv.writer(line)
    write.writerow(POINT_COLUMNS)
    for number, track in enumerate(tracks, 1):
        for point in track.points:
            write.writerow(map(neutral, _cells(number, track, point, reports)))
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def _cells(number: int, track: Track, point: Point, reports: Mapping[str, Report]) -> Iterable[str]:
    # The ledger's room loads much that a command which writes no figures does not need.
    from dragoman.ledger.figures.tracks import written_figure

    return (
        str(number),
        track.what,
        track.unit,
        track.role,
        join_list(track.parties),
        join_list(one.kind for one in track.differences),
        point.day or "",
        written_figure(point.figure),
        point.source,
        point.figure.anchor.exact if point.figure.anchor else "",
        point.report_id,
        _report(point.report_id, reports).outlet,
        join_list(point.entry_ids),
    )


def difference_lines(found: Iterable[Difference], reports: Mapping[str, Report]) -> Iterable[str]:
    """Differences in words: what differs and how, then each side with who tells it and where."""
    for one in found:
        slip = ", though all rest on one source" if one.same_origin else ""
        yield f"{one.what}: {one.kind}{slip}"
        for side in one.sides:
            yield f"    {told_value(one, side)}: {_tellers(side, reports)}"
            yield from (f"        “{words}”" for words in _words(side))


def told_value(one: Difference, side: Side) -> str:
    """The value of a side as a person reads it."""
    return human_time(side.value) if one.what == "time" else side.value


def point_words(point: Point) -> str:
    """A point in words: number, who states it, and the day."""
    source = f", {point.source}" if point.source else ""
    return f"{amount(point.figure)}{source} ({point.day or 'undated'})"


def track_title(track: Track) -> str:
    """What is counted: a report's words, and what they come to where they do not say it."""
    concept = " ".join(filter(None, (track.unit, spaced(track.role.replace("_", "-")))))
    return f"{track.what} [{concept}]" if concept else track.what


def _tellers(side: Side, reports: Mapping[str, Report]) -> str:
    told = (_report(report_id, reports) for report_id in side.report_ids)
    who = "; ".join(f"{one.outlet or one.ref} {one.published or 'undated'}" for one in told)
    return who + (f" (resting on {', '.join(side.origins)})" if side.origins else "")


def _words(side: Side) -> Iterable[str]:
    return dict.fromkeys(shortened(piece.exact) for _, piece in side.evidence)


def _report(report_id: str, reports: Mapping[str, Report]) -> Report:
    try:
        return reports[report_id]
    except KeyError:
        raise PublishError(f"report {report_id[:12]} is not at hand") from None


def _anchor_row(piece: Anchor) -> Json:
    return {"start": piece.start, "end": piece.end, "exact": piece.exact}
