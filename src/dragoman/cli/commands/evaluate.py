"""`dragoman evaluate`."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli import exits
from dragoman.cli.options import SetOption, settings
from dragoman.cli.output import TableFormat, output, print_json, print_table, say
from dragoman.cli.progress import counted
from dragoman.evaluate import MEASURES, Figures, Rate, Share, load_coded, load_gold, score

if TYPE_CHECKING:
    from dragoman.config import Config


class By(StrEnum):
    """What the figures are told apart by."""

    lang = "lang"
    kind = "kind"
    report = "report"


def evaluate(
    context: typer.Context,
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD.jsonl", help="reports coded by hand, one a line")
    ],
    coded: Annotated[
        Path | None,
        typer.Option("--coded", metavar="FILE", help="codings to measure; else GOLD is coded now"),
    ] = None,
    by: Annotated[By, typer.Option("--by", help="lang, kind or report")] = By.lang,
    misses: Annotated[
        str | None,
        typer.Option(
            "--misses", metavar="FILE", help="write what was missed or wrong, a line each"
        ),
    ] = None,
    form: Annotated[
        TableFormat, typer.Option("--format", help="table or json")
    ] = TableFormat.table,
    given: SetOption = None,
) -> int:
    """Measure codings against reports coded by hand."""
    from dragoman.publish import json_line

    wanted = load_gold(gold)
    read_from = [gold, coded] if coded else [gold]
    rows = load_coded(coded) if coded else _code(gold, settings(context, given))
    failed = [row for row in rows if "error" in row]
    for row in failed:
        say(f"failed  {row['id']}: {row['error']}")
    result = score(wanted, rows)
    if misses:
        with output(misses, *read_from) as stream:
            stream.writelines(json_line(miss.to_json()) for miss in result.misses)
    if form is TableFormat.json:
        print_json(result.to_json())
    else:
        _print(result.overall, getattr(result, f"by_{by}"))
    return exits.SOME_FAILED if failed else exits.DONE


def _code(gold: Path, config: "Config") -> list[dict[str, Any]]:
    from dragoman.pipeline import code_lines, default_coder, link_rows

    coder = default_coder(config.model)
    results = code_lines(gold, coder, config.policy.max_bytes, config.threads)
    return link_rows(list(counted(results, "reports")))


def _print(overall: Figures, groups: Mapping[str, Figures]) -> None:
    """A figure a row, a group a column, or, where there are many groups, the other way round."""
    columns = {"all": overall, **groups}
    names = ["reports", *MEASURES]
    if len(columns) <= 6:
        rows = [[name, *(cell(figures, name) for figures in columns.values())] for name in names]
        rows = [[*row, MEASURES.get(row[0], "")] for row in rows]
        print_table("", ("figure", *columns, "what it measures"), rows)
        return
    shown = ["reports", "detect", "core", "full", "status", "time", "source", "quotes", "figures"]
    print_table(
        "",
        ("", *shown),
        [[group, *(cell(figures, name) for name in shown)] for group, figures in columns.items()],
    )


def cell(figures: Figures, name: str) -> str:
    """One figure in three digits: F1, or the share that is right; `-` where there is none."""
    if name == "reports":
        return str(figures.reports)
    found: Rate | Share | Any = {
        **figures.rates,
        **figures.shares,
        "entries": figures.entries,
        "origins": figures.origins,
    }[name]
    if found is None or (isinstance(found, Share) and not found.of):
        return "-"
    return f"{found.share if isinstance(found, Share) else found.f1:.3f}"
