"""What the written pages say of the code still holds."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer

from dragoman.cli.program import app
from dragoman.config import SETTINGS
from dragoman.evaluate import MEASURES

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
WRITTEN = [*sorted(DOCS.glob("*.md")), ROOT / "CONTRIBUTING.md"]
COMMANDS: dict[str, Any] = dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def addresses(nav: list[Any]) -> list[str]:
    """Pages that a navigation leads to, in order."""
    found: list[str] = []
    for item in nav:
        for value in item.values():
            found += addresses(value) if isinstance(value, list) else [value]
    return found


def commands_in(page: Path) -> list[list[str]]:
    """The words of each command line of the program in the page's blocks of code."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)
    lines = [line.split() for block in blocks for line in block.splitlines()]
    return [line[1:] for line in lines if line and line[0] in ("dragoman", "./run")]


def test_every_page_is_in_the_navigation_once() -> None:
    nav = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]
    there = sorted(str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md"))
    assert sorted(addresses(nav)) == there


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_commands_shown_exist(page: Path) -> None:
    for name, *rest in commands_in(page):
        if name == "tests":  # of `run` alone
            continue
        command = COMMANDS[name]
        if rest and rest[0] in getattr(command, "commands", {}):
            command = command.commands[rest[0]]
        known = {spelling for one in command.params for spelling in one.opts}
        assert {word for word in rest if word.startswith("--")} <= known


def test_some_commands_are_shown() -> None:
    assert {line[0] for line in commands_in(DOCS / "index.md")} >= {"demo", "read", "show"}


def test_files_named_exist() -> None:
    for page in WRITTEN:
        text = page.read_text(encoding="utf-8")
        for path in re.findall(r"`((?:src|tests|tools|benchmarks|docs)/[\w./-]+)`", text):
            assert (ROOT / path).exists(), f"{page.name}: {path}"


def test_every_measure_is_defined_as_in_the_code() -> None:
    text = (DOCS / "accuracy.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)` \| (.*) \|$", text, re.M)
    assert told == list(MEASURES.items())


def test_every_setting_of_the_fetcher_is_explained() -> None:
    text = (DOCS / "collect.md").read_text(encoding="utf-8")
    fetching = [setting.name for setting in SETTINGS if setting.name.startswith("fetch.")]
    assert [name for name in fetching if f"`{name}`" not in text] == []


@pytest.mark.parametrize(("page", "blocks"), [("accuracy.md", 1), ("speed.md", 2)])
def test_figures_stand_between_their_marks(page: str, blocks: int) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    marks = re.findall(r"^<!-- /?figures -->$", text, re.M)
    assert marks == ["<!-- figures -->", "<!-- /figures -->"] * blocks
