"""Who says what: source, cue and content of attributed statements, and the source as resolved."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.code.page import Page, Sentence, cue_rows, cue_words, trim, within
from dragoman.code.words import Hit
from dragoman.model import Mention, Span, Statement

#: Code points that the words naming a source may take.
LONGEST_SOURCE = 140
#: Words that a source without a known name in it may have.
MOST_WORDS = 8
_CLOSERS = ',.;:–—()«»"“”\n'
_RANK = {"person": 0, "body": 1, "country": 2, "place": 9}


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement with its source resolved as far as it can be.

    `speaker` is a name as the ledger writes it, else the words that name the source, or empty for a
    pronoun that stands for nobody known. `what` says which: that of a mention, `pronoun` or
    `words`. `country` is the speaker's, or None. `relayed` tells that a phrase (`according to`)
    gives the source. `sentence` is the index of the sentence on the page.
    """

    statement: Statement
    sentence: int
    speaker: str
    country: str | None
    relayed: bool = False
    what: str = ""

    def covers(self, position: int) -> bool:
        """Whether a position of the text lies in what is said."""
        return any(span.start <= position < span.end for span in self.statement.content)


def find_sayings(page: Page) -> tuple[Saying, ...]:
    """Attributed statements in order; one for each verb or phrase that has a source."""
    found: list[Saying] = []
    last: Saying | None = None
    for sentence in page.sentences:
        for saying in _of_sentence(page, sentence, last):
            found.append(saying)
            if saying.what in ("person", "body", "country"):
                last = saying
    return tuple(found)


def near(sayings: Sequence[Saying], first: int, last: int) -> Sequence[Saying]:
    """Those of the sentences from `first` up to and including `last`."""
    start = bisect_left(sayings, first, key=lambda saying: saying.sentence)
    return sayings[start : bisect_right(sayings, last, key=lambda saying: saying.sentence)]


def _of_sentence(page: Page, sentence: Sentence, last: Saying | None) -> list[Saying]:
    words = sentence.words
    taken: set[int] = set()
    found: list[Saying] = []
    hits = [(hit, True) for hit in cue_rows(page.lang, "attribution", "phrases").find(words)]
    hits += [(hit, False) for hit in cue_rows(page.lang, "attribution", "verbs").find(words)]
    for hit, phrase in hits:
        if taken & set(range(hit.first, hit.last)):
            continue
        cue = hit.span(words)
        if phrase:
            after = _after(page, sentence, hit)
            pair = (after, cue) if after else None
        else:
            pair = _beside(page, sentence, hit)
        if pair is None:
            continue
        source, cue = pair
        taken |= {i for i, word in enumerate(words) if source.start <= word.start < source.end}
        taken |= set(range(hit.first, hit.last))
        found.append(_saying(page, sentence, cue, source, phrase, last))
    return sorted(found, key=lambda saying: saying.statement.cue[0].start)


def _saying(
    page: Page, sentence: Sentence, cue: Span, source: Span, phrase: bool, last: Saying | None
) -> Saying:
    content = _content(page, sentence, cue, source, phrase)
    statement = Statement((source,), (cue,), content)
    mention = _named(page, source)
    if mention is not None:
        name, country, what = mention.name, mention.country, mention.what
    elif _is_pronoun(page, source):
        name, country = (last.speaker, last.country) if last else ("", None)
        what = "pronoun"
    else:
        name, country, what = source.of(page.report.text), None, "words"
    return Saying(statement, sentence.index, name, country, phrase, what)


def _named(page: Page, source: Span) -> Mention | None:
    """The name that stands for a source: a person's, else a body's, else a state's."""
    return min(within(page.mentions, source), key=lambda mention: _RANK[mention.what], default=None)


def _is_pronoun(page: Page, source: Span) -> bool:
    pronouns = cue_words(page.lang, "attribution", "pronouns")
    return source.of(page.report.text).lower() in pronouns


def _is_source(page: Page, sentence: Sentence, span: Span) -> bool:
    """Whether the words may name a source: they hold a name, or a noun that stands for one."""
    words = sentence.words_in(span)
    if span.end - span.start > LONGEST_SOURCE or not words:
        return False
    if any(span.holds(mention.span) for mention in sentence.mentions):
        return True
    if cue_rows(page.lang, "attribution", "nouns").any(words):
        return True
    if _is_pronoun(page, span):
        return True
    text = page.report.text
    return len(words) <= MOST_WORDS and any(
        text[word.start].isupper() and word.start > sentence.span.start for word in words
    )


