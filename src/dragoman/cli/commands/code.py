"""`dragoman code`."""

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli import exits
from dragoman.cli.options import SetOption, settings
from dragoman.cli.output import output, say
from dragoman.cli.progress import counted

if TYPE_CHECKING:
    from dragoman.config import Config
    from dragoman.pipeline import Shown


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
    as_given: Annotated[
        bool, typer.Option("--given", help="take the events that stand in IN; do not code")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="also tell the words that each event was read from")
    ] = False,
    given: SetOption = None,
) -> int:
    """Code reports without a ledger, a line a report.

    A report that fails gives a line with `error`, and the run goes on. With --link nothing is
    written before the last report is coded. An event has `unsure` where its confidence is below the
    setting code.unsure_below.
    """
    from dragoman.pipeline import Shown
    from dragoman.publish import json_line

    config = settings(context, given)
    failed = 0
    rows = _rows(lines, linked, as_given, Shown(config.unsure_below, explain), config)
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


def _rows(
    lines: Path, linked: bool, as_given: bool, shown: "Shown", config: "Config"
) -> Iterator[dict[str, Any]]:
    from dragoman.pipeline import code_lines, coded_row, default_coder, given_lines, link_rows

    limits = (config.policy.max_bytes, config.threads)
    if as_given:
        coded = given_lines(lines, *limits)
    else:
        coded = code_lines(lines, default_coder(config.model), *limits)
    results = counted(coded, "reports")
    if linked:
        yield from link_rows(list(results), shown)
    else:
        yield from (coded_row(result, shown) for result in results)
