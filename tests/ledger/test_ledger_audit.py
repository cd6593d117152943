"""The log: what is told in it, and that whatever is done behind its back is found."""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import count, cycle, islice
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import create_engine, event

from dragoman.errors import ErasedError, UsageError
from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.audit.chain import NOTHING, Record, chain_faults, record_after
from dragoman.ledger.audit.content import COLUMNS
from dragoman.ledger.audit.names import MASK
from dragoman.ledger.store.backend import writing
from dragoman.ledger.store.log import head_faults, log_faults
from dragoman.ledger.store.migrating import migrate
from dragoman.ledger.store.opening import find_store
from dragoman.ledger.store.schema import KEPT, metadata
from dragoman.model import Judgement
from ledger.raw import damage, dump, raw
from ledger.tampering import TAMPERINGS, put, records
from values import a_document, a_report, an_event, coded, news

AT = "2031-05-01T10:00:00Z"
ASKED = ("A. Clerk", "asked for")

#: Tamperings tried, each kind in turn.
TRIED = 1000


def ticking() -> Iterator[str]:
    return (f"2031-03-04T06:00:{second:02}Z" for second in count())


def fill(ledger: Ledger) -> None:
    page = a_document(headers=(("etag", "a"),))
    source = a_report(document_id=page.id)
    ledger.add_document(page)
    ledger.add(*coded(source, an_event(source)))
    ledger.add(*coded(source, an_event(source, time="2031-03-03"), coder="hand-2"))
    ledger.add_all([news(1), news(2)])


@pytest.fixture
def filled(path: Path) -> Path:
    times = ticking()
    with open_ledger(path, clock=lambda: next(times)) as ledger:
        fill(ledger)
    return path


@pytest.fixture
def erased(path: Path) -> Path:
    """A ledger with reports erased, a person masked, and a report that was added then."""
    with open_ledger(path, clock=lambda: "2031-03-04T06:00:00Z") as ledger:
        ledger.add_document(a_document("https://x.example/2"))
        fill(ledger)
        ledger.erase_report(news(1)[0].id, "A. Clerk", "asked for")
        ledger.erase_report(news(2)[0].id, "A. Clerk", "asked for")
        source = a_report("wire-2", "Radomir Kvetlov landed in Quito.")
        ledger.add(*coded(source, an_event(source)))
        assert len(ledger.erase_person(["Radomir Kvetlov"], "A. Clerk", "asked for").stones) == 2
        ledger.add(*news(3))
    return path


def found(path: Path, head: str | None = None) -> list[str]:
    with open_ledger(path) as ledger:
        return ledger.verify(head)


def test_every_deed_is_told_once_and_in_order(path: Path) -> None:
    times = ticking()
    with open_ledger(path, clock=lambda: next(times)) as ledger:
        fill(ledger)
        fill(ledger)
        told = ledger.log(50)
        assert ledger.verify() == []
        assert ledger.check() == []
        assert ledger.log(2) == told[:2]
    assert [one.number for one in told] == list(range(8, 0, -1))
    assert [one.deed for one in reversed(told)] == [
        *("document", "report", "coding", "coding", "report", "coding", "report", "coding"),
    ]
    assert [one.made_at for one in reversed(told)] == [
        "2031-03-04T06:00:01Z",
        *["2031-03-04T06:00:02Z"] * 2,
        "2031-03-04T06:00:03Z",
        *["2031-03-04T06:00:04Z"] * 4,
    ]
    assert told[-1].previous == NOTHING
    assert told[-1].subject == a_document().id


def test_either_store_logs_erases_and_takes_in_its_backup(
    place: str, fresh: Callable[[], str], tmp_path: Path
) -> None:
    source = a_report("wire-2", "Radomir Kvetlov landed in Quito.")
    found = coded(source, an_event(source), origin="Kvetlov Office")
    decided = Judgement("rate", "Radomir Kvetlov", AT, source="Wire", values=(("rating", "B"),))
    undone = Judgement("undo", "A. Clerk", AT, undoes=decided.id)
    with open_ledger(place, clock=lambda: AT) as ledger:
        fill(ledger)
        ledger.add(*found)
        assert ledger.judge(decided)
        assert ledger.judge(undone)
        assert ledger.log(1)[0].deed == "judgement"
        ledger.erase_report(news(1)[0].id, *ASKED)
        ledger.erase_person(["Radomir Kvetlov"], *ASKED)
        assert ledger.check() == []
        (head,) = ledger.log(1)
        judged = {one.verdict: one for one in ledger.judgements()}
        assert judged["rate"].author == f"{MASK * 7} {MASK * 7}"
        assert judged["undo"].undoes == judged["rate"].id
        for refused in (news(1), found):
            with pytest.raises(ErasedError):
                ledger.add(*refused)
        ledger.backup(tmp_path / "ledger.backup")
        entries = ledger.entries()
    assert "Kvetlov" not in str(dump(place))
    for table in ("document", "report", "coding", "event", "log", "tombstone"):
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {columns(table)}"):
            with pytest.raises(Exception, match="are never changed"), raw(place) as connection:
                connection.execute(statement)
    with open_ledger(fresh()) as ledger:
        ledger.restore(tmp_path / "ledger.backup")
        assert ledger.check() == []
        assert ledger.verify(head.hash) == []
        assert ledger.entries() == entries
        with pytest.raises(ErasedError):
            ledger.add(*found)


