"""Lessons to tensors."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from dragoman.code.network.heads import IDENTS
from dragoman.code.network.tokens import Range, Tokens, parties_of
from dragoman.code.windows import WHATS, Window
from encoder import PAD
from targets import KIND_NAMES

#: The piece that stands for a hidden word; the vocabulary keeps it at this place.
MASK = 4
#: Share of all words that are not shown in training, lest the network learn texts by heart.
BLURRED = 0.05


@dataclass
class Batch:
    """Windows together, padded.

    `ids` (windows, tokens); `word_of` the word of each token, or -1; `lexicon` (windows, words,
    kinds) of lexicon hits; `depths` and `sentences` (windows, words). `spans` (windows, candidates,
    2) of first word and last + 1, -1 where there is none; `told` (windows, candidates, 5): kind of
    candidate + 1, rank, in the title, ident, sentence. `moments` (windows, moments, 3): first word,
    last + 1, sentence; -9 where there is no moment. `speakers`, `persons` and `spots` likewise.
    """

    ids: torch.Tensor
    word_of: torch.Tensor
    lexicon: torch.Tensor
    depths: torch.Tensor
    sentences: torch.Tensor
    spans: torch.Tensor
    told: torch.Tensor
    moments: torch.Tensor
    speakers: torch.Tensor
    persons: torch.Tensor
    spots: torch.Tensor


def collate(
    rows: Sequence[tuple[Window, Tokens]], hide: float = 0.0, chance: random.Random | None = None
) -> Batch:
    """Windows as one batch; in training `hide` is the share of candidates that are not shown."""
    tokens = max(len(row.ids) for _, row in rows)
    words = max(len(window.words) for window, _ in rows)
    parties = max(1, *(len(window.candidates) for window, _ in rows))
    batch = Batch(
        ids=torch.full((len(rows), tokens), PAD),
        word_of=torch.full((len(rows), tokens), -1),
        lexicon=torch.zeros(len(rows), words, len(KIND_NAMES)),
        depths=torch.zeros(len(rows), words, dtype=torch.long),
        sentences=torch.zeros(len(rows), words, dtype=torch.long),
        spans=torch.full((len(rows), parties, 2), -1),
        told=torch.zeros(len(rows), parties, 5, dtype=torch.long),
        moments=_places([(row.times, window.moments) for window, row in rows]),
        speakers=_places([(row.speakers, window.speakers) for window, row in rows]),
        persons=_places([(row.persons, window.persons) for window, row in rows]),
        spots=_places([(row.spots, window.spots) for window, row in rows]),
    )
    for n, (window, row) in enumerate(rows):
        ranges = parties_of(window)
        batch.ids[n, : len(row.ids)] = torch.tensor(_shown(row, ranges, hide, chance))
        batch.word_of[n, : len(row.word_of)] = torch.tensor(row.word_of)
        for at, kind in window.lexicon:
            batch.lexicon[n, at, KIND_NAMES.index(kind)] = 1
        batch.depths[n, : len(window.words)] = torch.tensor(window.depths)
        batch.sentences[n, : len(window.words)] = torch.tensor(window.sentences)
        if ranges:
            batch.spans[n, : len(ranges)] = torch.tensor(ranges)
            batch.told[n, : len(ranges)] = torch.tensor(_told(window, chance))
    return batch


def _places(rows: Sequence[tuple[Sequence[Range], Sequence[Any]]]) -> torch.Tensor:
    """(windows, stretches, 3): first word, last + 1, sentence; -9 where there is none."""
    made = torch.full((len(rows), max(1, *(len(ranges) for ranges, _ in rows)), 3), -9)
    for n, (ranges, of) in enumerate(rows):
        for at, (span, one) in enumerate(zip(ranges, of, strict=True)):
            made[n, at] = torch.tensor((*span, one.sentence))
    return made


def _shown(
    row: Tokens, ranges: Sequence[Range], hide: float, chance: random.Random | None
) -> list[int]:
    if not hide or chance is None:
        return row.ids
    hidden = {w for first, last in ranges if chance.random() < hide for w in range(first, last)}
    hidden |= {w for w in set(row.word_of) if w >= 0 and chance.random() < BLURRED}
    return [MASK if w in hidden else i for i, w in zip(row.ids, row.word_of, strict=True)]


def _told(window: Window, chance: random.Random | None) -> list[tuple[int, int, int, int, int]]:
    """Features of the candidates; in training the idents are shuffled."""
    idents = list(range(IDENTS))
    if chance:
        chance.shuffle(idents)
    codes: dict[str, int] = {}
    rows = []
    for n, one in enumerate(window.candidates):
        code = codes.setdefault(one.country or f"?{n}", len(codes))
        ident = idents[min(code, IDENTS - 1)]
        rows.append((WHATS.index(one.what) + 1, one.rank, int(one.titled), ident, one.sentence))
    return rows
