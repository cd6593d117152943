"""Erasure of a report: all of it goes, a tombstone stays, and everything still holds."""

import sqlite3
from pathlib import Path

import pytest

from dragoman.errors import ErasedError, MissingError, StoreError, UsageError
from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.store import backend
from dragoman.model import Coding, Report, entry_to_json
from ledger.raw import dump, raw
from values import TEXT, a_document, a_report, an_event, coded, news

AT = "2031-05-01T10:00:00Z"
ASKED = ("A. Clerk", "the outlet withdrew it")
#: Stands in the erased report alone.
TITLE, WORD = "Quillerque unseen", "Zvonimirsk"


def secret(page: str | None = None) -> tuple[Report, Coding]:
    text = f"{TEXT} Portugal moved on to {WORD}."
    source = a_report("https://a.example/7", text, title=TITLE, document_id=page)
    event = an_event(source, f"Portugal moved on to {WORD}", kind="deployment")
    return coded(source, an_event(source, TEXT), event, origin=f"{WORD} Office")


@pytest.fixture
def ledger(path: Path) -> Ledger:
    opened = open_ledger(path, clock=lambda: AT)
    page = a_document("https://a.example/7", f"<p>{WORD}".encode(), hints=(("title", TITLE),))
    opened.add_document(page)
    opened.add_document(a_document("https://a.example/7", f"<p>{WORD} again".encode()))
    item = secret(page.id)
    opened.add(*coded(item[0], an_event(item[0], TEXT), coder="hand-0"))
    opened.add(*item)
    opened.add_all([news(1), coded(a_report(), an_event(a_report()))])
    return opened


def left_in_files(path: Path, *words: str) -> list[str]:
    """Those of the words that stand in a file of the ledger, whatever their case."""
    files = [one.read_bytes().lower() for one in path.parent.glob(path.name + "*")]
    assert files
    return [word for word in words if any(word.lower().encode() in one for one in files)]


def test_nothing_of_an_erased_report_is_left(ledger: Ledger) -> None:
    words = (WORD, TITLE, "a.example/7", "moved on", "Zvonimirsk Office")
    assert left_in_files(ledger.path, *words) == list(words)
    stones = ledger.erase_report(secret()[0].id[:12], *ASKED).stones
    assert left_in_files(ledger.path, *words) == []
    ledger.close()
    assert left_in_files(ledger.path, *words) == []
    assert [(one.what, one.how) for one in stones] == [
        *[("coding", "removed")] * 2,
        ("report", "removed"),
        *[("document", "removed")] * 2,
    ]
    assert ledger.check() == []
    with pytest.raises(MissingError):
        ledger.report(stones[2].subject)


def test_entries_are_those_of_a_ledger_that_never_had_it(ledger: Ledger, tmp_path: Path) -> None:
    facets = ledger.facets()
    ledger.erase_report(secret()[0].id, *ASKED)
    with open_ledger(tmp_path / "other.db") as other:
        other.add_all([news(1), coded(a_report(), an_event(a_report()))])
        assert ledger.facets() == other.facets() != facets
        told = [[entry_to_json(one) for one in book.entries()] for book in (ledger, other)]
    assert told[0] == told[1]


def test_a_tombstone_tells_who_and_why_and_the_log_tells_of_it(ledger: Ledger) -> None:
    before = {one.subject: one.content_sha256 for one in ledger.log(50)}
    stones = ledger.erase_report(secret()[0].id, *ASKED).stones
    told = ledger.log(len(stones))[::-1]
    for stone, record in zip(stones, told, strict=True):
        assert (record.number, record.deed, record.subject) == (
            stone.record,
            "erasure",
            stone.subject,
        )
        assert record.made_at == stone.made_at == AT
        assert (stone.author, stone.reason) == ASKED
        assert stone.former_sha256 == before[stone.subject]
        assert stone.content_sha256 is None
    assert ledger.verify(told[-1].hash) == []


def test_it_is_not_taken_in_again(ledger: Ledger) -> None:
    page = a_document("https://a.example/7", f"<p>{WORD}".encode(), hints=(("title", TITLE),))
    ledger.erase_report(secret()[0].id, *ASKED)
    before = dump(ledger.path)
    with pytest.raises(ErasedError, match=r"a\.example/7 was erased on request on 2031-05-01"):
        ledger.add(*secret())
    with pytest.raises(ErasedError):
        ledger.add_all([news(5), secret()])
    with pytest.raises(ErasedError):
        ledger.add_document(page)
    with pytest.raises(ErasedError, match="the report was erased on request"):
        ledger.erase_report(secret()[0].id, *ASKED)
    assert dump(ledger.path) == before


def test_a_dry_run_changes_nothing(ledger: Ledger) -> None:
    before = dump(ledger.path)
    stones = ledger.erase_report(secret()[0].id, *ASKED, dry_run=True).stones
    assert dump(ledger.path) == before
    assert ledger.erase_report(secret()[0].id, *ASKED).stones == stones


