"""Known names, of which those that a new one may be are found without looking at all."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import islice, product
from typing import Generic, TypeVar

from dragoman.resolve.matching.names import Matched, match_names
from dragoman.resolve.matching.parts import parts_of
from dragoman.resolve.matching.sounds import Sound, sounds

#: Sounds that practices of writing take for each other; vowels and what may be silent tell nothing.
_FAMILIES = (
    "p b", "f v w", "t d", "s z ts dz", "sh zh shch ch dj", "k g ks",
    "x h", "m", "n ny ng", "l", "r",
)  # fmt: skip
_FAMILY = {sound: chr(97 + n) for n, row in enumerate(_FAMILIES) for sound in row.split()}
#: Consonants that make a key, and the most keys that one word has.
_LENGTH, _MOST = 4, 12
#: Names that are compared in full at most.
_TRIED = 40
_REMEMBERED = 1 << 16

Id = TypeVar("Id", bound=Hashable)


@lru_cache(_REMEMBERED)
def keys_of(word: str) -> frozenset[str]:
    """Keys of a word of a name: its first consonants by families, one key for each reading."""
    places = [_families(sound) for sound in sounds(word)]
    made = ("".join(row)[:_LENGTH] for row in islice(product(*places[: 3 * _LENGTH]), 64))
    return frozenset(islice((key for key in dict.fromkeys(made) if key), _MOST)) or frozenset({""})


def _families(sound: Sound) -> list[str]:
    return sorted({_FAMILY.get(one, "") for one in sound})


class NameIndex(Generic[Id]):
    """Names of identities, each under an id of the caller's; an identity may have many."""

    def __init__(self, names: Iterable[tuple[Id, str]] = ()) -> None:
        self._names: list[tuple[Id, str]] = []
        self._lengths: list[int] = []
        self._places: dict[str, set[int]] = defaultdict(set)
        for identity, name in names:
            self.add(identity, name)

    def __len__(self) -> int:
        return len(self._names)

    def add(self, identity: Id, name: str) -> None:
        """Know a name of an identity."""
        place = len(self._names)
        self._names.append((identity, name))
        words = parts_of(name).without_particles()
        self._lengths.append(sum(map(len, words)))
        for word in words:
            for key in keys_of(word):
                self._places[key].add(place)

    def find(self, name: str) -> list[tuple[Id, Matched]]:
        """Identities that the name may be of, the best match first, each once.

        A name of several words must share the keys of two of them, initials aside, with a known
        one.
        """
        words = [word for word in parts_of(name).without_particles() if len(word) > 1]
        best: dict[Id, Matched] = {}
        for place in self._likely(words):
            identity, known = self._names[place]
            matched = match_names(name, known)
            if matched.is_match and (identity not in best or best[identity].score < matched.score):
                best[identity] = matched
        return sorted(best.items(), key=lambda row: -row[1].score)

    def _likely(self, words: Sequence[str]) -> list[int]:
        """Places of names that share keys with the words: those that share most, and of these
        those about as long, first.
        """
        found: list[set[int]] = [
            set().union(*(self._places.get(key, ()) for key in keys_of(word))) for word in words
        ]
        found.sort(key=len)
        likely = set(found[0]) if len(found) == 1 else set()
        for n, one in enumerate(found):
            for other in found[n + 1 :]:
                likely |= one & other
        length = sum(map(len, words))

        def fit(place: int) -> tuple[int, int, int]:
            shared = sum(place in one for one in found)
            return shared, -abs(self._lengths[place] - length), -place

        return nlargest(_TRIED, likely, key=fit)
