"""Where a text names a person, in whatever form, and the text with the name masked.

Words that stand together are compared with the given names by how they may sound, as they are and
with the Russian endings of a case taken off. What is meant to be erased must not stay, so rather a
word too much is masked than one too few.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from dragoman.errors import UsageError
from dragoman.model import Span
from dragoman.resolve.matching.index import keys_of
from dragoman.resolve.matching.inflected import nominatives
from dragoman.resolve.matching.names import ENOUGH, match_names
from dragoman.resolve.matching.parts import listed, parts_of
from dragoman.resolve.matching.sounds import Sound, sounds

#: Stands for each letter of a masked name.
MASK = "\u2588"

#: Likeness from which a word is a name of one word that is looked for in every report.
ALONE = 0.7

#: Words of a name that a text may have beside those given, and those that are looked at at most.
_MORE, _MOST = 2, 8

_REMEMBERED = 1 << 14

#: Small words within a name; `and` stands between the names of two.
_PARTICLES = listed("particles") - {"and", "und", "и", "i"}

#: A word with marks and apostrophes within it; what may stand between two words of one name.
_WORD = re.compile(
    r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060]|['’ʼ`´](?=[^\W\d_]))*"
)
_BETWEEN = re.compile(r"(?:[\s.,'’_+/%-]|\u2010|\u2011|\u2013){1,4}")
_HYPHENS = "-\u2010\u2011"
_OWNER = re.compile(r"['’ʼ`´]s$")


class Person:
    """A person by the names that are to be found: each as written in any script, in any order.

    A name of one word beside longer ones counts only in texts that hold a longer one. Names of
    titles, particles or single letters alone raise UsageError.
    """

    def __init__(self, names: Iterable[str]) -> None:
        told = [name for name in dict.fromkeys(" ".join(name.split()) for name in names) if name]
        self._whole = [name for name in told if len(_heavy(name)) > 1]
        single = [name for name in told if name not in self._whole]
        for name in single:
            if not _heavy(name) or len(_heavy(name)[0]) < 2:
                raise UsageError(f"not a person's name: {name[:60]!r}", "give the whole name")
        if not told:
            raise UsageError("no name is given", "give the person's name")
        self._single = () if self._whole else tuple(single)
        # The first word of a name is mostly the given one, which others in a report have too.
        later = [word for name in self._whole for word in _heavy(name)[1:] if len(word) > 1]
        self._lone = tuple(dict.fromkeys([*single, *later]))
        self._words = tuple(dict.fromkeys(word for name in told for word in _heavy(name)))
        self._keys = frozenset(key for word in self._words for key in keys_of(word))
        starts = (sounds(word)[0] for word in self._words if sounds(word))
        self._starts: Sound = frozenset().union(*starts)
        longest = max((len(_heavy(name)) for name in self._whole), default=0)
        self._longest = min(longest + _MORE, _MOST) if longest else 0
        self._known: dict[str, bool] = {}

    def is_named(self, text: str, *, cased: bool = True) -> bool:
        """Whether the text holds a whole name; `cased` where names in it begin with a capital."""
        return next(self._whole_names(_Text(text, cased)), None) is not None

    def spans(self, text: str, *, cased: bool = True) -> list[Span]:
        """Words that name the person, in a text of a report that names the person as a whole."""
        told = _Text(text, cased)
        found = {word for row in self._whole_names(told) for word in row}
        found |= {word for word in told.words if told.fits(word) and self._is_lone(word.of(text))}
        return sorted(found)

    def mask(self, text: str, *, cased: bool = True) -> str:
        """The text with every letter of the name masked, at the same length."""
        return masked(text, self.spans(text, cased=cased))

    def wordings(self, text: str) -> set[str]:
        """What `mask` masks, words that stand together as one."""
        found: list[Span] = []
        for span in self.spans(text):
            if found and _BETWEEN.fullmatch(text, found[-1].end, span.start):
                found[-1] = Span(found[-1].start, span.end)
            else:
                found.append(span)
        return {span.of(text) for span in found}

    def _whole_names(self, told: "_Text") -> Iterator[Sequence[Span]]:
        """The words of each whole name."""
        if self._single:
            yield from ((one,) for one in told.words if self._is_single(told, one))
        found: set[Span] = set()
        for size in range(2, self._longest + 1):
            for row in told.rows(size):
                words = [word.of(told.text) for word in row]
                beside = not found.isdisjoint(row)
                if self._may_be(told, row, words, beside) and self._is_whole(
                    told.text[row[0].start : row[-1].end]
                ):
                    found.update(row)
                    yield row

    def _may_be(
        self, told: "_Text", row: Sequence[Span], words: Sequence[str], beside: bool
    ) -> bool:
        """Whether it is worth while to compare: both ends, or all beside what was found, fit."""
        if not all(told.fits(row[n]) and self._is_near(words[n]) for n in (0, -1)):
            return False
        fits = self._is_part if beside else None
        return all(
            one.lower() in _PARTICLES or (fits(one) if fits else told.fits(span))
            for span, one in zip(row, words, strict=True)
        )

    def _is_part(self, word: str) -> bool:
        """Whether the word may be one of the names', or the initial of one."""
        return self._is_near(word) and (
            len(word) == 1 or any(_alike(form, one) for form in _forms(word) for one in self._words)
        )

    def _is_near(self, word: str) -> bool:
        """Whether the word may be one of the names': by its first consonants, an
        initial by its sound.
        """
        if word not in self._known:
            plain = "".join(parts_of(word).words)
            self._known[word] = (
                bool(sounds(plain)[0] & self._starts)
                if len(plain) == 1 and sounds(plain)
                else any(_meet(one, other) for one in keys_of(plain) for other in self._keys)
            )
        return self._known[word]

    def _is_whole(self, words: str) -> bool:
        return any(
            len(_heavy(form)) > 1 and _alike(form, name)
            for form in _forms(words)
            for name in self._whole
        )

    def _is_single(self, told: "_Text", span: Span) -> bool:
        word = _OWNER.sub("", span.of(told.text))
        return (
            told.fits(span)
            and self._is_near(word)
            and any(_alike(form, name, ALONE) for form in _forms(word) for name in self._single)
        )

    def _is_lone(self, word: str) -> bool:
        word = _OWNER.sub("", word)
        return (
            len(word) > 1
            and self._is_near(word)
            and any(
                match_names(form, name).is_match for form in _forms(word) for name in self._lone
            )
        )


