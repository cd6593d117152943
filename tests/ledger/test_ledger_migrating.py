"""Migrations of ledgers with rows in them: up and down, and nothing is lost on the way."""

from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from dragoman.errors import StoreError
from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.store import migrations
from dragoman.ledger.store.backend import backend_of, writing
from dragoman.ledger.store.migrating import migrate
from dragoman.ledger.store.opening import find_store, open_engine
from dragoman.ledger.store.schema import HEAD, KEPT
from ledger.raw import dump, is_server, raw
from values import a_document, news

REVISIONS = Path(__file__).parent / "revisions"

#: Every revision, the oldest first; the last is one that tests alone know.
CHAIN = [
    *(
        script.revision
        for script in reversed(
            list(ScriptDirectory(str(Path(migrations.__file__).parent)).walk_revisions())
        )
    ),
    "9000",
]


def move(engine: Engine, revision: str) -> None:
    with writing(engine).begin() as connection:
        migrate(connection, revision, REVISIONS)


def loose_tables(place: str) -> set[str]:
    """Tables of a file that take values of any type."""
    with raw(place) as connection:
        return {
            name
            for name, kind, strict in connection.execute(
                "SELECT name, type, strict FROM pragma_table_list WHERE schema = 'main'"
            )
            if kind == "table" and not strict and not name.startswith("sqlite_")
        }


def guards(connection: Connection) -> set[tuple[str, str]]:
    return {
        (table, deed)
        for table, deed in backend_of(connection).guards(connection)
        if deed in ("update", "delete")
    }


def guarded(*tables: str) -> set[tuple[str, str]]:
    return {(table, deed) for table in tables for deed in ("update", "delete")}


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add_document(a_document())
    ledger.add_all(news(n, days=4) for n in range(12))
    return ledger


def test_the_newest_revision_is_the_last_of_one_chain() -> None:
    assert CHAIN[-2] == HEAD
    assert sorted(CHAIN) == CHAIN


def kept(place: str) -> dict[str, list[str]]:
    """The rows that stay for good. What is derived may be numbered otherwise when made anew."""
    rows = dump(place)
    return {name: rows[name] for name in KEPT}


def test_up_and_down_with_rows_in_it_loses_nothing(filled: Ledger, place: str) -> None:
    digest, before = filled.digest(), kept(place)
    engine = open_engine(find_store(place))
    try:
        # Up to the last, down to the first, and up again to where the program is at home.
        way = [CHAIN[-1], *CHAIN[-2::-1], *CHAIN[1:-1]]
        for revision in way:
            move(engine, revision)
            with engine.connect() as connection:
                assert backend_of(connection).revision(connection) == revision
                assert guards(connection) >= guarded("document", "report", "coding", "event")
                assert (("remark", "delete") in guards(connection)) == (revision == "9000")
            if not is_server(place):
                assert loose_tables(place) == {"alembic_version"}
    finally:
        engine.dispose()
    assert filled.digest() == digest
    assert kept(place) == before
    assert filled.check() == []
    with open_ledger(place) as ledger:
        assert ledger.add(*news(30))


def test_a_later_revision_keeps_its_rows_too(filled: Ledger, place: str) -> None:
    engine = open_engine(find_store(place))
    move(engine, "9000")
    engine.dispose()
    with raw(place) as connection:
        connection.execute("INSERT INTO remark SELECT 'r', min(id), 'x' FROM report")
        years = connection.execute("SELECT DISTINCT year FROM event ORDER BY year").fetchall()
        assert years == [("2028",), ("2029",)]
    for statement in (
        "UPDATE remark SET words = 'y'",
        "DELETE FROM remark",
        "UPDATE event SET year = '2000'",
    ):
        with pytest.raises(Exception, match="are never changed"), raw(place) as connection:
            connection.execute(statement)


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(filled: Ledger, place: str) -> None:
    before = dump(place)
    engine = open_engine(find_store(place))
    with raw(place) as connection:
        connection.execute("CREATE TABLE remark (id TEXT)")
    with pytest.raises(Exception, match="remark"):
        move(engine, "9000")
    with raw(place) as connection:
        connection.execute("DROP TABLE remark")
    engine.dispose()
    assert dump(place) == before
    assert filled.check() == []


def test_there_is_nothing_before_the_first(ledger: Ledger, place: str) -> None:
    engine = open_engine(find_store(place))
    with pytest.raises(StoreError, match="schema that is not known"):
        move(engine, "0000")
    engine.dispose()
    assert ledger.check() == []
