"""Settings from flags, variables, one file and defaults: which goes first, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.collect import FetchPolicy
from dragoman.config import SETTINGS, default_file, load
from dragoman.errors import ConfigError

#: For each setting a value for the file, for its variable and for its flag.
VALUES: dict[str, tuple[Any, str, Any]] = {
    "store": ("file.db", "variable.db", "flag.db"),
    "author": ("Ana", "Bea", "Cleo"),
    "serve.host": ("::1", "0.0.0.0", "localhost"),
    "serve.port": (8001, "8002", 8003),
    "code.model": ("/file", "/variable", "/flag"),
    "code.threads": (1, "2", 3),
    "code.unsure_below": (0.1, "0.2", "0.3"),
    "fetch.allow_loopback": (True, "false", "yes"),
    "fetch.timeout": (1.5, "2", "3.25"),
    "fetch.max_bytes": (1001, "1002", "1003"),
    "fetch.max_ratio": (11, "12.5", "13"),
    "fetch.max_redirects": (1, "2", "0"),
    "fetch.delay": (0.25, "0", "3e1"),
    "fetch.patience": (0, "20", "30.0"),
    "fetch.obey_robots": (False, "On", "0"),
    "fetch.user_agent": ("File/1", "Variable/2", "Flag/3"),
}
NAMES = [setting.name for setting in SETTINGS]
BY_NAME = {setting.name: setting for setting in SETTINGS}


def meant(name: str, written: Any) -> Any:
    """The value in the setting's type, read in the plainest way."""
    kind = BY_NAME[name].kind
    if kind is bool:
        return written if isinstance(written, bool) else written.lower() in ("yes", "on", "true")
    return kind(written)


@pytest.fixture(autouse=True)
def no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))


def write(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def toml(name: str, value: Any) -> str:
    table, dot, key = name.rpartition(".")
    return (f"[{table}]\n" if dot else "") + f"{key} = {json.dumps(value)}\n"


def refused(text: str | bytes, tmp_path: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        load({}, {}, write(tmp_path, text))
    assert caught.value.way_out
    return str(caught.value)


def test_the_table_names_every_setting() -> None:
    assert list(VALUES) == NAMES
    assert len({setting.variable for setting in SETTINGS}) == len(SETTINGS)


@pytest.mark.parametrize("name", NAMES)
def test_flag_before_variable_before_file_before_default(name: str, tmp_path: Path) -> None:
    in_file, in_variable, in_flag = VALUES[name]
    file = write(tmp_path, toml(name, in_file))
    variable = {BY_NAME[name].variable: in_variable, "HOME": "/home/ana"}
    flag = {name: in_flag, "store": None} if name != "store" else {name: in_flag}
    default = load({}, {}).values[name]
    assert (default.value, default.source) == (BY_NAME[name].default(), "default")
    for flags, environment, path, value, source in (
        ({}, {}, file, in_file, str(file)),
        ({}, variable, file, in_variable, BY_NAME[name].variable),
        ({}, variable, None, in_variable, BY_NAME[name].variable),
        (flag, variable, file, in_flag, "flag"),
        (flag, {}, file, in_flag, "flag"),
        (flag, {}, None, in_flag, "flag"),
    ):
        found = load(flags, environment, path).values
        assert found[name].value == meant(name, value)
        assert type(found[name].value) is BY_NAME[name].kind
        assert found[name].source == source
        others = [found[other].source for other in NAMES if other != name]
        assert set(others) == {"default"}


def test_all_of_one_file_together(tmp_path: Path) -> None:
    text = 'store = "a.db"\n[serve]\nhost = "::1"\nport = 0\n[fetch]\ndelay = 0\ntimeout = 5\n'
    config = load({}, {}, write(tmp_path, text))
    assert (config.store, config.host, config.port) == ("a.db", "::1", 0)
    assert config.policy == FetchPolicy(delay=0.0, timeout=5.0)
    assert load({}, {}).policy == FetchPolicy()


def test_the_file_is_the_one_named_else_that_of_the_variable_else_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    default_file().parent.mkdir()
    paths = [default_file(), tmp_path / "variable.toml", tmp_path / "named.toml"]
    for port, path in enumerate(paths, 1):
        path.write_text(f"serve.port = {port}\n")
    variable = {"DRAGOMAN_CONFIG": str(paths[1])}
    assert load({}, {}).port == 1
    assert load({}, {"DRAGOMAN_CONFIG": ""}).port == 1
    assert load({}, variable).port == 2
    assert load({}, variable, paths[2]).port == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[fetch]\ndelya = 1", "did you mean fetch.delay?"),
        ('stroe = "x"', "did you mean store?"),
        ("[sevre]\nport = 1", "did you mean serve.port?"),
        ("colour = 1", "`dragoman config` lists all settings"),
        ("fetch = 1", "there is no setting"),
        ("[fetch.delay]\nx = 1", "give a number"),
        ('[[fetch]]\ndelay = "1"', "there is no setting"),
        ("store = 1", "give a string"),
        ('store = " "', "give a path"),
        ('store = "a\\u0000b"', "give a path"),
        ("store = 2024-01-01", "give a string"),
        ("store = []", "give a string"),
        ('serve.host = ""', "give an address or a host's name"),
        ("serve.port = 1.5", "give a whole number"),
        ("serve.port = true", "give a whole number"),
        ('serve.port = "http"', "give a whole number"),
        ("serve.port = -1", "give 0 to 65535"),
        ("serve.port = 65536", "give 0 to 65535"),
        ("fetch.allow_loopback = 1", "give true or false"),
        ('fetch.allow_loopback = "maybe"', "give true or false"),
        ("fetch.timeout = nan", "give a number"),
        ("fetch.timeout = inf", "give a number"),
        ("fetch.timeout = 0", "give 0.001 to 86400"),
        ("fetch.timeout = 1" + "0" * 400, "give a number"),
        ("fetch.max_bytes = 1" + "0" * 400, "give a"),
        ("fetch.max_bytes = 0", "give 1 to 1000000000"),
        ("fetch.max_ratio = 0.5", "give 1 to 1000000"),
        ("fetch.max_redirects = -1", "give 0 to 100"),
        ("fetch.delay = -0.1", "give 0 to 86400"),
        ("fetch.patience = 1e9", "give 0 to 86400"),
        ('fetch.user_agent = "Драгоман"', "give printable ASCII"),
        ('fetch.user_agent = "a\\r\\nCookie: b"', "give printable ASCII"),
        ("store = ", "is not TOML"),
        ('store = "a"\nstore = "b"', "is not TOML"),
        (b'store = "\xff"', "is not TOML"),
        (b"\x00\x01\x02", "is not TOML"),
    ],
)
def test_a_file_that_cannot_be_is_refused_by_name(
    text: str | bytes, words: str, tmp_path: Path
) -> None:
    said = refused(text, tmp_path)
    assert said.startswith("D110 ")
    assert words in said
    assert str(tmp_path / "config.toml") in said


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "none.toml"
    for file, variables in ((path, {}), (None, {"DRAGOMAN_CONFIG": str(path)})):
        with pytest.raises(ConfigError, match="there is no file"):
            load({}, variables, file)
    with pytest.raises(ConfigError, match="cannot be read"):
        load({}, {}, tmp_path)


