"""A report laid out for the coder: sentences, their clauses, words, names and times."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from dragoman.code.data import check_language, table
from dragoman.code.protocol import Names
from dragoman.code.words import Rows, Word, find_words
from dragoman.model import Mention, Report, Span, TimeExpression

#: Code points a clause must have to stand alone.
SHORTEST = 12

_Found = TypeVar("_Found", Mention, TimeExpression)

_MARK = re.compile(r"[;:]\s|\s[–—-]\s|,\s*[–—]\s|,[»”\"']*\s|\s\(|\)[,;]?\s")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence that states one thing, as far as marks tell."""

    span: Span
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the report's own text, boilerplate left out."""

    index: int
    span: Span
    words: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]

    def clause_at(self, position: int) -> Clause:
        """The clause that holds a position of the text."""
        for clause in self.clauses:
            if position < clause.span.end:
                return clause
        return self.clauses[-1]

    def words_in(self, span: Span) -> tuple[Word, ...]:
        """Words that lie within a span."""
        return tuple(word for word in self.words if span.start <= word.start < span.end)


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report.

    `title` are the names that its title holds, `states` the name of each country that the text
    names as a state.
    """

    report: Report
    lang: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    title: tuple[Mention, ...]
    states: Mapping[str, str]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds a position of the text."""
        at = bisect_right(self.sentences, position, key=lambda one: one.span.start) - 1
        if at < 0 or position >= self.sentences[at].span.end:
            return None
        return self.sentences[at]


@cache
def cues(lang: str) -> dict[str, Any]:
    """The cue words of a language."""
    return table("cues", lang)


@cache
def cue_words(lang: str, section: str, name: str) -> frozenset[str]:
    """One list of cue words, each a word by itself."""
    return frozenset(cues(lang)[section][name])


@cache
def cue_rows(lang: str, section: str, name: str) -> Rows[str]:
    """One list of cue words, ready to be looked for."""
    return Rows((row, name) for row in cues(lang)[section][name])


def lay_out(report: Report, names: Names) -> Page:
    """The page of a report; CodeError where its language is not known."""
    lang = check_language(report.lang, report.ref)
    mentions = tuple(names.mentions(report.text, lang))
    times = tuple(names.times(report.text, lang, report.published))
    spans = [span for span in report.sentences if span.end > span.start]
    kept = [span for span in spans if not any(span.meets(out) for out in report.boilerplate)]
    sentences = tuple(
        _sentence(index, span, report.text, lang, within(mentions, span), within(times, span))
        for index, span in enumerate(kept)
    )
    title = tuple(names.mentions(report.title, lang)) if report.title else ()
    states: dict[str, str] = {}
    for mention in mentions:
        if mention.what == "country" and mention.country is not None:
            states.setdefault(mention.country, mention.name)
    return Page(report, lang, sentences, mentions, times, title, states)


def within(found: Sequence[_Found], span: Span) -> tuple[_Found, ...]:
    """Those that lie within a span, of many in the order of the text."""
    first = bisect_left(found, span.start, key=lambda one: one.span.start)
    last = bisect_left(found, span.end, lo=first, key=lambda one: one.span.start)
    return tuple(one for one in found[first:last] if span.holds(one.span))


def _sentence(
    index: int,
    span: Span,
    text: str,
    lang: str,
    inside: tuple[Mention, ...],
    when: tuple[TimeExpression, ...],
) -> Sentence:
    words = find_words(text, span)
    clauses = tuple(
        Clause(
            part,
            tuple(mention for mention in inside if part.start <= mention.span.start < part.end),
            tuple(time for time in when if part.start <= time.span.start < part.end),
        )
        for part in split_clauses(text, span, lang, tuple(mention.span for mention in inside))
    )
    return Sentence(index, span, words, clauses, inside, when)


def split_clauses(text: str, span: Span, lang: str, whole: Sequence[Span] = ()) -> list[Span]:
    """Clauses of a sentence, in order; never within one of the spans `whole`.

    A semicolon, colon, dash or bracket parts clauses; a comma only before a word that opens one.
    """
    openers = cue_words(lang, "clauses", "openers")
    cuts = [span.start]
    for mark in _MARK.finditer(text, span.start, span.end):
        at = mark.end()
        if any(part.start < mark.start() < part.end for part in whole) or at >= span.end:
            continue
        following = find_words(text, Span(at, min(span.end, at + 30)))[:1]
        comma = mark[0].startswith(",") and mark[0].strip() == ","
        if comma and (not following or following[0].key not in openers):
            continue
        cuts.append(at)
    parts = [trim(text, Span(a, b)) for a, b in zip(cuts, [*cuts[1:], span.end], strict=True)]
    return _joined([part for part in parts if part.end > part.start]) or [span]


def _joined(parts: Sequence[Span]) -> list[Span]:
    """Parts too short to stand alone go with the one before them, or the first with the next."""
    joined: list[Span] = []
    for part in parts:
        if joined and min(part.end - part.start, joined[-1].end - joined[-1].start) < SHORTEST:
            joined[-1] = Span(joined[-1].start, part.end)
        else:
            joined.append(part)
    return joined


def trim(text: str, span: Span) -> Span:
    """The span without white space and loose marks at its ends."""
    start, end = span
    while start < end and text[start] in " \t\n\r\u00a0,;:–—-).":
        start += 1
    while end > start and text[end - 1] in " \t\n\r\u00a0,;:–—-(.":
        end -= 1
    return Span(start, end)
