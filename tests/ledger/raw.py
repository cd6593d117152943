"""A ledger's file seen with sqlite3 alone."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that commits at the end and is closed."""
    connection = sqlite3.connect(path)
    try:
        with connection:
            yield connection
    finally:
        connection.close()


def dump(path: Path) -> dict[str, list[str]]:
    """Every row of every table, those of the index of words included."""
    with raw(path) as connection:
        tables = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            )
        ]
        return {
            name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))
            for name in tables
        }


def damage(path: Path, *statements: str) -> None:
    """Change kept rows, which the ledger's triggers would refuse, and put the triggers back."""
    with raw(path) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.execute(statement).rowcount, f"nothing was damaged by {statement}"
        for _, sql in triggers:
            connection.execute(sql)
