"""Settings brought together from flags, the environment and one file."""

import difflib
import math
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from dragoman.config.settings import SETTINGS, Config, Setting, Value
from dragoman.errors import ConfigError

#: The variable that names another configuration file.
FILE_VARIABLE = "DRAGOMAN_CONFIG"

_BY_NAME = {setting.name: setting for setting in SETTINGS}
_BY_VARIABLE = {setting.variable: setting for setting in SETTINGS}
_WORDS = {
    **dict.fromkeys(("1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off"), False),
}
_KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a string"}


def default_file() -> Path:
    """Where the configuration file stands unless another one is named."""
    return Path(user_config_path("dragoman", appauthor=False)) / "config.toml"


def load(
    flags: Mapping[str, Any], environment: Mapping[str, str], file: Path | None = None
) -> Config:
    """A value for every setting.

    `flags` are by setting's name, None where not given; strings are read like a variable's. `file`
    is the configuration file asked for, else `DRAGOMAN_CONFIG`, else the default one where it is
    there. ConfigError for a setting or variable that does not exist, a value of the wrong type or
    out of range, or a file that is named and cannot be read.
    """
    values = {setting.name: Value(setting.default(), "default") for setting in SETTINGS}
    path = file or (Path(named) if (named := environment.get(FILE_VARIABLE)) else None)
    for name, value in _from_file(path).items():
        values[name] = value
    for variable, text in environment.items():
        if not variable.startswith("DRAGOMAN_") or variable == FILE_VARIABLE:
            continue
        setting = _known(_BY_VARIABLE, variable, "variable")
        values[setting.name] = Value(_checked(setting, text, variable), variable)
    for name, given in flags.items():
        if given is not None:
            setting = _known(_BY_NAME, name, "setting")
            values[name] = Value(_checked(setting, given, f"the flag for {name}"), "flag")
    return Config(values)


def _from_file(named: Path | None) -> dict[str, Value]:
    path = named or default_file()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if named is None:
            return {}
        raise ConfigError(f"there is no file {path}", "name another configuration file") from None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:  # not UTF-8, or not TOML
        raise ConfigError(f"{path} is not TOML: {error}", "mend the file") from error
    found = {}
    for name, value in _flat(data).items():
        setting = _known(_BY_NAME, name, f"setting in {path}")
        found[name] = Value(_checked(setting, value, f"{name} in {path}"), str(path))
    return found


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """Keys of tables joined with a full stop."""
    flat: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            flat |= {f"{key}.{name}": inner for name, inner in value.items()}
        else:
            flat[key] = value
    return flat


def _known(settings: Mapping[str, Setting], name: str, what: str) -> Setting:
    if name in settings:
        return settings[name]
    near = difflib.get_close_matches(name, settings, n=1)
    way_out = f"did you mean {near[0]}?" if near else "`dragoman config` lists all settings"
    raise ConfigError(f"there is no {what} {name}", way_out)


def _checked(setting: Setting, given: Any, where: str) -> Any:
    """The value in the setting's type, within its range; ConfigError otherwise."""
    value = _typed(setting, given)
    if value is None:
        raise ConfigError(f"{where} is {_shown(given)}", f"give {_KINDS[setting.kind]}")
    if not setting.allows(value):
        raise ConfigError(f"{where} is {_shown(given)}", f"give {setting.range}")
    return value


def _shown(given: Any) -> str:
    """What was given, cut short, and without a password where it is an address."""
    from dragoman.ledger import shown_address

    return shown_address(repr(given))[:60]


def _typed(setting: Setting, given: Any) -> Any:
    """The value in the setting's type; None where it has another, or is no finite number."""
    if setting.kind is bool:
        return _WORDS.get(given.strip().lower()) if isinstance(given, str) else _only(bool, given)
    if setting.kind is str:
        return _only(str, given)
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        return None
    try:
        value = int(given) if setting.kind is int else float(given)
        right = math.isfinite(value) and (isinstance(given, str) or value == given)
    except (ValueError, OverflowError):
        return None
    return value if right else None


def _only(kind: type, given: Any) -> Any:
    return given if isinstance(given, kind) else None
