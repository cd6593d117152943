"""The lexicon: words that may tell an event of a kind, of which the network is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.code.data import table
from dragoman.code.words import Rows, Word
from dragoman.codebook import KINDS
from dragoman.errors import DataError
from dragoman.model import Span


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that may tell an event, and of which kind."""

    span: Span
    kind: str


@cache
def _lexicon(lang: str) -> tuple[Rows[str], Rows[None]]:
    data = table("lexicon", lang)
    pairs = []
    for group in data["triggers"]:
        if group["kind"] not in KINDS:
            raise DataError(f"lexicon/{lang}.toml has an unknown kind {group['kind']!r}")
        pairs += [(row, group["kind"]) for row in group["words"]]
    return Rows(pairs), Rows((row, None) for row in data["blocked"])


def find_triggers(words: Sequence[Word], lang: str, names: Sequence[Span] = ()) -> list[Trigger]:
    """Triggers among the words of one sentence, in order; of one kind at one word the longest.

    Words within `names` (of bodies and persons) are none.
    """
    lexicon, blocked = _lexicon(lang)
    barred = {at for hit in blocked.find(words) for at in range(hit.first, hit.last)}
    best: dict[tuple[int, str], tuple[int, Trigger]] = {}
    for hit in lexicon.find(words):
        if hit.first in barred or _named(words[hit.first], names):
            continue
        key = (hit.first, hit.value)
        if key not in best or best[key][0] < hit.last:
            best[key] = (hit.last, Trigger(hit.span(words), hit.value))
    return [trigger for _, trigger in best.values()]


def _named(word: Word, names: Sequence[Span]) -> bool:
    return any(span.start <= word.start < span.end for span in names)
