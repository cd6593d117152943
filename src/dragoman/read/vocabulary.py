"""The room's vocabulary: TOML files in `data`."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError


@cache
def table(name: str) -> dict[str, Any]:
    """The contents of `data/NAME.toml`; DataError where it is missing or no TOML."""
    path = files("dragoman.read").joinpath("data", f"{name}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(
            f"the data file {name}.toml of dragoman.read cannot be read: {error}",
            "install the package again",
        ) from error


def either(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
