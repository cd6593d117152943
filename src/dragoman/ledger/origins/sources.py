"""Whom a report rests on: the bodies, persons and media that its opening names as sources.

The sayings of the opening speak for the whole report, a coding for each event. Each votes; the
outlet's own name most of all, where the outlet is a body's own. A body named without a state is
given one only from what stands beside it, from the dateline or from the outlet's own state.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from dragoman.code.attribution import Saying
from dragoman.code.page import Page, within
from dragoman.code.protocol import Names
from dragoman.ledger.folding import fold
from dragoman.model import Anchor, Coding, Mention, anchor
from dragoman.resolve import country_name

#: Sentences from the start whose sayings speak for the whole report.
OPENING = 5
#: Languages in which an outlet's name is looked at, whatever that of its report.
_LANGS = ("en", "es", "ru")
#: What may be a name in words that no list knows.
_NAME = re.compile(r"\b[^\W\d_a-zа-яё]\w{2}")
#: Sectors of the bodies that put out news of their own.
_OFFICIAL = frozenset({"GOV", "MIL", "SPY", "LEG", "JUD", "COP", "IGO"})
#: Letters that an outlet's name may have beside those of a body that is named without a state.
_SPARE = 4

# What each way of naming a source weighs. A saying counts half as much two sentences on.
_OWN = 6.0
_OURS = 3.0
_SAYS = 1.5
_RELAYED = 0.5
_EVENT = 0.7
_CREDIT = 0.2
#: What is left of a vote where the state stands not beside the body; where a state alone or words
#: without a known name are the source.
_INFERRED, _STATE, _WORDS = 0.9, 0.5, 0.34


@dataclass(frozen=True, slots=True)
class Source:
    """A source as a report names it.

    `what` is `body`, `person`, `office` (`the Norwegian minister`), `country`, `medium` or `words`;
    `name` is as the ledger writes it,
    `country` and `sector` as of a mention. `how` tells what speaks for it: `own` (the outlet is the
    body's own), `says`, `event`, `credit`. `words` are where the text names it, None where it
    does not. `weight` is the sum of the votes.
    """

    what: str
    name: str
    country: str | None = None
    sector: str | None = None
    how: str = "says"
    words: Anchor | None = None
    weight: float = 0.0


def own_source(outlet: str, country: str | None, names: Names) -> Source | None:
    """The body whose own outlet this is: a ministry's site, an embassy's channel; else None."""
    for lang in _LANGS:
        for mention in names.mentions(outlet, lang):
            if mention.what != "body" or mention.sector not in _OFFICIAL:
                continue
            if mention.country:
                return _source(mention, "own")
            # `People's Army Newspaper` is no army.
            if len(outlet) <= mention.span.end - mention.span.start + _SPARE:
                return _placed(_source(mention, "own"), country)
    return None


def find_sources(
    page: Page, sayings: Sequence[Saying], coding: Coding, names: Names
) -> tuple[Source, ...]:
    """Sources that the report rests on, the likeliest first."""
    votes: defaultdict[tuple[str, str, str | None], float] = defaultdict(float)
    first: dict[tuple[str, str, str | None], Source] = {}
    for source in _votes(page, sayings, coding, names):
        key = source.what, fold(source.name), source.country
        first.setdefault(key, source)
        votes[key] += source.weight
    # Sorting keeps the order of equals: who is named first.
    ranked = sorted(first, key=lambda key: -votes[key])
    return tuple(replace(first[key], weight=round(votes[key], 3)) for key in ranked)


def _votes(page: Page, sayings: Sequence[Saying], coding: Coding, names: Names) -> Iterator[Source]:
    report = page.report
    if own := own_source(report.outlet, report.outlet_country, names):
        yield replace(own, weight=_OWN)
    yield from _ours(page, coding)
    home = home_country(page, coding, names)
    for saying in sayings:
        if saying.sentence >= OPENING:
            break
        yield from _of_saying(page, saying, home)
    yield from _of_events(page, coding, home)
    for name in report.credits:
        yield Source("medium", name, how="credit", weight=_CREDIT)


def _ours(page: Page, coding: Coding) -> Iterator[Source]:
    """A body that the text itself speaks as, outside of what it quotes: `our air force`."""
    quoted = [quote.anchor.span for quote in coding.quotes if quote.anchor]
    for mention in page.mentions:
        if mention.what != "body" or mention.sector not in _OFFICIAL:
            continue
        sentence = page.sentence_at(mention.span.start)
        before = [w for w in sentence.words if w.start < mention.span.start] if sentence else []
        spoken = before and before[-1].key in _words_for_ours()[page.lang]
        if spoken and not any(span.meets(mention.span) for span in quoted):
            source = _placed(_source(mention, "own", page), page.report.outlet_country)
            yield replace(source, weight=_OURS)
            return


@cache
def _words_for_ours() -> dict[str, frozenset[str]]:
    text = files("dragoman.ledger.origins").joinpath("voice.toml").read_text(encoding="utf-8")
    return {lang: frozenset(words) for lang, words in tomllib.loads(text)["ours"].items()}


def home_country(page: Page, coding: Coding, names: Names) -> str | None:
    """The state of a body that is named without one: that of the dateline, else of the outlet.

    Of the outlet only where its state takes part in what the report tells.
    """
    report = page.report
    if report.dateline and report.dateline.place:
        # Written in capitals a place is not found.
        for mention in names.mentions(report.dateline.place.title(), page.lang):
            if mention.country:
                return mention.country
    parties = [one for event in coding.events for one in (*event.initiator, *event.recipient)]
    home = report.outlet_country
    told = home in page.states or any(party.country == home for party in parties)
    return home if told else None


def _of_saying(page: Page, saying: Saying, home: str | None) -> Iterator[Source]:
    weight = (_SAYS + _RELAYED * saying.relayed) / (1 + saying.sentence / 2)
    span = saying.statement.source[0]
    mentions = within(page.mentions, span)
    named = [mention for mention in mentions if mention.what in ("body", "person")]
    for mention in named:
        yield _found(page, mention, mentions, home, weight)
    if named:
        return
    states = [mention for mention in mentions if mention.what == "country"]
    if saying.what == "country" and states:
        yield replace(_source(states[0], "says", page), weight=weight * _STATE)
    elif saying.what == "words" and _NAME.search(saying.speaker):
        words = anchor(page.report.text, span)
        yield Source("words", saying.speaker, words=words, weight=weight * _WORDS)


def _of_events(page: Page, coding: Coding, home: str | None) -> Iterator[Source]:
    """Who says each event that is the report's news."""
    known: dict[str, Mention] = {}
    for mention in page.mentions:
        if mention.what != "place":
            known.setdefault(mention.name, mention)
    for event in coding.events:
        if event.said_by and not event.background and event.said_by[-1] in known:
            found = _found(page, known[event.said_by[-1]], (), home, _EVENT)
            yield replace(found, how="event")


def _found(
    page: Page, mention: Mention, beside: Sequence[Mention], home: str | None, weight: float
) -> Source:
    source = replace(_source(mention, "says", page), weight=weight)
    if source.country or source.what not in ("body", "person", "office"):
        return source
    near = {other.country for other in beside if other.country and other.sector != "MED"}
    if len(near) == 1:
        return _placed(source, near.pop())
    if source.what != "body" or home is None:
        return source
    return replace(_placed(source, home), weight=weight * _INFERRED)


def _placed(source: Source, country: str | None) -> Source:
    """The source as one of this state; a body's name tells it."""
    if country is None or source.country is not None:
        return source
    name = f"{source.name} of {country_name(country)}" if source.what == "body" else source.name
    return replace(source, name=name, country=country)


def _source(mention: Mention, how: str, page: Page | None = None) -> Source:
    what = "medium" if mention.sector == "MED" else mention.what
    if what == "person" and mention.form == "role":
        what = "office"
    words = anchor(page.report.text, mention.span) if page else None
    return Source(what, mention.name, mention.country, mention.sector, how, words)
