"""`dragoman demo`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from platformdirs import user_data_path

from dragoman.cli import exits
from dragoman.cli.options import HostOption, PortOption, SetOption, StoreOption, settings
from dragoman.cli.output import say
from dragoman.cli.progress import counted
from dragoman.cli.tables import print_entries

if TYPE_CHECKING:
    from dragoman.config import Config
    from dragoman.ledger import Ledger


def demo(
    context: typer.Context,
    store: StoreOption = None,
    host: HostOption = None,
    port: PortOption = None,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="end after the table, without serving the desk")
    ] = False,
    given: SetOption = None,
) -> int:
    """Read the bundled sample, print its ledger, serve its desk.

    The sample's reports are reworded from real coverage and stand under invented outlet names.
    """
    from dragoman.cli.serving import serve_desk
    from dragoman.ledger import Reports, open_ledger

    # Never the user's own ledger, unless this command is told to use it.
    given = [f"store={default_store()}", *(given or ())]
    config = settings(context, given, store=store, serve__host=host, serve__port=port)
    with open_ledger(config.store) as ledger:
        failed = _read_sample(ledger, config)
        statistics = ledger.statistics()
        title = (
            f"{statistics['entries']} entries from {statistics['reports']} reports: reworded "
            "samples under invented outlet names"
        )
        print_entries(title, ledger.entries(), Reports(ledger))
        say(f"`dragoman show ID --store {ledger.place}` shows an entry with the words behind it")
        if not no_serve:
            serve_desk(ledger, config)
    return exits.SOME_FAILED if failed else exits.DONE


def _read_sample(ledger: "Ledger", config: "Config") -> int:
    """Read the sample; how many of its reports failed, each of them told."""
    from dragoman.collect import SafeFetcher
    from dragoman.pipeline import default_coder, read_into
    from dragoman.sample import sample_path

    say(f"reading the bundled sample into {ledger.place}")
    failed = 0
    with sample_path() as path:
        coder = default_coder(config.model)
        outcomes = read_into(
            ledger, [str(path)], coder, SafeFetcher(config.policy), threads=config.threads
        )
        for outcome in counted(outcomes, "reports"):
            if outcome.error is not None:
                failed += 1
                say(f"failed  {outcome.address}: {outcome.error}")
    return failed


def default_store() -> str:
    """The demonstration's own ledger, beside the user's."""
    return str(Path(user_data_path("dragoman", appauthor=False)) / "demo.db")
