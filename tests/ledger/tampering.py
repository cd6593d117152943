"""Tamperings with a ledger's log and with what it keeps, drawn by chance, through sqlite3 alone."""

import sqlite3
from collections.abc import Callable
from random import Random

from dragoman.ledger.audit.chain import Record, hash_of, record_after

KEPT = ("document", "report", "coding", "event", "tombstone")
#: Columns of a record that tell something, hashes aside.
TOLD = ("made_at", "deed", "subject", "content_sha256")

#: Does one tampering, and gives whether only a head kept elsewhere can show it.
Tampering = Callable[[sqlite3.Connection, Random], bool]


def edit_record(connection: sqlite3.Connection, chance: Random) -> bool:
    """One column of one record."""
    record = a_record(connection, chance)
    column = chance.choice((*TOLD, "number", "previous", "hash"))
    value = getattr(record, column)
    other = value + 10_000 if isinstance(value, int) else another(value, chance)
    change(connection, f"UPDATE log SET {column} = ? WHERE number = ?", (other, record.number))
    return False


def delete_records(connection: sqlite3.Connection, chance: Random) -> bool:
    """One record, or all from one on; what they told of is then in no record."""
    number = a_record(connection, chance).number
    sign = chance.choice(("=", ">="))
    change(connection, f"DELETE FROM log WHERE number {sign} ?", (number,))
    return False


def swap_records(connection: sqlite3.Connection, chance: Random) -> bool:
    """Two records change places."""
    first, second = chance.sample(records(connection), 2)
    for number, other in ((first.number, -1), (second.number, first.number), (-1, second.number)):
        change(connection, "UPDATE log SET number = ? WHERE number = ?", (other, number))
    return False


def insert_record(connection: sqlite3.Connection, chance: Random) -> bool:
    """A record of something that never was, in its place or at the end, with a right hash."""
    known = records(connection)
    place = chance.randint(0, len(known))
    deed = chance.choice(("document", "report", "coding", "erasure", "found report", "x"))
    before = known[place - 1] if place else None
    made = record_after(before, "2031-05-01T00:00:00Z", deed, digits(chance), digits(chance))
    for record in reversed(known[place:]):
        change(
            connection,
            "UPDATE log SET number = ? WHERE number = ?",
            (record.number + 1, record.number),
        )
    put(connection, made)
    return False


def forge_record(connection: sqlite3.Connection, chance: Random) -> bool:
    """One record, with its hash made anew. The newest one's time hangs on nothing else."""
    record = a_record(connection, chance)
    column = chance.choice(TOLD)
    value = another(getattr(record, column), chance)
    change(connection, f"UPDATE log SET {column} = ? WHERE number = ?", (value, record.number))
    (forged,) = (one for one in records(connection) if one.number == record.number)
    change(connection, "UPDATE log SET hash = ? WHERE number = ?", (hash_of(forged), forged.number))
    return column == "made_at" and forged.number == records(connection)[-1].number


def change_kept(connection: sqlite3.Connection, chance: Random) -> bool:
    """One column of a kept row."""
    table = chance.choice(KEPT)
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    column = chance.choice(columns)
    rowid, value = chance.choice(
        connection.execute(f"SELECT rowid, {column} FROM {table} ORDER BY rowid").fetchall()
    )
    if isinstance(value, int):
        value += 1000
    else:
        value = value + b"\0" if isinstance(value, bytes) else another(value, chance)
    change(connection, f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, rowid))
    return False


def delete_kept(connection: sqlite3.Connection, chance: Random) -> bool:
    """A kept row."""
    table = chance.choice(KEPT)
    rows = connection.execute(f"SELECT rowid FROM {table} ORDER BY rowid").fetchall()
    change(connection, f"DELETE FROM {table} WHERE rowid = ?", chance.choice(rows))
    return False


def add_kept(connection: sqlite3.Connection, chance: Random) -> bool:
    """A copy of a kept row under another id, which the erased ones may be too."""
    table = chance.choice(KEPT)
    (row,) = chance.sample(connection.execute(f"SELECT * FROM {table}").fetchall(), 1)
    marks = ", ".join("?" for _ in row)
    copy = [row[0] + 1000 if isinstance(row[0], int) else digits(chance), *row[1:]]
    if table == "event":
        copy[2] += 1000
    if table == "coding":
        copy[2] += "x"
    change(connection, f"INSERT INTO {table} VALUES ({marks})", copy)
    return False


TAMPERINGS: tuple[Tampering, ...] = (
    edit_record,
    delete_records,
    swap_records,
    insert_record,
    forge_record,
    change_kept,
    delete_kept,
    add_kept,
)


def records(connection: sqlite3.Connection) -> list[Record]:
    return [Record(*row) for row in connection.execute("SELECT * FROM log ORDER BY number")]


def a_record(connection: sqlite3.Connection, chance: Random) -> Record:
    return chance.choice(records(connection))


def put(connection: sqlite3.Connection, record: Record) -> None:
    row = [getattr(record, name) for name in Record.__dataclass_fields__]
    change(connection, "INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def change(connection: sqlite3.Connection, statement: str, values: object) -> None:
    assert connection.execute(statement, values).rowcount > 0, statement  # type: ignore[arg-type]


def another(value: str | None, chance: Random) -> str:
    """The text with one letter more, less or other; of none, a letter."""
    if not value:
        return "x"
    place = chance.randrange(len(value))
    here = chance.choice(("", value[place] + "7", "7" if value[place] != "7" else "8"))
    return value[:place] + here + value[place + 1 :]


def digits(chance: Random) -> str:
    return f"{chance.getrandbits(256):064x}"
