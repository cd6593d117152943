"""`dragoman backup` and `dragoman restore`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import SetOption, StoreOption, settings
from dragoman.cli.output import say

if TYPE_CHECKING:
    from dragoman.ledger import BackupHead


def backup(
    context: typer.Context,
    to: Annotated[Path, typer.Argument(metavar="TO", help="file to write, such as ledger.backup")],
    store: StoreOption = None,
    given: SetOption = None,
) -> None:
    """Write all that the ledger keeps into one file, and print the ledger's digest."""
    from dragoman.cli.existing import open_existing

    with open_existing(settings(context, given, store=store).store) as ledger:
        head = ledger.backup(to)
        say(f"{ledger.place} is backed up in {to}: {_counts(head)}")
    print(head.digests.whole)


def restore(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="FROM", help="file that `backup` wrote")],
    store: StoreOption = None,
    given: SetOption = None,
) -> None:
    """Take a backup into an empty ledger of either store, and print the ledger's digest."""
    from dragoman.ledger import check_backup, open_ledger

    config = settings(context, given, store=store)
    # Before the ledger is made: a backup that is not whole leaves none behind.
    check_backup(source)
    with open_ledger(config.store) as ledger:
        head, digests = ledger.restore(source)
        say(f"{ledger.place} holds what {source} held: {_counts(head)}")
    if digests != head.digests:
        say("its entries are not those of the ledger that was backed up: they were derived anew")
    print(digests.whole)


def _counts(head: "BackupHead") -> str:
    return ", ".join(f"{part.count:,} rows of {part.name}" for part in head.tables)
