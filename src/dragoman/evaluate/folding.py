"""Words made comparable across case, accents, punctuation and script, for measuring alone."""

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

_DATA = tomllib.loads(
    files("dragoman.evaluate").joinpath("letters.toml").read_text(encoding="utf-8")
)
_LETTERS: dict[int, str] = str.maketrans(_DATA["letters"])
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4096)
def fold(text: object) -> str:
    """Lower-case Latin words without accents, one space between them.

    What is no string counts as it is printed, so that two unknown speakers are alike.
    """
    latin = str(text).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", latin)
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def folded_words(text: object) -> frozenset[str]:
    """The distinct words of a text, folded."""
    return frozenset(fold(text).split())
