"""Lines that stand in a text without being part of the report: found, never removed."""

import re
from collections.abc import Iterator
from functools import cache

from dragoman.model import Span
from dragoman.read.vocabulary import either, table

#: Longer lines are prose, whatever they open with.
_LONGEST = 300
_BEFORE = r"[^\w(©@#]*"
_NAME = r"[^\W\d_a-zа-я][\w.'’-]*"
_BULLET = re.compile(r"\s*(?:[-–—•*▪◾■●►👉🔹🔸]|\d{1,2}[.)])\s*\S")
_TAGS = re.compile(r"(?:[@#][\w.-]+|https?://\S+|www\.\S+|t\.me/\S+)")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|\+?\d[\d\s().-]{7,}\d")
_WORD = re.compile(r"[^\W\d_]+")
#: Words that may stand beside tags or a telephone number in a line that is nothing else.
_FEW = 3


@cache
def _line() -> re.Pattern[str]:
    data = table("boilerplate")
    return re.compile(
        rf"{_BEFORE}(?:\(?(?:{either(data['label'])})\s*[:/|]"
        rf"|\(?(?:{either(data['opening'])})"
        rf"|(?:{either(data['whole'])})[\W_]*\Z)"
        rf"|.*(?:{either(data['inside'])})",
        re.IGNORECASE,
    )


@cache
def _label_alone() -> re.Pattern[str]:
    words = either(table("boilerplate")["label"])
    return re.compile(rf"{_BEFORE}(?:{words})\s*:?\s*\Z", re.IGNORECASE)


@cache
def _byline() -> re.Pattern[str]:
    words = either(table("boilerplate")["byline"])
    return re.compile(
        rf"\W*(?i:{words}):?\s+{_NAME}(?:\s+(?:{_NAME}|de|del|la|and|y|и)){{1,6}}\W*\Z"
    )


def is_boilerplate(line: str) -> bool:
    """Whether a line by itself is a credit, a link, a label, tags or an address."""
    if len(line) > _LONGEST:
        return False
    if _line().match(line) or _byline().match(line):
        return True
    for marks in (_TAGS, _CONTACT):
        rest, found = marks.subn(" ", line)
        if found and len(_WORD.findall(rest)) <= _FEW:
            return True
    return False


def find_boilerplate(text: str, credit: Span | None = None) -> tuple[Span, ...]:
    """The boilerplate of a text, line by line, in order, none overlapping.

    Items of a list under a label (`Also read:`) go with it. `credit` is a stretch already known to
    credit an agency.
    """
    found = list(_boilerplate_lines(text))
    if credit and not any(span.meets(credit) for span in found):
        found.append(credit)
    return tuple(sorted(found))


def _boilerplate_lines(text: str) -> Iterator[Span]:
    start = 0
    under_label = False
    for line in text.split("\n"):
        bare = line.strip()
        if bare and (is_boilerplate(bare) or (under_label and _BULLET.match(bare))):
            at = start + line.index(bare)
            yield Span(at, at + len(bare))
            under_label = under_label or _label_alone().match(bare) is not None
        else:
            under_label = under_label and not bare
        start += len(line) + 1
