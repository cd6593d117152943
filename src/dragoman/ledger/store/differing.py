"""The differences of entries, as the store tells and keeps them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select

from dragoman.ledger.differences.across import denied, may_be_denied, told_on_other_days
from dragoman.ledger.differences.telling import differences
from dragoman.ledger.figures.tracks import Told, disputes
from dragoman.ledger.store.reading import CHUNK, chunks, versions_of, with_versions
from dragoman.ledger.store.rows import figures_of
from dragoman.ledger.store.schema import (
    coding,
    entry,
    entry_country,
    entry_difference,
    event,
    report,
)
from dragoman.model import Difference, Entry, Figure, Version

Row = dict[str, Any]

#: Days at the least within which another entry is looked at for being the same act.
_LEAST = 30


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the events of entries in their reports.

    By report: the ISO day of publication, the language, the first-hand source and the denials; by
    coding the figures.
    """

    days: Mapping[str, str | None]
    langs: Mapping[str, str]
    origins: Mapping[str, str | None]
    denials: Mapping[str, Sequence[Version]]
    figures: Mapping[str, tuple[Figure, ...]]


def beside(connection: Connection, entries: Sequence[Entry], whole: bool = False) -> Beside:
    """What stands beside the entries that can have a difference, or with `whole` beside all."""
    versions = [v for one in entries if whole or _may_differ(one) for v in one.versions]
    codings = sorted({version.coding_id for version in versions})
    days: dict[str, str | None] = {}
    langs: dict[str, str] = {}
    origins: dict[str, str | None] = {}
    figures: dict[str, tuple[Figure, ...]] = {}
    for part in chunks(codings):
        query = (
            select(
                coding.c.id,
                coding.c.report_id,
                coding.c.origin,
                coding.c.detail,
                report.c.published,
                report.c.lang,
            )
            .join(report, report.c.id == coding.c.report_id)
            .where(coding.c.id.in_(part))
        )
        for identity, report_id, origin, detail, published, lang in connection.execute(query):
            days[report_id], langs[report_id], origins[report_id] = published, lang, origin
            figures[identity] = figures_of(detail)
    alleged = {one.coding_id for made in entries if may_be_denied(made) for one in made.versions}
    return Beside(days, langs, origins, _denials(connection, sorted(alleged)), figures)


def _may_differ(made: Entry) -> bool:
    return len({version.report_id for version in made.versions}) > 1 or may_be_denied(made)


def _denials(connection: Connection, codings: Sequence[str]) -> dict[str, list[Version]]:
    found: defaultdict[str, list[Version]] = defaultdict(list)
    for part in chunks(codings):
        query = select(event.c.id).where(event.c.coding_id.in_(part), event.c.kind == "denial")
        for version in versions_of(connection, list(connection.execute(query).scalars())):
            found[version.report_id].append(version)
    return found


def differences_within(made: Entry, known: Beside) -> tuple[Difference, ...]:
    """What an entry's own reports differ in, and what of it is denied."""
    if not _may_differ(made):
        return ()
    found = differences(made, known.days, known.origins)
    reports = sorted({version.report_id for version in made.versions})
    denials = [one for report_id in reports for one in known.denials.get(report_id, ())]
    against = denied(made, denials, known.origins)
    return (*found, *((against,) if against else ()), *disputes(_told(made, known)))


def _told(made: Entry, known: Beside) -> list[Told]:
    by_report: defaultdict[str, list[Version]] = defaultdict(list)
    for version in made.versions:
        by_report[version.report_id].append(version)
    return [
        Told(
            report_id=report_id,
            day=known.days.get(report_id),
            lang=known.langs.get(report_id, ""),
            figures=known.figures.get(versions[0].coding_id, ()),
            acts=tuple((made.id, version.event) for version in versions),
            origin=known.origins.get(report_id),
        )
        for report_id, versions in by_report.items()
    ]


def difference_rows(number: int, made: Entry, known: Beside) -> list[Row]:
    """The rows of `entry_difference` of the entry with this number, in the order of their key."""
    found = {(one.what, one.kind) for one in differences_within(made, known)}
    return [{"what": what, "kind": kind, "entry": number} for what, kind in sorted(found)]


def fill_differences(connection: Connection) -> None:
    """Write the rows of every entry that stands, where the table is new."""
    numbers = connection.execute(select(entry.c.number).order_by(entry.c.number)).scalars().all()
    for part in chunks(numbers):
        rows = connection.execute(select(entry).where(entry.c.number.in_(part))).all()
        made = with_versions(connection, rows)
        known = beside(connection, made)
        found = [
            one
            for row, told in zip(rows, made, strict=True)
            for one in difference_rows(row.number, told, known)
        ]
        if found:
            connection.execute(insert(entry_difference), found)


def find_differences(connection: Connection, made: Entry) -> tuple[Difference, ...]:
    """All that is told otherwise of an entry, and of acts that are it on other days."""
    others = _neighbours(connection, made)
    known = beside(connection, [made, *others], whole=True)
    moved = (told_on_other_days(made, other, known.days, known.origins) for other in others)
    return (*differences_within(made, known), *(one for one in moved if one))


def _neighbours(connection: Connection, made: Entry) -> list[Entry]:
    """Entries of the same kind, by the same countries, whose times all but meet the entry's."""
    if made.first_day is None or made.last_day is None:
        return []
    first, last = date.fromisoformat(made.first_day), date.fromisoformat(made.last_day)
    reach = timedelta(days=max(_LEAST, 2 * (last - first).days))
    try:
        since, until = (first - reach).isoformat(), (last + reach).isoformat()
    except OverflowError:
        return []
    country = next((party.country for party in made.initiator if party.country), None)
    query = (
        select(entry)
        .join(entry_country, entry_country.c.entry == entry.c.number)
        .where(
            entry_country.c.country == country,
            entry.c.kind == made.kind,
            entry.c.id != made.id,
            entry.c.first_day <= until,
            entry.c.last_day >= since,
        )
        .order_by(entry.c.id)
        .limit(CHUNK)
    )
    return with_versions(connection, connection.execute(query).all())
