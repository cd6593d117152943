"""A window as the encoder reads it: pieces of its text, and where words and stretches stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from tokenizers import Tokenizer

from dragoman.code.windows import Window
from dragoman.model import Span

#: Ids of the pieces that begin and end a text.
BEGIN, END = 0, 2
#: Pieces read of one window; words beyond them have no vector.
LONGEST = 400

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Ids of the pieces, and for each the position of its word or -1.

    `offsets` give the stretch of each piece in the text, without the two that begin and end it.
    `times`, `speakers`, `persons` and `spots` give for each of these of the window its first word
    and last word + 1, or (-1, -1) where the window does not hold it.
    """

    ids: list[int]
    word_of: list[int]
    offsets: list[Range]
    times: list[Range]
    speakers: list[Range]
    persons: list[Range]
    spots: list[Range]


def tokenize(window: Window, tokenizer: Tokenizer) -> Tokens:
    """The pieces of a window that has words."""
    start = window.words[0].start
    made = tokenizer.encode(window.text[start : window.end])
    offsets = [(start + left, start + right) for left, right in made.offsets[: LONGEST - 2]]
    word_of = [-1]
    n = 0
    for left, right in offsets:
        last = max(left, right - 1)
        while n < len(window.words) and window.words[n].end <= last:
            n += 1
        here = n < len(window.words) and window.words[n].start <= last
        word_of.append(n if here else -1)
    return Tokens(
        [BEGIN, *made.ids[: LONGEST - 2], END],
        [*word_of, -1],
        offsets,
        _ranges(window, (one.time.span for one in window.moments)),
        _ranges(window, (one.span for one in window.speakers)),
        _ranges(window, (one.mention.span for one in window.persons)),
        _ranges(window, (one.mention.span for one in window.spots)),
    )


def parties_of(window: Window) -> list[Range]:
    """The same of each candidate."""
    return _ranges(window, (one.span for one in window.candidates))


def _ranges(window: Window, spans: Iterable[Span | None]) -> list[Range]:
    found = []
    for span in spans:
        inside = window.words_in(span) if span else range(0)
        found.append((inside[0], inside[-1] + 1) if inside else (-1, -1))
    return found
