"""The words of a body's name: a firm's, a ministry's, a movement's."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.resolve.data import toml
from dragoman.resolve.matching.parts import READ, listed, scripts_of, shown, words_in
from dragoman.resolve.matching.sounds import letters_of

_REMEMBERED = 1 << 14
_DOTTED = re.compile(r"\b(?:\w\.){2,}\w?(?=\W|$)")
_BRACKETS = re.compile(r"\(([^)]*)\)")
_GLUE = frozenset({"the", "of", "and", "for", "de", "la", "del", "y", "el", "и", "in", "to"})


@dataclass(frozen=True, slots=True)
class Body:
    """The words of a body's name, its legal form, articles and what stands in brackets left out."""

    words: tuple[str, ...]
    bracketed: tuple[str, ...]
    numbers: frozenset[str]


@lru_cache(_REMEMBERED)
def body_of(name: str) -> Body:
    """The words of a name of a firm, ministry or other body."""
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), shown(name)).replace("&", " and ")
    bracketed = " ".join(_BRACKETS.findall(text))
    plain = " ".join(_plain(_BRACKETS.sub(" ", text)))
    for form in _forms():
        plain = form.sub(" ", plain).strip() or plain
    numbers = toml("matching/words.toml")["numbers"]
    words = [numbers.get(word, word) for word in plain.split() if word not in _GLUE]
    digits = frozenset(word for word in words if word.isdigit())
    return Body(tuple(words) or tuple(plain.split()), tuple(_plain(bracketed)), digits)


def _plain(text: str) -> list[str]:
    return [letters_of(word) for word in words_in(text) if scripts_of(word) <= READ]


@cache
def _forms() -> list[re.Pattern[str]]:
    written = sorted(toml("matching/words.toml")["forms"]["written"], key=len, reverse=True)
    return [re.compile(rf"(?:(?<=\s)|^){re.escape(letters_of(form))}(?=\s|$)") for form in written]


@lru_cache(_REMEMBERED)
def is_body(name: str) -> bool:
    """Whether a name shows a legal form or a word that only bodies have."""
    words = _plain(shown(name))
    plain = " ".join(words)
    return any(word in listed("bodies") for word in words) or any(
        form.search(plain) for form in _forms() if len(words) > 1
    )
