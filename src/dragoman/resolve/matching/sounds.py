"""How a name may sound, whatever practice of transcription it was written by.

Letters become sounds by a table that holds the practices of English, Spanish, German, French,
Polish, scholarly and passport romanisation, and of Russian transcription, side by side: a letter
that is read in several ways gives a set of sounds, so that `Jruschov`, `Khrushchev` and `Хрущёв`
meet.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.resolve.data import toml

#: A place of a name: the sounds that may be meant; "" is none.
Sound = frozenset[str]

_REMEMBERED = 1 << 16
#: From which cost on sounds differ altogether, and what is added to it then: practices of writing
#: blur a sound, but seldom make another of it.
_CLEAR, _ADDED = 0.75, 0.5
#: What it costs that two neighbours change places.
_SWAPPED = 0.6
_SILENT = ""
_EDGES = "^$"


class _Table(NamedTuple):
    """Rows of letters and what they stand for, and the length of the longest."""

    rows: dict[str, tuple[Sound, ...]]
    longest: int


@cache
def _table() -> _Table:
    data = toml("matching/sounds.toml")
    rows = {
        letters: tuple(
            frozenset(_SILENT if one == "-" else one for one in place.split("/"))
            for place in written.split()
        )
        for script in ("latin", "cyrillic")
        for letters, written in data[script].items()
    }
    return _Table(rows, max(map(len, rows)))


@cache
def _near() -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for pair, cost in toml("matching/sounds.toml")["near"].items():
        one, other = pair.split()
        found[one, other] = found[other, one] = cost
    return found


@lru_cache(_REMEMBERED)
def sounds(word: str) -> tuple[Sound, ...]:
    """The sounds of one word of a name, folded by `letters_of`; letters without sound are left."""
    table = _table()
    marked = f"^{word}$"
    found: list[Sound] = []
    at = 1
    while at < len(marked) - 1:
        row, last = _longest(table, marked, at)
        for sound in row:
            if not found or found[-1] != sound:
                found.append(sound)
        at = last
    return tuple(found)


def _longest(table: _Table, marked: str, at: int) -> tuple[tuple[Sound, ...], int]:
    """The longest row that fits, one at the edge of the word before one within."""
    for size in range(min(table.longest, len(marked) - at), 0, -1):
        letters = marked[at : at + size]
        ways = [letters]
        if at == 1:
            ways.insert(0, "^" + letters)
        if at + size == len(marked) - 1:
            ways.insert(0, letters + "$")
        for way in ways:
            if way in table.rows and way.strip(_EDGES):
                return table.rows[way], at + size
    return (), at + 1


def letters_of(word: str) -> str:
    """Lower case; accents left off but where the letter sounds otherwise with its mark."""
    known = _table().rows
    return "".join(_plain(letter, known) for letter in unicodedata.normalize("NFC", word.lower()))


def _plain(letter: str, known: dict[str, tuple[Sound, ...]]) -> str:
    if letter in known:
        return letter
    return "".join(
        part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part)
    )


@lru_cache(_REMEMBERED)
def cost_of(one: Sound, other: Sound) -> float:
    """What it costs to take one place for another: the nearest of their sounds count."""
    if one & other:
        return 0.0
    near = _near()
    best = min((near.get((a, b), 1.0) for a in one for b in other), default=1.0)
    if _SILENT in one or _SILENT in other:
        best = min(best, _weight(other if _SILENT in one else one))
    return _raised(best)


@lru_cache(_REMEMBERED)
def cost_without(sound: Sound) -> float:
    """What it costs to leave a place out."""
    return _raised(_weight(sound))


def _weight(sound: Sound) -> float:
    """How much a place is missed, 0 to 1."""
    if _SILENT in sound:
        return 0.05
    silent = toml("matching/sounds.toml")["silent"]
    return float(min(silent.get(one, 1.0) for one in sound))


def _raised(cost: float) -> float:
    return cost + _ADDED if cost >= _CLEAR else cost


@lru_cache(_REMEMBERED)
def _length(word: str) -> float:
    """What the sounds of a word count for: each no less than a vowel."""
    return sum(max(_weight(sound), 0.3) for sound in sounds(word))


@lru_cache(_REMEMBERED)
def likeness(one: str, other: str) -> float:
    """How alike two words sound, 0 to 1; 1 for words that may be read alike."""
    if one == other:
        return 1.0
    left, right = sounds(one), sounds(other)
    if not left or not right:
        return 0.0
    return max(0.0, 1.0 - _distance(left, right) / max(_length(one), _length(other)))


def _distance(left: Sequence[Sound], right: Sequence[Sound]) -> float:
    """Least cost of turning one row of sounds into the other; two may change their places."""
    without = [cost_without(sound) for sound in right]
    above: list[float] = []
    before = [0.0]
    for cost in without:
        before.append(before[-1] + cost)
    for i, sound in enumerate(left):
        out = cost_without(sound)
        here = [before[0] + out]
        for j, other in enumerate(right):
            best = min(before[j] + cost_of(sound, other), before[j + 1] + out, here[j] + without[j])
            if i and j and above and sound == right[j - 1] and other == left[i - 1]:
                best = min(best, above[j - 1] + _SWAPPED)
            here.append(best)
        above, before = before, here
    return before[-1]
