"""Opening a ledger: finding the file, setting up connections, bringing the schema to its head."""

import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from dragoman.errors import StoreError
from dragoman.ledger.store.log import Clock, utc_now
from dragoman.ledger.store.schema import APPLICATION_ID, HEAD

#: Seconds that a write waits for another process's.
BUSY_SECONDS = 30.0

_SCRIPTS = Path(__file__).parent / "migrations"

#: What a database begins with. Source: SQLite, Database File Format, 1.3.
_MAGIC = b"SQLite format 3\0"

_PRAGMAS = (
    "foreign_keys = ON",
    "synchronous = FULL",
    "recursive_triggers = ON",
    "cache_size = -65536",
)


def store_path(path_or_url: str | Path) -> Path:
    """The file that a path or a `sqlite:///` URL names; StoreError where it names none."""
    if isinstance(path_or_url, Path):
        return path_or_url.expanduser()
    if "://" not in path_or_url:
        if not path_or_url.strip():
            raise StoreError("no ledger is named", "give a path such as ledger.db")
        return Path(path_or_url).expanduser()
    try:
        url = make_url(path_or_url)
    except (ArgumentError, ValueError) as error:
        raise StoreError(
            f"not the address of a ledger: {path_or_url}", "write sqlite:///PATH"
        ) from error
    if url.get_backend_name() != "sqlite":
        raise StoreError(
            f"ledgers are kept in SQLite alone, not in {url.get_backend_name()}",
            "write sqlite:///PATH",
        )
    if not url.database or url.database == ":memory:":
        raise StoreError("a ledger needs a file", "write sqlite:///PATH")
    return Path(url.database).expanduser()


def open_engine(path: Path, clock: Clock = utc_now) -> Engine:
    """An engine on the ledger at `path`, made and migrated where needed; StoreError otherwise."""
    _prepare_file(path)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    try:
        _recognise(engine, path, clock)
    except DatabaseError as error:
        engine.dispose()
        raise opening_error(path, error) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def opening_error(path: Path, error: DatabaseError) -> StoreError:
    """What SQLite says, as one line with a way out."""
    words = str(error.orig).lower()
    if "not a database" in words or "malformed" in words:
        return StoreError(f"{path} is not a ledger, or is damaged", "name another file")
    if "locked" in words or "busy" in words:
        return StoreError(
            f"{path} is locked by another process", "wait for it to end, or name another file"
        )
    if "readonly" in words or "read-only" in words:
        return StoreError(
            f"{path} cannot be written", "give the right to write the file and its folder"
        )
    if "is full" in words:
        return StoreError(f"no room is left to write {path}", "free some room on the disk")
    return StoreError(f"{path}: {error.orig}", "check the file and the rights on its folder")


def writing(engine: Engine) -> Engine:
    """The same connections, but a transaction takes the right to write when it begins."""
    return engine.execution_options(writing=True)


def _prepare_file(path: Path) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder", "name a file in it, such as ledger.db")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            file.seek(0)
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror}",
            "name another file, or give the right to write this one",
        ) from error
    # SQLite would take a file of a few bytes for a new database, and write over it.
    if head not in (b"", _MAGIC):
        raise StoreError(f"{path} is not a ledger, or is damaged", "name another file")


def _on_connect(connection: Any, _record: Any) -> None:
    # The driver would begin transactions of its own, too late for BEGIN IMMEDIATE.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout = {int(BUSY_SECONDS * 1000)}", *_PRAGMAS):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    mode = "IMMEDIATE" if connection.get_execution_options().get("writing") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")


def _recognise(engine: Engine, path: Path, clock: Clock) -> None:
    """Tell a ledger from other files, and bring it to the newest revision."""
    with engine.begin() as connection:
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        revision = _revision(connection) if mark == APPLICATION_ID else None
    if mark != APPLICATION_ID and (tables or mark):
        raise StoreError(f"{path} is a database, but not a ledger", "name another file")
    if revision is not None and revision > HEAD:
        raise StoreError(
            f"{path} was written by a newer version (schema {revision}, this one knows {HEAD})",
            "upgrade dragoman",
        )
    if revision != HEAD:
        _use_write_ahead_log(engine)
        _migrate(engine, path, clock)


def _revision(connection: Connection) -> str | None:
    known = connection.exec_driver_sql(
        "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
    ).scalar_one()
    if not known:
        return None
    found: str | None = connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar()
    return found


def _use_write_ahead_log(engine: Engine) -> None:
    """Set once, kept in the file. SQLite does not wait for others here, so this does."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.close()
            return
        except Exception as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        finally:
            connection.close()


def _migrate(engine: Engine, path: Path, clock: Clock) -> None:
    # Alembic takes a third of a second to load: only where there is something to do.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    with writing(engine).begin() as connection:
        if _revision(connection) == HEAD:
            return
        config.attributes |= {"connection": connection, "at": clock()}
        try:
            command.upgrade(config, HEAD)
        except CommandError as error:
            raise StoreError(
                f"{path} has a schema that is not known: {error}", "name another file"
            ) from error
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
