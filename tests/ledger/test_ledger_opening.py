"""Opening: what a ledger's file is, and every file that is none."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from dragoman.errors import StoreError
from dragoman.ledger import open_ledger
from dragoman.ledger.store import backend
from dragoman.ledger.store.opening import find_store, open_engine
from dragoman.ledger.store.schema import HEAD, KEPT, metadata
from dragoman.ledger.store.sqlite import APPLICATION_ID
from ledger.raw import dump, raw
from values import news


def refusal(path: Path | str) -> str:
    with pytest.raises(StoreError) as caught:
        open_ledger(path)
    assert "\n" not in str(caught.value)
    assert caught.value.way_out
    return caught.value.what


def test_a_new_ledger_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a b" / "c%20d" / "ledger.db"
    with open_ledger(path) as ledger:
        assert ledger.check() == []
        assert ledger.statistics() == {
            "documents": 0,
            "reports": 0,
            "codings": 0,
            "events": 0,
            "entries": 0,
            "origins": 0,
        }
    assert path.is_file()


def test_a_path_a_string_and_an_address_name_one_file(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add(*news(1))
    for name in (str(path), f"sqlite:///{path}", f"sqlite+pysqlite:///{path}"):
        with open_ledger(name) as ledger:
            assert ledger.path == path
            assert ledger.statistics()["reports"] == 1


def test_opening_again_changes_nothing(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add(*news(1))
    before = dump(path)
    with open_ledger(path):
        pass
    assert dump(path) == before


def test_a_closed_ledger_opens_itself_anew(path: Path) -> None:
    ledger = open_ledger(path)
    ledger.close()
    assert ledger.add(*news(1))
    ledger.close()


def test_the_store_is_set_to_lose_nothing(path: Path) -> None:
    engine = open_engine(find_store(path))
    with engine.begin() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "application_id")
        }
    engine.dispose()
    full = 2
    assert settings == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "application_id": APPLICATION_ID,
    }


def test_every_table_is_strict_and_the_kept_ones_are_guarded(path: Path) -> None:
    open_ledger(path).close()
    with raw(path) as connection:
        loose = {
            name
            for name, kind, strict in connection.execute(
                "SELECT name, type, strict FROM pragma_table_list WHERE schema = 'main'"
            )
            if kind == "table" and not strict and not name.startswith("sqlite_")
        }
        triggers = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
        assert triggers.fetchone() == (2 * len(KEPT),)
    assert loose == {"alembic_version"}


def shape(connection: sqlite3.Connection) -> dict[str, object]:
    """Columns, keys and indexes of every table that queries name."""
    found: dict[str, object] = {}
    for name in metadata.tables:
        indexes = {
            row[1]: connection.execute(f'PRAGMA index_xinfo("{row[1]}")').fetchall()
            for row in connection.execute(f"PRAGMA index_list({name})")
            if row[3] == "c"
        }
        unique = sorted(row[2:4] for row in connection.execute(f"PRAGMA index_list({name})"))
        columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
        links = sorted(connection.execute(f"PRAGMA foreign_key_list({name})").fetchall())
        found[name] = (columns, links, indexes, unique)
    return found


def test_the_migrations_make_the_tables_that_queries_name(path: Path, tmp_path: Path) -> None:
    open_ledger(path).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'other.db'}")
    metadata.create_all(engine)
    engine.dispose()
    with raw(path) as migrated, raw(tmp_path / "other.db") as made:
        assert shape(migrated) == shape(made)


def test_a_ledger_that_was_never_finished_is_finished(path: Path) -> None:
    path.touch()
    with raw(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    with open_ledger(path) as ledger:
        assert ledger.check() == []


@pytest.mark.parametrize(
    "content",
    [b"x", b"a note\n" * 200, b"\x00" * 5000, b"PK\x03\x04" + bytes(range(256)) * 20],
    ids=["letter", "text", "zeros", "archive"],
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert refusal(path) == f"{path} is not a ledger, or is damaged"
    assert path.read_bytes() == content


def test_another_database_is_refused_and_left_alone(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("CREATE TABLE shopping (what TEXT)")
    before = path.read_bytes()
    assert refusal(path) == f"{path} is a database, but not a ledger"
    assert path.read_bytes() == before


def test_another_programs_mark_is_refused(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("PRAGMA application_id = 7")
    assert refusal(path) == f"{path} is a database, but not a ledger"


@pytest.mark.parametrize(
    ("revision", "words"),
    [("9999", f"newer version (schema 9999, this one knows {HEAD})"), ("0000", "is not known")],
)
def test_a_schema_that_is_not_known_is_refused(path: Path, revision: str, words: str) -> None:
    open_ledger(path).close()
    with raw(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    assert words in refusal(path)


def test_a_schema_without_a_revision_is_refused(path: Path) -> None:
    open_ledger(path).close()
    with raw(path) as connection:
        connection.execute("DELETE FROM alembic_version")
    assert "already exists" in refusal(path)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path} is a folder"


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot be written" in refusal(tmp_path / "file" / "ledger.db")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "no ledger is named"),
        ("  ", "no ledger is named"),
        ("sqlite://", "a ledger needs a file"),
        ("sqlite:///:memory:", "a ledger needs a file"),
        ("mysql://localhost/x", "in SQLite or PostgreSQL, not in mysql"),
        ("http://", "not the address of a ledger|not in http"),
    ],
)
def test_what_names_no_file_is_refused(name: str, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        open_ledger(name)


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder that everybody may see, and no right to write whatever is there."""
    folder = Path(tempfile.mkdtemp(prefix="dragoman-"))
    folder.chmod(0o755)
    user = os.geteuid()
    try:
        open_ledger(folder / "ledger.db").close()
        (folder / "ledger.db").chmod(0o444)
        folder.chmod(0o555)
        if user == 0:
            os.seteuid(65534)
        yield folder
    finally:
        os.seteuid(user)
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of another system")
def test_a_file_that_cannot_be_written_is_refused(unprivileged: Path) -> None:
    for name in ("ledger.db", "other.db", "deeper/ledger.db"):
        path = unprivileged / name
        assert refusal(path) == f"{path} cannot be written: Permission denied"


def test_a_locked_file_is_refused_after_a_while(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "BUSY_SECONDS", 0.1)
    open_ledger(path).close()
    with raw(path) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        assert refusal(path) == f"{path} is locked by another process"


def test_while_another_writes_one_reads_but_does_not_write(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "BUSY_SECONDS", 0.1)
    with open_ledger(path) as ledger:
        ledger.add(*news(1))
    with raw(path) as connection, open_ledger(path) as ledger:
        connection.execute("BEGIN IMMEDIATE")
        assert ledger.count() == 3
        with pytest.raises(StoreError, match="is locked by another process"):
            ledger.add(*news(2))
        connection.rollback()
        assert ledger.add(*news(2))
        assert ledger.check() == []
