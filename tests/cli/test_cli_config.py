"""`dragoman config`: each setting with where it comes from."""

import json
from pathlib import Path

import pytest

from cli.forking import Forker
from dragoman.config import SETTINGS


def test_each_setting_stands_with_where_it_comes_from(forker: Forker, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('store = "a.db"\n[serve]\nport = 1\n[fetch]\ndelay = 2\ntimeout = 9\n')
    done = forker.run(
        "--config", file, "config", "--format", "json", "--set", "fetch.delay=0.5",
        "--store", "b.db", "--set", "store=c.db", variables={"DRAGOMAN_FETCH_TIMEOUT": "3"},
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    values = json.loads(done.out)
    assert list(values) == [setting.name for setting in SETTINGS]
    assert values["store"] == {"value": "b.db", "source": "flag"}
    assert values["serve.port"] == {"value": 1, "source": str(file)}
    assert values["fetch.delay"] == {"value": 0.5, "source": "flag"}
    assert values["fetch.timeout"] == {"value": 3.0, "source": "DRAGOMAN_FETCH_TIMEOUT"}
    assert values["serve.host"] == {"value": "127.0.0.1", "source": "default"}


def test_the_table_tells_the_same(forker: Forker) -> None:
    done = forker.run("config", variables={"DRAGOMAN_FETCH_OBEY_ROBOTS": "no"})
    assert done.code == 0
    lines = {line.split(" ")[0]: line for line in done.out.splitlines()}
    for setting in SETTINGS:
        assert setting.what[:20] in lines[setting.name]
    assert "false" in lines["fetch.obey_robots"]
    assert "DRAGOMAN_FETCH_OBEY_ROBOTS" in lines["fetch.obey_robots"]
    assert str(forker.home) in lines["store"]


def test_the_default_ledger_and_file_stand_in_the_home_folder(forker: Forker) -> None:
    file = forker.home / "config" / "dragoman" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("serve.port = 4321\n")
    try:
        values = json.loads(forker.run("config", "--format", "json").out)
    finally:
        file.unlink()
    assert values["store"]["value"] == str(forker.home / "data" / "dragoman" / "ledger.db")
    assert values["serve.port"] == {"value": 4321, "source": str(file)}


@pytest.mark.parametrize(
    ("arguments", "variables", "words"),
    [
        (["--set", "fetch.dealy=1"], {}, "did you mean fetch.delay?"),
        (["--set", "fetch.delay"], {}, "write --set NAME=VALUE"),
        (["--set", "=1"], {}, "there is no setting"),
        (["--set", "fetch.delay=x"], {}, "give a number"),
        ([], {"DRAGOMAN_PORT": "1"}, "there is no variable DRAGOMAN_PORT"),
        ([], {"DRAGOMAN_CONFIG": "/none.toml"}, "there is no file /none.toml"),
    ],
)
def test_what_cannot_be_set_is_one_line_and_exit_code_2(
    forker: Forker, arguments: list[str], variables: dict[str, str], words: str
) -> None:
    done = forker.run("config", *arguments, variables=variables)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("dragoman: D1")
    assert len(done.err.splitlines()) == 1
    assert words in done.err
