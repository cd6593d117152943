"""What SQLite alone is told: triggers that keep rows, and the wiping of erased bytes."""

from sqlalchemy import Connection, Engine

#: A tombstone is open until its record is in the log, which its foreign key, looked at when the
#: transaction ends, demands: so a row can be erased only where the same transaction tells of it.
_ERASING = (
    "EXISTS (SELECT 1 FROM tombstone WHERE what = '{what}' AND subject = OLD.{key} "
    "AND how = '{how}' AND record > (SELECT coalesce(max(number), 0) FROM log))"
)

#: Kept tables with the thing that a tombstone of their rows names, and the column of its id.
ERASABLE = {
    "document": ("document", "id"),
    "report": ("report", "id"),
    "coding": ("coding", "id"),
    "event": ("coding", "coding_id"),
}


def keep_for_good(table: str) -> list[str]:
    """Statements that make triggers which refuse to change or delete any row."""
    return [_refusal(table, deed, "") for deed in ("UPDATE", "DELETE")]


def keep_unless_erased(table: str) -> list[str]:
    """As `keep_for_good`, but for the rows that an erasure masks or removes while it is open.

    A row that was erased does not come back either.
    """
    what, key = ERASABLE[table]
    masking = _ERASING.format(what=what, key=key, how="masked")
    removing = _ERASING.format(what=what, key=key, how="removed")
    statements = [
        _refusal(table, "UPDATE", f"WHEN NEW.id <> OLD.id OR NOT {masking} "),
        _refusal(table, "DELETE", f"WHEN NOT {removing} "),
    ]
    if table == what:
        statements.append(
            f"CREATE TRIGGER {table}_no_return BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM tombstone WHERE what = '{what}' AND subject = NEW.id) "
            f"BEGIN SELECT RAISE(ABORT, 'an erased {table} does not come back'); END"
        )
    return statements


def let_go(table: str) -> list[str]:
    """Statements that drop the triggers of a table."""
    deeds = ("update", "delete", "return")
    return [f"DROP TRIGGER IF EXISTS {table}_no_{deed}" for deed in deeds]


def zero_freed(connection: Connection) -> None:
    """Let what this connection frees be written over with zeros."""
    connection.exec_driver_sql("PRAGMA secure_delete = ON")


def wipe(engine: Engine) -> bool:
    """Write the file anew without what was freed, and empty the write-ahead log.

    False where another process that reads keeps the write-ahead log from being emptied.
    """
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        told = cursor.fetchone()
        cursor.close()
        return told is not None and not told[0]
    finally:
        connection.close()


def _refusal(table: str, deed: str, when: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} {when}"
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
    )
