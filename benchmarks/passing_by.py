"""What a process comes by as it writes to a ledger, told by the events of SQLAlchemy.

The package knows nothing of it.
"""

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, Pool, event

_WRITES = re.compile(r"\s*(INSERT INTO|DELETE FROM|UPDATE) \"?(\w+)|\s*(CREATE \w+)")


def listen(pass_by: Callable[[str], None]) -> None:
    """Have it called by the name of whatever comes next in a transaction that writes.

    That is a statement by its verb and table (`INSERT coding`), `begin`, `commit`, or `committed`,
    when the store has committed and nobody knows yet. For every ledger of the process, for good.
    """
    committing = False

    def statement(connection: Connection, _cursor: Any, text: str, *_rest: Any) -> None:
        found = _WRITES.match(text)
        if found and _writes(connection):
            verb, name, made = found.groups()
            pass_by(made or f"{verb.split()[0]} {name}")

    def begin(connection: Connection) -> None:
        if _writes(connection):
            pass_by("begin")

    def commit(connection: Connection) -> None:
        nonlocal committing
        if _writes(connection):
            pass_by("commit")
            committing = True

    def given_back(*_: Any) -> None:
        # SQLAlchemy tells of a commit before it is done, but gives the connection back after it.
        nonlocal committing
        if committing:
            committing = False
            pass_by("committed")

    for target, name, deed in (
        (Engine, "before_cursor_execute", statement),
        (Engine, "begin", begin),
        (Engine, "commit", commit),
        (Pool, "checkin", given_back),
    ):
        event.listen(target, name, deed)


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writing"))
