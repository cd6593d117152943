"""The schema moved from one revision to another, up or down."""

from pathlib import Path

from sqlalchemy import Connection

from dragoman.errors import StoreError
from dragoman.ledger.store.backend import backend_of
from dragoman.ledger.store.differing import fill_differences
from dragoman.ledger.store.relinking import is_unlinked, rebuild
from dragoman.ledger.store.schema import HEAD

#: The revision that made the table of differences.
_DIFFERING = "0005"

_SCRIPTS = Path(__file__).parent / "migrations"


def migrate(
    connection: Connection, revision: str, versions: Path | None = None, at: str | None = None
) -> None:
    """Bring the schema to a revision, in the transaction of the connection.

    What linking derives is made anew where a revision has left it out. `versions` is a folder of
    further revisions, `at` the time that the log is to tell of it, or the clock's. StoreError where
    there is no way there.
    """
    standing = backend_of(connection).revision(connection)
    if standing == revision:
        return
    # Alembic takes a third of a second to load: only where there is something to do.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    folders = (_SCRIPTS / "versions", *([versions] if versions else []))
    config.set_main_option("version_locations", "\n".join(map(str, folders)).replace("%", "%%"))
    config.attributes |= {"connection": connection, "at": at}
    move = command.downgrade if standing is not None and standing > revision else command.upgrade
    try:
        move(config, revision)
    except CommandError as error:
        raise StoreError(
            f"{backend_of(connection).place} has a schema that is not known: {error}",
            "name another",
        ) from error
    if revision != HEAD:
        return
    if is_unlinked(connection):
        rebuild(connection)
    elif standing is not None and standing < _DIFFERING:
        fill_differences(connection)