class _Text:
    """A text's words; `cased` where a name begins with a capital, or after a hyphen."""

    def __init__(self, text: str, cased: bool) -> None:
        self.text = text
        self.words = [Span(*found.span()) for found in _WORD.finditer(text)]
        self._cased = cased

    def fits(self, word: Span) -> bool:
        """Whether a name may begin so; of scripts without capitals any word may."""
        if not self._cased or not self.text[word.start].islower():
            return True
        return word.start > 0 and self.text[word.start - 1] in _HYPHENS

    def rows(self, size: int) -> Iterator[Sequence[Span]]:
        """Words that stand together, so many at a time."""
        for n in range(len(self.words) - size + 1):
            row = self.words[n : n + size]
            if all(_BETWEEN.fullmatch(self.text, a.end, b.start) for a, b in pairwise(row)):
                yield row


def _alike(one: str, other: str, least: float = ENOUGH) -> bool:
    """Whether two names match; a spelling of two scripts at once matches itself alone."""
    return one.casefold() == other.casefold() or match_names(one, other).score >= least


def _meet(one: str, other: str) -> bool:
    """Whether one key begins as the other: endings of a case make a key longer."""
    return one == other or bool(one and other and (one.startswith(other) or other.startswith(one)))


def masked(text: str, spans: Iterable[Span]) -> str:
    """The text with these spans masked, a mask for each code point."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = MASK * (end - start)
    return "".join(letters)


@lru_cache(_REMEMBERED)
def _heavy(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without titles and particles."""
    told = parts_of(name)
    return tuple(
        word
        for word in told.words
        if word not in listed("particles") and word not in listed("titles")
    )


@lru_cache(_REMEMBERED)
def _forms(words: str) -> tuple[str, ...]:
    """The words as they are, and in the nominative of each case that some of them may stand in.

    Initials and names that do not change stand beside those that do.
    """
    told = parts_of(words).words
    cases = [dict(nominatives((word,))) for word in told]
    forms = {words: None}
    for case in dict.fromkeys(case for readings in cases for case in readings):
        made = (
            readings[case][0] if case in readings else word
            for word, readings in zip(told, cases, strict=True)
        )
        forms[" ".join(made)] = None
    return tuple(forms)
