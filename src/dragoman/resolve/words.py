"""Words of a text, and lookup of phrases among them.

A phrase is found word by word, so word boundaries hold by construction; of several phrases that
begin at one word the longest wins. Case: a capital letter in the phrase must be a capital in the
text, and a phrase in capitals alone (an acronym) must stand exactly so.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from dragoman.model import Span

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_ENDS = frozenset(".!?…:;\n•")
_OPENERS = frozenset("«»\"'“”„‘’([—–-")


def _folding() -> dict[int, str]:
    """Latin letters without accents, one for one, so that positions hold; ё as е."""
    table = {ord("ё"): "е", ord("Ё"): "Е", ord("’"): "'", ord("ʼ"): "'", ord("‘"): "'"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base
    table |= {ord("ı"): "i", ord("ø"): "o", ord("Ø"): "O", ord("ł"): "l", ord("Ł"): "L"}
    table |= {ord("đ"): "d", ord("Đ"): "D", ord("ə"): "a", ord("Ə"): "A"}
    return table


_FOLD = _folding()


def fold(text: str) -> str:
    """Lower case without accents, of the same length as the text but for rare letters."""
    return text.translate(_FOLD).lower()


#: The same of single words, which recur.
_fold_word = lru_cache(32768)(fold)


class Word(NamedTuple):
    """A word, number or single mark: half-open interval of code points, as written, folded."""

    start: int
    end: int
    text: str
    key: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def words(text: str) -> list[Word]:
    """Words and marks in order, white space left out."""
    return [Word(*match.span(), match[0], _fold_word(match[0])) for match in _WORD.finditer(text)]


def opens_sentence(text: str, found: Sequence[Word], at: int) -> bool:
    """Whether the word stands where any word takes a capital: first, or after a full stop."""
    while at > 0:
        before = found[at - 1]
        if "\n" in text[before.end : found[at].start] or before.text in _ENDS:
            return True
        if before.text not in _OPENERS or before.text == "-":
            return False
        at -= 1
    return True


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found: words `first` up to but not including `last`, and what it stands for."""

    first: int
    last: int
    value: T

    def span(self, found: Sequence[Word]) -> Span:
        """Code points covered."""
        return Span(found[self.first].start, found[self.last - 1].end)


class Phrases(Generic[T]):
    """A table of phrases, each with a value; the first value given for a phrase is kept."""

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        table: dict[str, dict[tuple[str, ...], tuple[tuple[str, ...], T]]] = {}
        for phrase, value in pairs:
            parts = tuple(word.text for word in words(phrase))
            keys = tuple(fold(part) for part in parts)
            case = tuple(_pattern(part, phrase) for part in parts)
            table.setdefault(keys[0], {}).setdefault((*keys, *case), (case, value))
        self._table = {
            first: sorted(
                ((keys[: len(case)], case, value) for keys, (case, value) in group.items()),
                key=lambda row: -len(row[0]),
            )
            for first, group in table.items()
        }

    def at(self, found: Sequence[Word], i: int) -> Match[T] | None:
        """The longest phrase that begins at word `i`."""
        for keys, case, value in self._table.get(found[i].key, ()):
            last = i + len(keys)
            if last > len(found):
                continue
            for at, key in enumerate(keys, i):
                word = found[at]
                if word.key != key or not _fits(word.text, case[at - i]):
                    break
            else:
                return Match(i, last, value)
        return None

    def find(self, found: Sequence[Word]) -> Iterator[Match[T]]:
        """Phrases from left to right, none overlapping."""
        i = 0
        while i < len(found):
            match = self.at(found, i)
            if match is None:
                i += 1
            else:
                yield match
                i = match.last


def _pattern(part: str, phrase: str) -> str:
    """What the text must show: the part itself, `A` for any capital, or nothing."""
    if phrase.upper() == phrase and phrase.lower() != phrase:
        return part
    return "A" if part[0].isupper() else ""


def _fits(text: str, pattern: str) -> bool:
    if len(pattern) > 1:
        return text == pattern
    return not pattern or text[0].isupper() or not text[0].isalpha()
