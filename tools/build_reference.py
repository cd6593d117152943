"""Write the reference pages from the code: `python tools/build_reference.py [--check] [FOLDER]`.

Commands, settings, errors, the codebook and the data forms are read from the package itself; the
words between stand in `reference.toml`. With --check nothing is written, and the exit code
is 1 where a page in FOLDER (docs/reference) is not the one that the code gives.
"""

import asyncio
import json
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import typer
from fastapi import FastAPI
from fastapi.routing import APIRoute
from platformdirs import user_data_path

from dragoman.cli import exits
from dragoman.cli.program import app as program
from dragoman.codebook import KINDS, SECTORS, STATUSES, THEMES
from dragoman.config import SETTINGS, Setting
from dragoman.desk import create_app
from dragoman.errors import DragomanError, EmptyError
from dragoman.ledger import build_entry, event_id, open_ledger
from dragoman.ledger.differences.telling import differences
from dragoman.ledger.figures.tracks import Told, follow
from dragoman.ledger.origins import independent, origin_graph, rate_sources
from dragoman.model import Coding, Report, Version, coding_from_json, report_to_json
from dragoman.pipeline import Coded, Outcome, Recoded, compare_codings, link_rows, sum_up
from dragoman.publish import (
    COLUMNS,
    POINT_COLUMNS,
    difference_row,
    entry_row,
    report_row,
    track_row,
)
from dragoman.publish.origins import graph_row, independence_row
from dragoman.read import read_row
from dragoman.resolve import Resolver

TOOLS = Path(__file__).resolve().parent
FOLDER = TOOLS.parent / "docs" / "reference"
TOLD = tomllib.loads((TOOLS / "reference.toml").read_text(encoding="utf-8"))
INTRO: dict[str, str] = {name: text.strip() for name, text in TOLD["intro"].items()}
KINDS_OF_VALUE = {bool: "true or false", int: "whole number", float: "number", str: "text"}
NOTE = "<!-- Written by tools/build_reference.py: change the code, then run it again. -->\n"

Json = Mapping[str, Any]


def page(title: str, *parts: str) -> str:
    return "\n\n".join([f"{NOTE}\n# {title}", *parts]) + "\n"


def code(text: str) -> str:
    """A code span that a table can hold in every dialect of Markdown."""
    return f"`{text.replace('|', '/')}`"


def words(text: str) -> str:
    """Text on one line, safe in a table's cell."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def block(value: object) -> str:
    return f"```json\n{json.dumps(value, ensure_ascii=False, indent=2)}\n```"


# Commands.


def commands_page() -> str:
    root: Any = typer.main.get_command(program)
    context = root.make_context("dragoman", [], resilient_parsing=True)
    listed = (
        (
            f"[{name}](#dragoman-{name.replace(' ', '-')})",
            words(one.help).split(". ")[0].rstrip("."),
        )
        for name, one in named(root)
    )
    return page(
        "Commands",
        INTRO["commands"],
        table(("command", "what it does"), listed),
        "Options that stand before the command:",
        parameters(root, context),
        "## Exit codes",
        table(("code", "meaning"), ((str(n), words(what)) for n, what in exits.MEANINGS.items())),
        *(command_section(name, one, context) for name, one in named(root)),
    )


def named(root: Any) -> list[tuple[str, Any]]:
    """Commands by their whole names, those of a group in its place."""
    return [
        (f"{name} {inner}" if inner else name, told)
        for name, one in root.commands.items()
        for inner, told in (one.commands.items() if hasattr(one, "commands") else [("", one)])
    ]


def command_section(name: str, command: Any, root: Any) -> str:
    context = command.make_context(name, [], parent=root, resilient_parsing=True)
    usage = " ".join(["dragoman", name, "[OPTIONS]", *(one.metavar for one in arguments(command))])
    told = [words(paragraph) for paragraph in (command.help or "").split("\n\n")]
    return "\n\n".join(
        [f"## dragoman {name}", *told, f"```text\n{usage}\n```", parameters(command, context)]
    )


def arguments(command: Any) -> list[Any]:
    return [one for one in command.params if one.param_type_name == "argument"]


def parameters(command: Any, context: Any) -> str:
    """Arguments and options; `--help` with the program's own alone."""
    rows = [(code(one.metavar), words(one.help)) for one in arguments(command)]
    for option in command.get_params(context):
        if option.param_type_name == "argument":
            continue
        told = option.get_help_record(context)
        if context.parent is None or "--help" not in option.opts:
            rows.append((code(told[0]), words(told[1])))
    return table(("argument or option", "what it is"), rows)


# Settings.


def default_in_words(setting: Setting) -> str:
    """The default, the user's own folder told in words: each reader has another."""
    value = setting.default()
    folder = str(user_data_path("dragoman", appauthor=False))
    if isinstance(value, str) and value.startswith(folder):
        return f"{code(Path(value).name)} in the user's data folder"
    return code(str(value).lower() if isinstance(value, bool) else str(value))


