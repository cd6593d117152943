"""What a person asks for in words, and the words of a text as either store's index has them.

Folded here and not by the stores, so that the same question finds the same entries in both: letters
in lower case, Latin ones without accents, marks left out, all that is no letter or digit a gap.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand one after the other; where `open`, the last may go on."""

    words: tuple[str, ...]
    open: bool


def terms_of(user_text: str) -> tuple[Term, ...]:
    """Every term of the text, each once; none where it has no word.

    A word stands for all that begin with it; words between double quotes are a phrase. Whatever
    else the text holds is not syntax.
    """
    terms: list[Term] = []
    for phrase, bare in _PIECE.findall(user_text):
        if phrase:
            words = words_in(phrase)
            terms += [Term(words, open=False)] if words else []
        else:
            terms += [Term((word,), open=True) for word in words_in(bare)]
    return tuple(dict.fromkeys(terms))


def normal(wordings: Iterable[str]) -> str:
    """The words of each wording, a line each; what is alike once."""
    lines = (" ".join(words_in(wording)) for wording in wordings)
    return "\n".join(dict.fromkeys(line for line in lines if line))


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text, folded, in order."""
    # Composed first: a letter that is one with its mark, such as й, stays what it is.
    return tuple(unicodedata.normalize("NFC", text).translate(_FOLDED).split())


class _Folding(dict[int, str]):
    """What each character becomes, found when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = "".join(map(_folded, chr(code).casefold()))
        return folded


_FOLDED = _Folding()


def _folded(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind[0] == "M":
        return ""
    if kind[0] not in "LN" and kind != "Co":
        return " "
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter
