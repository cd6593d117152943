"""`dragoman config`."""

from typing import Annotated

import typer

from dragoman.cli.options import SetOption, StoreOption, settings
from dragoman.cli.output import TableFormat, print_json, print_table


def config(
    context: typer.Context,
    store: StoreOption = None,
    given: SetOption = None,
    form: Annotated[
        TableFormat, typer.Option("--format", help="table or json")
    ] = TableFormat.table,
) -> None:
    """Print each setting, its value and where that comes from."""
    from dragoman.config import SETTINGS

    values = settings(context, given, store=store).values
    if form is TableFormat.json:
        print_json(
            {
                name: {"value": _shown(value.value), "source": value.source}
                for name, value in values.items()
            }
        )
        return
    print_table(
        "",
        ("setting", "value", "from", "what it is"),
        [
            (
                setting.name,
                _written(values[setting.name].value),
                values[setting.name].source,
                setting.what,
            )
            for setting in SETTINGS
        ],
    )


def _written(value: object) -> str:
    """A value as the file and the environment have it."""
    return str(value).lower() if isinstance(value, bool) else str(_shown(value))


def _shown(value: object) -> object:
    """A value as it may be shown: the address of a store without its password."""
    from dragoman.ledger import shown_address

    return shown_address(value) if isinstance(value, str) else value
