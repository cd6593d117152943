"""What every command that judges has in common: who decides, why, and the keeping of it."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import settings
from dragoman.cli.output import say
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.ledger.judging.making import Decision
    from dragoman.model import Judgement

AuthorOption = Annotated[
    str | None,
    typer.Option("--author", metavar="NAME", help="who judges; else the setting `author`"),
]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="WORDS", help="why")]

#: Makes a judgement with the functions of `dragoman.ledger.judging.making`.
Maker = Callable[["Ledger", "Decision"], "Judgement"]


def keep(
    context: typer.Context,
    make: Maker,
    author: str | None,
    reason: str,
    store: str | None,
    given: Sequence[str] | None,
) -> None:
    """Make a judgement on a ledger, keep it, and tell of it; UsageError without author."""
    from dragoman.cli.existing import open_existing
    from dragoman.ledger.judging.making import Decision

    config = settings(context, list(given or ()), store=store, author=author)
    if not config.author:
        raise UsageError("a judgement has an author", "give --author, or set `author`")
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with closing(open_existing(config.store)) as ledger:
        decided = make(ledger, Decision(config.author, now, reason))
        ledger.judge(decided)
    say(f"kept as {decided.id[:8]}: {decided.verdict} by {decided.author}")
