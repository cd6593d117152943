"""The room's data files."""

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError

LANGS = ("en", "es", "ru")


def read_data(name: str) -> str:
    """Text of a data file of this room; DataError where it is missing."""
    try:
        return files("dragoman.resolve").joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(
            f"the data file {name} cannot be read", "install the package anew"
        ) from error


@cache
def toml(name: str) -> dict[str, Any]:
    """A TOML file of this room, read once."""
    return tomllib.loads(read_data(name))


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of a tab-separated file with a header line."""
    yield from csv.DictReader(read_data(name).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)


def language(lang: str, text: str) -> str:
    """One of the three languages for a BCP 47 tag; for any other tag by the script of the text."""
    base = lang.split("-")[0].lower()
    if base in LANGS:
        return base
    cyrillic = sum("а" <= letter <= "я" for letter in text.lower())
    return "ru" if 3 * cyrillic > len(text) else "en"
