"""Themes of an event, from the words of its evidence."""

from collections.abc import Sequence
from functools import cache

from dragoman.code.data import table
from dragoman.code.words import Rows, Word
from dragoman.codebook import THEMES
from dragoman.errors import DataError


@cache
def _rows(lang: str) -> Rows[str]:
    data = table("cues", "themes")
    unknown = sorted(set(data) - THEMES)
    if unknown:
        raise DataError(f"cues/themes.toml has an unknown theme {unknown[0]!r}")
    return Rows((row, theme) for theme, rows in data.items() for row in rows[lang])


def find_themes(words: Sequence[Word], lang: str) -> tuple[str, ...]:
    """Themes of the codebook that the words touch, in alphabetical order."""
    return tuple(sorted({hit.value for hit in _rows(lang).find(words)}))
