"""The dateline that opens an agency's text: `MINSK, Oct 7 (Agency) -`."""

import re
from dataclasses import dataclass
from functools import cache

from dragoman.model import Dateline, Span
from dragoman.read.vocabulary import either, table

#: Code points in which a dateline must end.
_REACH = 160


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline, and the agency it names as written, or empty."""

    dateline: Dateline
    agency: str = ""


_UPPER = r"A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽА-ЯЁІЇЄҐЎ"
_DASH = r"(?:[—–―]|--?)"
_CAPITAL = rf"[{_UPPER}]"
_LETTER = r"[^\W\d_]"
_WORD = rf"{_CAPITAL}(?:{_LETTER}|['’.-](?={_LETTER}))*"
_JOIN = r"(?:de|del|la|las|los|el|al|da|do|dos|of|the|and|y|и|на|des?|sur|am|an)"
_PLACE = rf"(?:{_WORD}(?:\.?[ \u00a0](?:{_JOIN}[ \u00a0]){{0,2}}{_WORD}){{0,4}})"
_PLACES = rf"(?P<place>{_PLACE}(?:\s?/\s?{_PLACE}|[ ](?:y|and|и)[ ]{_PLACE})?)"
_REGION = rf"(?:\s?/{_PLACE}/|\s?\({_PLACE}\)|,\s{_PLACE}\.?(?=[\s,.:]))?"
_AGENCY = r"(?:\((?P<round>[^()\n]{2,40})\)|/(?P<slash>[^/\n]{2,40})/)"
_AFTER_DASH = rf"(?P<name>(?:{_WORD}|\d[\w.]*)(?:[ ]«?{_WORD}»?){{0,3}})"
#: Flags, arrows and bullets may stand before a dateline; words, brackets and quotes may not.
_LEAD = r"[^\w(\"'«“¿¡#@]{0,8}"


@cache
def _date() -> str:
    data = table("datelines")
    months, days = either(data["months"]), either(data["weekdays"])
    year = r"(?:(?:,|\s(?:de|del))?\s\d{4}(?:\s(?:г\.|года))?)?"
    return (
        rf"(?:(?i:{days}),?\s)?(?:"
        rf"(?i:{months})\.?\s\d{{1,2}}(?:st|nd|rd|th)?{year}"
        rf"|\d{{1,2}}(?:\s(?:de|of))?\s(?i:{months})(?!{_LETTER})(?:\.(?!\s?/|-|\s*\Z))?{year}"
        rf"|\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?)"
    )


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    date = rf"(?P<date>{_date()})"
    dated = rf"{_PLACES}{_REGION}[,.]?\s{date}"
    turn = rf"(?:\s?[.:]?\s?{_DASH}+|\s?:|\.)"
    forms = (
        # MINSK, Oct 7 (Agency) -   NAIROBI, 25 de abril. /Agency/.   Dhaka, Nov 9 (Agency) The
        rf"{dated}[.,]?\s?{_AGENCY}(?:{turn}|(?=\s{_CAPITAL}))",
        # МОСКВА, 7 окт — Агентство.   Bakú, 24 de septiembre, AGENCIA (and a new line)
        rf"{dated}\.?\s?{_DASH}\s{_AFTER_DASH}\.",
        rf"{dated},\s{_AFTER_DASH}(?=\s*\n)",
        # Владивосток. 21 декабря. АГЕНТСТВО —
        rf"{dated}\.\s(?P<agency>{_CAPITAL}{{2,}}(?:[ ]{_CAPITAL}{{2,}}){{0,2}})(?:\.|\s{_DASH}+)",
        # DAKAR, July 17 -   Panamá, 15 abr.-
        rf"{dated}{turn}",
        # NAIROBI, Kenia (AP).-   YEREVAN (Some Media) —
        rf"{_PLACES}{_REGION}\s?{_AGENCY}{turn}",
        # (Some Agency) BAKU, Azerbaijan, July 22.
        rf"\((?P<round>[^()\n]{{2,40}})\)\s{dated}{turn}",
        # Santiago.-
        rf"{_PLACES}{_REGION}\.\s?{_DASH}",
    )
    return tuple(re.compile(rf"{_LEAD}(?P<all>{form})(?=\s|\Z)") for form in forms)


@cache
def _bare() -> re.Pattern[str]:
    """`STUTTGART, Germany —`, `DAKAR:`: no date and no agency, so the place must show itself."""
    return re.compile(
        rf"{_LEAD}(?P<all>{_PLACES}{_REGION}(?:\s{_DASH}+|:))\s(?=[\"'«“]?[{_UPPER}¿¡\d])"
    )


@cache
def _undated() -> re.Pattern[str]:
    """`October 7, Agency.`, `October 7 —`: the day first, and no place."""
    return re.compile(
        rf"{_LEAD}(?P<all>(?P<date>{_date()})"
        rf"(?:[,.]\s(?:\((?P<round>[^()\n]{{2,40}})\)|(?P<name>{_WORD}))"
        rf"(?:\s?[.:]?\s?{_DASH}+|[.:])|\s{_DASH}+))\s(?=[\"'«“]?[{_UPPER}¿¡\d])"
    )


def find_dateline(text: str) -> Opening | None:
    """The dateline at the very beginning of a text, or None.

    Without a date or an agency, a place counts as a dateline where it is written in capitals or is
    a city that the room's data names.
    """
    head = text[:_REACH]
    line = head.lstrip().partition("\n")[0]
    if line.isupper() and "\n" in head.strip():
        return None  # a headline in capitals
    for form in _forms():
        if (found := form.match(head)) and _is_place(found["place"]):
            return _opening(found)
    found = _bare().match(head)
    if found and _stands_alone(found["place"]):
        return _opening(found)
    found = _undated().match(head)
    return _opening(found) if found else None


def _is_place(written: str) -> bool:
    data = table("datelines")
    return written.casefold() not in {word.casefold() for word in data["not_places"]}


def _stands_alone(written: str) -> bool:
    in_capitals = written.split("/")[0].isupper() and len(written) > 2
    return (in_capitals and _is_place(written)) or written in table("datelines")["cities"]


def _opening(found: re.Match[str]) -> Opening:
    parts = found.groupdict()
    names = (parts.get(key) for key in ("round", "slash", "name", "agency"))
    agency = next((name for name in names if name), "")
    place, day = parts.get("place") or "", (parts.get("date") or "").rstrip(".")
    return Opening(Dateline(Span(*found.span("all")), place, day), agency.strip())
