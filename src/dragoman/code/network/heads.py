"""The heads of the network, as `training/network.py` trains them, over one window."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from dragoman.code.network.layers import Array, Places, Weights, gelu, sigmoid, softmax
from dragoman.code.network.tokens import Range, Tokens, parties_of
from dragoman.code.windows import WHATS, Window

#: Distances between trigger and stretch, in words, told apart up to here.
FAR = np.array((-64, -32, -16, -8, -4, -2, 0, 2, 4, 8, 16, 32, 64))
#: Sentences between trigger and stretch told apart: 3 before to 2 after, and elsewhere.
STEPS = 7
#: Idents of the parties of a window: which candidates are one country, and not which.
IDENTS = 24
#: Heads of attention among candidates.
_AMONG = 4


class _InSentence(Protocol):
    @property
    def sentence(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Chances:
    """What the network makes of some events of a window, a row for each.

    `parties` (events, candidates, 2): on the first side, on the second. `statuses` (events,
    statuses), `times` (events, 2 + moments: none, that of the news, each), `sources` (events, 1 +
    speakers: none, each), `places` (events, 2 + spots: none, the second side's state, each); each
    row of these sums to 1. `background` (events).
    """

    parties: Array
    statuses: Array
    times: Array
    sources: Array
    places: Array
    background: Array


class Heads:
    """Heads over the vectors of a window's words."""

    def __init__(self, weights: Weights) -> None:
        self._w = weights

    def words(self, tokens: Array, word_of: Sequence[int], count: int) -> Array:
        """(words, hidden): the mean of each word's pieces; `tokens` is (pieces, hidden)."""
        at = np.asarray(word_of)
        kept = at[at >= 0]
        means: Array = np.zeros((count, tokens.shape[1]), np.float32)
        # Pieces come in the order of their words.
        found, first, number = np.unique(kept, return_index=True, return_counts=True)
        if len(found):
            sums = np.add.reduceat(tokens[at >= 0], first)
            means[found] = sums / number[:, None].astype(np.float32)
        return means

    def triggers(self, words: Array, window: Window, kinds: Sequence[str]) -> Array:
        """(words, kinds): chances that a word is the trigger of an event of a kind."""
        told = np.zeros((len(words), len(kinds)), np.float32)
        for at, kind in window.lexicon:
            told[at, kinds.index(kind)] = 1
        seen = words + self._w.linear("lexicon", told)
        return sigmoid(self._w.linear("trigger.3", gelu(self._w.linear("trigger.0", seen))))

    def events(
        self, words: Array, window: Window, tokens: Tokens, found: Sequence[tuple[int, int]]
    ) -> Chances:
        """The parts of events; `found` holds (word, kind) of each, at least one."""
        word, kind = np.array(found).T
        told = words[word]
        kinds = self._w.embedding("kind", kind)
        depth = self._w.embedding("depth", np.array(window.depths)[word])
        state = gelu(self._w.linear("state.0", np.concatenate([told, kinds, depth], axis=1)))

        def choice(name: str, ranges: Sequence[Range], of: Sequence[_InSentence]) -> Array:
            stretches = self._stretches(words, ranges)
            between = self._between(window, word, ranges, of)
            return self._choice(name, told, stretches, state, between)

        return Chances(
            parties=self._parties(words, window, word, kinds),
            statuses=softmax(self._w.linear("status", state)),
            times=choice("when", tokens.times, window.moments),
            sources=choice("who", tokens.speakers, window.speakers),
            places=choice("where", tokens.spots, window.spots),
            background=sigmoid(self._w.linear("background", state)[:, 0]),
        )

    def states(self, words: Array, window: Window, tokens: Tokens) -> Array:
        """(persons, 1 + candidates): of which of these each person's state is the same, or of none.

        Each row sums to 1; there is at least one person.
        """
        told = self._stretches(words, tokens.persons)
        word = np.array([max(first, 0) for first, _ in tokens.persons])
        parties = parties_of(window)
        between = self._between(window, word, parties, window.candidates)
        if window.candidates:
            between = between + self._standing(window)[None]
        state = gelu(self._w.linear("person.0", told))
        return self._choice("whose", told, self._stretches(words, parties), state, between)

    def _parties(self, words: Array, window: Window, word: Places, kinds: Array) -> Array:
        if not window.candidates:
            return np.zeros((len(word), 0, 2), np.float32)
        ranges = parties_of(window)
        told = self._w.linear("of_trigger", words[word])[:, None]
        party = self._w.linear("of_candidate", self._stretches(words, ranges))[None]
        mixed = told + party + self._w.linear("product", told * party) + kinds[:, None]
        mixed = mixed + self._between(window, word, ranges, window.candidates)
        mixed = mixed + self._standing(window)[None]
        seen = self._w.among("among", gelu(mixed), _AMONG)
        return sigmoid(self._w.linear("sides", seen))

    def _standing(self, window: Window) -> Array:
        """(candidates, width): what each is, and how it stands in the report."""
        parties = window.candidates
        codes = list(dict.fromkeys(one.country for one in parties))
        idents = [min(codes.index(one.country), IDENTS - 1) for one in parties]
        return (
            self._w.embedding("what", np.array([WHATS.index(one.what) + 1 for one in parties]))
            + self._w.embedding("rank", np.array([one.rank for one in parties]))
            + self._w.embedding("titled", np.array([int(one.titled) for one in parties]))
            + self._w.embedding("ident", np.array(idents))
        )

    def _between(
        self, window: Window, word: Places, ranges: Sequence[Range], of: Sequence[_InSentence]
    ) -> Array:
        """(words, stretches, width): how far the stretch of each one is from a word."""
        first = np.array([left for left, _ in ranges], np.int64)[None]
        far = np.where(first >= 0, np.searchsorted(FAR, first - word[:, None]), len(FAR) + 1)
        own = np.array(window.sentences)[word][:, None]
        at = np.array([one.sentence for one in of], np.int64)[None]
        step = np.where(at >= 0, np.clip(at - own, -3, 2) + 3, STEPS - 1)
        return self._w.embedding("distance", far) + self._w.embedding("step", step)

    def _stretches(self, words: Array, ranges: Sequence[Range]) -> Array:
        """(stretches, hidden): the mean of each one's words, a vector of its own for none."""
        if not ranges:
            return words[:0]
        return np.stack(
            [
                words[first:last].mean(0) if first >= 0 else self._w["elsewhere"]
                for first, last in ranges
            ]
        )

    def _choice(
        self, name: str, told: Array, stretches: Array, state: Array, between: Array
    ) -> Array:
        """Chances of the choices without words, then of each stretch."""
        others = self._w.linear(f"{name}.others", state)
        if not len(stretches):
            return softmax(others)
        told = self._w.linear(f"{name}.of_event", told)[:, None]
        found = self._w.linear(f"{name}.of_stretch", stretches)[None]
        mixed = told + found + self._w.linear(f"{name}.product", told * found) + state[:, None]
        mixed = mixed + between
        scores = self._w.linear(f"{name}.score.2", gelu(mixed))[..., 0]
        return softmax(np.concatenate([others, scores], axis=1))
