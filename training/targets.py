"""What is to be learnt of a window: bags of positions that may be meant.

Of a passage or report of `data/` the words are marked; of a report coded by hand only its evidence,
the countries of its parties and the value of its time are known, so all that fit may be meant.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.code.attribution import find_sayings
from dragoman.code.origin import relays
from dragoman.code.page import Page, lay_out
from dragoman.code.parties import find_cast
from dragoman.code.windows import Candidate, Window, admit, is_stateless, windows_of
from dragoman.codebook import KINDS, STATUSES
from dragoman.evaluate.alike import same_name
from dragoman.evaluate.days import same_time
from dragoman.model import Event, Span, coding_from_json
from dragoman.read import read_row, read_text
from dragoman.resolve import Resolver
from passages import MarkedEvent, Named, Passage, read_passages
from reports import CodedReport, ReportEvent, Told, read_reports

KIND_NAMES = tuple(KINDS)
STATUS_NAMES = tuple(STATUSES)
#: What the time of an event may be beside the moments: not told, that of the news; and its place
#: beside the spots: not told, the state of the second side.
NONE, NEWS, HOST = 0, 1, 1
#: Code points from the start of a text in which a dateline names the agency.
DATELINE = 90


@dataclass
class Target:
    """An event to be found.

    `words` holds the places that may be its trigger. Of a side each bag stands for one party: one
    of its candidates is meant; `unsure` are candidates neither right nor wrong for the side.
    `times` holds NONE, NEWS or 2 + the place of a moment, one of which is right; nothing is known
    where it is empty. `sources` likewise holds NONE or 1 + the place of a speaker, `places` NONE,
    HOST or 2 + the place of a spot. `background` is None where not known.
    """

    kind: str
    status: str
    words: list[int]
    sides: tuple[list[list[int]], list[list[int]]]
    unsure: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))
    times: list[int] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    background: bool | None = None


@dataclass
class Lesson:
    """A window with its targets; `ref` names the report, `source` says of what kind it is.

    `states` holds for each person of the window the candidates, plus 1, that are of the person's
    state, NONE where none is; nothing is known where it is empty. The first `told` of the
    candidates are parties by words of their own.
    """

    window: Window
    targets: list[Target]
    ref: str
    source: str
    states: list[list[int]] = field(default_factory=list)
    told: int = 0


def from_passage(passage: Passage, names: Resolver, ref: str) -> Lesson | None:
    """The one window of a passage, with the events marked in it."""
    report = read_text(passage.text, ref="passage", lang=passage.lang, published=passage.day)
    page = lay_out(report, names)
    made = list(windows_of(page, find_cast(page), find_sayings(page), whole=False))
    if not made:
        return None
    window = made[0]
    for event in passage.events:
        for named in (*event.initiator, *event.recipient):
            known = any(one.span and one.span.meets(named.name) for one in window.candidates)
            if not known and window.words_in(named.name):
                place = window.words_in(named.name)[0]
                window.candidates.append(
                    Candidate(named.name, "", "words", window.sentences[place])
                )
    return Lesson(window, [t for e in passage.events if (t := _marked(window, e))], ref, "passage")


def _marked(window: Window, event: MarkedEvent) -> Target | None:
    place = _trigger(window, event.trigger)
    if place is None:
        return None
    left = [_named(window, named) for named in event.initiator]
    right = [_named(window, named) for named in event.recipient]
    times = [NONE, NEWS]
    if event.time:
        times = [2 + n for n, m in enumerate(window.moments) if m.time.span.meets(event.time)]
    sources = [NONE]
    if event.source:
        last = event.source[-1]
        sources = [
            1 + n
            for n, one in enumerate(window.speakers)
            if one.span.meets(last.name) or one.span.meets(last.span)
        ]
    unsure = _unsure(window, left, right)
    return Target(event.kind, event.status, [place], (left, right), unsure, times, sources)


def _trigger(window: Window, span: Span) -> int | None:
    """The longest word of a trigger."""
    inside = window.words_in(span)
    lengths = {i: window.words[i].end - window.words[i].start for i in inside}
    return max(inside, key=lambda i: (lengths[i], -i), default=None)


def _named(window: Window, named: Named) -> list[int]:
    spans = (named.name, named.span)
    return [
        i
        for i, one in enumerate(window.candidates)
        if one.span and any(one.span.meets(span) for span in spans)
    ]


def _unsure(
    window: Window, left: Sequence[Sequence[int]], right: Sequence[Sequence[int]]
) -> tuple[set[int], set[int]]:
    """Other mentions of the parties that are meant."""
    found: list[set[int]] = []
    for bags in (left, right):
        meant = {i for bag in bags for i in bag}
        codes = {window.candidates[i].country for i in meant} - {""}
        found.append(
            {
                i
                for i, one in enumerate(window.candidates)
                if one.country in codes and i not in meant
            }
        )
    return found[0], found[1]


def from_report(coded: CodedReport, names: Resolver) -> Iterator[Lesson]:
    """The windows of a report with marked events."""
    page = lay_out(read_row(coded.row), names)
    parties = [told for e in coded.events for told in (*e.initiator, *e.recipient) if told.span]
    known = {
        mention.name: told.value
        for mention in page.mentions
        for told in parties
        if is_stateless(mention) and told.span and mention.span.meets(told.span)
    }
    for window in windows_of(page, find_cast(page), find_sayings(page)):
        told, states = len(window.candidates), _admit(window, known)
        targets = [t for e in coded.events if (t := _reported(page, window, e))]
        yield Lesson(window, targets, coded.row["id"], "report", states, told)


def _admit(window: Window, known: Mapping[str, str]) -> list[list[int]]:
    """What is known of the persons' states; all are made candidates, as if all were known.

    Of whom nothing is known is given the state last named: else whoever is a candidate would
    be a party.
    """
    told = [
        [n for n, one in enumerate(window.candidates, 1) if one.country == known[name]] or [NONE]
        if (name := person.mention.name) in known
        else []
        for person in window.persons
    ]
    guessed: dict[str, str] = {}
    for person in window.persons:
        before = [
            one.country
            for one in window.candidates
            if one.span and one.span.start < person.mention.span.start
        ]
        for likely in before[-1:] or [one.country for one in window.candidates[:1]]:
            guessed[person.mention.name] = likely
    admit(window, {**guessed, **known})
    return told


def _reported(page: Page, window: Window, event: ReportEvent) -> Target | None:
    place = _trigger(window, event.trigger)
    if place is None:
        return None
    left = [bag for told in event.initiator if (bag := _party(window, told))]
    right = [bag for told in event.recipient if (bag := _party(window, told))]
    time = event.time
    times = _times(page, window, time.value if time else None)
    if time and time.span:
        meant = [2 + n for n, m in enumerate(window.moments) if m.time.span.meets(time.span)]
        times = meant or times
    return Target(
        event.kind,
        event.status,
        [place],
        (left, right),
        _unsure(window, left, right),
        times,
        _voices(page, window, event.source),
        _spots(window, event, right),
        event.background,
    )


def _spots(window: Window, event: ReportEvent, right: Sequence[Sequence[int]]) -> list[int]:
    """Which spot is where a marked event happens; empty where the window does not name it."""
    place = event.place
    if place is None:
        return [NONE]
    spots = list(enumerate(window.spots, 2))
    meant = [n for n, one in spots if place.span and one.mention.span.meets(place.span)]
    if meant:
        return meant
    host = {told.value for told in event.recipient} == {place.value}
    return [HOST] if host and len(right) == 1 else []


def _party(window: Window, told: Told) -> list[int]:
    """Candidates that the words name; all of the country where they are no candidate."""
    alike = [i for i, one in enumerate(window.candidates) if one.country == told.value]
    meant = [
        i
        for i in alike
        if told.span and (span := window.candidates[i].span) and span.meets(told.span)
    ]
    return meant or alike


def _times(page: Page, window: Window, value: str | None) -> list[int]:
    """What may be meant by the value of a time; empty where the window does not tell it."""
    if value is None:
        return [NONE]
    same = [2 + n for n, m in enumerate(window.moments) if m.time.edtf == value]
    if value == f"{page.report.published}~":
        return same or [NEWS]
    return same or [2 + n for n, m in enumerate(window.moments) if same_time(value, m.time.edtf)]


def _sources(page: Page, window: Window, said_by: Sequence[str]) -> list[int]:
    """Who may be meant by the first source; who the report is credited to is no speaker."""
    if not said_by or any(same_name(said_by[-1], name) for name in relays(page)):
        return [NONE]
    speakers = enumerate(window.speakers)
    return [1 + n for n, one in speakers if same_name(said_by[-1], one.name)]


def _voices(page: Page, window: Window, source: Sequence[str]) -> list[int]:
    """The same, of a report whose sources are given as they stand in the text."""
    known = _sources(page, window, source)
    if known or not source:
        return known
    places = [m.span() for m in re.finditer(re.escape(source[-1]), page.report.text)]
    if len(source) == 1 and len(places) == 1 and places[0][1] < DATELINE:
        return [NONE]
    return [
        1 + n
        for n, one in enumerate(window.speakers)
        if any(one.span.start < end and start < one.span.end for start, end in places)
    ]


def from_gold(row: dict[str, Any], names: Resolver) -> Iterator[Lesson]:
    """The windows of a report coded by hand, with its events as far as they can be placed."""
    report = read_row(row)
    page = lay_out(report, names)
    events = coding_from_json(row, report, "gold").events
    parties = [p for e in events for p in (*e.initiator, *e.recipient) if p.country]
    known = {
        mention.name: party.country
        for mention in page.mentions
        for party in parties
        if is_stateless(mention) and party.country and same_name(party.name, mention.name)
    }
    for window in windows_of(page, find_cast(page), find_sayings(page)):
        told, states = len(window.candidates), _admit(window, known)
        targets = [t for e in events if (t := _placed(page, window, e))]
        yield Lesson(window, targets, row["id"], "gold", states, told)


def _placed(page: Page, window: Window, event: Event) -> Target | None:
    spans = [piece.span for piece in event.evidence]
    inside = [
        i
        for i, word in enumerate(window.words)
        if any(s.start <= word.start < s.end for s in spans)
    ]
    if not inside:
        return None
    hits = [i for i, kind in window.lexicon if kind == event.kind and i in set(inside)]
    sides = []
    for parties in (event.initiator, event.recipient):
        codes = dict.fromkeys(party.country for party in parties if party.country)
        bags = [[i for i, c in enumerate(window.candidates) if c.country == code] for code in codes]
        sides.append([bag for bag in bags if bag])
    return Target(
        event.kind,
        event.status,
        hits or inside,
        (sides[0], sides[1]),
        times=_times(page, window, event.time),
        sources=_sources(page, window, event.said_by),
        places=_where(window, event),
        background=event.background,
    )


def _where(window: Window, event: Event) -> list[int]:
    """Which spot is the place of an event coded by hand, by its name and its country."""
    place = event.place
    if place is None:
        return [NONE]
    spots = [(n, one.mention) for n, one in enumerate(window.spots, 2)]
    same = [n for n, mention in spots if same_name(place.name, mention.name)]
    if same:
        return same
    return [HOST] if {party.country for party in event.recipient} == {place.country} else []


def passage_lessons(paths: Sequence[Path]) -> Iterator[Lesson]:
    """Lessons of all passages in the files."""
    names = Resolver()
    for path in paths:
        for n, passage in enumerate(read_passages(path), 1):
            lesson = from_passage(passage, names, f"{path.stem}-{n}")
            if lesson:
                yield lesson


def report_lessons(paths: Sequence[Path]) -> Iterator[Lesson]:
    """Lessons of all reports in the files."""
    names = Resolver()
    for path in paths:
        for coded in read_reports(path):
            yield from from_report(coded, names)


def gold_lessons(path: Path) -> Iterator[Lesson]:
    """Lessons of all reports of a codebook file."""
    names = Resolver()
    for line in path.read_text(encoding="utf-8").splitlines():
        yield from from_gold(json.loads(line), names)
