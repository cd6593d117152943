"""`dragoman judge same` and `dragoman judge different`: who is who among the names of reports."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.judging import AuthorOption, ReasonOption, keep
from dragoman.cli.options import SetOption, StoreOption
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.ledger.judging.making import Decision
    from dragoman.ledger.judging.naming import Named
    from dragoman.model import Judgement

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="a name as a report has it, of a person or a body")
]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER", help="another such name")]
ReportOption = Annotated[
    str | None, typer.Option("--report", metavar="ID", help="NAME in this report alone")
]
OtherReportOption = Annotated[
    str | None, typer.Option("--other-report", metavar="ID", help="OTHER in this report alone")
]
CountryOption = Annotated[
    str | None, typer.Option("--country", metavar="CODE", help="NAME of this state alone")
]
OtherCountryOption = Annotated[
    str | None, typer.Option("--other-country", metavar="CODE", help="OTHER of this state alone")
]


def same(
    context: typer.Context,
    name: NameArgument,
    other: OtherArgument,
    report: ReportOption = None,
    other_report: OtherReportOption = None,
    country: CountryOption = None,
    other_country: OtherCountryOption = None,
    author: AuthorOption = None,
    reason: ReasonOption = "",
    store: StoreOption = None,
    given: SetOption = None,
) -> None:
    """Two names are of one person or body."""
    asked = (name, report, country), (other, other_report, other_country)

    def made(ledger: "Ledger", decision: "Decision") -> "Judgement":
        return _made(ledger, decision, asked, same=True)

    keep(context, made, author, reason, store, given)


def different(
    context: typer.Context,
    name: NameArgument,
    other: OtherArgument,
    report: ReportOption = None,
    other_report: OtherReportOption = None,
    country: CountryOption = None,
    other_country: OtherCountryOption = None,
    author: AuthorOption = None,
    reason: ReasonOption = "",
    store: StoreOption = None,
    given: SetOption = None,
) -> None:
    """Two names are of two persons or bodies."""
    asked = (name, report, country), (other, other_report, other_country)

    def made(ledger: "Ledger", decision: "Decision") -> "Judgement":
        return _made(ledger, decision, asked, same=False)

    keep(context, made, author, reason, store, given)


Asked = tuple[str, str | None, str | None]


def _made(
    ledger: "Ledger", decision: "Decision", asked: tuple[Asked, Asked], *, same: bool
) -> "Judgement":
    from dragoman.ledger.judging.naming import relate_names

    one, other = (_named(ledger, *told) for told in asked)
    return relate_names(decision, one, other, ledger.namings(), same=same)


def _named(ledger: "Ledger", name: str, report: str | None, country: str | None) -> "Named":
    from dragoman.codebook import is_country
    from dragoman.ledger.judging.naming import Named

    if country is not None and not is_country(country):
        raise UsageError(f"not a country code: {country[:40]!r}", "give one such as CUB")
    return Named(name, ledger.report(report).id if report else None, country)
