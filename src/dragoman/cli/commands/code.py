"""`dragoman code`."""

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli import exits
from dragoman.cli.options import SetOption, settings
from dragoman.cli.output import output, say
from dragoman.cli.progress import counted


def code(
    context: typer.Context,
    lines: Annotated[
        Path, typer.Argument(metavar="IN.jsonl", help="reports in the codebook's form, one a line")
    ],
    out: Annotated[
        str | None, typer.Option("--out", metavar="OUT.jsonl", help="where codings are written")
    ] = None,
    linked: Annotated[
        bool, typer.Option("--link", help="also tell which events, and which origins, are one")
    ] = False,
    given: SetOption = None,
) -> int:
    """Code reports without a ledger, a line a report.

    A report that fails gives a line with `error`, and the run goes on. With --link nothing is
    written before the last report is coded.
    """
    from dragoman.publish import json_line

    config = settings(context, given)
    failed = 0
    rows = _rows(lines, linked, config.policy.max_bytes)
    # A file that cannot be read is told before OUT is touched.
    first = list(islice(rows, 1))
    with output(out, lines) as stream:
        for row in chain(first, rows):
            stream.write(json_line(row))
            if "error" in row:
                failed += 1
                say(f"failed  {row['id']}: {row['error']}")
            if not linked:
                stream.flush()
    return exits.SOME_FAILED if failed else exits.DONE


def _rows(lines: Path, linked: bool, max_bytes: int) -> Iterator[dict[str, Any]]:
    from dragoman.pipeline import code_lines, coded_row, default_coder, link_rows

    results = counted(code_lines(lines, default_coder(), max_bytes), "reports")
    if linked:
        yield from link_rows(list(results))
    else:
        yield from map(coded_row, results)
