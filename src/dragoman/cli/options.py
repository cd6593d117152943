"""Options that several commands share, and the settings that they add up to."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.config import Config
    from dragoman.ledger import EntryFilter

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="LEDGER", help="the ledger: a file, or postgresql://USER@HOST/DATABASE"
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="a setting for this run; may be repeated"),
]
HostOption = Annotated[
    str | None, typer.Option("--host", metavar="ADDRESS", help="address that the desk listens on")
]
PortOption = Annotated[
    int | None,
    typer.Option("--port", metavar="NUMBER", help="port of the desk; 0 takes a free one"),
]
ActorOption = Annotated[
    str | None,
    typer.Option("--actor", metavar="CODE", help="country that takes part: CUB, IGO:NATO, ..."),
]
OtherOption = Annotated[
    str | None, typer.Option("--other", metavar="CODE", help="another country that takes part")
]
KindOption = Annotated[str | None, typer.Option("--kind", help="kind of event in the codebook")]
StatusOption = Annotated[str | None, typer.Option("--status", help="status in the codebook")]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="DAY", help="it can lie on this day or later")
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="DAY", help="it can lie on this day or earlier")
]
LangOption = Annotated[
    str | None, typer.Option("--lang", help="language of a report that tells it: en, es, ru")
]
TextOption = Annotated[
    str | None, typer.Option("--text", metavar="WORDS", help="words of names, evidence or titles")
]
DifferingOption = Annotated[
    bool, typer.Option("--differing", help="only entries whose sources differ in anything")
]
WhatOption = Annotated[
    str | None,
    typer.Option("--what", metavar="WHAT", help="what they differ in: time, place, number, ..."),
]
HowOption = Annotated[
    str | None,
    typer.Option("--type", metavar="TYPE", help="how: contradiction, update or refinement"),
]

VerdictOption = Annotated[
    str | None,
    typer.Option(
        "--verdict", help="accepted, corrected, rejected, unjudged or any; else not rejected"
    ),
]


def settings(context: typer.Context, given: list[str] | None = None, **flags: Any) -> "Config":
    """The settings of a run: `--config` of the program, `--set` and the command's own flags."""
    from dragoman.config import load

    named: dict[str, Any] = {}
    for pair in given or ():
        name, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"--set {pair} has no value", "write --set NAME=VALUE")
        named[name.strip()] = value
    named |= {name.replace("__", "."): value for name, value in flags.items() if value is not None}
    file = context.obj if isinstance(context.obj, Path) else None
    return load(named, os.environ, file)


def entry_filter(**fields: str | None) -> "EntryFilter":
    """The filter that the options add up to; UsageError where one of them cannot be."""
    from dragoman.ledger import read_filter

    return read_filter({name: value.strip() for name, value in fields.items() if value})
