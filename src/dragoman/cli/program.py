"""The program: its commands, and what becomes of an error."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli import exits
from dragoman.cli.commands import (
    audit,
    backup,
    code,
    config,
    demo,
    doctor,
    entries,
    erase,
    evaluate,
    export,
    figures,
    identities,
    judge,
    names,
    origins,
    read,
    recode,
    review,
    serve,
    show,
    times,
)
from dragoman.cli.output import let_go_of, say, use_utf8
from dragoman.errors import DragomanError, UsageError

app = typer.Typer(
    name="dragoman",
    help="A sourced ledger of what states and their armed forces do, read from the news.",
    epilog="Exit codes: "
    + "; ".join(f"{number} {what}" for number, what in exits.MEANINGS.items()),
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    config_file: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="configuration file (TOML) to use"),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="print the version")
    ] = False,
) -> None:
    """Keep what every command needs to know its settings."""
    context.obj = config_file


app.command()(demo.demo)
app.command()(read.read)
app.command()(recode.recode)
app.command()(code.code)
app.command()(entries.entries)
app.command()(show.show)
app.command()(figures.figures)
app.command()(review.review)
app.add_typer(judge.app, name="judge")
app.command()(identities.identities)
app.command()(origins.origins)
app.command()(export.export)
app.command()(serve.serve)
app.command()(evaluate.evaluate)
app.add_typer(names.app, name="names")
app.command()(times.times)
app.command()(backup.backup)
app.command()(backup.restore)
app.command()(doctor.doctor)
app.add_typer(audit.app, name="audit")
app.add_typer(erase.app, name="erase")
app.command()(config.config)


def run(arguments: list[str] | None = None) -> int:
    """Run the program and give its exit code; one clear line on standard error for any error."""
    use_utf8()
    try:
        code = _invoke(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except DragomanError as error:
        say(f"dragoman: {error}")
        return exits.of(error)
    except KeyboardInterrupt:
        say("dragoman: interrupted; what the ledger has taken in is kept")
        return exits.INTERRUPTED
    except BrokenPipeError:
        # Who reads the output has seen enough.
        let_go_of(sys.stdout)
        return exits.DONE
    except OSError as error:
        let_go_of(sys.stdout)
        say(f"dragoman: D700 the output cannot be written: {error.strerror or error}")
        return exits.FAILED
    return code


def _invoke(arguments: list[str]) -> int:
    """Run one command. Not by calling `app`, which would hide an interrupt and a broken pipe."""
    command = typer.main.get_command(app)
    try:
        with command.make_context("dragoman", arguments or ["--help"]) as context:
            result = command.invoke(context)
    except typer.Exit as stop:
        return stop.exit_code
    except typer.TyperException as error:
        asked = getattr(getattr(error, "ctx", None), "command_path", "dragoman")
        what = " ".join(error.format_message().split()).rstrip(".")
        raise UsageError(what, f"`{asked} --help` tells how it is used") from error
    return result if isinstance(result, int) else exits.DONE