def settings_page() -> str:
    rows = (
        (
            code(setting.name),
            code(setting.variable),
            KINDS_OF_VALUE[setting.kind],
            default_in_words(setting),
            words(setting.range or "any"),
            words(setting.what),
        )
        for setting in SETTINGS
    )
    return page(
        "Settings",
        INTRO["settings"],
        table(("setting", "variable", "type", "default", "range", "what it is"), rows),
        INTRO["file"],
    )


# Errors.


def errors_page() -> str:
    errors: list[type[DragomanError]] = [DragomanError, *tree(DragomanError)]
    rows = (
        (
            code(error.code),
            code(error.__name__),
            code(error.__bases__[0].__name__),
            words((error.__doc__ or "").split("\n\n")[0]),
            str(exits.of(error("what"))),
        )
        for error in errors
    )
    return page(
        "Errors",
        INTRO["errors"],
        table(("code", "class", "kind of", "what it means", "exit"), rows),
    )


def tree(error: type[DragomanError]) -> list[type[DragomanError]]:
    """All errors below one, each before its own, by code."""
    below = sorted(error.__subclasses__(), key=lambda one: one.code)
    return [found for one in below for found in (one, *tree(one))]


# Codebook.


def codebook_page() -> str:
    kinds = (
        (code(k.name), "yes" if k.symmetric else "no", k.plover, k.cameo, words(k.what))
        for k in KINDS.values()
    )
    return page(
        "Codebook",
        INTRO["codebook"],
        "## Kinds",
        INTRO["kinds"],
        table(("kind", "symmetric", "PLOVER", "CAMEO", "what"), kinds),
        "## Statuses",
        INTRO["statuses"],
        table(("status", "what"), ((code(name), words(what)) for name, what in STATUSES.items())),
        "## Sectors",
        table(("sector", "what"), ((code(name), words(what)) for name, what in SECTORS.items())),
        "## Themes",
        ", ".join(code(theme) for theme in sorted(THEMES)) + ".",
        "## Countries",
        INTRO["countries"],
        "## Times",
        INTRO["times"],
    )


# Data forms.


def example() -> tuple[Json, Report, Coding]:
    row = json.loads(TOLD["example"])
    report = read_row(row)
    return row, report, coding_from_json(row, report, "example-1")


def fields(name: str, *objects: Json, beside: Iterable[str] = ()) -> str:
    """A table of an object's fields; SystemExit where one is not described, or does not exist."""
    told = TOLD["fields"][name]
    wrong = {field for one in objects for field in set(one) - set(beside)} ^ set(told)
    if wrong:
        raise SystemExit(f"build_reference: reference.toml: {name}: {sorted(wrong)}")
    return table(("field", "what"), ((code(field), what) for field, what in told.items()))


def forms_page() -> str:
    return page(
        "Data forms",
        INTRO["forms"],
        *input_section(),
        *code_section(),
        *entry_section(),
        *difference_section(),
        *report_section(),
        *recoding_section(),
        *graph_section(),
        *outcome_section(),
        *csv_section(),
        *desk_section(),
    )


def input_section() -> list[str]:
    return [
        "## A line of reports",
        INTRO["source"],
        fields("source", report_to_json(example()[1])),
    ]


def code_section() -> list[str]:
    _, report, coding = example()
    row = link_rows([Coded(report, coding)])[0]
    event = row["events"][0]
    return [
        "## A line of `dragoman code`",
        INTRO["coded"],
        fields("coded", row),
        "An event:",
        fields("event", event, beside=TOLD["fields"]["linked"]),
        fields("linked", {"entry": event["entry"]}),
        "A party, and a place:",
        fields("party", *event["initiator"], *event["recipient"]),
        fields("place", event["place"]),
        "A quotation, and a quantity:",
        fields("quote", *row["quotes"]),
        fields("figure", *row["figures"]),
        "A statement, and a time expression; positions count code points of the report's text:",
        fields("statement", *row["statements"]),
        fields("time", *row["times"]),
        "With `--link`:",
        block(row),
    ]


def entry_section() -> list[str]:
    _, report, coding = example()
    versions = [
        Version(event_id(coding.id, n), report.id, coding.id, event)
        for n, event in enumerate(coding.events)
    ]
    row = entry_row(build_entry(versions), {report.id: report})
    version = row["versions"][0]
    return [
        "## An entry",
        INTRO["entry"],
        fields("entry", row),
        "A version has the fields of an event, and:",
        fields("version", version, beside=TOLD["fields"]["event"]),
        fields("anchor", *version["anchors"]),
        fields("version_report", version["report"]),
        block(row),
    ]


