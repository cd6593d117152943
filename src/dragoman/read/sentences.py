"""Where sentences begin and end, in English, Spanish and Russian.

A sentence ends at a full stop, question or exclamation mark or ellipsis with the quotes and
brackets that close after it, unless what stands on either side says otherwise. The vocabulary is
data; this module holds the rules. Another language gets the rules with English vocabulary.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.model import Span
from dragoman.read.vocabulary import table

_OPENING = "\"'«“„‘‹([{¿¡—–-•*_"
_CLOSING = "\"'»”’“›)\\]}"
# Possessive and bounded, so that a megabyte of full stops and brackets takes no longer than prose.
_END = re.compile(
    rf"(?<![.!?…])[.!?…]++(?:(?:[{_CLOSING}]|\[\d{{1,3}}\]){{1,8}}+[.!?…]{{0,8}}+){{0,8}}+(?=\s)"
)
_BLANK = re.compile(r"\n(?:[^\S\n]*+\n)++|[\u2029\f]+")
_WORD_BEFORE = re.compile(r"[^\s\"'«“„‘(\[/—–]*\Z")
_WORD_AFTER = re.compile(r"[\w'’-]+")
_ITEM = re.compile(r"\s*(?:[-–—•*▪◾■●►👉✅🔹🔸]|\(?\d{1,3}[.)]|[a-zа-я]\))[\s\ufe0f]")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[IVX]{1,4}|[A-Za-zА-Яа-я])\Z")
#: Code points beyond which no prose has a sentence: what is longer is cut, so that whoever works
#: sentence by sentence never meets a megabyte without a full stop.
LONGEST = 2000
#: A hard-wrapped text is one whose lines are no longer than this, in code points.
_WRAP_LONGEST = 120
_WRAP_SHORTEST = 50
#: How far back a word before a full stop is looked for: bounds the work on text without spaces.
_REACH = 40


@dataclass(frozen=True, slots=True)
class _Words:
    before_name: frozenset[str]
    before_number: frozenset[str]
    closing: frozenset[str]
    after_number: frozenset[str]
    openers: frozenset[str]
    final: tuple[str, ...]


@cache
def _words(lang: str) -> _Words:
    data = table("sentences")
    rows = data.get(lang, data["en"])
    return _Words(
        before_name=frozenset(rows["before_name"]),
        before_number=frozenset(rows["before_number"]),
        closing=frozenset(rows["closing"]),
        after_number=frozenset(rows["after_number"]),
        openers=frozenset(rows["openers"]),
        final=tuple(rows["final"]),
    )


def split_sentences(text: str, lang: str) -> tuple[Span, ...]:
    """The sentences of a text in order, without the white space between them.

    `lang` is `en`, `es` or `ru`, as a primary subtag of BCP 47; others are split by the rules of
    English. Blank lines always divide, and
    what is longer than `LONGEST` is cut. Positions count code points of `text`.
    """
    words = _words(lang.partition("-")[0].lower())
    width = max(map(len, text.split("\n")), default=0)
    found = []
    for start, end in _pieces(text, width):
        cuts = list(_cuts(text, start, end, words))
        for left, right in zip([start, *cuts], [*cuts, end], strict=True):
            spans = (_trimmed(text, *part) for part in _bounded(text, left, right))
            found += [span for span in spans if span.start < span.end]
    return tuple(found)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in parts of at most `LONGEST` code points, cut at white space where there is."""
    while end - start > LONGEST:
        space = max(text.rfind(mark, start + 1, start + LONGEST) for mark in " \n\t")
        cut = space if space > 0 else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _pieces(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Stretches that no sentence crosses: paragraphs, and lines that are not wrapped prose."""
    start = 0
    for blank in _BLANK.finditer(text):
        yield from _lines(text, start, blank.start(), width)
        start = blank.end()
    yield from _lines(text, start, len(text), width)


def _lines(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    at = start
    line = start
    while (cut := text.find("\n", line, end)) >= 0:
        if not _wraps(text, line, cut, end, width):
            yield at, cut
            at = cut + 1
        line = cut + 1
    yield at, end


def _wraps(text: str, line: int, cut: int, end: int, width: int) -> bool:
    """Whether the line break at `cut` is one that only keeps lines short."""
    if _ITEM.match(text, cut + 1, end):
        return False
    after = _WORD_AFTER.search(text, cut + 1, min(end, cut + 1 + _REACH))
    if after is None:
        return False
    if after[0][0].islower():
        return True
    fits = cut - line + 1 + len(after[0]) <= width
    return _WRAP_SHORTEST <= width <= _WRAP_LONGEST and not fits


def _cuts(text: str, start: int, end: int, words: _Words) -> Iterator[int]:
    """Where in a stretch one sentence ends and the next begins."""
    for mark in _END.finditer(text, start, end):
        if _ends(text, start, end, mark, words):
            yield mark.end()


def _ends(text: str, start: int, end: int, mark: re.Match[str], words: _Words) -> bool:
    at = mark.end()
    while at < end and text[at].isspace():
        at += 1
    head = at
    while at < end and (text[at] in _OPENING or text[at].isspace()):
        at += 1
    if end - at <= _REACH and not _WORD_AFTER.search(text, at, end):
        return False  # a flag or a dash is no sentence
    following = text[at]
    if following.islower():
        return False
    marks = mark[0]
    if marks[0] == "." and len(marks.rstrip(".")) == 0 and len(marks) == 1:
        return _full_stop_ends(text, start, mark.start(), at, words)
    if marks[0] in ".…" and text[mark.start() - 1 : mark.start()] in ("(", "["):
        return False
    return following.isalnum() or head < at or not following.isascii()


def _full_stop_ends(text: str, start: int, stop: int, at: int, words: _Words) -> bool:
    """Whether a lone full stop at `stop` ends a sentence where the next word begins at `at`."""
    found = _WORD_BEFORE.search(text, max(start, stop - _REACH), stop)
    word = found[0] if found else ""
    after = _WORD_AFTER.match(text, at)
    follower = after[0] if after else ""
    before = text[max(start, stop - len(word) - _REACH) : stop - len(word)].rstrip()
    if not before.strip(_OPENING) and stop - len(word) - start < 4 and _LIST_NUMBER.match(word):
        return False
    if follower[:1].isdigit():
        return word not in words.before_number
    if _ends_in_number(before) and word in words.after_number:
        return True
    if text.endswith(words.final, start, stop):
        return True
    if word in words.closing and word not in words.before_name:
        return follower in words.openers or text[at - 1] in "«“„¿¡"
    if word in words.before_name or word.capitalize() in words.before_name:
        return False
    if word.lower() in words.before_name and len(word) > 1:
        return False
    return not _is_initial(word, follower, before, words)


def _ends_in_number(before: str) -> bool:
    return any(map(str.isdigit, before.rpartition(" ")[2].rpartition("\u00a0")[2]))


def _is_initial(word: str, follower: str, before: str, words: _Words) -> bool:
    parts = word.split(".")
    if not all(len(part) == 1 and part.isupper() for part in parts):
        return False
    # A word of one letter may open a sentence (`В`, `A`), but is then more likely an initial too.
    if follower in words.openers and (len(parts) > 1 or len(follower) > 1):
        return False
    if len(parts) > 1:
        return True
    return follower[:1].isupper() and not (word == "I" and not before.endswith("."))
