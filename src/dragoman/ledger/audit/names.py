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
from dragoman.resolve.matching import match_names
from dragoman.resolve.matching.index import keys_of
from dragoman.resolve.matching.inflected import nominatives
from dragoman.resolve.matching.parts import listed, parts_of

#: Stands for each letter of a masked name.
MASK = "\u2588"

#: Likeness from which a word is a name of one word that is looked for in every report.
ALONE = 0.7

#: Words of a name that a text may have beside those given, and those that are looked at at most.
_MORE, _MOST = 2, 8

_REMEMBERED = 1 << 14

#: Words between the names of two.
_AND = frozenset(("and", "und", "и"))

#: A word with marks and apostrophes within it; what may stand between two words of one name.
_WORD = re.compile(
    r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060]|['’ʼ`´](?=[^\W\d_]))*"
)
_BETWEEN = re.compile(r"(?:[\s.,'’_+/%-]|\u2010|\u2011|\u2013){1,4}")
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
        words = [word for name in told for word in _heavy(name)]
        self._keys = frozenset(key for word in words for key in keys_of(word))
        longest = max((len(_heavy(name)) for name in self._whole), default=0)
        self._longest = min(longest + _MORE, _MOST) if longest else 0
        self._known: dict[str, bool] = {}

    def is_named(self, text: str, *, cased: bool = True) -> bool:
        """Whether the text holds a whole name; `cased` where names in it begin with a capital."""
        return next(self._whole_spans(_words(text), text, cased), None) is not None

    def spans(self, text: str, *, cased: bool = True) -> list[Span]:
        """Where the person is named in a text of a report that names the person as a whole."""
        words = _words(text)
        found = list(self._whole_spans(words, text, cased))
        found += [word for word in words if self._is_lone(word.of(text), cased)]
        return _joined(found)

    def mask(self, text: str, *, cased: bool = True) -> str:
        """The text with every letter of the name masked, at the same length."""
        return masked(text, self.spans(text, cased=cased))

    def _whole_spans(self, words: Sequence[Span], text: str, cased: bool) -> Iterator[Span]:
        for word in words:
            if self._single and _fits(word.of(text), cased) and self._is_single(word.of(text)):
                yield word
        found: list[Span] = []
        for size in range(2, self._longest + 1):
            for row in _rows(words, text, size):
                whole = Span(row[0].start, row[-1].end)
                beside = any(whole.meets(one) for one in found)
                if self._may_be(row, text, cased, beside) and self._is_whole(whole.of(text)):
                    found.append(whole)
                    yield whole

    def _may_be(self, row: Sequence[Span], text: str, cased: bool, beside: bool) -> bool:
        """Whether it is worth while to compare: both ends, or all beside what was found, fit."""
        told = [word.of(text) for word in row]
        if not all(self._is_near(word) and _fits(word, cased) for word in (told[0], told[-1])):
            return False
        if beside:
            return all(map(self._is_near, told))
        return all(_may_stand_within(word, cased) for word in told)

    def _is_near(self, word: str) -> bool:
        """Whether the word may be one of the names': by its first consonants."""
        if word not in self._known:
            plain = "".join(parts_of(word).words)
            self._known[word] = any(
                one.startswith(key) or key.startswith(one)
                for one in (key[:1] if len(plain) == 1 else key for key in keys_of(plain))
                for key in self._keys
            )
        return self._known[word]

    def _is_whole(self, words: str) -> bool:
        return any(
            len(_heavy(form)) > 1 and match_names(form, name).is_match
            for form in _forms(words)
            for name in self._whole
        )

    def _is_single(self, word: str) -> bool:
        return self._is_near(word) and any(
            match_names(form, name).score >= ALONE
            for form in _forms(_OWNER.sub("", word))
            for name in self._single
        )

    def _is_lone(self, word: str, cased: bool) -> bool:
        word = _OWNER.sub("", word)
        return (
            len(word) > 1
            and _fits(word, cased)
            and self._is_near(word)
            and any(
                match_names(form, name).is_match for form in _forms(word) for name in self._lone
            )
        )


def masked(text: str, spans: Iterable[Span]) -> str:
    """The text with all but the white space of these spans masked."""
    letters = list(text)
    for span in spans:
        for n in range(*span):
            if not letters[n].isspace():
                letters[n] = MASK
    return "".join(letters)


def _words(text: str) -> list[Span]:
    return [Span(*found.span()) for found in _WORD.finditer(text)]


def _rows(words: Sequence[Span], text: str, size: int) -> Iterator[Sequence[Span]]:
    """Words that stand together, so many at a time."""
    for n in range(len(words) - size + 1):
        row = words[n : n + size]
        if all(_BETWEEN.fullmatch(text, one.end, other.start) for one, other in pairwise(row)):
            yield row


def _may_stand_within(word: str, cased: bool) -> bool:
    if word.lower() in _AND:
        return False
    return _fits(word, cased) or word.lower() in listed("particles")


def _fits(word: str, cased: bool) -> bool:
    """Whether a name may begin so: no small letter, where there are capitals."""
    return not cased or not word[0].islower()


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


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that meet as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
