"""Agencies that a text is credited to, in its dateline or in the words that end it."""

import re
from dataclasses import dataclass
from functools import cache

from dragoman.model import Span
from dragoman.read.dateline import Opening
from dragoman.read.vocabulary import either, table

#: Code points from the end of a text in which a credit may begin.
_REACH = 300
_SPLIT = re.compile(r"\s*(?:/|,|;|&|\s[—–-]\s|\band\b|\by\b|\bи\b)\s*")
#: After the end of a sentence, or at the beginning of a line.
_BEGINS = r"(?:(?<=[.!?…»”\"]\s)|(?<=\n)|\A)"
_SIGNED = re.compile(
    r"(?<=\n)[—–-]\s?(?P<names>[^\W\d_a-zа-я][\w.]*(?:[ ][^\W\d_a-zа-я][\w.]*){0,2})\s*\Z"
)
#: A sub-editor's initials: `jrh/ad`, `/kl`.
_INITIALS = r"(?:\s?/?[a-z]{2,4}(?:/[a-z]{2,4})*)?"


@dataclass(frozen=True, slots=True)
class Credits:
    """Names of agencies in order, and the words at the end of the text that credit them."""

    names: tuple[str, ...] = ()
    span: Span | None = None


@cache
def _names() -> dict[str, str]:
    agencies = table("agencies")["agencies"]
    return {form: name for name, forms in agencies.items() for form in (name, *forms)}


@cache
def _endings() -> tuple[re.Pattern[str], ...]:
    phrases = table("agencies")["phrases"]
    before, after = either(phrases["before"]), either(phrases["after"])
    forms = rf"(?:{either([*_names(), *phrases['unnamed']])})(?!\w)"
    some = rf"(?P<names>{forms}(?:(?:\s?[/,;&]\s?|\s(?:and|y|и)\s){forms})*)"
    ends = r"[ \t]*(?=\Z|\s*\n)"
    return (
        # With information from AP.   (Con información de agencias)   По материалам ТАСС
        re.compile(rf"{_BEGINS}[(/\[*]?(?i:{before})\s?:?\s{some}[.)/\]*]*(?=\s|\Z)"),
        # AFP contributed reporting.
        re.compile(rf"{_BEGINS}[(*]?{some}\s(?i:{after})[.)*]*{ends}"),
        # (Reuters)   EFE   — AP   EFE jrh/ad
        re.compile(rf"{_BEGINS}[(/\[*]?(?:[—–-]\s?)?{some}{_INITIALS}[.)/\]*]*{ends}"),
    )


def find_credits(text: str, opening: Opening | None) -> Credits:
    """Agencies credited in the dateline and at the end of the text, each once, in that order.

    World-known agencies go by one name whatever the text writes; others that a dateline or a last
    line names are kept as written.
    """
    names = _in_dateline(opening) if opening else []
    start = opening.dateline.span.end if opening else 0
    tail = max(start, len(text) - _REACH)
    for form in _endings():
        if found := form.search(text, tail):
            names += _known(found["names"])
            return Credits(tuple(dict.fromkeys(names)), Span(*found.span()))
    if found := _SIGNED.search(text, tail):
        names += _known(found["names"]) or [found["names"]]
        return Credits(tuple(dict.fromkeys(names)), Span(found.start(), found.end("names")))
    return Credits(tuple(dict.fromkeys(names)))


def agency_name(written: str) -> str:
    """The one name of a world-known agency, in whatever script it is written; else as written."""
    return _names().get(written.strip(), written)


def _known(written: str) -> list[str]:
    parts = [written] if written in _names() else _SPLIT.split(written)
    return [_names()[part] for part in parts if part in _names()]


def _in_dateline(opening: Opening) -> list[str]:
    written = opening.agency.strip(" .")
    if not written:
        return []
    if known := _known(written):
        return known
    return [written] if opening.dateline.date or _looks_like_agency(written) else []


def _looks_like_agency(written: str) -> bool:
    """Whether brackets after a place hold an agency that is not known, and not a country."""
    generic = table("agencies")["phrases"]["generic"]
    return written.isupper() or any(word in written.split() for word in generic)
