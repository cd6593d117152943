"""Opening a ledger: which store an address names, and its schema brought to the newest revision."""

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from dragoman.errors import StoreError
from dragoman.ledger.store.addresses import shown
from dragoman.ledger.store.backend import Backend, writing
from dragoman.ledger.store.migrating import migrate
from dragoman.ledger.store.postgres import PostgresDatabase, database_url
from dragoman.ledger.store.schema import HEAD
from dragoman.ledger.store.sqlite import SqliteFile

_WAY_OUT = "write sqlite:///PATH or postgresql://USER@HOST/DATABASE"


def find_store(address: str | Path) -> Backend:
    """The store of a path, `sqlite:///PATH` or `postgresql://USER@HOST:PORT/DATABASE`.

    Nothing is opened. StoreError where the address names none.
    """
    if isinstance(address, Path):
        return SqliteFile(address.expanduser())
    if "://" not in address:
        if not address.strip():
            raise StoreError("no ledger is named", "give a path such as ledger.db")
        return SqliteFile(Path(address).expanduser())
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        # What SQLAlchemy says repeats the address, and so its password.
        raise StoreError(f"not the address of a ledger: {shown(address)}", _WAY_OUT) from None
    kind = url.drivername.partition("+")[0]
    if kind in ("postgres", "postgresql"):
        return PostgresDatabase(database_url(url))
    if kind != "sqlite":
        raise StoreError(f"ledgers are kept in SQLite or PostgreSQL, not in {kind}", _WAY_OUT)
    if not url.database or url.database == ":memory:":
        raise StoreError("a ledger needs a file", "write sqlite:///PATH")
    return SqliteFile(Path(url.database).expanduser())


def open_engine(store: Backend) -> Engine:
    """An engine on the ledger, made and migrated where needed; StoreError otherwise."""
    engine = store.engine()
    try:
        _recognise(engine, store)
    except DBAPIError as error:
        engine.dispose()
        raise store.error(error) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def _recognise(engine: Engine, store: Backend) -> None:
    """Tell a ledger from other databases, and bring it to the newest revision."""
    with engine.begin() as connection:
        marked = store.is_marked(connection)
        free = store.is_free(connection)
        revision = store.revision(connection) if marked else None
    if not marked and not free:
        raise StoreError(f"{store.place} is a database, but not a ledger", "name another")
    if revision is not None and revision > HEAD:
        raise StoreError(
            f"{store.place} was written by a newer version "
            f"(schema {revision}, this one knows {HEAD})",
            "upgrade dragoman",
        )
    if revision != HEAD:
        store.prepare(engine)
        with writing(engine).begin() as connection:
            migrate(connection, HEAD)
            store.mark(connection)
