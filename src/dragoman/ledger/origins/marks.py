"""What two tellings of one thing share whatever their languages: names, numbers, days, quotes.

Only the lead is looked at: what follows is often background that any report may have.
"""

import re
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass

from dragoman.code.page import Page
from dragoman.ledger.folding import fold
from dragoman.model import Coding, Mention
from dragoman.resolve.matching import match_names
from dragoman.resolve.matching.index import keys_of

#: Sentences from the start that are the lead.
LEAD = 3
#: Letters of a word with a capital, and sounds of it, that are enough to know it again.
_LETTERS, _SOUNDS = 4, 3
#: Words of a quotation that are enough to know it again.
_QUOTED = 2
_NUMBER = re.compile(r"\d+")

# What a shared mark of each sort weighs.
_WEIGHTS = {
    "persons": 2.0, "places": 1.5, "quotes": 2.0, "numbers": 1.0, "days": 1.0, "entries": 1.0,
    "bodies": 0.7, "words": 0.3, "countries": 0.25,
}  # fmt: skip
#: Marks that any two leads lack: few marks prove little, however well they agree.
_DOUBT = 1.5
#: What it takes from the likeness that each lead names a person whom the other does not.
_OTHERS = 0.35


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a lead.

    `persons` are names as written; `words` the sounds of each word with a capital that stands in no
    known name; `days` are times in EDTF that tell a day; `entries` ids of the happenings that the
    whole report tells.
    """

    persons: tuple[str, ...] = ()
    words: frozenset[frozenset[str]] = frozenset()
    places: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two leads are, 0 to 1; what their shared marks weigh, and these in words."""

    share: float
    weight: float
    shared: tuple[str, ...]


def find_marks(
    page: Page, coding: Coding, entries: Iterable[str], sources: Collection[str] = ()
) -> Marks:
    """The marks of a report whose events are versions of these entries.

    Left out is what any report of the day has, or any on what its `sources` (by name) put out: the
    day of publication, and the bodies that are sources.
    """
    text, lead = page.report.text, page.sentences[:LEAD]
    end = lead[-1].span.end if lead else 0
    mentions = [mention for mention in page.mentions if mention.span.start < end]

    def named(what: str) -> frozenset[str]:
        return frozenset(m.name for m in mentions if m.what == what and m.sector != "MED")

    words = [
        text[word.start : word.end]
        for one in lead
        for word in one.words[1:]
        if not any(m.span.start <= word.start < m.span.end for m in one.mentions)
    ]
    today = page.report.published or ""
    times = [time for time in page.times if time.span.start < end]
    # What a date is made of is told by the day.
    numbers = {
        found[0]
        for found in _NUMBER.finditer(text[:end])
        if not any(time.span.start <= found.start() < time.span.end for time in times)
    }
    quoted = (fold(q.text) for q in coding.quotes if q.anchor and q.anchor.start < end)
    return Marks(
        persons=tuple(sorted(_persons(mentions))),
        words=frozenset(filter(None, map(_sounds, words))),
        places=named("place"),
        bodies=named("body") - frozenset(sources),
        countries=frozenset(m.country for m in mentions if m.country),
        numbers=frozenset(numbers - {today[:4]}),
        days=frozenset(t.edtf for t in times if _tells_day(t.edtf) and t.edtf.rstrip("~") != today),
        quotes=frozenset(words for words in quoted if len(words.split()) >= _QUOTED),
        entries=frozenset(entries),
    )


def _persons(mentions: Iterable[Mention]) -> set[str]:
    return {m.name for m in mentions if m.what == "person" and m.form == "name"}


def _tells_day(edtf: str) -> bool:
    return len(edtf.split("/")[0].rstrip("~?%")) == len("2000-01-01")


def _sounds(word: str) -> frozenset[str]:
    if len(word) < _LETTERS or not word[0].isupper():
        return frozenset()
    return frozenset(key for key in keys_of(fold(word)) if len(key) >= _SOUNDS)


def compare(one: Marks, other: Marks) -> Likeness:
    """How alike two leads are; the order of the two makes no difference."""
    shared: dict[str, list[Hashable]] = {
        sort: sorted(getattr(one, sort) & getattr(other, sort))
        for sort in _WEIGHTS
        if sort not in ("persons", "words")
    }
    shared["persons"] = [*_met(one.persons, other.persons)]
    heard = frozenset().union(*other.words)
    shared["words"] = [word for word in one.words if word & heard]
    weight = sum(_WEIGHTS[sort] * len(found) for sort, found in shared.items())
    most = sum(
        rate * min(len(getattr(one, sort)), len(getattr(other, sort)))
        for sort, rate in _WEIGHTS.items()
    )
    share = weight / (most + _DOUBT)
    if min(len(one.persons), len(other.persons)) > len(shared["persons"]):
        share -= _OTHERS
    told = [
        str(mark)
        for sort in ("persons", "places", "bodies", "days", "numbers", "quotes")
        for mark in shared[sort]
    ]
    return Likeness(round(max(0.0, min(1.0, share)), 3), round(weight, 3), tuple(told))


def _met(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """Persons of the one lead whom the other names too, in any script."""
    rest, met = list(other), []
    for name in one:
        found = next((known for known in rest if match_names(name, known).is_match), None)
        if found is not None:
            rest.remove(found)
            met.append(name)
    return met
