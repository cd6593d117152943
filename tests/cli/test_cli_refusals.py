"""What cannot be done as asked: one line with a code, a way out, and an exit code that is told."""

from pathlib import Path

import pytest

from cli.forking import Forker
from dragoman.cli import exits
from dragoman.errors import (
    AddressError,
    CodeError,
    ConfigError,
    DataError,
    DragomanError,
    FormatError,
    MissingError,
    PublishError,
    StoreError,
    UsageError,
)

COMMANDS = (
    "demo", "read", "code", "entries", "show", "export", "serve", "evaluate", "backup", "restore",
    "doctor", "config",
)  # fmt: skip
WITH_A_LEDGER = (
    "demo", "read", "entries", "show", "export", "serve", "backup", "restore", "doctor", "config",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(forker: Forker, command: str) -> None:
    done = forker.run(command, "--help")
    assert (done.code, done.err) == (0, "")
    assert f"Usage: dragoman {command} " in done.out
    assert "--set NAME=VALUE" in done.out
    assert ("--store LEDGER" in done.out) == (command in WITH_A_LEDGER)


def test_the_help_tells_every_command_and_exit_code(forker: Forker) -> None:
    done = forker.run("--help")
    for command in COMMANDS:
        assert f"\n  {command} " in done.out
    flat = " ".join(done.out.split())
    for number, what in exits.MEANINGS.items():
        assert f"{number} {what}" in flat


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError, exits.USAGE),
        (ConfigError, exits.USAGE),
        (AddressError, exits.USAGE),
        (FormatError, exits.USAGE),
        (StoreError, exits.STORE),
        (MissingError, exits.STORE),
        (PublishError, exits.FAILED),
        (CodeError, exits.FAILED),
        (DataError, exits.FAILED),
    ],
)
def test_the_exit_code_of_an_error(error: type[DragomanError], code: int) -> None:
    assert exits.of(error("x")) == code
    assert code in exits.MEANINGS


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["raed"], "No such command 'raed'. Did you mean 'read'"),
        (["--store", "a.db", "entries"], "No such option: --store"),
        (["--config"], "requires an argument"),
        (["--config", "none.toml", "config"], "there is no file none.toml"),
        (["read"], "Missing argument 'ADDRESS...'"),
        (["read", "a.txt", "--stroe", "b.db"], "--store"),
        (["read", "a.txt", "--format", "xml"], "'xml' is not one of 'text', 'jsonl'"),
        (["entries", "--limit", "0"], "greater than or equal to 1"),
        (["entries", "--limit", "many"], "valid integer"),
        (["entries", "--actor", "Cuba"], "not a country code: 'Cuba'"),
        (["entries", "--kind", "picnic"], "there is no kind 'picnic'"),
        (["entries", "--status", "done"], "use one of actual, planned"),
        (["entries", "--since", "1 May"], "write YYYY-MM-DD"),
        (["entries", "--since", "2025-01-01", "--until", "2024-01-01"], "ends before it begins"),
        (["entries", "--lang", "русский"], "not a language"),
        (["export"], "Missing option '--format'. Choose from: csv, jsonl"),
        (["show"], "Missing argument 'ID'"),
        (["show", "a", "b"], "unexpected extra argument"),
        (["serve", "--port", "70000"], "give 0 to 65535"),
        (["serve", "--port", "http"], "valid integer"),
        (["code"], "Missing argument 'IN.jsonl'"),
        (["code", "none.jsonl"], "there is no file none.jsonl"),
        (["code", "."], "is not a file"),
        (["evaluate", "none.jsonl"], "none.jsonl cannot be read"),
        (["evaluate", "gold.jsonl", "--by", "outlet"], "not one of 'lang', 'kind', 'report'"),
    ],
)
def test_a_mistake_is_one_line_with_a_code_and_a_way_out(
    forker: Forker, tmp_path: Path, arguments: list[str], words: str
) -> None:
    done = forker.run(*arguments, cwd=tmp_path)
    assert (done.code, done.out) == (exits.USAGE, "")
    assert done.err.startswith("dragoman: D")
    assert len(done.err.splitlines()) == 1
    assert words in done.err
    assert list(tmp_path.iterdir()) == []


def test_what_is_read_from_is_not_written_over(
    forker: Forker, sample: Path, tmp_path: Path
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "A", "lang": "en", "text": "Portugal met Ecuador in Lisbon today."}\n')
    store = tmp_path / "ledger.db"
    store.write_bytes(sample.read_bytes())
    (tmp_path / "link.jsonl").symlink_to(gold)
    for arguments in (
        ["code", gold, "--out", gold],
        ["code", gold, "--out", tmp_path / "link.jsonl"],
        ["evaluate", gold, "--misses", gold],
        ["export", "--format", "csv", "--out", store, "--store", store],
    ):
        before = gold.read_bytes(), store.read_bytes()
        done = forker.run(*arguments)
        assert done.code == exits.USAGE
        assert "is what is read from (name another file to write to)" in done.err
        assert (gold.read_bytes(), store.read_bytes()) == before


def test_an_output_that_cannot_be_is_told(forker: Forker, sample: Path, tmp_path: Path) -> None:
    for out in (tmp_path, tmp_path / "none" / "out.csv"):
        done = forker.run("export", "--format", "csv", "--out", out, "--store", sample)
        assert (done.code, done.out) == (exits.FAILED, "")
        assert done.err.startswith(f"dragoman: D700 {out} cannot be written")
        assert len(done.err.splitlines()) == 1
