"""`dragoman names`: the matcher of names by itself."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dragoman.cli import exits
from dragoman.cli.output import output, say
from dragoman.cli.standard_input import lines_in

app = typer.Typer(help="Compare names across spellings and scripts.", no_args_is_help=True)


@app.command()
def match(
    out: Annotated[
        str | None, typer.Option("--out", metavar="OUT.jsonl", help="where results are written")
    ] = None,
) -> int:
    """Tell for pairs of names whether they may be of one person or body.

    Reads lines of two names with a tab between from standard input; writes a line of JSON for each:
    `score` from 0 to 1, a match from 0.5 on, and its `reasons`.
    """
    from dragoman.publish import json_line

    failed = 0
    with output(out) as stream:
        for row in _rows():
            stream.write(json_line(row))
            if "error" in row:
                failed += 1
                say(f"failed  {row['error']}")
    return exits.SOME_FAILED if failed else exits.DONE


def _rows() -> Iterator[dict[str, Any]]:
    from dragoman.errors import FormatError
    from dragoman.resolve.matching import match_names

    for number, line in enumerate(lines_in(), 1):
        names = line.split("\t")
        if len(names) == 2 and all(name.strip() for name in names):
            yield match_names(*names).to_json()
        else:
            what = f"line {number} has not two names"
            yield {"error": str(FormatError(what, "write one, a tab, and the other"))}
