"""Databases with empty ledgers: emptied and lent again, since making one takes most of a second."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg

from dragoman.ledger import open_ledger
from postgres import Server

#: All that a test might have changed beside rows of the ledger.
SHAPE = """
SELECT (SELECT array_agg(tgname || tgenabled::text ORDER BY tgrelid, tgname) FROM pg_trigger),
    (SELECT array_agg(conname ORDER BY conrelid, conname) FROM pg_constraint),
    (SELECT array_agg(attname ORDER BY attrelid, attnum) FROM pg_attribute WHERE attnum > 0),
    (SELECT count(*) FROM pg_proc), (SELECT version_num FROM alembic_version),
    obj_description('alembic_version'::regclass)
"""

EMPTY = """
SET session_replication_role = replica;
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        IF name NOT IN ('counter', 'alembic_version') THEN
            EXECUTE format('DELETE FROM %I', name);
        END IF;
    END LOOP;
    UPDATE counter SET value = 0;
END $$
"""


class Shelf:
    """The databases of a server that stand ready."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._ready: list[str] = []
        self._shape: object = None

    @contextmanager
    def lend(self) -> Iterator[str]:
        """The address of a database with an empty ledger."""
        address = self._ready.pop() if self._ready else self._make()
        yield address
        # Whatever a test did to its database, another is made for the next.
        with suppress(psycopg.Error), psycopg.connect(address) as connection:
            connection.execute(EMPTY)
            if connection.execute(SHAPE).fetchone() == self._shape:
                self._ready.append(address)

    def _make(self) -> str:
        address = self._server.database()
        open_ledger(address).close()
        with psycopg.connect(address) as connection:
            self._shape = connection.execute(SHAPE).fetchone()
        return address
