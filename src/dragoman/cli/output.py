"""What goes to standard output and to standard error, and in what form."""

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.errors import PublishError, UsageError
from dragoman.publish.human import shown

#: Columns of a table where the output is no terminal.
WIDTH = 160


class TableFormat(StrEnum):
    """How a table is written."""

    table = "table"
    json = "json"


class EntryFormat(StrEnum):
    """How entries are written."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"


def say(line: str) -> None:
    """A line on standard error, if anybody reads it."""
    try:
        print(one_line(line), file=sys.stderr, flush=True)
    except BrokenPipeError:
        let_go_of(sys.stderr)


def let_go_of(stream: TextIO) -> None:
    """Let a stream that cannot be written lead nowhere, lest what it still holds fails too."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def one_line(text: str) -> str:
    """The text without what would end the line, or do worse, in a terminal."""
    return shown(" ".join(text.splitlines()))


def console() -> Console:
    """A console on standard output: as wide as the terminal, or `WIDTH` where there is none."""
    wide = None if sys.stdout.isatty() else WIDTH
    return Console(width=wide, highlight=False, markup=False, emoji=False)


def print_json(value: Any) -> None:
    """A value as JSON, indented, in UTF-8."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table whose cells are shown as they are, without control characters."""
    table = Table(title=title or None, title_justify="left", show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    # Written by ourselves: Rich would end the program where nobody reads on.
    drawn = console()
    with drawn.capture() as lines:
        drawn.print(table)
    print(lines.get(), end="")


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says: the reports are in three scripts.

    Who closed a stream wants nothing of it.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@contextlib.contextmanager
def output(path: str | None, *kept: Path) -> Iterator[TextIO]:
    """A text stream on a file, or on standard output, with line ends left as they are.

    PublishError where the file cannot be written, UsageError where it is one of those to be kept:
    what the command reads from.
    """
    if path is None or path == "-":
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(newline="")
        yield sys.stdout
        return
    if any(one.exists() and os.path.exists(path) and one.samefile(path) for one in kept):
        raise UsageError(f"{path} is what is read from", "name another file to write to")
    try:
        stream = open(path, "w", encoding="utf-8", newline="")  # noqa: SIM115
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise PublishError(f"{path} cannot be written: {reason}", "name another file") from error
    with stream:
        yield stream
