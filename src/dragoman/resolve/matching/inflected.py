"""Russian names out of their case: what `с Виктором Орловым` may be the instrumental of."""

from collections.abc import Iterator
from functools import lru_cache

#: For each case the endings of a name's words and what stands there in the nominative; the first
#: that fits counts. A woman's name keeps its vowel.
_CASES = {
    "genitive": (("ого", "ий"), ("его", "ий"), ("а", ""), ("я", "й")),
    "dative": (("ому", "ий"), ("ему", "ий"), ("у", ""), ("ю", "й")),
    "instrumental": (("ым", ""), ("им", ""), ("ом", ""), ("ем", "й")),
    "prepositional": (("ом", "ий"), ("ем", "ий"), ("е", "")),
    "genitive of a woman": (("ой", "а"), ("ей", "я"), ("ы", "а"), ("и", "я")),
    "accusative of a woman": (("ую", "ая"), ("у", "а"), ("ю", "я")),
}
#: Letters that a word has at least before its ending.
_STEM = 3
_REMEMBERED = 1 << 14


@lru_cache(_REMEMBERED)
def nominatives(words: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Cases that all words of a name may stand in, each with the words in the nominative."""
    return tuple(_readings(words))


def _readings(words: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if not words or not all("а" <= word[0] <= "я" or word[0] == "ё" for word in words):
        return
    for case, endings in _CASES.items():
        made = [_without(word, endings) for word in words]
        if all(made):
            yield case, tuple(word for word in made if word)


def _without(word: str, endings: tuple[tuple[str, str], ...]) -> str | None:
    for ending, other in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word.removesuffix(ending) + other
    return None
