"""How what is asked for is put to the store."""

from sqlalchemy import ColumnElement, Connection, and_, exists, false, func, or_, select

from dragoman.ledger.store.schema import entry, entry_country, entry_difference, entry_lang
from dragoman.ledger.store.words import matching
from dragoman.ledger.wanted import ANYTHING, EntryFilter, check_day


def conditions(connection: Connection, wanted: EntryFilter) -> list[ColumnElement[bool]]:
    """The filter as conditions on `entry`; UsageError where a day is none."""
    found: list[ColumnElement[bool]] = []
    names = (wanted.actor, wanted.other, wanted.kind, wanted.status, wanted.lang)
    if any("\x00" in (name or "") for name in names):
        # PostgreSQL does not take it even in a question, and nothing in a ledger is named so.
        return [false()]
    for code in dict.fromkeys((wanted.actor, wanted.other)):
        if code:
            numbers = select(entry_country.c.entry).where(entry_country.c.country == code)
            found.append(entry.c.number.in_(numbers))
    if wanted.kind:
        found.append(entry.c.kind == wanted.kind)
    if wanted.status:
        found.append(entry.c.status == wanted.status)
    if wanted.lang:
        numbers = select(entry_lang.c.entry).where(entry_lang.c.lang == wanted.lang)
        found.append(entry.c.number.in_(numbers))
    if wanted.differs or wanted.difference:
        found.append(_differing(wanted))
    if wanted.since or wanted.until:
        found.append(_days(wanted.since, wanted.until))
    found += _verdict(wanted.verdict)
    if wanted.text and wanted.text.strip():
        words = matching(connection, wanted.text)
        found.append(false() if words is None else entry.c.number.in_(words))
    return found


def _differing(wanted: EntryFilter) -> ColumnElement[bool]:
    met = [entry_difference.c.entry == entry.c.number]
    if wanted.differs and wanted.differs != ANYTHING:
        met.append(entry_difference.c.what == wanted.differs)
    if wanted.difference:
        met.append(entry_difference.c.kind == wanted.difference)
    return exists().where(*met)


def _verdict(wanted: str | None) -> list[ColumnElement[bool]]:
    if wanted == "any":
        return []
    if wanted is None:
        return [func.coalesce(entry.c.verdict, "") != "rejected"]
    return [entry.c.verdict.is_(None) if wanted == "unjudged" else entry.c.verdict == wanted]


def _days(since: str | None, until: str | None) -> ColumnElement[bool]:
    met: list[ColumnElement[bool]] = [
        or_(entry.c.first_day.is_not(None), entry.c.last_day.is_not(None))
    ]
    if since:
        met.append(func.coalesce(entry.c.last_day, "9999-12-31") >= check_day("since", since))
    if until:
        met.append(func.coalesce(entry.c.first_day, "0001-01-01") <= check_day("until", until))
    return and_(*met)
