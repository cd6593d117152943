"""How a name is written: what no honest writer does, and names that only look alike."""

import re
import unicodedata
from functools import lru_cache

from dragoman.resolve.data import toml
from dragoman.resolve.matching.parts import LONGEST, READ, parts_of, scripts_of, shown, words_in

#: Letters of the longest word of a name, and words of a name.
WORD, WORDS = 40, 12
#: Why a name is not joined to any other.
MIXED = "two scripts in one name"
TURNED = "marks that turn the direction of writing"
DIGITS = "digits among letters"
LONG = "longer than a name"
NO_LETTERS = "no letters"
#: What is told of a name, and keeps it from nothing.
WIDTHLESS = "marks without width"
_REMEMBERED = 1 << 16
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LETTER_AND_DIGIT = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")


@lru_cache(_REMEMBERED)
def oddities(name: str) -> tuple[str, ...]:
    """What sets a name apart from every other, however alike; empty for a plain one."""
    if len(name) > LONGEST:
        return (LONG,)
    words = words_in(shown(name))
    if len(words) > WORDS or any(len(word) > WORD for word in words):
        return (LONG,)
    found = []
    scripts = frozenset().union(*map(scripts_of, words)) if words else frozenset()
    if parts_of(name).mixed or len(scripts & (READ | {"GREEK"})) > 1:
        found.append(MIXED)
    if _TURNING.search(name):
        found.append(TURNED)
    if any(_LETTER_AND_DIGIT.search(word) for word in words):
        found.append(DIGITS)
    if not any(any(map(str.isalpha, word)) for word in words):
        found.append(NO_LETTERS)
    return tuple(found)


def has_widthless(name: str) -> bool:
    """Whether marks stand in it that nobody sees."""
    return any(unicodedata.category(letter) == "Cf" for letter in name[:LONGEST])


def script(name: str) -> str:
    """The script of a name in small letters, `mixed` where it has several, `none` without any."""
    found: frozenset[str] = frozenset().union(*map(scripts_of, words_in(shown(name))))
    if len(found) > 1:
        return "mixed"
    return next(iter(found), "none").lower()


@lru_cache(_REMEMBERED)
def skeleton(name: str) -> str:
    """What a name looks like: letters of other scripts led to the Latin ones they look like."""
    table = str.maketrans(toml("identities/names.toml")["looks"])
    return " ".join(words_in(shown(name))).translate(table).casefold()