def test_a_document_that_another_report_rests_on_stays_without_its_bytes(path: Path) -> None:
    page = a_document(body=b"<p>two of them", headers=(("etag", "a"),))
    first, second = (a_report(f"item-{n}", document_id=page.id) for n in (1, 2))
    with open_ledger(path) as ledger:
        ledger.add_document(page)
        ledger.add_all([coded(first, an_event(first)), coded(second, an_event(second))])
        (stone,) = ledger.erase_report(first.id, *ASKED).stones[2:]
        assert (stone.what, stone.how) == ("document", "masked")
        kept = ledger.document(page.address)
        assert (kept.id, kept.body, kept.headers) == (page.id, b"", ())
        assert ledger.check() == []
        (stone,) = ledger.erase_report(second.id, *ASKED).stones[2:]
        assert (stone.what, stone.how) == ("document", "removed")
        assert ledger.check() == []
        assert ledger.statistics()["documents"] == 0


@pytest.mark.parametrize(
    ("author", "reason", "words"),
    [
        (" ", "x", "the author of an erasure has 0 characters"),
        ("x", "\n", "the reason of an erasure has 0 characters"),
        ("x", "y" * 501, "the reason of an erasure has 501 characters"),
    ],
)
def test_an_erasure_needs_an_author_and_a_reason(
    ledger: Ledger, author: str, reason: str, words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        ledger.erase_report(secret()[0].id, author, reason)


def test_what_is_not_there_is_not_erased(ledger: Ledger) -> None:
    with pytest.raises(MissingError, match="no report 'feed'"):
        ledger.erase_report("feed", *ASKED)


STONE = "INSERT INTO tombstone VALUES ({}, '{}', '{}', '{}', 'x', NULL, 'x', 'x', 'x')"


@pytest.mark.parametrize("how", ["removed", "masked"])
@pytest.mark.parametrize("table", ["document", "report", "coding", "event"])
def test_rows_can_be_erased_only_while_their_tombstone_is_open(
    ledger: Ledger, table: str, how: str
) -> None:
    statement = {"removed": f"DELETE FROM {table}", "masked": f"UPDATE {table} SET rowid = rowid"}
    what = "coding" if table == "event" else table
    last = ledger.log(1)[0].number
    with raw(ledger.path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        ids = [row[0] for row in connection.execute(f"SELECT id FROM {what}")]

        def refused(sql: str) -> bool:
            try:
                connection.execute(sql)
            except sqlite3.IntegrityError as error:
                return f"rows of {table} are never changed" in str(error)
            return False

        assert refused(statement[how])
        connection.execute(STONE.format(last, what, ids[0], how))
        assert refused(statement[how]), "its record is in the log already"
        for n, one in enumerate(ids):
            connection.execute(STONE.format(last + 1 + n, what, one, how))
        assert refused(statement["masked" if how == "removed" else "removed"])
        assert not refused(statement[how])
        if how == "masked":
            assert refused(f"UPDATE {table} SET id = id || 'x'")
        connection.rollback()


def test_a_tombstone_is_not_committed_without_its_record(ledger: Ledger) -> None:
    number = ledger.log(1)[0].number
    with raw(ledger.path) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(STONE.format(number + 1, "report", "x", "removed"))
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.commit()
        connection.rollback()


def test_an_erased_row_does_not_come_back(ledger: Ledger) -> None:
    with raw(ledger.path) as connection:
        kept = connection.execute("SELECT * FROM report WHERE title = ?", (TITLE,)).fetchone()
    ledger.erase_report(secret()[0].id, *ASKED)
    with pytest.raises(sqlite3.IntegrityError, match="does not come back"), raw(ledger.path) as one:
        one.execute(f"INSERT INTO report VALUES ({', '.join('?' * len(kept))})", kept)


def test_a_row_that_went_or_came_back_is_excused_by_its_tombstone_alone(ledger: Ledger) -> None:
    with raw(ledger.path) as connection:
        kept = connection.execute("SELECT * FROM report WHERE title = ?", (TITLE,)).fetchone()
    stones = ledger.erase_report(secret()[0].id, *ASKED).stones
    with raw(ledger.path) as connection:
        connection.execute("DROP TRIGGER report_no_return")
        connection.execute(f"INSERT INTO report VALUES ({', '.join('?' * len(kept))})", kept)
    assert ledger.verify() == [f"report {kept[0]} was erased, and is here again"]
    with raw(ledger.path) as connection:
        connection.execute("DROP TRIGGER report_no_delete")
        connection.execute("DROP TRIGGER tombstone_no_delete")
        connection.execute("DELETE FROM report WHERE id = ?", (kept[0],))
        connection.execute("DELETE FROM tombstone WHERE what = 'report'")
    assert ledger.verify() == [
        f"record {stones[2].record} of the log tells of an erasure that has no tombstone",
        f"report {kept[0]} is in the log, but is gone from the ledger",
    ]


def test_while_another_reads_the_bytes_may_stay_and_it_says_so(
    ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.close()
    monkeypatch.setattr(backend, "BUSY_SECONDS", 0.1)
    with open_ledger(path) as book, raw(path) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM report").fetchone()
        with pytest.raises(StoreError, match=r"others are reading it|is locked by another"):
            book.erase_report(secret()[0].id, *ASKED)
        reader.rollback()
        with pytest.raises(ErasedError):
            book.erase_report(secret()[0].id, *ASKED)
        assert left_in_files(path, WORD, TITLE) == []
        assert book.check() == []
