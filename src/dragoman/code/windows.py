"""A report cut into windows for the network: words, and what may be part of an event.

A window is a run of sentences that is read at once, whole paragraphs where they are short enough.
Parties that the window does not name but the report does are candidates too, without words, and so
are persons whose state the network has told from the rest of the report.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from dragoman.code.attribution import Saying
from dragoman.code.page import Page, Sentence, within
from dragoman.code.parties import Actor, Cast
from dragoman.code.triggers import find_triggers
from dragoman.code.words import Word
from dragoman.model import Mention, Span, TimeExpression

#: Code points that the sentences of a window may have together. The encoder is quickest on less
#: than 200 pieces, which follow letters more evenly than words do in the three languages.
LENGTH = 760
#: Parties named elsewhere in the report that a window has as candidates.
ELSEWHERE = 4
#: Form of a person's mention whose state the rest of the report tells.
INFERRED = "inferred"
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


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the window, and its sentence's index on the page."""

    mention: Mention
    sentence: int


#: Of each country the report's rank, and whether its title names it.
Standing = Mapping[str, tuple[int, bool]]


@dataclass(slots=True)
class Window:
    """A window; `end` is where its last sentence ends.

    `sentences` and `depths` give for each word the index and the place of its sentence. `lexicon`
    holds (word, kind) of the lexicon's hits. `moments` and `speakers` end with those that stand
    before the window. `persons` are those whose state no words beside the name tell, `spots` the
    places and states where something may happen.
    """

    lang: str
    text: str
    words: list[Word]
    sentences: list[int]
    depths: list[int]
    end: int
    lexicon: list[tuple[int, str]]
    candidates: list[Candidate]
    standing: Standing
    moments: list[Moment] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)
    persons: list[Named] = field(default_factory=list)
    spots: list[Named] = field(default_factory=list)

    def words_in(self, span: Span) -> range:
        """Positions of the words that a span meets; empty where it meets none."""
        first = bisect_right(self.words, span.start, key=lambda word: word.end)
        last = bisect_left(self.words, span.end, lo=first, key=lambda word: word.start)
        return range(first, last)


def windows_of(
    page: Page, cast: Cast, sayings: Sequence[Saying], whole: bool = True
) -> Iterator[Window]:
    """The windows of a report, every sentence in one of them.

    `whole` is false for a text that is no whole report, whose sentences have no known place.
    """
    standing = _standing(page, cast)
    for run in _runs(page):
        yield from _window(page, cast, standing, sayings, run, whole)


def _runs(page: Page) -> Iterator[list[int]]:
    """Sentences that make a window: paragraphs while they fit, of a longer one what fits."""
    run: list[Sentence] = []
    for paragraph in _paragraphs(page):
        if run and _fits(run, paragraph):
            run += paragraph
            continue
        if run:
            yield [sentence.index for sentence in run]
        run = []
        for sentence in paragraph:
            if run and not _fits(run, [sentence]):
                yield [one.index for one in run]
                run = []
            run.append(sentence)
    if run:
        yield [sentence.index for sentence in run]


def _fits(run: Sequence[Sentence], more: Sequence[Sentence]) -> bool:
    return more[-1].span.end - run[0].span.start <= LENGTH


def _paragraphs(page: Page) -> Iterator[list[Sentence]]:
    """The sentences of each paragraph."""
    run: list[Sentence] = []
    for sentence in page.sentences:
        if run and "\n" in page.report.text[run[-1].span.end : sentence.span.start]:
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def admit(window: Window, states: Mapping[str, str]) -> None:
    """Make candidates of the persons whose state is known by their name."""
    for one in window.persons:
        country = states.get(one.mention.name)
        if country is not None and country in window.standing:
            known = replace(one.mention, country=country, form=INFERRED)
            actor = Actor(known.span, known, country)
            window.candidates.append(_candidate(actor, one.sentence, window.standing))


def _standing(page: Page, cast: Cast) -> Standing:
    """Rank of each country in the report, and whether the title names it."""
    counts = Counter(actor.country for actor in chain.from_iterable(cast.by_sentence))
    titled = {mention.country for mention in page.title}
    order = sorted(counts, key=lambda country: (country not in titled, -counts[country]))
    return {country: (n, country in titled) for n, country in enumerate(order)}


def _window(
    page: Page,
    cast: Cast,
    standing: Standing,
    sayings: Sequence[Saying],
    run: Sequence[int],
    whole: bool,
) -> Iterator[Window]:
    """The window of a run of sentences; none where they have no words."""
    words: list[Word] = []
    sentences: list[int] = []
    depths: list[int] = []
    lexicon: list[tuple[int, str]] = []
    for n in run:
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
    candidates = [_candidate(actor, n, standing) for n in run for actor in cast.by_sentence[n]]
    here = {one.country for one in candidates}
    others = [country for country in standing if country not in here][:ELSEWHERE]
    candidates += [
        Candidate(None, country, "elsewhere", -1, min(rank, RANKS - 1), titled)
        for country in others
        for rank, titled in [standing[country]]
    ]
    if not words:
        return
    named = [Named(mention, n) for n in run for mention in page.sentences[n].mentions]
    yield Window(
        page.lang,
        page.report.text,
        words,
        sentences,
        depths,
        page.sentences[run[-1]].span.end,
        lexicon,
        candidates,
        standing,
        moments=[
            *(Moment(time, n) for n in run for time in page.sentences[n].times),
            *_earlier(page, run[0]),
        ],
        speakers=_speakers(page, sayings, run),
        persons=[one for one in named if is_stateless(one.mention)],
        spots=[one for one in named if _is_spot(one.mention)],
    )


def is_stateless(mention: Mention) -> bool:
    """Whether it is a person whose state no words beside the name tell."""
    return mention.what == "person" and mention.country is None


def _is_spot(mention: Mention) -> bool:
    return mention.what in ("place", "country") and mention.form != "demonym"


def _candidate(actor: Actor, sentence: int, standing: Standing) -> Candidate:
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


def _speakers(page: Page, sayings: Sequence[Saying], run: Sequence[int]) -> list[Speaker]:
    """Names in the window, other words that the rules take for a source, the last one before."""
    found: dict[Span, Speaker] = {}
    for n in run:
        for mention in page.sentences[n].mentions:
            if mention.what != "place":
                found[mention.span] = Speaker(mention.span, mention.name, n)
    last: Speaker | None = None
    for saying in sayings:
        if not saying.speaker:
            continue
        source = Speaker(saying.statement.source[0], saying.speaker, saying.sentence)
        if saying.sentence < run[0]:
            last = source
        elif saying.sentence in run and not within(page.mentions, source.span):
            found.setdefault(source.span, source)
    ordered = sorted(found.values(), key=lambda one: one.span)
    return [*ordered, last] if last else ordered