def _beside(page: Page, sentence: Sentence, hit: Hit[str]) -> tuple[Span, Span] | None:
    """Source and cue of a verb: the words before it in its clause, else those that follow it."""
    text = page.report.text
    cue = hit.span(sentence.words)
    start = max(sentence.span.start, *(text.rfind(mark, 0, cue.start) + 1 for mark in _CLOSERS))
    before, cue = _subject(page, sentence, Span(start, cue.start), cue)
    if _is_source(page, sentence, before):
        return before, cue
    after = _after(page, sentence, hit)
    if before.end > before.start or not text[:start].rstrip().endswith(","):
        return (after, cue) if after else None
    # `N., the minister, said`: the name stands before the comma. `"...", said N.`: after.
    apposed = None if after and _closes(text, after) else _apposed(page, sentence, start)
    source = apposed or after
    return (source, cue) if source else None


def _subject(page: Page, sentence: Sentence, span: Span, cue: Span) -> tuple[Span, Span]:
    """The words before a verb without what opens their clause, and the verb with its helpers."""
    openers = cue_words(page.lang, "attribution", "skip")
    relatives = cue_words(page.lang, "attribution", "relative")
    helpers = cue_words(page.lang, "attribution", "helpers")
    words = list(sentence.words_in(span))
    while words and words[-1].key in helpers:
        cue = Span(words.pop().start, cue.end)
    cut = max((i for i, word in enumerate(words) if word.key in relatives), default=-1)
    if cut >= 0 and cut == len(words) - 1:
        words = words[cut:]
    else:
        words = words[cut + 1 :]
        while words and words[0].key in openers:
            words.pop(0)
    if not words:
        return Span(cue.start, cue.start), cue
    return Span(words[0].start, words[-1].end), cue


def _closes(text: str, span: Span) -> bool:
    """Whether a mark that ends a phrase follows."""
    return text[span.end : span.end + 1] in ("", ".", ",", ";", "\n")


def _apposed(page: Page, sentence: Sentence, start: int) -> Span | None:
    """A name with what is added to it between commas, up to the comma at `start`."""
    text = page.report.text
    end = text.rfind(",", 0, start)
    inside = [
        mention
        for mention in sentence.mentions
        if mention.what != "place" and end - LONGEST_SOURCE < mention.span.start < end
    ]
    for mention in inside:
        span = Span(mention.span.start, end)
        if not any(mark in span.of(text) for mark in '«»"“”;:()'):
            return span
    return None


def _after(page: Page, sentence: Sentence, hit: Hit[str]) -> Span | None:
    """The source that follows a phrase or a verb, up to the next mark."""
    text = page.report.text
    start = sentence.words[hit.last - 1].end
    ends = [text.find(mark, start + 1, sentence.span.end) for mark in _CLOSERS]
    end = min((at for at in ends if at >= 0), default=sentence.span.end)
    span = trim(text, Span(start, end))
    that = cue_words(page.lang, "attribution", "that")
    words = sentence.words_in(span)
    cut = next((word.start for word in words if word.key in that), span.end)
    if words and cut == words[0].start:
        return None
    span = trim(text, Span(span.start, cut))
    return span if _is_source(page, sentence, span) else None


def _content(
    page: Page, sentence: Sentence, cue: Span, source: Span, phrase: bool
) -> tuple[Span, ...]:
    """What is said: the rest of the sentence on either side of source and cue."""
    text = page.report.text
    left, right = min(cue.start, source.start), max(cue.end, source.end)
    before = trim(text, Span(sentence.span.start, left))
    after = trim(text, Span(right, sentence.span.end))
    inverted = source.start >= cue.end
    parts = []
    opens = text[sentence.span.start : left].rstrip()
    if before.end > before.start and (inverted or phrase or opens.endswith((",", '"', "”", "»"))):
        parts.append(before)
    if after.end > after.start and (not inverted or not parts):
        parts.append(after)
    return tuple(part for part in parts if sentence.words_in(part))
