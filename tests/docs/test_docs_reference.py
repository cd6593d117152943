"""The reference names all that the code has, and is the one that the code gives."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

from dragoman import errors
from dragoman.cli import exits
from dragoman.cli.program import app
from dragoman.codebook import KINDS, SECTORS, STATUSES, THEMES
from dragoman.config import SETTINGS
from dragoman.errors import DragomanError
from dragoman.ledger import FILTER_FIELDS
from dragoman.publish import COLUMNS

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "build_reference.py"
REFERENCE = ROOT / "docs" / "reference"

PROGRAM: Any = typer.main.get_command(app)
#: Commands by their whole names, those of a group in its place.
COMMANDS: dict[str, Any] = {
    f"{name} {inner}" if inner else name: told
    for name, one in PROGRAM.commands.items()
    for inner, told in (one.commands.items() if hasattr(one, "commands") else [("", one)])
}
ERRORS = [
    one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, DragomanError)
]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_reference", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def section(page: str, heading: str) -> str:
    """What stands under a heading of the second level, up to the next."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, f"{page} has no section {heading}"
    return found[1]


def rows(text: str) -> dict[str, str]:
    """The lines of all tables by their first cell, without the marks of code."""
    found = re.findall(r"^\| `?([^|`]+)`? \| (.*) \|$", text, re.M)
    return dict(found)


def test_the_reference_is_that_of_the_code(
    tool: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (tool.main(["--check"]), *capsys.readouterr()) == (0, "", "")


def test_another_terminal_and_home_give_the_same_pages(tmp_path: Path) -> None:
    environment = {**os.environ, "COLUMNS": "31", "TERM": "dumb", "HOME": str(tmp_path)}
    subprocess.run([sys.executable, TOOL, tmp_path], env=environment, check=True, timeout=60)
    for page in REFERENCE.iterdir():
        assert (tmp_path / page.name).read_bytes() == page.read_bytes(), page.name


def test_altered_pages_are_named_in_one_line(
    tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main([str(tmp_path)]) == 0
    tmp_path.joinpath("errors.md").write_text("# Errors\n", encoding="utf-8")
    tmp_path.joinpath("forms.md").unlink()
    assert tool.main(["--check", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.startswith("errors.md, forms.md out of date")


def test_a_field_without_words_stops_the_tool(tool: ModuleType) -> None:
    with pytest.raises(SystemExit, match=r"party: \['rank'\]"):
        tool.fields("party", {"name": "", "country": None, "sector": None, "rank": 1})


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told_with_its_options(name: str) -> None:
    told = section("commands.md", f"dragoman {name}")
    cells = " ".join(rows(told))
    for parameter in COMMANDS[name].params:
        is_argument = parameter.param_type_name == "argument"
        for spelling in [parameter.metavar] if is_argument else parameter.opts:
            assert re.search(rf"(?<![\w-]){re.escape(spelling)}(?![\w-])", cells), spelling
        assert parameter.help, f"{parameter.name} has no help"
        assert parameter.help.split(" | ")[0].split("\n")[0][:20] in told


def test_every_option_of_the_program_is_told() -> None:
    text = (REFERENCE / "commands.md").read_text(encoding="utf-8").partition("\n## ")[0]
    for parameter in PROGRAM.params:
        for spelling in parameter.opts:
            assert f"`{spelling}" in text, spelling


def test_every_exit_code_is_told() -> None:
    assert rows(section("commands.md", "Exit codes")).items() >= {
        (str(number), what) for number, what in exits.MEANINGS.items()
    }


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_told(setting: Any) -> None:
    told = rows((REFERENCE / "settings.md").read_text(encoding="utf-8"))[setting.name]
    assert f"`{setting.variable}`" in told
    assert setting.what in told
    assert setting.range in told


def test_no_page_names_this_computer() -> None:
    for page in REFERENCE.iterdir():
        assert str(Path.home()) + "/" not in page.read_text(encoding="utf-8"), page.name


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_every_error_is_told(error: type[DragomanError]) -> None:
    told = rows((REFERENCE / "errors.md").read_text(encoding="utf-8"))[error.code]
    assert f"`{error.__name__}`" in told
    assert told.endswith(str(exits.of(error("what"))))


def test_all_of_the_codebook_is_told() -> None:
    kinds = rows(section("codebook.md", "Kinds"))
    for kind in KINDS.values():
        symmetric = "yes" if kind.symmetric else "no"
        assert kinds[kind.name] == f"{symmetric} | {kind.plover} | {kind.cameo} | {kind.what}"
    assert rows(section("codebook.md", "Statuses")).items() >= STATUSES.items()
    assert rows(section("codebook.md", "Sectors")).items() >= SECTORS.items()
    assert set(re.findall(r"`(.+?)`", section("codebook.md", "Themes"))) == THEMES


def test_every_column_is_told() -> None:
    told = rows(section("forms.md", "CSV columns"))
    assert told.items() >= {(column.name, column.what) for column in COLUMNS}


def test_every_filter_of_the_desk_is_told() -> None:
    assert rows(section("forms.md", "Addresses of the desk")).items() >= FILTER_FIELDS.items()
