"""Direct quotations with their speakers."""

import re
from collections.abc import Sequence

from dragoman.code.attribution import Saying, near
from dragoman.code.page import Page, Sentence
from dragoman.code.words import find_words
from dragoman.model import Quote, Span, anchor

_QUOTED = re.compile(
    r"«(?P<a>[^«»\n]{2,900})»|“(?P<b>[^“”\n]{2,900})”|„(?P<c>[^„“”\n]{2,900})[“”]"
    r"|(?<!\w)\"(?P<d>[^\"\n]{2,900})\"(?!\w)|(?<!\w)[‘'](?P<e>[^‘’'\n]{12,900})[’'](?!\w)"
)
#: What parts speech from the outlet's own words within one pair of marks, as Russian has it.
_INSET = re.compile(r"(?<=[,.!?…])\s*[—–]\s+")
#: Words below which a quotation may be a name, by its capitals.
FEWEST = 4
#: Words from which a quotation without a speaker nearby is kept.
LONG = 6


def find_quotes(page: Page, sayings: Sequence[Saying]) -> tuple[Quote, ...]:
    """Quotations in order, the marks left out, each with the speaker as resolved or empty."""
    text = page.report.text
    found = []
    for sentence, match in _matches(page):
        whole = _trimmed(text, Span(*match.span(match.lastgroup or 0)))
        if not find_words(text, whole) or _is_name(text, page.lang, whole):
            continue
        last = page.sentence_at(whole.end - 1) or sentence
        around = near(sayings, sentence.index - 2, max(sentence.index + 1, last.index))
        for span in _spoken(text, whole, around):
            words = find_words(text, span)
            speaker = speaker_of(page, sentence, span, around)
            if words and (speaker or len(words) >= LONG):
                found.append(Quote(span.of(text), speaker, anchor(text, span)))
    return tuple(found)


def _matches(page: Page) -> list[tuple[Sentence, re.Match[str]]]:
    found = []
    for match in _QUOTED.finditer(page.report.text):
        home = page.sentence_at(match.start())
        if home is not None:
            found.append((home, match))
    return found


def _spoken(text: str, span: Span, sayings: Sequence[Saying]) -> list[Span]:
    """The pieces of a quotation that are speech: `«A, — said N., — B»` gives A and B."""
    cuts = [match.span() for match in _INSET.finditer(text, span.start, span.end)]
    starts = [span.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), span.end]
    pieces = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
    told = [any(piece.holds(s.statement.cue[0]) for s in sayings) for piece in pieces]
    if len(pieces) < 2 or told[0] or not any(told):
        return [span]
    return [_trimmed(text, piece) for piece, cue in zip(pieces, told, strict=True) if not cue]


def _trimmed(text: str, span: Span) -> Span:
    """Without white space and the comma that closes a quotation inside its marks."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return Span(start, end)


def _is_name(text: str, lang: str, span: Span) -> bool:
    """Whether the marks hold the name of a ship, a firm or an exercise rather than speech."""
    words = find_words(text, span)
    if len(words) >= FEWEST + 1 or text[span.end - 1] in ".!?…":
        return False
    long = [word for word in words if word.end - word.start > 3] or list(words)
    capitals = sum(text[word.start].isupper() or text[word.start].isdigit() for word in long)
    if capitals == len(long):
        return True
    return lang == "ru" and text[words[0].start].isupper() and len(words) < FEWEST


def speaker_of(page: Page, sentence: Sentence, span: Span, sayings: Sequence[Saying]) -> str:
    """Who speaks: whose statement holds the quotation, else who speaks nearest to it."""
    holding = [s for s in sayings if s.covers(span.start) or s.covers(span.end - 1)]
    if holding:
        return min(holding, key=lambda saying: _distance(saying, span)).speaker
    same = [saying for saying in sayings if saying.sentence == sentence.index]
    if same:
        return min(same, key=lambda saying: _distance(saying, span)).speaker
    named = [
        mention
        for mention in sentence.mentions
        if mention.what in ("person", "body", "country") and not span.holds(mention.span)
    ]
    before = [mention for mention in named if mention.span.end <= span.start]
    if before:
        return before[-1].name
    if named:
        return named[0].name
    others = near(sayings, sentence.index - 2, sentence.index + 1)
    return min(others, key=lambda saying: _distance(saying, span)).speaker if others else ""


def _distance(saying: Saying, span: Span) -> int:
    cue = saying.statement.cue[0]
    return max(cue.start - span.end, span.start - cue.end, 0)
