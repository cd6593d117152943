"""What part of the ledger is asked for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.codebook import KINDS, STATUSES, is_country
from dragoman.errors import UsageError
from dragoman.model import DIFFERENCE_KINDS, DIFFERING

#: The most code points that a text filter may have.
LONGEST_TEXT = 200

#: That the reports of an entry differ, in whatever it may be.
ANYTHING = "anything"

#: What each field of the filter holds.
FILTER_FIELDS: Mapping[str, str] = {
    "actor": "country code that takes part, on either side: alpha-3, IGO:... or NSA:...",
    "other": "another country code that takes part",
    "kind": "kind of event in the codebook",
    "status": "status in the codebook",
    "since": "ISO day: the entry can lie on it or later",
    "until": "ISO day: the entry can lie on it or earlier",
    "lang": "language of a report that tells it, BCP 47",
    "text": "words of its names, evidence or titles",
    "differs": f"what its reports differ in: {ANYTHING}, {', '.join(DIFFERING)}",
    "difference": f"how they differ: {', '.join(DIFFERENCE_KINDS)}",
    "verdict": "accepted, corrected, rejected, unjudged or any; else what is not rejected",
}

#: Values of the filter `verdict`.
VERDICTS = ("accepted", "corrected", "rejected", "unjudged", "any")


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Entries wanted; what is None does not matter.

    `actor` and `other` are country codes that take part, on either side. `since` and `until` are
    ISO days: an entry is wanted where a day it can lie on falls between them, both included; one
    without any time is then left out. `lang` is the language of a report that tells it. `text` is
    what a person types: each word must begin a word of the names, evidence or titles; words between
    double quotes must stand together. `differs` is what its reports tell otherwise, one of
    `DIFFERING` or `ANYTHING`; `difference` is how, one of `DIFFERENCE_KINDS`. `verdict` is one of
    `VERDICTS`; None lets all through but what people rejected.
    """

    actor: str | None = None
    other: str | None = None
    kind: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    lang: str | None = None
    text: str | None = None
    differs: str | None = None
    difference: str | None = None
    verdict: str | None = None


def read_filter(told: Mapping[str, str]) -> EntryFilter:
    """The filter that a person's words make, by field; UsageError where a value cannot be."""
    for name, value in told.items():
        _check(name, value)
    wanted = EntryFilter(**told)
    if wanted.since and wanted.until and wanted.until < wanted.since:
        raise UsageError("the time ends before it begins", "give an until that is not before since")
    return wanted


def check_day(name: str, value: str) -> str:
    """The ISO day again; UsageError where it is none."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise UsageError(f"{name} is not a day: {value[:40]!r}", "write YYYY-MM-DD")


def _check(name: str, value: str) -> None:
    short = value[:40]
    if name in ("actor", "other") and not is_country(value):
        raise UsageError(f"not a country code: {short!r}", "give one such as CUB or IGO:NATO")
    if name == "kind" and value not in KINDS:
        raise UsageError(f"there is no kind {short!r}", f"use one of {', '.join(KINDS)}")
    if name == "status" and value not in STATUSES:
        raise UsageError(f"there is no status {short!r}", f"use one of {', '.join(STATUSES)}")
    if name == "differs" and value not in (ANYTHING, *DIFFERING):
        raise UsageError(
            f"reports differ in no {short!r}", f"use one of {', '.join((ANYTHING, *DIFFERING))}"
        )
    if name == "difference" and value not in DIFFERENCE_KINDS:
        raise UsageError(
            f"there is no difference {short!r}", f"use one of {', '.join(DIFFERENCE_KINDS)}"
        )
    if name == "verdict" and value not in VERDICTS:
        raise UsageError(f"there is no verdict {short!r}", f"use one of {', '.join(VERDICTS)}")
    if name in ("since", "until"):
        check_day(name, value)
    if name == "lang" and not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", value):
        raise UsageError(f"not a language: {short!r}", "give a code such as es")
    if len(value) > LONGEST_TEXT:
        raise UsageError(f"the {name} is too long", f"give at most {LONGEST_TEXT} characters")
