"""Durations, repetitions and the present, past and future at large: what TIMEX3 marks and no date
tells. They are never the time of an event.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.model import Span, TimeExpression
from dragoman.resolve.data import language, toml
from dragoman.resolve.times.finder import find_times
from dragoman.resolve.times.grammar import grammar
from dragoman.resolve.times.timex import timex_value
from dragoman.resolve.times.tokens import Token, read_tokens

_REFERENCES = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M",
    "year": "Y",
}  # fmt: skip
#: Units that TIMEX3 has no letter for.
_SEVERAL = {"fortnight": ("W", 2), "decade": ("Y", 10)}
#: Words that may stand between a number and its unit.
_BETWEEN = 1


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3: its words, type (DATE, DURATION or SET) and value; `edtf` where it tells a date."""

    span: Span
    type: str
    value: str
    edtf: str | None = None

    def to_json(self, text: str) -> dict[str, Any]:
        """As `dragoman times` writes it; `text` is what the span counts in."""
        return {
            "start": self.span.start,
            "end": self.span.end,
            "text": self.span.of(text),
            "edtf": self.edtf,
            "timex3": {"type": self.type, "value": self.value},
        }


def find_timexes(text: str, lang: str, published: str | None) -> list[Timex]:
    """All time expressions in order, none overlapping; arguments as for `find_times`."""
    lang = language(lang, text)
    tokens = read_tokens(text)
    dates = find_times(text, lang, published)
    loose = list(_loose(tokens, lang))
    found = [_dated(one, tokens, loose, lang) for one in dates]
    found += [one for one in loose if not any(one.span.meets(date.span) for date in dates)]
    return sorted(found, key=lambda one: one.span)


def _dated(
    time: TimeExpression, tokens: Sequence[Token], loose: Sequence[Timex], lang: str
) -> Timex:
    """A date; `the last two months` tells how long, and TIMEX3 has it as a duration."""
    keys = {token.key for token in tokens if time.span.holds(Span(token.start, token.end))}
    inside = [one for one in loose if one.type == "DURATION" and time.span.holds(one.span)]
    if inside and keys & _words(lang)["within"]:
        return Timex(time.span, "DURATION", inside[-1].value, time.edtf)
    return Timex(time.span, "DATE", timex_value(time.edtf), time.edtf)


@cache
def _words(lang: str) -> dict[str, Any]:
    data = toml("times/loose.toml")[lang]
    small = {word: unit for unit, words in data["small"].items() for word in words.split()}
    often = {word: value for value, words in data["often"].items() for word in words.split()}
    named = {
        name: frozenset(data[name].split()) for name in ("some", "half", "every", "rate", "within")
    }
    references = {word: name for name in _REFERENCES for word in data[name].split()}
    units = {**grammar(lang).classes["unit"], **small}
    return {**named, "often": often, "references": references, "units": units}


def _loose(tokens: Sequence[Token], lang: str) -> Iterator[Timex]:
    words = _words(lang)
    at = 0
    while at < len(tokens):
        found = _duration(tokens, at, words, lang)
        if found is not None:
            timex, at = found
            yield timex
            continue
        key = tokens[at].key
        span = Span(tokens[at].start, tokens[at].end)
        if key in words["often"]:
            yield Timex(span, "SET", words["often"][key])
        elif key in words["references"]:
            yield Timex(span, "DATE", words["references"][key])
        at += 1


def _duration(
    tokens: Sequence[Token], at: int, words: dict[str, Any], lang: str
) -> tuple[Timex, int] | None:
    """The duration that begins at a token, and the token after it."""
    number = _number(tokens[at], words, lang)
    if number is None or (number == "X" and _counts(tokens, at + 1, words, lang)):
        return None
    between = 0 if tokens[at].key in words["rate"] else _BETWEEN
    for unit in range(at + 1, min(at + 2 + between, len(tokens))):
        name = words["units"].get(tokens[unit].key)
        if name is not None:
            span = Span(tokens[at].start, tokens[unit].end)
            kind = "SET" if number == "every" else "DURATION"
            return Timex(span, kind, _value(number, str(name))), unit + 1
    return None


def _counts(tokens: Sequence[Token], at: int, words: dict[str, Any], lang: str) -> bool:
    """Whether a number stands there, that says more than the quantity before it."""
    return at < len(tokens) and _number(tokens[at], words, lang) not in (None, "X")


def _number(token: Token, words: dict[str, Any], lang: str) -> str | None:
    """How many: digits, a half, X for some, or `every`."""
    if token.number >= 0 and not token.ending:
        return str(token.number)
    for name, number in (("every", "every"), ("half", "0.5"), ("some", "X"), ("rate", "every")):
        if token.key in words[name]:
            return number
    value = grammar(lang).classes["n"].get(token.key)
    return None if value is None else f"{value:g}" if isinstance(value, (int, float)) else None


def _value(number: str, unit: str) -> str:
    letter, times = _SEVERAL.get(unit, (_LETTERS.get(unit, "D"), 1))
    count = "1" if number == "every" else number
    if times > 1 and count != "X":
        count = f"{float(count) * times:g}"
    if count == "0.5" and letter == "TH":
        count, letter = "30", "TM"
    marker, letter = ("PT", letter[1]) if len(letter) > 1 else ("P", letter)
    return f"{marker}{count}{letter}"
