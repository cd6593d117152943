"""Checking: every kind of damage done to the file behind the ledger's back is named."""

import re
from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.ledger import open_ledger
from dragoman.ledger.store.schema import HEAD
from ledger.raw import damage, is_server, raw
from values import a_document, a_report, an_event, coded, news

#: Lets a report rest on its former coding again.
FORMER = """
UPDATE reading SET coding_id = former.id
FROM (SELECT id, report_id FROM coding WHERE coder = 'hand-0') AS former
WHERE reading.report_id = former.report_id
"""

#: What PostgreSQL writes otherwise.
POSTGRES = {
    "x'00'": r"'\x00'",
    "FROM entry_event WHERE rowid = 1": (
        "FROM entry_event WHERE entry = (SELECT max(entry) FROM entry_event GROUP BY entry "
        "HAVING count(*) > 1)"
    ),
    "FROM entry_words WHERE rowid": "FROM entry_words WHERE entry",
}


@pytest.fixture
def whole(place: str) -> str:
    page = a_document()
    source = a_report(document_id=page.id)
    with open_ledger(place) as ledger:
        ledger.add_document(page)
        ledger.add(*coded(source, an_event(source), coder="hand-0"))
        ledger.add(*coded(source, an_event(source, time="2031-03-03"), origin="Ministry"))
        ledger.add_all([news(1), news(2), news(29)])
        assert ledger.check() == []
    return place


def found(place: str) -> str:
    with open_ledger(place) as ledger:
        return "\n".join(ledger.check())


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE document SET body = x'00'", "the bytes of document .* are not those fetched"),
        ("UPDATE document SET address = 'x'", "document .* is not what its id says"),
        ("UPDATE report SET text = text || '.'", "the text of report .* is not the one"),
        ("UPDATE report SET title = 'x'", "report .* is not what its id says"),
        ("UPDATE report SET published = NULL", "report .* is not what its id says"),
        ("UPDATE report SET detail = '{'", "report .* cannot be read"),
        ("UPDATE coding SET text_sha256 = 'x'", "was made on another text"),
        ("UPDATE coding SET coder = coder || 'x'", "coding .* is not what its id says"),
        ("UPDATE coding SET origin = 'x'", "the findings of coding .* are not those"),
        ("UPDATE coding SET detail = '{}'", "the findings of coding .* are not those"),
        (
            "UPDATE event SET body = replace(body, 'actual', 'denied')",
            "the findings of coding .* are not those",
        ),
        (
            "UPDATE event SET body = replace(body, 'actual', 'denied')",
            "event .* is not what its id and body say",
        ),
        ("UPDATE event SET status = 'denied'", "event .* is not what its id and body say"),
        ("UPDATE event SET n = n + 7", "event .* is not what its id and body say"),
        ("UPDATE event SET entry_id = 'x'", "event .* is not what its id and body say"),
        ("UPDATE event SET body = '{}'", "event .* cannot be read"),
        (
            "UPDATE event SET body = replace(body, '\"evidence\":[[0,', '\"evidence\":[[1,')",
            "evidence of event .* does not stand",
        ),
        ("DELETE FROM event WHERE kind = 'meeting'", "row .* of entry_event points to nothing"),
        ("DELETE FROM event WHERE kind = 'meeting'", "the findings of coding .* are not those"),
        ("DELETE FROM report", "row .* of coding points to nothing in report"),
        ("DELETE FROM coding", "row .* of event points to nothing in coding"),
        ("DELETE FROM document", "row .* of report points to nothing in document"),
        ("DELETE FROM reading", "report .* rests on none of its codings"),
        (
            "UPDATE reading SET coding_id = (SELECT max(coding_id) FROM reading)",
            "rests on the coding of another",
        ),
        (FORMER, "sketches of events are not those that the events make"),
        ("DELETE FROM entry_event", "entry .* has no version"),
        ("DELETE FROM entry_event WHERE rowid = 1", "entries are not those that the events make"),
        ("UPDATE entry_event SET entry = 1", "entries are not those that the events make"),
        ("DELETE FROM sketch WHERE number = 1", "row .* points to nothing in sketch"),
        ("UPDATE sketch SET body = replace(body, 'CHL', 'PER')", "sketches of events are not"),
        (
            "UPDATE filed SET heading = heading || 'x' WHERE sketch = 1",
            "not filed where they are to be",
        ),
        ("DELETE FROM pair", "the pairs of events that may be one are not those"),
        ("UPDATE pair SET chance = 0.99", "the pairs of events that may be one are not those"),
        ("DELETE FROM entry", "row .* of entry_event points to nothing in entry"),
        ("UPDATE entry SET id = 'x' WHERE number = 1", "^entry of entry x is not what"),
        ("UPDATE entry SET status = 'denied'", "entry of entry .* is not what its versions make"),
        ("UPDATE entry SET day = ''", "entry of entry .* is not what its versions make"),
        ("UPDATE entry SET body = replace(body, 'Chile', 'Peru')", "entry of entry"),
        ("DELETE FROM entry_country WHERE country = 'CHL'", "entry_country of entry"),
        ("INSERT INTO entry_lang VALUES ('xx', 1)", "entry_lang of entry"),
        (
            "INSERT INTO entry_difference VALUES ('time', 'update', 1)",
            "entry_difference of entry",
        ),
        ("DELETE FROM entry_words WHERE rowid = 1", "entry_words of entry"),
        ("UPDATE entry_words SET names = 'x'", "entry_words of entry"),
    ],
)
def test_damage_is_named(whole: str, statement: str, words: str) -> None:
    for written, meant in POSTGRES.items() if is_server(whole) else ():
        statement = statement.replace(written, meant)
    damage(whole, statement)
    with open_ledger(whole) as ledger:
        lines = ledger.check()
    assert any(re.search(words, line) for line in lines), lines
    assert all(line and "\n" not in line for line in lines)


def test_a_missing_guard_is_named(whole: str) -> None:
    with raw(whole) as connection:
        connection.execute(
            "DROP TRIGGER event_no_update" + (" ON event" if is_server(whole) else "")
        )
    assert found(whole) == "rows of event are not kept: no trigger refuses to update them"


def test_a_schema_that_moved_while_it_was_open_is_named(whole: str) -> None:
    with open_ledger(whole) as ledger:
        with raw(whole) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '0000'")
        assert ledger.check() == [f"the schema is at 0000, not at {HEAD}"]


@pytest.mark.parametrize("kind", ["sqlite"])
def test_bytes_written_over_are_named(whole: str, path: Path) -> None:
    with raw(whole) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
    content = bytearray(path.read_bytes())
    page = content.index(b"Delegations of Chile") // 4096 * 4096
    content[page : page + 4096] = b"\xff" * 4096
    path.write_bytes(content)
    assert "the file is damaged" in found(whole)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_file_cut_short_is_refused(whole: str, path: Path) -> None:
    with raw(whole) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
    path.write_bytes(path.read_bytes()[: 4096 * 5])
    with pytest.raises(StoreError, match="is damaged"):
        open_ledger(whole)
