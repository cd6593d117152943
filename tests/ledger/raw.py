"""A ledger seen with the driver of its store alone."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

Connection = sqlite3.Connection | psycopg.Connection[Any]


def is_server(place: str | Path) -> bool:
    """Whether the ledger is in PostgreSQL."""
    return str(place).startswith("postgresql://")


@contextmanager
def raw(place: str | Path) -> Iterator[Any]:
    """A connection that commits at the end and is closed."""
    connection: Connection
    connection = psycopg.connect(str(place)) if is_server(place) else sqlite3.connect(place)
    try:
        with connection:
            yield connection
    finally:
        connection.close()


def dump(place: str | Path) -> dict[str, list[str]]:
    """Every row of every table, those of the index of words included."""
    with raw(place) as connection:
        return {
            name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))
            for name in _tables(place, connection)
        }


def _tables(place: str | Path, connection: Any) -> list[str]:
    query = (
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        if is_server(place)
        else "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"
    )
    return [name for (name,) in connection.execute(query)]


def damage(place: str | Path, *statements: str) -> None:
    """Change kept rows, which the ledger's triggers would refuse, and put the triggers back."""
    with raw(place) as connection:
        triggers = [] if is_server(place) else _take_triggers(connection)
        if is_server(place):
            # Neither triggers nor references between tables hold for a replica.
            connection.execute("SET session_replication_role = replica")
        for statement in statements:
            assert connection.execute(statement).rowcount, f"nothing was damaged by {statement}"
        for sql in triggers:
            connection.execute(sql)


def _take_triggers(connection: Any) -> list[str]:
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in triggers]
