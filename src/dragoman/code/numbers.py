"""Numbers as a text writes them: digits with the separators of a language, and number words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.code.data import table
from dragoman.code.words import fold
from dragoman.model import Span

_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+)"
)
_SIGNS = "$€£¥₽"
#: Digits that stand beside these are part of a name or a model.
_GLUE = "-–/#№+°.,:"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a number in digits; `value` is None for a word."""

    span: Span
    key: str
    value: float | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Number:
    """A number of one or more tokens, `first` up to but not including `last`.

    `bound` tells that it is a lower bound by itself (`thousands`); `digits` that it is in digits;
    `scale` is what its last word multiplies by, or 1.
    """

    first: int
    last: int
    value: float
    digits: bool
    bound: bool = False
    scale: float = 1


@cache
def words_of(lang: str) -> dict[str, Any]:
    """The number words of a language, folded."""
    data = dict(table("counting", lang))
    for name in ("units", "scales", "many"):
        data[name] = {fold(word): value for word, value in data[name].items()}
    return data


def find_tokens(text: str, span: Span, lang: str) -> list[Token]:
    """Words and digits of a stretch, in order."""
    tokens = []
    for match in _TOKEN.finditer(text, span.start, span.end):
        where = Span(*match.span())
        if match["digits"]:
            value = _value(match["digits"], words_of(lang))
            tokens.append(Token(where, match[0], value, _whole(text, where)))
        else:
            tokens.append(Token(where, fold(match[0])))
    return tokens


def _whole(text: str, span: Span) -> bool:
    """Whether digits stand alone rather than in a model, a date or a score (`S-400`, `K2`)."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if before.isalpha() or after.isalpha() or before == "_" or after == "_":
        return False
    if before and before in _GLUE + "–" and text[span.start - 2 : span.start - 1].strip():
        return before in "–" and text[span.start - 2 : span.start - 1].isdigit()
    return not (after and after in "-/:°%" and text[span.end + 1 : span.end + 2].strip())


def _value(digits: str, data: dict[str, Any]) -> float:
    decimal = data["decimal"]
    groups = re.split(r"[.,\u00a0\u202f ]", digits)
    marks = re.findall(r"[.,\u00a0\u202f ]", digits)
    if not marks:
        return float(digits)
    whole = groups[0]
    for mark, group in zip(marks, groups[1:], strict=True):
        last = group is groups[-1] and mark == marks[-1] and mark in ".,"
        if last and (len(group) != 3 or (mark == decimal and mark not in data["thousands"])):
            return float(f"{whole}.{group}")
        whole += group
    return float(whole)


def read_number(tokens: Sequence[Token], at: int, lang: str) -> Number | None:
    """The number that begins at a token, with its scale words; None where none does."""
    data = words_of(lang)
    for size in (3, 2, 1):
        phrase = " ".join(token.key for token in tokens[at : at + size])
        if len(tokens[at : at + size]) == size and phrase in data["many"]:
            return Number(at, at + size, float(data["many"][phrase]), False, True)
    if tokens[at].value is not None:
        if not tokens[at].whole:
            return None
        return _scaled(tokens, at, at + 1, tokens[at].value or 0.0, True, data)
    return _worded(tokens, at, data)


def _scaled(
    tokens: Sequence[Token], first: int, at: int, value: float, digits: bool, data: dict[str, Any]
) -> Number:
    scale = 1.0
    while at < len(tokens) and tokens[at].key in data["scales"]:
        scale *= float(data["scales"][tokens[at].key])
        at += 1
    return Number(first, at, round(value * scale, 6), digits, False, scale)


def _worded(tokens: Sequence[Token], at: int, data: dict[str, Any]) -> Number | None:
    units, scales = data["units"], data["scales"]
    first, total, current, scale, end = at, 0.0, 0.0, 1.0, at
    while at < len(tokens):
        key = tokens[at].key
        if key in units:
            current, scale = current + float(units[key]), 1.0
        elif key in scales:
            scale = float(scales[key])
            current = (current or 1.0) * scale
            if scale >= 1000:
                total, current = (total + current, 0.0)
        elif not (key in data["joint"] and end > first and _goes_on(tokens, at, current, data)):
            break
        at += 1
        if key not in data["joint"]:
            end = at
    if end == first:
        return None
    return Number(first, end, total + current, False, False, scale)


def _goes_on(tokens: Sequence[Token], at: int, current: float, data: dict[str, Any]) -> bool:
    """Whether `and` joins tens and units (`treinta y seis`), not two numbers."""
    following = tokens[at + 1].key if at + 1 < len(tokens) else ""
    value = data["units"].get(following, 0)
    return bool(value) and value < (10 if current % 100 else 100) and current >= 20 > value % 100
