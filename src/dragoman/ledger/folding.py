"""Names and words made comparable across case, accents, punctuation and script.

The letters stand in `folding.toml`. The result is for comparing alone, never shown.
"""

import re
import tomllib
import unicodedata
from importlib.resources import files

_DATA = tomllib.loads(files("dragoman.ledger").joinpath("folding.toml").read_text(encoding="utf-8"))
_LETTERS: dict[int, str] = str.maketrans(_DATA["letters"])
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower-case Latin words without accents, one space between them."""
    # Letters are turned to Latin before accents go: й and ё would else lose theirs first.
    latin = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", latin)
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))