def difference_section() -> list[str]:
    _, report, coding = example()
    other = replace(report, ref="EXAMPLE-2", outlet="Lagoon Wire", published="2025-03-06")
    told = []
    for source, day, boats in ((report, "2025-03-03", 2.0), (other, "2025-03-04", 3.0)):
        event = replace(coding.events[0], time=day)
        version = Version(event_id(source.id, 0), source.id, source.id, event)
        figures = tuple(
            replace(one, value=boats, said_by=(source.outlet,), anchor=coding.quotes[0].anchor)
            for one in coding.figures
        )
        told.append((source, version, figures))
    days = {source.id: source.published for source, _, _ in told}
    entry = build_entry(version for _, version, _ in told)
    found = [difference_row(one) for one in differences(entry, days, {})]
    (track,) = follow(
        Told(source.id, source.published, source.lang, figures, ((entry.id, version.event),))
        for source, version, figures in told
    )
    row = track_row(track)
    return [
        "## Differences",
        INTRO["differences"],
        fields("difference", *found),
        "A side:",
        fields("side", *found[0]["sides"]),
        "## A figure followed",
        INTRO["track"],
        fields("track", row),
        "A point:",
        fields("point", *row["points"]),
        "As CSV, a row a point:",
        table(
            ("column", "what"), ((code(name), words(what)) for name, what in POINT_COLUMNS.items())
        ),
    ]


def recoding_section() -> list[str]:
    _, report, coding = example()
    newer = replace(
        coding,
        coder="example-2",
        events=tuple(replace(event, status="planned") for event in coding.events),
    )
    changes = compare_codings(coding, newer)
    recoded = Recoded(report.id, "coded", report, coding.coder, changes)
    row = {"coder": newer.coder, "adopted": False, **sum_up([recoded], 1).to_json()}
    (most,) = row["most_changed"]
    return [
        "## What coding anew changes",
        INTRO["recoding"],
        fields("recoding", row),
        fields("recoded", most),
        fields("both", *most["changed"]),
    ]


def report_section() -> list[str]:
    _, report, coding = example()
    row = report_row(report, [coding])
    return [
        "## A report",
        INTRO["report"],
        fields("report", row),
        INTRO["coding"],
        fields("coding", *row["codings"], beside=set(TOLD["fields"]["coded"]) - {"id"}),
    ]


def graph_section() -> list[str]:
    _, report, coding = example()
    found = origin_graph([(report, coding)], {}, Resolver())
    row = graph_row(found, {report.id: report}, rate_sources(()))
    voices = independence_row(independent([report.id], found))
    return [
        "## A graph of origins",
        INTRO["graph"],
        fields("graph", {**row, **voices}),
        "An edge:",
        fields("edge", *row["edges"]),
        block({**row, **voices}),
    ]


def outcome_section() -> list[str]:
    _, report, coding = example()
    new = Outcome("a.jsonl#EXAMPLE-1", "new", report.id, "en", report.title, len(coding.events))
    failed = Outcome("b.html", "failed", error=EmptyError("there is no main text in b.html"))
    rows = [new.to_json(), failed.to_json()]
    return [
        "## An outcome of `dragoman read --format jsonl`",
        INTRO["outcome"],
        fields("outcome", *rows),
        *map(block, rows),
    ]


def csv_section() -> list[str]:
    return [
        "## CSV columns",
        INTRO["csv"],
        table(("column", "what"), ((code(one.name), words(one.what)) for one in COLUMNS)),
    ]


def desk_section() -> list[str]:
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.db") as ledger:
        app = create_app(ledger)
        listing = asyncio.run(asked(app, "/entries.json"))
        error = asyncio.run(asked(app, "/entries/0.json"))["error"]
        paths = app.openapi()["paths"]
        hidden = {
            route.path
            for route in app.routes
            if isinstance(route, APIRoute) and not route.include_in_schema
        }
    pages = TOLD["pages"]
    if wrong := {path for path in hidden if not path.startswith("/marks/")} ^ set(pages):
        raise SystemExit(f"build_reference: reference.toml: pages: {sorted(wrong)}")
    return [
        "## Addresses of the desk",
        INTRO["desk"],
        table(("page", "what"), ((code(path), words(what)) for path, what in pages.items())),
        table(
            ("twin", "what"),
            ((code(path), words(told["get"]["description"])) for path, told in paths.items()),
        ),
        "Parameters of the ledger, as a page and as a twin:",
        table(
            ("parameter", "what"),
            (
                (code(one["name"]), words(one["description"]))
                for one in paths["/entries.json"]["get"]["parameters"]
            ),
        ),
        "A page of `/entries.json`:",
        fields("ledger", listing),
        'An error of a twin is `{"error": ...}` with:',
        fields("error", error),
    ]


async def asked(app: FastAPI, address: str) -> Any:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
        return (await client.get(address)).json()


PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "settings.md": settings_page,
    "errors.md": errors_page,
    "codebook.md": codebook_page,
    "forms.md": forms_page,
}


def main(arguments: list[str]) -> int:
    folder = next((Path(one) for one in arguments if one != "--check"), FOLDER)
    made = {folder / name: write().encode("utf-8") for name, write in PAGES.items()}
    if "--check" not in arguments:
        folder.mkdir(parents=True, exist_ok=True)
        for path, body in made.items():
            path.write_bytes(body)
        return 0
    stale = [p.name for p, body in made.items() if not p.is_file() or p.read_bytes() != body]
    if stale:
        names = ", ".join(stale)
        print(f"{names} out of date: run python tools/build_reference.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
