"""Figures: quantities of people, arms, money, sites and incidents, exact or within bounds.

Dates, distances, durations, shares, ordinals and the numbers of models are no figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.code.attribution import Saying
from dragoman.code.numbers import Number, Token, find_tokens, read_number, words_of
from dragoman.code.origin import find_said_by
from dragoman.code.page import Page, Sentence
from dragoman.code.words import Rows, Word
from dragoman.model import Figure, Span, anchor

#: Words kept to tell what is counted.
_WHAT = 4
#: Words after a number in which a unit that bars it is looked for.
_UNIT_REACH = 2
#: Short forms of scale words, whose full stop ends no sentence.
_SHORT = frozenset({"тыс", "млн", "млрд", "bn", "mn"})
_YEARS = range(1900, 2100)
_SIGNS = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "₽": "roubles"}


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Value or bounds, and the tokens they were read from."""

    value: float | None
    low: float | None
    high: float | None
    first: int
    last: int


@cache
def _rows(lang: str, name: str) -> Rows[str]:
    return Rows((row, name) for row in words_of(lang)[name])


def find_figures(page: Page, sayings: Sequence[Saying]) -> tuple[Figure, ...]:
    """Figures in order; one that the report repeats of the same thing is kept once."""
    found: dict[tuple[object, ...], Figure] = {}
    for sentence in page.sentences:
        tokens = find_tokens(page.report.text, sentence.span, page.lang)
        at = 0
        while at < len(tokens):
            number = read_number(tokens, at, page.lang)
            if number is None:
                at += 1
                continue
            bounds = _bounds(tokens, number, page.lang)
            if _counts(page, sentence, tokens, number, bounds):
                figure = _figure(page, tokens, bounds, sayings)
                key = (figure.value, figure.low, figure.high, figure.unit[:5].casefold())
                found.setdefault(key, figure)
            at = max(bounds.last, at + 1)
    return tuple(found.values())


def _words(tokens: Sequence[Token]) -> list[Word]:
    return [Word(token.span.start, token.span.end, token.key) for token in tokens]


def _ends_with(tokens: Sequence[Token], lang: str, name: str) -> bool:
    """Whether a cue of the list ends just there."""
    words = _words(tokens[-4:])
    return any(hit.last == len(words) for hit in _rows(lang, name).find(words))


def _starts_with(tokens: Sequence[Token], lang: str, name: str) -> bool:
    words = _words(tokens[:4])
    return any(hit.first == 0 for hit in _rows(lang, name).find(words))


def _bounds(tokens: Sequence[Token], number: Number, lang: str) -> _Bounds:
    data = words_of(lang)
    before, first, last = tokens[: number.first], number.first, number.last
    second = None
    if last + 1 < len(tokens) and tokens[last].key in data["to"]:
        second = read_number(tokens, last + 1, lang)
    elif last < len(tokens) and tokens[last].value is not None and _dashed(tokens, last):
        second = read_number(tokens, last, lang)
    if second is not None and second.value > number.value and not second.bound:
        if _ends_with(before, lang, "between") or tokens[last].value is not None:
            low = number.value * (second.scale if number.scale == 1 else 1)
            return _Bounds(None, low, second.value, first, second.last)
        if tokens[last].key == data["to"][-1] and second.digits and number.digits:
            return _Bounds(None, number.value, second.value, first, second.last)
    if _ends_with(before, lang, "low_before"):
        # `more than a thousand`: the word is a number here, no bound of its own.
        exact = data["scales"].get(tokens[last - 1].key, number.value)
        return _Bounds(None, exact if number.bound else number.value, None, first, last)
    if number.bound:
        return _Bounds(None, number.value, None, first, last)
    if _starts_with(tokens[last:], lang, "low_after"):
        return _Bounds(None, number.value, None, first, last)
    if _ends_with(before, lang, "high_before"):
        return _Bounds(None, None, number.value, first, last)
    return _Bounds(number.value, None, None, first, last)


def _dashed(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].span.start - tokens[at - 1].span.end == 1


def _counts(
    page: Page, sentence: Sentence, tokens: Sequence[Token], number: Number, bounds: _Bounds
) -> bool:
    """Whether a number counts something, rather than dating, measuring or naming it."""
    text, lang = page.report.text, page.lang
    span = Span(tokens[bounds.first].span.start, tokens[bounds.last - 1].span.end)
    if any(time.span.meets(span) for time in sentence.times):
        return False
    after = tokens[bounds.last : bounds.last + 3]
    before = tokens[max(0, bounds.first - 4) : bounds.first]
    # `thousands of men` goes on with `of`, `two of them` counts nothing new.
    barring = after[1:] if number.bound else after[:_UNIT_REACH]
    if _starts_with(barring, lang, "not_after") or _percent(text, span):
        return False
    if _ends_with(before, lang, "not_before"):
        return False
    if text[span.start - 1 : span.start] in _SIGNS and span.start:
        return True
    gap = text[span.end : after[0].span.start] if after else "."
    if tokens[bounds.last - 1].key in _SHORT:
        gap = gap.removeprefix(".")
    if any(mark in gap for mark in ".;:!?()\n") or (gap.strip(" \u00a0") and not number.bound):
        return bounds.value is None and number.value > 10
    bounded = bounds.value is None
    if number.digits and number.scale == 1 and number.value in _YEARS and not bounded:
        return False
    if number.value < 2:
        return False
    if not number.digits and number.value <= 12 and not bounded:
        barred = _ends_with(before, lang, "definite") or _starts_with(after, lang, "not_small")
        return not barred
    return True


def _percent(text: str, span: Span) -> bool:
    return text[span.end : span.end + 2].strip("\u00a0 ")[:1] == "%"


def _figure(
    page: Page, tokens: Sequence[Token], bounds: _Bounds, sayings: Sequence[Saying]
) -> Figure:
    text = page.report.text
    span = Span(tokens[bounds.first].span.start, tokens[bounds.last - 1].span.end)
    what: list[str] = []
    end = span.end
    for token in tokens[bounds.last : bounds.last + _WHAT]:
        if text[end : token.span.start].strip(" -\u00a0"):
            break
        what.append(text[token.span.start : token.span.end])
        end = token.span.end
    sign = text[span.start - 1 : span.start] if span.start else ""
    unit = _SIGNS.get(sign) or (what[0] if what else "")
    return Figure(
        what=" ".join(what),
        value=bounds.value,
        low=bounds.low,
        high=bounds.high,
        unit=unit,
        said_by=find_said_by(page, span.start, (), False, sayings),
        anchor=anchor(text, span),
    )
