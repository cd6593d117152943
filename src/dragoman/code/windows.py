"""A report cut into windows for the network: words, and what may be part of an event.

A window is a run of sentences that is read at once. Its own sentences come after one sentence of
context: triggers are looked for in the own sentences, parties and times in all of them. Parties
that the window does not name but the report does are candidates too, without words.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from dragoman.code.attribution import Saying
from dragoman.code.page import Page, within
from dragoman.code.parties import Actor, Cast
from dragoman.code.triggers import find_triggers
from dragoman.code.words import Word
from dragoman.model import Span, TimeExpression

#: Words that the own sentences of a window may have together.
OWN_WORDS = 110
#: Parties named elsewhere in the report that a window has as candidates.
ELSEWHERE = 4
#: Kinds of candidates.
WHATS = ("elsewhere", "country", "body", "person", "place", "words")
#: Ranks of parties in the report that are told apart.
RANKS = 6
#: Places of a sentence in its report that are told apart; the last is for texts without a whole.
DEPTHS = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a party; `span` and `actor` are None where the window does not name it.

    `rank` is 0 for the party that the report names most, those of its title first; `titled` tells
    that the title names it.
    """

    span: Span | None
    country: str
    what: str
    sentence: int
    rank: int = RANKS - 1
    titled: bool = False
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """What may be the time of an event; `sentence` is its sentence's index on the page."""

    time: TimeExpression
    sentence: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """What may be the source of an event: words, and the name that they come to."""

    span: Span
    name: str
    sentence: int


@dataclass(slots=True)
class Window:
    """A window. `own` is the position of the first word that is not context.

    `end` is where its last sentence ends. `sentences` and `depths` give for each word the index and
    the place of its sentence. `lexicon` holds (word, kind) of the lexicon's hits. `moments` and
    `speakers` end with those that stand before the window.
    """

    lang: str
    text: str
    words: list[Word]
    sentences: list[int]
    depths: list[int]
    own: int
    end: int
    lexicon: list[tuple[int, str]]
    candidates: list[Candidate]
    moments: list[Moment] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)

    def words_in(self, span: Span) -> range:
        """Positions of the words that a span meets; empty where it meets none."""
        inside = [n for n, w in enumerate(self.words) if span.start < w.end and w.start < span.end]
        return range(inside[0], inside[-1] + 1) if inside else range(0)


def windows_of(
    page: Page, cast: Cast, sayings: Sequence[Saying], whole: bool = True
) -> Iterator[Window]:
    """The windows of a report, every sentence in one of them as its own.

    `whole` is false for a text that is no whole report, whose sentences have no known place.
    """
    standing = _standing(page, cast)
    run: list[int] = []
    count = 0
    for sentence in page.sentences:
        if run and count + len(sentence.words) > OWN_WORDS:
            yield _window(page, cast, standing, sayings, run, whole)
            run, count = [], 0
        run.append(sentence.index)
        count += len(sentence.words)
    if count:
        yield _window(page, cast, standing, sayings, run, whole)


def _standing(page: Page, cast: Cast) -> dict[str, tuple[int, bool]]:
    """Rank of each country in the report, and whether the title names it."""
    counts = Counter(actor.country for actor in chain.from_iterable(cast.by_sentence))
    titled = {mention.country for mention in page.title}
    order = sorted(counts, key=lambda country: (country not in titled, -counts[country]))
    return {country: (n, country in titled) for n, country in enumerate(order)}


def _window(
    page: Page,
    cast: Cast,
    standing: dict[str, tuple[int, bool]],
    sayings: Sequence[Saying],
    run: Sequence[int],
    whole: bool,
) -> Window:
    shown = [run[0] - 1, *run] if run[0] else list(run)
    words: list[Word] = []
    sentences: list[int] = []
    depths: list[int] = []
    lexicon: list[tuple[int, str]] = []
    own = 0
    for n in shown:
        if n == run[0]:
            own = len(words)
        sentence = page.sentences[n]
        names = [m.span for m in sentence.mentions if m.what in ("body", "person")]
        starts = {word.start: len(words) + i for i, word in enumerate(sentence.words)}
        lexicon += [
            (starts[hit.span.start], hit.kind)
            for hit in find_triggers(sentence.words, page.lang, names)
        ]
        words += sentence.words
        sentences += [n] * len(sentence.words)
        depths += [_depth(n, len(page.sentences)) if whole else DEPTHS - 1] * len(sentence.words)
    candidates = [_candidate(actor, n, standing) for n in shown for actor in cast.by_sentence[n]]
    named = {one.country for one in candidates}
    others = [country for country in standing if country not in named][:ELSEWHERE]
    candidates += [
        Candidate(None, country, "elsewhere", -1, min(rank, RANKS - 1), titled)
        for country in others
        for rank, titled in [standing[country]]
    ]
    moments = [Moment(time, n) for n in shown for time in page.sentences[n].times]
    window = Window(
        page.lang,
        page.report.text,
        words,
        sentences,
        depths,
        own,
        page.sentences[run[-1]].span.end,
        lexicon,
        candidates,
        moments,
    )
    window.moments += _earlier(page, shown[0])
    window.speakers += _speakers(page, sayings, shown)
    return window


def _candidate(actor: Actor, sentence: int, standing: dict[str, tuple[int, bool]]) -> Candidate:
    rank, titled = standing[actor.country]
    return Candidate(
        actor.span,
        actor.country,
        actor.mention.what,
        sentence,
        min(rank, RANKS - 1),
        titled,
        actor,
    )


def _depth(sentence: int, count: int) -> int:
    """Where a sentence stands: the first four by themselves, then by the part of the report."""
    if sentence < 4:
        return sentence
    share = sentence / count
    return 4 if share < 0.5 else 5 if share < 0.75 else 6


def _earlier(page: Page, first: int) -> list[Moment]:
    """The first time that the report tells, and the last before the window."""
    before = [Moment(time, n) for n in range(first) for time in page.sentences[n].times]
    return before if len(before) < 2 else [before[0], before[-1]]


def _speakers(page: Page, sayings: Sequence[Saying], shown: Sequence[int]) -> list[Speaker]:
    """Names in the window, other words that the rules take for a source, the last one before."""
    found: dict[Span, Speaker] = {}
    for n in shown:
        for mention in page.sentences[n].mentions:
            if mention.what != "place":
                found[mention.span] = Speaker(mention.span, mention.name, n)
    last: Speaker | None = None
    for saying in sayings:
        if not saying.speaker:
            continue
        source = Speaker(saying.statement.source[0], saying.speaker, saying.sentence)
        if saying.sentence < shown[0]:
            last = source
        elif saying.sentence in shown and not within(page.mentions, source.span):
            found.setdefault(source.span, source)
    ordered = sorted(found.values(), key=lambda one: one.span)
    return [*ordered, last] if last else ordered
