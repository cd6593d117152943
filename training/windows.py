"""Reports and passages laid out for training: windows of sentences with what is to be learnt.

A window is a run of sentences that the encoder reads at once. Its own sentences come after one
sentence of context; triggers are looked for in the own sentences, parties in all of them. Targets
are bags of positions: of a passage the one that is marked, of a report coded by hand all that may
be meant.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.code.page import Page, lay_out
from dragoman.code.parties import Actor, find_cast
from dragoman.code.triggers import find_triggers
from dragoman.code.words import Word
from dragoman.codebook import KINDS, STATUSES
from dragoman.model import Event, Span, coding_from_json
from dragoman.read import read_row, read_text
from dragoman.resolve import Resolver
from passages import MarkedEvent, Named, Passage, read_passages

KIND_NAMES = tuple(KINDS)
STATUS_NAMES = tuple(STATUSES)
#: Words that a window may have, its context included.
MOST_WORDS = 140


@dataclass
class Candidate:
    """A stretch that may name a party, by code points; `country` may be empty."""

    span: Span
    country: str
    what: str = "country"
    located: bool = False


@dataclass
class Target:
    """An event to be found: positions of words and candidates that may be meant.

    `words` holds the places of its trigger. Of a side each bag stands for one party: one of its
    candidates is meant. `unsure` are candidates that are neither right nor wrong for the side.
    """

    kind: str
    status: str
    words: list[int]
    sides: tuple[list[list[int]], list[list[int]]]
    unsure: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))


@dataclass
class Window:
    """A window. `own` is the position of the first word that is not context."""

    lang: str
    text: str
    words: list[Word]
    sentences: list[int]
    own: int
    lexicon: list[tuple[int, str]]
    candidates: list[Candidate]
    targets: list[Target] = field(default_factory=list)


def windows_of(page: Page) -> list[Window]:
    """The windows of a report, every sentence in one of them as its own."""
    cast = find_cast(page)
    made: list[Window] = []
    run: list[int] = []

    def close() -> None:
        if run:
            before = [run[0] - 1] if run[0] else []
            made.append(_window(page, cast.by_sentence, before, run))

    for sentence in page.sentences:
        words = sum(len(page.sentences[n].words) for n in run)
        if run and words + len(sentence.words) > MOST_WORDS - 40:
            close()
            run = []
        run.append(sentence.index)
    close()
    return made


def _window(
    page: Page, actors: Sequence[Sequence[Actor]], before: list[int], run: list[int]
) -> Window:
    words: list[Word] = []
    sentences: list[int] = []
    lexicon: list[tuple[int, str]] = []
    own = 0
    for n in (*before, *run):
        if n == run[0]:
            own = len(words)
        sentence = page.sentences[n]
        names = [m.span for m in sentence.mentions if m.what in ("body", "person")]
        starts = {word.start: len(words) + i for i, word in enumerate(sentence.words)}
        lexicon += [
            (starts[hit.span.start], hit.sense.kind)
            for hit in find_triggers(sentence.words, page.lang, names)
        ]
        words += sentence.words
        sentences += [n] * len(sentence.words)
    candidates = [
        Candidate(actor.span, actor.country, actor.mention.what, actor.located)
        for n in (*before, *run)
        for actor in actors[n]
    ]
    return Window(page.lang, page.report.text, words, sentences, own, lexicon, candidates)


def from_passage(passage: Passage, names: Resolver) -> Window:
    """The one window of a passage, with the events marked in it."""
    report = read_text(passage.text, ref="passage", lang=passage.lang, published=passage.day)
    page = lay_out(report, names)
    run = [sentence.index for sentence in page.sentences]
    window = _window(page, find_cast(page).by_sentence, [], run)
    for event in passage.events:
        for named in (*event.initiator, *event.recipient):
            if not any(one.span.meets(named.name) for one in window.candidates):
                window.candidates.append(Candidate(named.name, "", "words"))
    window.candidates.sort(key=lambda one: one.span)
    window.targets = [target for e in passage.events if (target := _marked(window, e))]
    return window


def _marked(window: Window, event: MarkedEvent) -> Target | None:
    inside = [
        i for i, w in enumerate(window.words) if event.trigger.start <= w.start < event.trigger.end
    ]
    if not inside:
        return None
    place = max(inside, key=lambda i: (window.words[i].end - window.words[i].start, -i))
    left = [_bag(window, named) for named in event.initiator]
    right = [_bag(window, named) for named in event.recipient]
    target = Target(event.kind, event.status, [place], (left, right))
    for bags, unsure in zip(target.sides, target.unsure, strict=True):
        meant = {i for bag in bags for i in bag}
        codes = {window.candidates[i].country for i in meant} - {""}
        unsure |= {
            i for i, one in enumerate(window.candidates) if one.country in codes and i not in meant
        }
    return target


def _bag(window: Window, named: Named) -> list[int]:
    spans = (named.name, named.span)
    return [i for i, one in enumerate(window.candidates) if any(one.span.meets(s) for s in spans)]


def from_gold(row: dict, names: Resolver) -> list[Window]:
    """The windows of a report coded by hand, with its events as far as they can be placed."""
    report = read_row(row)
    page = lay_out(report, names)
    events = coding_from_json(row, report, "gold").events
    made = windows_of(page)
    for window in made:
        window.targets = [target for e in events if (target := _placed(window, e))]
    return made


def _placed(window: Window, event: Event) -> Target | None:
    spans = [piece.span for piece in event.evidence]
    inside = [
        i
        for i, word in enumerate(window.words)
        if i >= window.own and any(s.start <= word.start < s.end for s in spans)
    ]
    if not inside:
        return None
    hits = [i for i, kind in window.lexicon if kind == event.kind and i in set(inside)]
    sides = []
    for parties in (event.initiator, event.recipient):
        codes = dict.fromkeys(party.country for party in parties if party.country)
        bags = [[i for i, c in enumerate(window.candidates) if c.country == code] for code in codes]
        sides.append([bag for bag in bags if bag])
    return Target(event.kind, event.status, hits or inside, (sides[0], sides[1]))


def passage_windows(paths: Sequence[Path]) -> Iterator[Window]:
    """Windows of all passages in the files."""
    names = Resolver()
    for path in paths:
        for passage in read_passages(path):
            yield from_passage(passage, names)


def gold_windows(path: Path) -> Iterator[tuple[str, Window]]:
    """(report's id, window) of all reports of a codebook file."""
    names = Resolver()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for window in from_gold(row, names):
            yield row["id"], window
