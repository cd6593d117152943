"""Words of a text and rows of words found among them.

A row is written as in the lexicon: `sign-/s/ed` a stem with the endings allowed (the first is
none), `sign*` a stem with any ending, `a|b` either, `...` up to five words between.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from dragoman.model import Span

_WORD = re.compile(r"[^\W_]+")
_GAP = "..."
#: Words that `...` may stand for.
REACH = 5
#: Words whose rows are remembered.
_REMEMBERED = 8192

T = TypeVar("T")


class Word(NamedTuple):
    """A word or number: half-open interval of code points, and its folded form."""

    start: int
    end: int
    key: str


def fold(text: str) -> str:
    """Lower case, ё as е; of the same words as the text."""
    return text.lower().replace("ё", "е")


#: The same of single words, which recur.
_fold_word = lru_cache(_REMEMBERED)(fold)


def find_words(text: str, span: Span | None = None) -> tuple[Word, ...]:
    """Words in order; marks are left out and hyphens part words."""
    start, end = span or Span(0, len(text))
    return tuple(
        Word(*match.span(), _fold_word(match[0])) for match in _WORD.finditer(text, start, end)
    )


class _Part(NamedTuple):
    """One place of a row: whole words and stems that fit it."""

    whole: frozenset[str]
    stems: tuple[str, ...]

    def fits(self, key: str) -> bool:
        return key in self.whole or (bool(self.stems) and key.startswith(self.stems))


def _part(written: str) -> _Part:
    whole: set[str] = set()
    stems: list[str] = []
    for choice in written.split("|"):
        stem, dash, endings = choice.partition("-")
        for ending in endings.split("/") if dash else _bare(choice):
            word = (stem if dash else "") + ending
            if word.endswith("*"):
                stems.append(fold(word[:-1]))
            else:
                whole.add(fold(word))
    return _Part(frozenset(whole), tuple(dict.fromkeys(stems)))


def _bare(choice: str) -> list[str]:
    """`word/s` is short for `word-/s`."""
    stem, *endings = choice.split("/")
    return [stem, *(stem + ending for ending in endings)]


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """A row of words and what it stands for; None is a gap."""

    parts: tuple[_Part | None, ...]
    value: T

    def end(self, words: Sequence[Word], at: int) -> int | None:
        """Index after the last word where the row begins at `at`, else None."""
        return self._rest(words, at, 0)

    def _rest(self, words: Sequence[Word], at: int, part: int) -> int | None:
        while part < len(self.parts):
            here = self.parts[part]
            if here is None:
                for skip in range(REACH + 1):
                    end = self._rest(words, at + skip, part + 1)
                    if end is not None:
                        return end
                return None
            if at >= len(words) or not here.fits(words[at].key):
                return None
            at, part = at + 1, part + 1
        return at


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A row found: words `first` up to but not including `last`."""

    first: int
    last: int
    value: T

    def span(self, words: Sequence[Word]) -> Span:
        """Code points from the first word to the last."""
        return Span(words[self.first].start, words[self.last - 1].end)


class Rows(Generic[T]):
    """Many rows, looked up by their first word; the rows of a word once met are remembered."""

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        self._whole: dict[str, list[Row[T]]] = {}
        self._stems: dict[str, list[Row[T]]] = {}
        for written, value in pairs:
            parts = tuple(None if part == _GAP else _part(part) for part in written.split())
            row = Row(parts, value)
            first = parts[0]
            if first is None:
                raise ValueError(f"a row that begins with a gap: {written!r}")
            for word in sorted(first.whole):
                self._whole.setdefault(word, []).append(row)
            for stem in first.stems:
                self._stems.setdefault(stem, []).append(row)
        self._begun = lru_cache(_REMEMBERED)(self._beginning)

    def _beginning(self, key: str) -> tuple[Row[T], ...]:
        """Rows whose first word fits, whole words before stems, short stems before long."""
        stems = (self._stems.get(key[:size], ()) for size in range(1, len(key) + 1))
        return (*self._whole.get(key, ()), *chain.from_iterable(stems))

    def find(self, words: Sequence[Word]) -> Iterator[Hit[T]]:
        """All hits, in the order of their first words; they may overlap."""
        for at, word in enumerate(words):
            for row in self._begun(word.key):
                if (end := row.end(words, at)) is not None:
                    yield Hit(at, end, row.value)

    def any(self, words: Sequence[Word]) -> bool:
        """Whether any row is found."""
        return next(self.find(words), None) is not None
