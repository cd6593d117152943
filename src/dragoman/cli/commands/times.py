"""`dragoman times`: the resolver of times by itself."""

from datetime import date
from typing import Annotated

import typer

from dragoman.cli.output import output
from dragoman.cli.standard_input import text_in
from dragoman.errors import UsageError


def times(
    day: Annotated[
        str | None,
        typer.Option("--date", metavar="DAY", help="day of publication, YYYY-MM-DD"),
    ] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", help="language of the text: en, es, ru")
    ] = None,
    out: Annotated[
        str | None, typer.Option("--out", metavar="OUT.jsonl", help="where results are written")
    ] = None,
) -> None:
    """Find the time expressions of a text on standard input.

    Writes a line of JSON for each: `start` and `end` in code points, `text`, `edtf` (null where it
    tells no date) and `timex3` with type and value. Without --date what is told relative to the day
    of publication is left out; without --lang the language is detected.
    """
    from dragoman.publish import json_line
    from dragoman.read import detect_language
    from dragoman.resolve.times import find_timexes

    _check(day)
    text = text_in()
    with output(out) as stream:
        for one in find_timexes(text, lang or detect_language(text), day):
            stream.write(json_line(one.to_json(text)))


def _check(day: str | None) -> None:
    try:
        if day is not None:
            date.fromisoformat(day)
    except ValueError as error:
        raise UsageError(f"{day} is no day", "write it as 2031-03-04") from error
