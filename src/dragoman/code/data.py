"""The room's data files: the words of each language, as TOML."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import CodeError, DataError

#: Languages that the lexicon knows, BCP 47.
LANGS = ("en", "es", "ru")


def check_language(lang: str, ref: str) -> str:
    """The primary subtag of a language that is known; CodeError for any other."""
    base = lang.split("-")[0].lower()
    if base not in LANGS:
        raise CodeError(
            f"{ref} is in {lang!r}, which the lexicon does not know",
            f"give lang as one of {', '.join(LANGS)}, or use another coder",
        )
    return base


@cache
def table(folder: str, name: str) -> dict[str, Any]:
    """The file `folder/name.toml` of this room, read once; DataError where it is missing."""
    path = files("dragoman.code").joinpath(folder, f"{name}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(
            f"the data file {folder}/{name}.toml cannot be read", "install the package anew"
        ) from error
