"""A ledger in a database of a PostgreSQL server.

One writer at a time, by a lock that ends with its transaction; who reads sees what stood when the
reading began.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from dragoman.errors import StoreError
from dragoman.ledger.store import backend
from dragoman.ledger.store.postgres_errors import store_error
from dragoman.ledger.store.postgres_words import TsvectorWords
from dragoman.ledger.store.schema import metadata

#: The comment on `alembic_version` in a ledger.
MARK = "a ledger of Dragoman"

#: The key of the advisory lock that a writer holds: the ASCII letters `Dragoman`.
_LOCK = 0x447261676F6D616E

_DEFAULTS = {"connect_timeout": "10", "application_name": "dragoman"}

_REFUSE = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = 'rows of ' || TG_TABLE_NAME || ' are never changed';
END $$
"""


@dataclass(frozen=True, slots=True)
class PostgresDatabase:
    """The `Backend` of a ledger on a server; `url` is for the driver psycopg."""

    url: URL

    @property
    def place(self) -> str:
        """The address, without a password."""
        query = {name: self.url.query[name] for name in ("host", "port") if name in self.url.query}
        bare = URL.create(
            "postgresql", self.url.username, None, self.url.host, self.url.port, self.url.database
        )
        return bare.set(query=query).render_as_string()

    @property
    def files(self) -> tuple[Path, ...]:
        """None on this machine."""
        return ()

    @property
    def words(self) -> TsvectorWords:
        """The index of words."""
        return TsvectorWords()

    def exists(self) -> bool:
        """Whether the database bears the mark of a ledger."""
        engine = self.engine()
        try:
            with engine.connect() as connection:
                return self.is_marked(connection)
        except DBAPIError as error:
            raise self.error(error) from error
        finally:
            engine.dispose()

    def engine(self) -> Engine:
        """Connections to the server, made as they are needed."""
        try:
            import psycopg  # noqa: F401
        except ImportError as error:
            raise StoreError(
                f"{self.place} needs a driver that is not installed",
                "pip install 'dragoman[postgres]'",
            ) from error
        told = {name: value for name, value in _DEFAULTS.items() if name not in self.url.query}
        made = create_engine(
            self.url,
            connect_args={"client_encoding": "utf8", **told},
            # A server may have been started anew since a connection was used last.
            pool_pre_ping=True,
            execution_options={"backend": self},
        )
        event.listen(made, "begin", _on_begin)
        return made

    def error(self, error: DBAPIError) -> StoreError:
        """What the server or the driver says, as one line with a way out."""
        return store_error(self.place, error)

    def prepare(self, engine: Engine) -> None:
        """StoreError where the database does not hold Unicode."""
        with engine.connect() as connection:
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise StoreError(
                f"{self.place} is a database in {encoding}, not in UTF8",
                "create one with ENCODING 'UTF8'",
            )

    def revision(self, connection: Connection) -> str | None:
        """The revision of the schema; None where there is none."""
        known = connection.exec_driver_sql("SELECT to_regclass('alembic_version')").scalar_one()
        if known is None:
            return None
        found: str | None = connection.exec_driver_sql(
            "SELECT version_num FROM alembic_version"
        ).scalar()
        return found

    def is_marked(self, connection: Connection) -> bool:
        """Whether the database bears the mark of a ledger."""
        said = connection.exec_driver_sql(
            "SELECT obj_description(to_regclass('alembic_version'), 'pg_class')"
        ).scalar_one()
        return bool(said == MARK)

    def is_free(self, connection: Connection) -> bool:
        """Whether no table stands where the ledger's are to stand."""
        tables = connection.exec_driver_sql(
            "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p', 'f') "
            "AND relnamespace = to_regnamespace(quote_ident(current_schema()))"
        ).scalar_one()
        return not tables

    def mark(self, connection: Connection) -> None:
        """Mark the database as a ledger."""
        connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{MARK}'")

    def keep(self, connection: Connection, table: str) -> None:
        """Let no row of a table be changed or taken away any more."""
        connection.exec_driver_sql(_REFUSE)
        for deed, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
            )

    def release(self, connection: Connection, table: str) -> None:
        """Undo `keep`."""
        for deed in ("update", "delete", "truncate"):
            connection.exec_driver_sql(f"DROP TRIGGER {table}_no_{deed} ON {table}")

    def guards(self, connection: Connection) -> set[tuple[str, str]]:
        """Tables with the deed that is refused there; a trigger that is switched off is none."""
        triggers = connection.exec_driver_sql(
            "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') "
            "AND relnamespace = to_regnamespace(quote_ident(current_schema()))"
        )
        return {(table, name.removeprefix(f"{table}_no_")) for table, name in triggers}

    def damages(self, connection: Connection) -> Iterator[str]:
        """Rows that point to nothing, which a server lets stand that was told not to look."""
        for table in metadata.sorted_tables:
            for link in table.foreign_keys:
                # Under another name: a table may point to itself.
                parent = link.column.table.alias("parent")
                query = (
                    select(*table.primary_key.columns)
                    .outerjoin(parent, parent.c[link.column.name] == link.parent)
                    .where(link.parent.is_not(None), parent.c[link.column.name].is_(None))
                )
                for key in connection.execute(query):
                    row = " ".join(map(str, key))
                    yield f"row {row} of {table.name} points to nothing in {link.column.table.name}"


def _on_begin(connection: Connection) -> None:
    if not connection.get_execution_options().get("writing"):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return
    # A snapshot of the whole transaction would be taken before the lock is had, and not show what
    # the last writer wrote; while the lock is held, nobody else changes what is read.
    connection.exec_driver_sql(
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE; "
        f"SET LOCAL lock_timeout = {int(backend.BUSY_SECONDS * 1000)}; "
        "SET LOCAL synchronous_commit = on; "
        f"SELECT pg_advisory_xact_lock({_LOCK})"
    )


def database_url(url: URL) -> URL:
    """The address with its driver named; StoreError where it names another, or no database."""
    if url.drivername not in ("postgres", "postgresql", "postgresql+psycopg"):
        raise StoreError(
            f"ledgers are read with psycopg, not with {url.drivername.partition('+')[2]}",
            "write postgresql://USER@HOST/DATABASE",
        )
    if not url.database:
        raise StoreError("the address names no database", "write postgresql://USER@HOST/DATABASE")
    return url.set(drivername="postgresql+psycopg")