def columns(table: str) -> str:
    """An assignment that changes nothing."""
    name = {"log": "number", "tombstone": "record"}.get(table, "id")
    return f"{name} = {name}"


def test_a_write_that_fails_is_not_told(filled: Path) -> None:
    with raw(filled) as connection:
        connection.execute(
            "CREATE TRIGGER fail BEFORE UPDATE ON counter BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with open_ledger(filled) as ledger:
        before = ledger.log(1)
        with pytest.raises(Exception, match="no"):
            ledger.add(*news(7))
        assert ledger.log(1) == before
        assert ledger.verify() == []


@pytest.mark.parametrize("table", ["log", "tombstone"])
def test_rows_that_tell_cannot_be_changed(filled: Path, table: str) -> None:
    with raw(filled) as connection:
        connection.execute("INSERT INTO tombstone VALUES (1,'x','x','x','x',NULL,'x','x','x')")
    for statement in (f"UPDATE {table} SET made_at = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(sqlite3.IntegrityError, match="never changed"), raw(filled) as one:
            one.execute(statement)


def test_every_column_of_kept_rows_is_hashed() -> None:
    columns = {name: tuple(metadata.tables[name].columns.keys()) for name in KEPT}
    assert dict(COLUMNS) == columns


def test_tamperings_are_found(erased: Path) -> None:
    """A thousand, each undone before the next; the chance is the same in every run."""
    with open_ledger(erased) as ledger:
        (last,) = ledger.log(1)
    chance, unseen = Random(20310304), []
    engine = create_engine(f"sqlite:///{erased}")
    event.listen(engine, "connect", lambda one, _: setattr(one, "isolation_level", None))
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            driver.execute(f"DROP TRIGGER {name}")
        assert list(log_faults(connection)) == []
        for tamper in islice(cycle(TAMPERINGS), TRIED):
            driver.execute("BEGIN")
            only_head = tamper(driver, chance)
            faults = list(log_faults(connection))
            cut = list(head_faults(connection, last.hash))
            driver.execute("ROLLBACK")
            if not faults and not (only_head and cut):
                unseen.append(tamper.__name__)
            assert all(line and "\n" not in line for line in faults)
        assert list(log_faults(connection)) == []
    engine.dispose()
    assert unseen == []


def test_a_cut_tail_is_found_against_a_head_alone(filled: Path) -> None:
    """The newest coding goes, with its record and all that rested on it."""
    with open_ledger(filled) as ledger:
        last, before = ledger.log(2)
    damage(
        filled,
        f"DELETE FROM log WHERE number = {last.number}",
        f"DELETE FROM event WHERE coding_id = '{last.subject}'",
        f"DELETE FROM coding WHERE id = '{last.subject}'",
    )
    assert found(filled) == []
    assert found(filled, before.hash) == []
    assert found(filled, f" {last.hash.upper()}\n") == [
        f"the log was cut or rewritten: no record has the hash {last.hash}"
    ]


def test_a_log_written_anew_is_found_against_a_head_alone(filled: Path) -> None:
    """Every time in the log is moved, and the chain made again from the first record on."""
    with raw(filled) as connection:
        known = records(connection)
    damage(filled, "DELETE FROM log")
    last: Record | None = None
    with raw(filled) as connection:
        for one in known:
            last = record_after(
                last, "2030-01-01T00:00:00Z", one.deed, one.subject, one.content_sha256
            )
            put(connection, last)
    assert found(filled) == []
    for one in known:
        assert len(found(filled, one.hash)) == 1


def test_what_is_no_hash_is_no_head(filled: Path) -> None:
    with pytest.raises(UsageError, match="not the hash of a record: 'abc'"):
        found(filled, "abc")


def test_what_is_missing_is_named() -> None:
    made: list[Record] = []
    for n in range(6):
        made.append(record_after(made[-1] if made else None, "now", "report", str(n), "0"))
    assert list(chain_faults(made)) == []
    assert list(chain_faults(made[:1] + made[2:3])) == [
        "record 2 is of the log missing before record 3"
    ]


def versions(path: Path, revision: str) -> None:
    """Bring the ledger's schema to a revision."""
    store = find_store(path)
    engine = store.engine()
    with writing(engine).begin() as connection:
        migrate(connection, revision)
    engine.dispose()


def test_a_ledger_without_a_log_is_logged_as_found(filled: Path) -> None:
    before = dump(filled)
    versions(filled, "0003")
    with raw(filled) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        assert not {"log", "tombstone", "report_no_return"} & tables
        assert {"report_no_update", "event_no_delete"} <= tables
    with open_ledger(filled, clock=lambda: "2031-06-01T00:00:00Z") as ledger:
        told = ledger.log(50)[::-1]
        assert ledger.check() == []
        ledger.add(*news(3))
        assert ledger.verify() == []
        assert [one.deed for one in ledger.log(2)] == ["coding", "report"]
    assert {one.made_at for one in told} == {"2031-06-01T00:00:00Z"}
    deeds = [one.deed for one in told]
    assert deeds == ["found document", *["found report"] * 3, *["found coding"] * 4]
    for deed in dict.fromkeys(deeds):
        subjects = [one.subject for one in told if one.deed == deed]
        assert subjects == sorted(subjects)
    kept = {name: rows for name, rows in before.items() if name in KEPT}
    with raw(filled) as connection:
        assert {name: len(rows) for name, rows in kept.items()}.keys() == set(KEPT)
        former = connection.execute("SELECT count(*) FROM report").fetchone()
    assert former == (len(kept["report"]) + 1,)
