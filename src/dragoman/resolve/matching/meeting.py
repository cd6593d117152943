"""Which words of two names are taken for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dragoman.resolve.data import toml
from dragoman.resolve.matching.sounds import likeness, sounds

#: Likeness from which two words may be one; that of two that are taken for one put together.
ALIKE, JOINED = 0.72, 0.88
#: Likeness of an initial to a word that begins with it, of a short form to the whole name.
INITIAL, SHORT = 0.86, 0.86
#: What is left of the likeness of two words of one script where a letter is another.
OTHER_LETTER = 0.75

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Met:
    """Words of each name that are taken for one, with their likeness 0 to 1 and the reason."""

    left: range
    right: range
    likeness: float
    how: str

    def overlaps(self, other: "Met") -> bool:
        """Whether both take one of the words."""
        return bool(set(self.left) & set(other.left) or set(self.right) & set(other.right))


def meet(left: Words, right: Words, bare: bool) -> list[Met]:
    """Words that are taken for one: the likeliest first, none twice."""
    found = []
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            value, how = _likeness(one, other, bare)
            if value >= (ALIKE if how != "initial" else 0):
                found.append(Met(range(i, i + 1), range(j, j + 1), value, how))
    found += _joined(left, right, bare)
    found += [Met(one.right, one.left, one.likeness, one.how) for one in _joined(right, left, bare)]
    found.sort(key=_order)
    taken: list[Met] = []
    for met in found:
        if not any(met.overlaps(earlier) for earlier in taken):
            taken.append(met)
    return sorted(taken, key=lambda met: met.left[0])


def _order(met: Met) -> tuple[float, int, int, int]:
    """The likeliest first, then the longest, then those that stand at like places."""
    longest = -len(met.left) - len(met.right)
    return -met.likeness, longest, abs(met.left[0] - met.right[0]), met.left[0]


def _joined(left: Words, right: Words, bare: bool) -> list[Met]:
    """Two words of the left name that one of the right is."""
    found = []
    for i, (first, second) in enumerate(pairwise(left)):
        for j, other in enumerate(right):
            if len(other) <= max(len(first), len(second)):
                continue
            value, _ = _likeness(first + second, other, bare)
            if value >= JOINED:
                found.append(Met(range(i, i + 2), range(j, j + 1), value, "together"))
    return found


def _likeness(one: str, other: str, bare: bool) -> tuple[float, str]:
    if one == other:
        return 1.0, "the same"
    if min(len(one), len(other)) == 1:
        starts = sounds(one)[:1], sounds(other)[:1]
        same = bool(starts[0] and starts[1] and starts[0][0] & starts[1][0])
        return (INITIAL, "initial") if same else (-1.0, "initial")
    value = likeness(one, other) * (OTHER_LETTER if _is_misspelt(one, other) else 1)
    if bare:
        value = max(value, 0.95 * likeness(_without_vowels(one), _without_vowels(other)))
    if value < SHORT and (one in _shorts().get(other, ()) or other in _shorts().get(one, ())):
        return SHORT, "short form"
    return value, "sound"


def _is_misspelt(one: str, other: str) -> bool:
    """Whether two Cyrillic words differ in one letter that no neighbouring language writes so.

    Practices of transcription blur vowels between scripts; within one there is none to do so.
    """
    if len(one) != len(other) or not {*one, *other} <= _cyrillic():
        return False
    differing = [{a, b} for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and frozenset(differing[0]) not in _neighbours()


@cache
def _cyrillic() -> frozenset[str]:
    return frozenset(toml("matching/words.toml")["cyrillic"]["letters"])


@cache
def _neighbours() -> frozenset[frozenset[str]]:
    return frozenset(map(frozenset, toml("matching/words.toml")["cyrillic"]["neighbours"]))


def _without_vowels(word: str) -> str:
    return "".join(letter for letter in word if letter not in "aeiouyw")


@cache
def _shorts() -> dict[str, frozenset[str]]:
    return {
        word: frozenset(full.split()) for word, full in toml("matching/words.toml")["short"].items()
    }
