"""Finding: candidates at every token, the longest kept, each resolved in the order of the text."""

from collections.abc import Sequence
from datetime import date

from dragoman.model import EdtfError, Span, TimeExpression, period
from dragoman.resolve.data import language
from dragoman.resolve.times.calendar import first_day
from dragoman.resolve.times.grammar import Matcher, Node, grammar
from dragoman.resolve.times.moment import Moment
from dragoman.resolve.times.reading import resolve
from dragoman.resolve.times.stretches import hangs_together
from dragoman.resolve.times.tense import tense_at
from dragoman.resolve.times.tokens import Token, read_tokens, stands_free


def find_times(text: str, lang: str, published: str | None) -> list[TimeExpression]:
    """Time expressions in order, none overlapping, each with its EDTF.

    `lang` is a BCP 47 tag; `published` the ISO day that relative expressions count from, or None,
    when they give nothing. Raises nothing, whatever the text.
    """
    lang = language(lang, text)
    tokens = read_tokens(text)
    day, at = _day(published), 0
    before: dict[int, str] = {}
    near: dict[int, str] = {}
    found = []
    for node in _select(_candidates(text, tokens, lang), len(tokens)):
        if any(not token.key for token in tokens[at : node.first]):
            near = {}
        at = node.first
        tense = tense_at(tokens, node.first, node.last, lang)
        edtf = _value(node, Moment(day, tense, before, near))
        if edtf is not None:
            for length in (4, 7, 10):
                if length <= _precision(edtf):
                    before[length] = near[length] = edtf
            span = Span(tokens[node.first].start, tokens[node.last - 1].end)
            found.append(TimeExpression(span, edtf))
    return found


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _precision(edtf: str) -> int:
    """Length of the date that a time begins with; an approximate day is no more than a month."""
    length = len(first_day(edtf))
    return min(length, 7) if edtf.endswith("~") else length


def _candidates(text: str, tokens: Sequence[Token], lang: str) -> list[Node]:
    """The longest forms begun at each token that are no part of a longer word or number."""
    matcher = Matcher(grammar(lang), tokens)
    found = []
    for at in range(len(tokens)):
        begun: set[int] = set()
        for node in matcher.nodes("time", at):
            if node.first in begun or not hangs_together(node):
                continue
            if stands_free(text, tokens[node.first].start, tokens[node.last - 1].end):
                found.append(node)
                begun.add(node.first)
    return found


def _select(nodes: Sequence[Node], count: int) -> list[Node]:
    """The longest of those that overlap, in the order of the text."""
    taken = bytearray(count)
    kept = []
    for node in sorted(nodes, key=lambda node: (node.first - node.last, node.first)):
        if not any(taken[node.first : node.last]):
            taken[node.first : node.last] = b"\1" * (node.last - node.first)
            kept.append(node)
    return sorted(kept, key=lambda node: node.first)


def _value(node: Node, moment: Moment) -> str | None:
    """EDTF that the model can read, or None: no such day, or beyond the calendar."""
    try:
        edtf = resolve(node, moment)
        if edtf is not None:
            period(edtf)
    except (EdtfError, ValueError, OverflowError):
        return None
    return edtf
