"""The rows that an entry makes: its own, and those it is found by."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from dragoman.ledger.store.differing import Beside, difference_rows
from dragoman.ledger.store.reading import chunks
from dragoman.ledger.store.rows import dumps, entry_body
from dragoman.ledger.store.schema import report
from dragoman.ledger.store.words import normal
from dragoman.model import Entry, Version

Row = dict[str, Any]

#: `published`, `lang` and `title` of reports, by id.
Facts = Mapping[str, Row]


def report_facts(connection: Connection, versions: Sequence[Version]) -> Facts:
    """Day, language and title of the versions' reports."""
    facts: dict[str, Row] = {}
    for part in chunks(sorted({version.report_id for version in versions})):
        rows = connection.execute(
            select(report.c.id, report.c.published, report.c.lang, report.c.title).where(
                report.c.id.in_(part)
            )
        )
        facts |= {row.id: dict(row._mapping) for row in rows}
    return facts


def derived_rows(number: int, made: Entry, facts: Facts, known: Beside) -> dict[str, list[Row]]:
    """By table, the rows of the entry with this number. Each list is in the order of its key."""
    events = [version.event for version in made.versions]
    parties = [party for one in events for party in (*one.initiator, *one.recipient)]
    countries = sorted({party.country for party in parties if party.country})
    langs = sorted({facts[version.report_id]["lang"] for version in made.versions})
    return {
        "entry": [_entry_row(number, made)],
        "entry_event": [
            {"event_id": version.event_id, "entry": number} for version in made.versions
        ],
        "entry_country": [{"country": code, "entry": number} for code in countries],
        "entry_lang": [{"lang": lang, "entry": number} for lang in langs],
        "entry_difference": difference_rows(number, made, known),
        "entry_words": [{"entry": number, **_words(made, facts)}],
    }


def _entry_row(number: int, made: Entry) -> Row:
    return {
        "number": number,
        "id": made.id,
        "kind": made.kind,
        "status": made.status,
        "first_day": made.first_day,
        "last_day": made.last_day,
        "day": made.first_day or made.last_day or "",
        "verdict": made.verdict,
        "body": dumps(entry_body(made)),
    }


def _words(made: Entry, facts: Facts) -> dict[str, str]:
    """What of an entry is searched, each wording once."""
    events = [version.event for version in made.versions]
    names = [
        name
        for one in events
        for name in (
            *(party.name for party in (*one.initiator, *one.recipient)),
            *([one.place.name] if one.place else []),
        )
    ]
    evidence = [piece.exact for one in events for piece in one.evidence]
    titles = [facts[version.report_id]["title"] for version in made.versions]
    return {"names": normal(names), "evidence": normal(evidence), "titles": normal(titles)}
