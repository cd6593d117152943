"""`dragoman serve`."""

import typer

from dragoman.cli.options import HostOption, PortOption, SetOption, StoreOption, settings


def serve(
    context: typer.Context,
    store: StoreOption = None,
    host: HostOption = None,
    port: PortOption = None,
    given: SetOption = None,
) -> None:
    """Serve the desk: the ledger as web pages, each with a .json twin."""
    from dragoman.cli.existing import open_existing
    from dragoman.cli.serving import serve_desk

    config = settings(context, given, store=store, serve__host=host, serve__port=port)
    with open_existing(config.store) as ledger:
        serve_desk(ledger, config)
