"""Checking: every kind of damage done to the file behind the ledger's back is named."""

import re
from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.ledger import open_ledger
from ledger.raw import damage, raw
from values import a_document, a_report, an_event, coded, news

#: Lets a report rest on its former coding again.
FORMER = """
UPDATE reading SET coding_id = former.id
FROM (SELECT id, report_id FROM coding WHERE coder = 'hand-0') AS former
WHERE reading.report_id = former.report_id
"""


@pytest.fixture
def whole(path: Path) -> Path:
    page = a_document()
    source = a_report(document_id=page.id)
    with open_ledger(path) as ledger:
        ledger.add_document(page)
        ledger.add(*coded(source, an_event(source), coder="hand-0"))
        ledger.add(*coded(source, an_event(source, time="2031-03-03"), origin="Ministry"))
        ledger.add_all([news(1), news(2), news(29)])
        assert ledger.check() == []
    return path


def found(path: Path) -> str:
    with open_ledger(path) as ledger:
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
        ("UPDATE event SET block = 'x' WHERE kind = 'visit'", "what its id and body say"),
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
        (FORMER, "the entries of .* are not those that its events make"),
        ("DELETE FROM entry_event", "entry .* has no version"),
        ("DELETE FROM entry_event WHERE rowid = 1", "are not those that its events make"),
        ("UPDATE entry_event SET entry = 1", "are not those that its events make"),
        ("DELETE FROM entry", "row .* of entry_event points to nothing in entry"),
        ("UPDATE entry SET id = 'x' WHERE number = 1", "^entry of entry x is not what"),
        ("UPDATE entry SET status = 'denied'", "entry of entry .* is not what its versions make"),
        ("UPDATE entry SET day = ''", "entry of entry .* is not what its versions make"),
        ("UPDATE entry SET body = replace(body, 'Chile', 'Peru')", "entry of entry"),
        ("DELETE FROM entry_country WHERE country = 'CHL'", "entry_country of entry"),
        ("INSERT INTO entry_lang VALUES ('xx', 1)", "entry_lang of entry"),
        ("DELETE FROM entry_words WHERE rowid = 1", "entry_words of entry"),
        ("UPDATE entry_words SET names = 'x'", "entry_words of entry"),
    ],
)
def test_damage_is_named(whole: Path, statement: str, words: str) -> None:
    damage(whole, statement)
    with open_ledger(whole) as ledger:
        lines = ledger.check()
    assert any(re.search(words, line) for line in lines), lines
    assert all(line and "\n" not in line for line in lines)


def test_a_missing_guard_is_named(whole: Path) -> None:
    with raw(whole) as connection:
        connection.execute("DROP TRIGGER event_no_update")
    assert found(whole) == "rows of event are not kept: no trigger refuses to update them"


def test_a_schema_that_moved_while_it_was_open_is_named(whole: Path) -> None:
    with open_ledger(whole) as ledger:
        with raw(whole) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        assert ledger.check() == ["the schema is at 9999, not at 0004"]


def test_bytes_written_over_are_named(whole: Path) -> None:
    with raw(whole) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
    content = bytearray(whole.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 3 * 4096] = b"\xff" * 3 * 4096
    whole.write_bytes(content)
    assert "the file is damaged" in found(whole)


def test_a_file_cut_short_is_refused(whole: Path) -> None:
    with raw(whole) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
    whole.write_bytes(whole.read_bytes()[: 4096 * 5])
    with pytest.raises(StoreError, match="is damaged"):
        open_ledger(whole)
