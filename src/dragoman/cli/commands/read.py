"""`dragoman read`."""

import sys
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import exits
from dragoman.cli.options import SetOption, StoreOption, settings
from dragoman.cli.output import let_go_of, one_line, say
from dragoman.cli.progress import counted
from dragoman.publish.human import counted as number_of

if TYPE_CHECKING:
    from dragoman.pipeline import Outcome


class OutcomeFormat(StrEnum):
    """How outcomes are written."""

    text = "text"
    jsonl = "jsonl"


def read(
    context: typer.Context,
    addresses: Annotated[
        list[str],
        typer.Argument(
            metavar="ADDRESS...",
            help="files (.txt .html .pdf .jsonl .xml), folders, web pages, RSS and Atom feeds",
        ),
    ],
    store: StoreOption = None,
    given: SetOption = None,
    form: Annotated[
        OutcomeFormat, typer.Option("--format", help="text or jsonl: a line a document")
    ] = OutcomeFormat.text,
) -> int:
    """Read reports into the ledger. Reading the same again changes nothing."""
    from dragoman.collect import SafeFetcher
    from dragoman.ledger import open_ledger
    from dragoman.pipeline import default_coder, read_into

    config = settings(context, given, store=store)
    policy = config.policy
    with open_ledger(config.store) as ledger:
        outcomes = read_into(
            ledger,
            addresses,
            default_coder(config.model),
            SafeFetcher(policy),
            policy.max_bytes,
            config.threads,
        )
        counts = print_outcomes(counted(outcomes, "documents"), form)
        entries, place = ledger.count(), ledger.place
    say(
        f"{counts['new']:,} new, {counts['known']:,} known, {counts['failed']:,} failed; "
        f"the ledger {place} has {entries:,} entries"
    )
    return exits.SOME_FAILED if counts["failed"] else exits.DONE


def print_outcomes(outcomes: Iterable["Outcome"], form: OutcomeFormat) -> Counter[str]:
    """Write each outcome as it comes; how many there were of each sort."""
    from dragoman.publish import json_line

    counts: Counter[str] = Counter()
    for outcome in outcomes:
        counts[outcome.what] += 1
        jsonl = form is OutcomeFormat.jsonl
        line = json_line(outcome.to_json()) if jsonl else one_line(_line(outcome)) + "\n"
        try:
            print(line, end="", flush=True)
        except BrokenPipeError:
            # Reading is what was asked for, though nobody listens any longer.
            let_go_of(sys.stdout)
    return counts


def _line(outcome: "Outcome") -> str:
    if outcome.error is not None:
        return f"{outcome.what:<7} {outcome.address}: {outcome.error}"
    found = number_of(outcome.events, "event") if outcome.what == "new" else ""
    return f"{outcome.what:<7} {outcome.address}  {outcome.lang}  {found}".rstrip()
