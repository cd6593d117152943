"""A text's fingerprint: which texts are near copies of each other.

MinHash (Broder 1997) over the set of three-word shingles of the folded text.
"""

import re
import unicodedata

from rensa import RMinHash

#: Number of values in a fingerprint.
PERMUTATIONS = 128
_SEED = 1
_SHINGLE = 3
#: A text of fewer words says too little of where it comes from.
_FEWEST_WORDS = 20
_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"[\u0300-\u036f]+")


def fold(text: str) -> str:
    """Lower case, without accents: what is left where copies differ only in how they are set."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def fingerprint(text: str) -> tuple[int, ...]:
    """128 unsigned 32-bit values, or none for a text of fewer than 20 words."""
    words = _WORD.findall(fold(text))
    if len(words) < _FEWEST_WORDS:
        return ()
    hashed = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    hashed.update([" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)])
    return tuple(hashed.digest())