@pytest.mark.parametrize(
    ("variable", "text", "words"),
    [
        ("DRAGOMAN_STROE", "x", "did you mean DRAGOMAN_STORE?"),
        ("DRAGOMAN_FETCH__DELAY", "1", "did you mean DRAGOMAN_FETCH_DELAY?"),
        ("DRAGOMAN_SERVE_PORT", "80 80", "DRAGOMAN_SERVE_PORT is '80 80' (give a whole number)"),
        ("DRAGOMAN_SERVE_PORT", "", "give a whole number"),
        ("DRAGOMAN_SERVE_PORT", "70000", "give 0 to 65535"),
        ("DRAGOMAN_FETCH_TIMEOUT", "nan", "give a number"),
        ("DRAGOMAN_FETCH_OBEY_ROBOTS", "2", "give true or false"),
        ("DRAGOMAN_STORE", "", "give a path"),
    ],
)
def test_a_variable_that_cannot_be_is_refused_by_name(variable: str, text: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load({}, {variable: text})
    assert words in str(caught.value)
    assert variable in str(caught.value)


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ({"serve.prot": "1"}, "did you mean serve.port?"),
        ({"serve.port": 70000}, "the flag for serve.port is 70000 (give 0 to 65535)"),
        ({"fetch.delay": "soon"}, "the flag for fetch.delay is 'soon' (give a number)"),
    ],
)
def test_a_flag_that_cannot_be_is_refused_by_name(flags: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(flags, {})
    assert words in str(caught.value)


ANY_TEXT = st.text() | st.floats().map(str) | st.integers().map(str)
ANY_VALUE = (
    st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers(), min_size=1)
)


@given(st.sampled_from(NAMES), ANY_TEXT, ANY_VALUE)
def test_whatever_is_given_is_a_value_in_range_or_an_error_of_one_line(
    name: str, text: str, value: Any
) -> None:
    setting = BY_NAME[name]
    for flags, variables in (({name: value}, {}), ({}, {setting.variable: text})):
        found, said = None, ""
        try:
            found = load(flags, variables).values[name].value
        except ConfigError as error:
            said = str(error)
        if found is None:
            assert len(said.splitlines()) == 1
            assert len(said) < 200
        else:
            assert type(found) is setting.kind
            assert setting.allows(found)
