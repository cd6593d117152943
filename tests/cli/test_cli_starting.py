"""The program started from nothing: what it loads, its streams, and who stops listening."""

import subprocess
import sys
from pathlib import Path

import pytest

from cli.forking import environment
from dragoman.ledger import open_ledger

HEAVY = ("trafilatura", "fastapi", "sqlalchemy", "httpx", "uvicorn", "pypdf", "alembic")
FULL = Path("/dev/full")


def dragoman(
    home: Path, *arguments: object, **variables: str
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *map(str, arguments)],
        capture_output=True,
        env={**environment(home), **variables},
        check=False,
        timeout=60,
    )


def shell(home: Path, command: str) -> "subprocess.CompletedProcess[str]":
    """A pipeline of a shell; `dragoman` in it is the program."""
    script = f'dragoman() {{ "{sys.executable}" -m dragoman "$@"; }}; set -o pipefail; {command}'
    return subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        text=True,
        env=environment(home),
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("module", ["dragoman.cli", "dragoman.cli.program"])
def test_nothing_heavy_is_loaded_before_a_command_needs_it(module: str, tmp_path: Path) -> None:
    script = f"import sys, {module}; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        check=True,
    )
    assert done.stdout == "[]\n"


def test_version_and_help(tmp_path: Path) -> None:
    done = dragoman(tmp_path, "--version")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"dragoman ")
    helped = dragoman(tmp_path)
    assert (helped.returncode, helped.stderr) == (0, b"")
    assert b"Usage: dragoman [OPTIONS] COMMAND" in helped.stdout


def test_other_scripts_come_out_whole_under_any_locale(sample: Path, tmp_path: Path) -> None:
    done = dragoman(
        tmp_path, "entries", "--store", sample, "--lang", "ru", "--format", "jsonl",
        LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0",
    )  # fmt: skip
    assert done.returncode == 0
    words = done.stdout.decode("utf-8")
    assert "в" in words
    assert "\\u0" not in words


def test_who_reads_the_output_may_have_enough_of_it(sample: Path, tmp_path: Path) -> None:
    done = shell(
        tmp_path,
        f"dragoman export --format jsonl --store {sample} | head -n 1; echo ${{PIPESTATUS[0]}}; "
        f"dragoman entries --store {sample} 2>&1 | true; echo ${{PIPESTATUS[0]}}",
    )
    assert done.stdout.splitlines()[1:] == ["0", "0"]
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_reading_goes_on_though_nobody_listens(tmp_path: Path) -> None:
    folder, store = tmp_path / "texts", tmp_path / "ledger.db"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(
            f"The navies of Portugal and Japan held an exercise off Lisbon on {number} May 2031."
        )
    (folder / "99.txt").touch()
    done = shell(
        tmp_path,
        f"dragoman read {folder} --store {store} 2>&1 | head -n 1; echo ${{PIPESTATUS[0]}}",
    )
    assert done.stdout.splitlines()[1:] == ["3"]
    assert done.stderr == ""
    with open_ledger(store) as ledger:
        assert ledger.statistics()["reports"] == 30


def test_closed_streams_are_written_to_in_vain(tmp_path: Path) -> None:
    done = shell(tmp_path, "dragoman config >&- 2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
def test_an_output_without_room_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    done = shell(tmp_path, f"dragoman config > {FULL}")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "dragoman: D700 the output cannot be written: No space left on device"
    ]
